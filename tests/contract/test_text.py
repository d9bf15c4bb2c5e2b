"""Text that others wrote is shown on one line, with nothing invisible in it."""

from __future__ import annotations

import pytest

from creatorscope.contract.text import clean_text

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("Em Thuý 🇻🇳", "Em Thuý 🇻🇳"),
        ("two\nlines\tand\x00more", "two lines andmore"),
        ("zero\u200bwidth\u202eright to left\ufeff", "zerowidthright to left"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("a\u2028b\u2029c", "a b c"),
        ("  wide   apart ", "wide apart"),
        (f"joined {FAMILY}", f"joined {FAMILY}"),
        ("", ""),
    ],
)
def test_hidden_characters_are_taken_out_and_joiners_stay(written: str, shown: str) -> None:
    assert clean_text(written) == shown


def test_long_text_is_cut_with_a_mark_at_the_length_asked() -> None:
    assert clean_text("x" * 100, 10) == "x" * 9 + "…"
    assert clean_text("x" * 10, 10) == "x" * 10
