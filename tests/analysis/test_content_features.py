"""Content of all works of a creator: values for the findings, terms, form and density."""

from __future__ import annotations

import json

import pytest

from creatorscope.analysis.content import label_work
from creatorscope.analysis.content_features import ContentTable, read_content
from creatorscope.analysis.passages import build_passages
from creatorscope.analysis.terms import CORE, find_terms, tokeniser_of
from tests.analysis.content_samples import PLAIN, SPEECH, work

WORKS = [
    work(f"w{number}", asr_clean=speech, caption_raw=f"Clip {number} #fun #Day{number}", duration_s=30.0)
    for number, speech in enumerate([*SPEECH.values(), *PLAIN.values()])
]


def test_the_content_of_works_does_not_depend_on_their_order():
    assert read_content(WORKS[::-1]).model_dump_json() == read_content(WORKS).model_dump_json()


def test_no_works_give_empty_tables():
    table = read_content([])
    assert (table.works, table.values, table.terms.tokens, table.main_language) == ({}, {}, {}, None)


def test_values_are_label_lists_where_read_and_none_where_not():
    values = read_content(
        [work("a", asr_clean=PLAIN["en"]), work("b"), work("c", asr_clean=SPEECH["en"])]
    ).values
    assert values["a"]["cta"] == ()
    assert values["b"]["cta"] is None
    assert values["b"]["hook"] is None
    assert "click_link" in tuple(values["c"]["cta"])  # type: ignore[arg-type]
    assert values["b"]["caption_characters"] is None


def test_short_captions_are_read_in_the_creators_main_language():
    works = [work(str(n), caption_raw=SPEECH["vi"]) for n in range(3)]
    table = read_content([*works, work("short", caption_raw="theo dõi mình nha")])
    assert table.main_language == "vi"
    assert table.works["short"].written_cta.labels == ("follow",)


def test_a_table_survives_its_json_form():
    table = read_content(WORKS)
    again = ContentTable.model_validate_json(table.model_dump_json())
    assert again.works == table.works
    assert json.loads(again.model_dump_json()) == json.loads(table.model_dump_json())


def test_pace_is_words_a_minute_or_characters_a_minute_by_script():
    spaced = label_work(work(asr_clean=PLAIN["en"], duration_s=30.0)).density
    wide = label_work(work(asr_clean=PLAIN["zh"], duration_s=30.0)).density
    assert spaced
    assert wide
    assert spaced.words_per_minute == 2 * len(PLAIN["en"].split())
    assert spaced.characters_per_minute is None
    assert wide.words_per_minute is None
    assert wide.characters_per_minute == 2 * sum(character.isalpha() for character in PLAIN["zh"])
    unknown = label_work(work(asr_clean=PLAIN["en"])).density
    assert unknown
    assert unknown.words_per_minute is None


def test_calls_are_counted_against_the_sentences_of_the_speech():
    density = label_work(work(asr_clean=PLAIN["en"] + " Follow me for more. Link in my bio.")).density
    assert density
    assert (density.cta_sentences, density.sentences) == (2, 4)


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        ({"media_type": "photo", "work_modality": "text"}, "carousel"),
        ({"media_type": "other", "work_modality": "text", "caption_raw": PLAIN["en"]}, "text_only"),
        ({"asr_clean": ""}, "no_speech"),
        (
            {
                "asr_clean": "Hungry? Yes. What now? Rice. Again? Sure, why not. Ok. " * 1
                + "Fish? No. Eggs? Two. Done? Yes. Go."
            },
            "dialogue",
        ),
        ({"asr_clean": PLAIN["en"]}, None),
        ({"asr_clean": None}, None),
    ],
)
def test_the_form_is_told_from_text_and_metadata_or_left_open_with_a_reason(fields, form):
    found = label_work(work(**fields)).form
    assert found.form == form
    assert (found.reason is None) == (form is not None)


def test_tags_come_from_the_work_else_from_its_texts_once_and_lower_case():
    written = label_work(work(caption_raw="Ngon #Phở #phở #HàNội")).topics.tags
    assert written == ("phở", "hànội")
    listed = label_work(work(caption_raw="Ngon #Phở", tags=("#Bún", "bún"))).topics.tags
    assert listed == ("bún",)


def test_themes_and_pains_come_with_their_words():
    topics = label_work(
        work(caption_raw="My skincare routine for acne and dry skin, no makeup needed")
    ).topics
    assert topics.themes.labels[0] == "beauty"
    assert topics.pains.labels == ("looks",)
    assert {hit.words for hit in topics.pains.hits} == {"acne", "dry skin"}


def test_terms_leave_out_stop_words_numbers_and_tags_and_pair_chinese_characters():
    caption = build_passages(
        work(caption_raw="The chicken and 20 spicy noodles of the 2024 market #street @shop")
    ).caption
    assert caption
    assert find_terms(caption, extras=False) == ("chicken", "spicy", "noodles", "market")
    chinese = build_passages(work(caption_raw="今天的火锅真好吃，火锅万岁")).caption
    assert chinese
    assert find_terms(chinese, extras=False).count("火锅") == 2
    assert tokeniser_of("zh", extras=False) == tokeniser_of("en") == CORE


def test_speech_counts_among_the_terms_only_where_nearly_all_works_have_it():
    spoken = [work(str(n), asr_clean=PLAIN["en"], caption_raw="market day") for n in range(4)]
    few = [*spoken, *(work(f"x{n}", caption_raw="market day") for n in range(4))]
    assert read_content(spoken, extras=False).terms.with_speech
    table = read_content(few, extras=False).terms
    assert not table.with_speech
    assert table.tokens["0"] == table.tokens["x0"]
