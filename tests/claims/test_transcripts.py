"""A clean transcript has the words of the raw one in order, less fillers and repeats."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from creatorscope.claims.transcript import changes

RAW = "so um hôm nay mình mình sẽ chia sẻ 3 cách cách giảm mụn nhanh nhất nha"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (RAW, RAW),
        (RAW, "Hôm nay, mình sẽ chia sẻ 3 cách giảm mụn nhanh nhất!"),
        (RAW, "So, hôm nay mình sẽ chia sẻ\n\n3 cách giảm mụn nhanh nhất nha."),
        ("i don t think its well known", "I don't think it's well-known."),
        ("it is one of the it is one of the best", "It is one of the best."),
        ("大家好嗯今天那个我们来看面霜", "大家好，今天我们来看面霜。"),
        ("大家好嗯今天那个我们来看面霜", "大家好嗯今天那个我们来看面霜"),
        ("えっと今日はこの化粧水を使います", "今日は、この化粧水を使います。"),
        ("it costs 1,200 now", "It costs 1,200 now."),
        ("", ""),
        ("um uh", ""),
        ("Điện thoa\u0323i", "điện thoại"),
    ],
)
def test_readable_text_of_the_same_words_passes(raw, clean):
    assert changes(raw, clean) == []


@pytest.mark.parametrize(
    ("raw", "clean", "kind", "words"),
    [
        (RAW, "Hôm nay mình sẽ chia sẻ 3 cách giảm mụn hiệu quả nhanh nhất.", "added", "hiệu quả"),
        (RAW, "Hôm nay mình sẽ chia sẻ 30 cách giảm mụn nhanh nhất.", "changed", "30"),
        (RAW, "Hôm nay mình sẽ chia sẻ 3 cách giam mụn nhanh nhất.", "changed", "giam"),
        ("i do not recommend this one", "I do recommend this one.", "left_out", ""),
        ("妈妈说这个面霜很好", "妈说这个面霜很好", "left_out", ""),
        ("大家好今天看面霜", "大家好，今天看贵的面霜。", "added", "贵的"),
        ("it costs 1.5 now", "It costs 15 now.", "changed", "15"),
        ("it costs 5 5 now", "It costs 55 now.", "changed", "55"),
        ("", "Thanks for watching!", "added", "Thanks for watching"),
    ],
)
def test_added_changed_or_missing_words_are_told_with_their_place(raw, clean, kind, words):
    (change,) = changes(raw, clean)
    assert (change.kind, change.clean) == (kind, words)
    assert clean[change.start :].startswith(words)


def test_words_in_another_order_are_refused():
    assert changes("first wash then cream", "First cream, then wash.")


def test_every_fault_of_a_text_is_told_at_once():
    clean = "Hôm nay tôi sẽ chia sẻ 3 cách giảm cân nhanh nhất luôn."
    assert [change.clean for change in changes(RAW, clean)] == ["tôi", "cân", "luôn"]


def test_text_that_repeats_itself_without_end_is_still_answered():
    assert changes("一" * 2000, "一" * 2000) == []
    assert changes("一" * 2000, "一" * 1990 + "二")


def real_transcripts():
    """Return sixty real Vietnamese transcripts; skips the test when the data is not there."""
    path = Path(__file__).parents[3] / "shared" / "data" / "transcripts" / "vi_tiktok_300.csv"
    if not path.exists():
        pytest.skip(f"no real data at {path.name}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["transcript"] for row in csv.DictReader(file)][:60]


def test_real_transcripts_pass_in_capitals_and_paragraphs_and_fail_with_one_word_more():
    for raw in real_transcripts():
        words = raw.upper().split()
        assert changes(raw, "\n".join(words)) == []
        words.insert(len(words) // 2, "zzz")
        assert [change.clean for change in changes(raw, " ".join(words))] == ["zzz"]
