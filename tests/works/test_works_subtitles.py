"""Reading subtitle files, invented ones always and the real ones when they are there."""

from __future__ import annotations

import json

import pytest

from creatorscope.works.subtitles import Cue, parse_subtitles, spoken_text
from tests.works.samples import DATA

SRT = (
    "1\r\n00:00:05,850 --> 00:00:07,713\r\nHello <i>there</i>\r\nfriends\r\n\r\n"
    "2\r\n00:01:08,5 --> 00:01:10,320\r\nBye &amp; thanks\r\n"
)
VTT = """WEBVTT - made up

NOTE a remark --> of nobody

STYLE
::cue { color: red }

intro
00:05.850 --> 00:07.713 align:start position:0%
<v Demo>Hello <c.big>there</c>
friends

01:00:08.500 --> 01:00:10.320
2 < 3<00:00:09.000>
"""
JSON3 = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 500, "wpWinPosId": 1},
        {"tStartMs": 1000, "dDurationMs": 2000, "segs": [{"utf8": "Hello "}, {"utf8": "there"}]},
        {"tStartMs": 2990, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3000, "segs": [{"utf8": "friends"}]},
    ],
}
XML = (
    '<?xml version="1.0" encoding="utf-8" ?><transcript>'
    '<text start="1.5" dur="2">It&amp;#39;s &lt;b&gt;me</text><text start="4">x</text></transcript>'
)
TIMED = '<timedtext format="3"><body><p t="1500" d="2000"><s>Hi</s><s t="9"> you</s></p></body></timedtext>'


def test_srt_keeps_the_lines_of_a_cue_and_drops_numbers_and_markup():
    assert parse_subtitles(SRT) == [
        Cue(5.85, 7.713, "Hello there\nfriends"),
        Cue(68.5, 70.32, "Bye & thanks"),
    ]


def test_webvtt_drops_notes_styles_names_and_settings():
    assert parse_subtitles(VTT) == [Cue(5.85, 7.713, "Hello there\nfriends"), Cue(3608.5, 3610.32, "2 < 3")]


def test_a_missing_empty_line_does_not_make_the_next_number_speech():
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\n7\n"
    assert spoken_text(parse_subtitles(text)) == "One\n7"


@pytest.mark.parametrize("content", [JSON3, json.dumps(JSON3)], ids=["object", "text"])
def test_json3_joins_the_parts_of_an_event(content):
    assert parse_subtitles(content) == [Cue(1.0, 3.0, "Hello there"), Cue(3.0, None, "friends")]


def test_tiktoks_own_json_has_its_times_in_milliseconds():
    content = {"utterances": [{"text": "Xin chào", "start_time": 40, "end_time": 1240}]}
    assert parse_subtitles(content) == [Cue(0.04, 1.24, "Xin chào")]


def test_timed_text_in_xml_comes_in_seconds_or_milliseconds():
    assert parse_subtitles(XML) == [Cue(1.5, 3.5, "It's <b>me"), Cue(4.0, None, "x")]
    assert parse_subtitles(TIMED) == [Cue(1.5, 3.5, "Hi you")]


def test_plain_text_has_no_times():
    assert parse_subtitles("One\n\n  Two \n") == [Cue(None, None, "One"), Cue(None, None, "Two")]


def test_a_scrolling_track_says_each_line_once():
    rolling = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \nso<00:00.500><c> today</c>\n\n"
        "00:02.000 --> 00:02.010\nso today\n\n00:02.010 --> 00:04.000\nso today\nwe bake\n\n"
        "00:04.000 --> 00:06.000\nwe bake\n"
    )
    cues = parse_subtitles(rolling)
    assert cues[0] == Cue(0.0, 2.0, "so today")
    # The last is a line of its own length: said again, for all that is known.
    assert spoken_text(cues) == "so today\nwe bake\nwe bake"


@pytest.mark.parametrize(
    "content", ["", "WEBVTT\n", '{"events": []}', "1\n00:00:00,000 --> 00:00:01,000\n\n"]
)
def test_a_track_that_says_nothing_has_no_cues(content):
    assert parse_subtitles(content) == []


@pytest.mark.parametrize("content", ["<!doctype html><p>Not found</p>", "{not json", '{"error": 1}'])
def test_what_is_no_subtitle_file_is_refused(content):
    with pytest.raises(ValueError, match="give a subtitle file"):
        parse_subtitles(content)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_real_subtitles_are_read_in_order_and_whole(language):
    files = sorted((DATA / "transcripts" / language).glob("*.srt"))
    if not files:
        pytest.skip("no ../shared/data")
    for file in files:
        text = file.read_text(encoding="utf-8-sig")
        cues = parse_subtitles(text)
        assert len(cues) >= text.count("-->") - 2
        assert all(cue.start_s < cue.end_s for cue in cues)
        assert [cue.start_s for cue in cues] == sorted(cue.start_s for cue in cues)
        assert "-->" not in spoken_text(cues)
