"""Quotes stand in their text word for word, whatever form the same letters and spaces have."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from creatorscope.claims.check import check
from creatorscope.claims.failures import Rule
from tests.claims.hooks import WORK, build_claim, build_input, check_claim, check_quote, quote

VIETNAMESE = "Hôm nay mình chia sẻ cách giảm mụn nhanh nhất, rẻ nhất!"
CHINESE = "大家好，今天教大家三个方法选面霜。"
SPACES = [" ", "\n", "\t ", "\u00a0", "\u3000", "\u2003\n"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("of_text", ["NFC", "NFD"])
def test_quote_is_found_in_either_unicode_form(form, of_text):
    report = check_quote(normalize(form, "cách giảm mụn nhanh nhất"), normalize(of_text, VIETNAMESE))
    assert report.valid


@pytest.mark.parametrize("space", SPACES, ids=[space.encode("unicode_escape").decode() for space in SPACES])
def test_quote_is_found_whatever_white_space_parts_its_words(space):
    assert check_quote("cách giảm mụn".replace(" ", space), VIETNAMESE).valid
    assert check_quote("cách giảm mụn", VIETNAMESE.replace(" ", space)).valid


@pytest.mark.parametrize(
    "words",
    [
        "cach giam mun nhanh nhat",
        "Cách giảm mụn nhanh nhất",
        "cách giảm mụn, nhanh nhất",
        "cách giảm mụn … nhất",
        "cáchgiảm mụn nhanh nhất",
    ],
)
def test_quote_with_other_accents_case_or_marks_is_told_the_words_that_are_there(words):
    (failure,) = check_quote(words, VIETNAMESE).failures
    assert failure.rule is Rule.QUOTE_NOT_FOUND
    assert failure.pointer == "/works/0/resonance/evidence/0/quote"
    near = failure.nearest
    assert near["text"] in VIETNAMESE
    assert "giảm mụn" in near["text"]
    assert (near["work_id"], near["field"]) == (WORK, "asr_clean")
    assert VIETNAMESE[near["start"] :].startswith(near["text"])


def test_words_that_are_nowhere_near_have_no_nearest_passage():
    (failure,) = check_quote("buy two get one free", CHINESE).failures
    assert failure.nearest is None


def test_quote_that_stands_in_another_text_is_told_where():
    prepared = build_input(texts={"asr_clean": CHINESE, "caption_raw": VIETNAMESE})
    report = check_claim(build_claim("It is said there.", quote("cách giảm mụn nhanh nhất")), prepared)
    (failure,) = report.failures
    assert failure.nearest["field"] == "caption_raw"
    assert failure.nearest["likeness"] == 1


@pytest.mark.parametrize(
    ("words", "text", "enough"),
    [
        ("giảm mụn", VIETNAMESE, False),
        ("giảm mụn nhanh", VIETNAMESE, True),
        ("教大家", CHINESE, False),
        ("教大家三", CHINESE, True),
        ("，今天教", CHINESE, False),
        ("教大家 SPF", "今天教大家 SPF 怎么选", True),
        ("大家 SPF", "今天教大家 SPF 怎么选", False),
        ("가격비", "이 제품 가격비교 해봤어요", False),
        ("가격비교", "이 제품 가격비교 해봤어요", True),
        ("สวัส"[:3], "สวัสดีทุกคน วันนี้มาลอง", False),
        ("สวัสดีทุกคน", "สวัสดีทุกคน วันนี้มาลอง", True),
    ],
)
def test_quote_needs_three_words_or_four_characters(words, text, enough):
    assert check_quote(words, text).valid is enough


@pytest.mark.parametrize(("size", "valid"), [(300, True), (301, False)])
def test_quote_has_at_most_300_characters(size, valid):
    text = "một hai ba " + "ô" * 400
    assert check_quote(text[:size], text).valid is valid


@pytest.mark.parametrize("words", ["", " ", "\u3000\n"])
def test_quote_of_nothing_is_refused(words):
    assert not check_quote(words, VIETNAMESE).valid


def test_caption_never_stands_in_for_the_speech_of_a_video():
    hook = {
        "work_id": WORK,
        "opening": {
            "words": {"field": "caption_raw", "verbatim": "Which one is yours?"},
            "type": "question",
            "reading": build_claim("It asks.", quote("Which one is yours?", "caption_raw")),
        },
        "middle": None,
        "ending": None,
    }
    analysis = {"contract": "hook", "contract_version": "1.0", "works": [hook]}
    for modality, rules in (("video", [Rule.QUOTE_WRONG_FIELD] * 2), ("text", [])):
        prepared = build_input(
            contract="hook",
            fields={"work_modality": modality},
            texts={"asr_clean": "You use too little.", "caption_raw": "Which one is yours?"},
        )
        assert [failure.rule for failure in check(prepared, analysis).failures] == rules


def test_words_of_a_transcript_that_was_not_checked_are_refused_although_they_stand_there():
    data = build_input(texts={"asr_clean": VIETNAMESE}).model_dump(mode="json")
    data["works"][0]["text_checked"]["asr_clean"] = False
    prepared = type(build_input()).model_validate(data)
    report = check_claim(build_claim("It is said there.", quote("cách giảm mụn nhanh nhất")), prepared)
    assert [failure.rule for failure in report.failures] == [Rule.QUOTE_WRONG_FIELD]
