"""Text that creators wrote is shown safely, and contacts are masked."""

from __future__ import annotations

import pytest

from creatorscope.operations.untrusted import clean_text, mask_contacts


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("Em Thuý 🇻🇳", "Em Thuý 🇻🇳"),
        ("two\nlines\tand\x00more", "two lines and more"),
        ("zero\u200bwidth\u202eright to left\ufeff", "zero width right to left"),
        ("tag\U000e0041\U000e0042s", "tag s"),
        ("", ""),
    ],
)
def test_invisible_characters_are_taken_out(written, shown):
    assert clean_text(written) == shown


def test_long_text_is_cut_with_a_mark_at_the_length_asked():
    assert clean_text("x" * 100, 10) == "x" * 9 + "…"
    assert clean_text("x" * 10, 10) == "x" * 10


@pytest.mark.parametrize(
    "text",
    [
        "write to demo@example.com now",
        "call +1 202-555-0123 now",
        "Zalo 0985 000 709 now",
        "chat https://wa.me/12025550123 now",
        "line.me/ti/p/abc now",
    ],
)
def test_contacts_in_free_text_are_masked_and_the_rest_stays(text):
    masked = mask_contacts({"bio": text})["bio"]
    assert "***" in masked
    assert masked.endswith("now")
    assert not any(part in masked for part in ("example.com", "555", "0985", "wa.me/1", "line.me"))


def test_contact_fields_are_masked_whole_and_flags_stay():
    row = {"email": "anything", "link_whatsapp": "x", "whatsapp": "y", "link_line": None, "has_email": True}
    assert mask_contacts(row) == {
        "email": "***",
        "link_whatsapp": "***",
        "whatsapp": "***",
        "link_line": None,
        "has_email": True,
    }


@pytest.mark.parametrize(
    "value",
    [
        "7496499484705246507",
        "133738359.53",
        "1,234,567,890",
        "2026-03-15",
        "https://example.com/video/7496499484",
    ],
)
def test_ids_amounts_dates_and_addresses_are_no_phone_numbers(value):
    assert mask_contacts({"id": value}) == {"id": value}


def test_masking_reaches_into_lists_and_objects_and_leaves_the_input_alone():
    data = {"rows": [{"bio": "demo@example.com", "followers_count": 5}]}
    assert mask_contacts(data) == {"rows": [{"bio": "***", "followers_count": 5}]}
    assert data["rows"][0]["bio"] == "demo@example.com"
