"""Text: one normal form, sentences and words by Unicode rules, trust in transcripts, and languages."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from creatorscope.analysis.language import LANGUAGES, detect_language
from creatorscope.analysis.passages import build_passages
from creatorscope.analysis.text import (
    Trust,
    blank_marks,
    count_words,
    judge_trust,
    normalise,
    split_sentences,
    split_words,
    word_spans,
)
from tests.analysis.content_samples import PLAIN, SPEECH, work

ALL_TEXTS = [*SPEECH.values(), *PLAIN.values()]


@pytest.mark.parametrize("text", ALL_TEXTS)
def test_normalising_is_idempotent_and_the_same_for_composed_and_decomposed_text(text):
    once = normalise(text)
    assert normalise(once) == once
    assert normalise(unicodedata.normalize("NFD", text)) == once


def test_normalising_keeps_diacritics_case_and_line_breaks():
    assert normalise("  Phở \u200b  Hà\u00a0Nội \r\n\n  Ngon ") == "Phở Hà Nội\nNgon"
    assert normalise("") == normalise(" \n\t ") == ""


@pytest.mark.parametrize("text", ALL_TEXTS)
def test_sentences_and_words_are_cut_out_of_the_text_in_order(text):
    text = normalise(text)
    for spans in (split_sentences(text), word_spans(text)):
        assert spans
        assert all(text[span.start : span.end] == span.words for span in spans)
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Giá 5.000đ lúc 9:00! Rồi sao?", ["Giá 5.000đ lúc 9:00!", "Rồi sao?"]),
        ("你好。今天“怎么样？”走吧", ["你好。", "今天“怎么样？”", "走吧"]),
        ("It costs 3.5 dollars. Really?! Yes", ["It costs 3.5 dollars.", "Really?!", "Yes"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("ราคา 500 บาท สวย มาก", ["ราคา 500 บาท", "สวย", "มาก"]),
        ("... !!! 😂", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, sentences):
    assert [span.words for span in split_sentences(text)] == sentences


def test_words_are_whole_in_spaced_scripts_and_single_characters_in_others():
    assert split_words("don't pay 1,000đ, ok") == ("don't", "pay", "1,000đ", "ok")
    assert split_words("用iPhone拍照") == ("用", "iPhone", "拍", "照")
    assert split_words("안녕하세요 여러분") == ("안녕하세요", "여러분")
    assert count_words(split_words("今天天气很好呀")) == pytest.approx(3.5)


@pytest.mark.parametrize(
    ("transcript", "trust"),
    [
        (None, Trust.ABSENT),
        ("", Trust.NO_SPEECH),
        ("  ♪♪ <noise> ", Trust.NO_SPEECH),
        ("ngon quá trời luôn", Trust.TOO_SHORT),
        ("今天很好吃", Trust.TOO_SHORT),
        ("một hai ba bốn năm", Trust.TRUSTED),
        ("la la la oh yeah baby " * 6, Trust.REPEATED),
        (SPEECH["vi"], Trust.TRUSTED),
        (SPEECH["zh"], Trust.TRUSTED),
    ],
)
def test_a_transcript_is_trusted_only_with_words_that_are_not_one_phrase_again_and_again(transcript, trust):
    assert judge_trust(transcript) is trust


def test_one_repeated_phrase_of_less_than_a_third_is_no_music():
    filler = " ".join(f"word{number}" for number in range(60))
    phrase = "please come and visit us soon"
    assert judge_trust(f"{phrase} {filler} {phrase}") is Trust.TRUSTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_each_sample_is_named(language):
    assert detect_language(SPEECH[language]) == language


@pytest.mark.parametrize(
    "text", ["", "ok", "follow me", "Ngon quá", "好吃", "#foodreview #xuhuong #fypシ #viral #trending"]
)
def test_short_text_and_tags_name_no_language(text):
    assert detect_language(text) == "und"


def test_seven_chinese_characters_are_enough_as_they_are_twenty_one_bytes():
    assert detect_language("今天我们去吃饭") == "zh"


def test_blanked_tags_leave_every_other_character_in_place():
    text = "Ngon #phở @quan.pho https://example.test/a?b=1 <noise> thật"
    blanked = blank_marks(text)
    assert len(blanked) == len(text)
    assert blanked.split() == ["Ngon", "thật"]


def test_short_text_takes_the_language_of_the_speech_then_the_platforms_then_the_creators():
    spoken = build_passages(work(asr_clean=SPEECH["vi"], caption_raw="Ngon quá"))
    assert spoken.caption
    assert spoken.caption.language == "vi"
    marked = build_passages(work(caption_raw="Ngon quá", language="vi"), "en")
    assert marked.caption
    assert marked.caption.language == "vi"
    given = build_passages(work(caption_raw="Ngon quá"), "vi")
    assert given.caption
    assert given.caption.language == "vi"
    unknown = build_passages(work(caption_raw="Ngon quá", language="xx"))
    assert unknown.caption
    assert unknown.caption.language == "und"
