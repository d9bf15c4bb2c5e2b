"""Ways to contact a person are found in texts, and what only looks like one is not."""

from __future__ import annotations

import pytest

from creatorscope.contract.contacts import find_contacts


@pytest.mark.parametrize(
    "text",
    [
        "mail a.person@example.com today",
        "mail a.person [at] example.com",
        "mail a.person @gmail.com",
        "mail a.person @ example.com",
        "see t.me/some_person",
        "Zalo: some.person",
        "zalo 0900 000 111",
        "加微信：some_person",
        "vx some_person88",
        "WhatsApp +84 900 000 111",
        "call (090) 000-0111",
        "LINE ID: @someone",
    ],
)
def test_contact_is_found(text):
    assert find_contacts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "published on 2026-03-15",
        "viewers write on WhatsApp and Zalo every day",
        "the opening line is a question",
        "one line: short and clear",
        "微信 上很多人问",
        "120,400 plays",
        "filmed on 22.10.2024",
        "made with @creator.demo in one day",
        "line 3 of the caption",
        "@creator_demo speaks",
    ],
)
def test_what_only_looks_like_a_contact_is_none(text):
    assert find_contacts(text) == []
