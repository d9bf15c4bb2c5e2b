"""Contacts in what creators wrote are masked, and nothing else is."""

from __future__ import annotations

import pytest

from creatorscope.operations.untrusted import mask_contacts


@pytest.mark.parametrize(
    "text",
    [
        "write to demo@example.com now",
        "call +1 202-555-0123 now",
        "Zalo 0985 000 709 now",
        "chat https://wa.me/12025550123 now",
        "line.me/ti/p/abc now",
        "zalo:0985000709 now",
        "https://example.org/ or 0985 000 709 now",
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
        "instagram:12345678901",
        "tiktok:7496499484",
    ],
)
def test_ids_amounts_dates_and_addresses_are_no_phone_numbers(value):
    assert mask_contacts({"id": value}) == {"id": value}


def test_masking_reaches_into_lists_and_objects_and_leaves_the_input_alone():
    data = {"rows": [{"bio": "demo@example.com", "followers_count": 5}]}
    assert mask_contacts(data) == {"rows": [{"bio": "***", "followers_count": 5}]}
    assert data["rows"][0]["bio"] == "demo@example.com"
