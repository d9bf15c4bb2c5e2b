"""The rule labels judged on real transcripts, captions and subtitles where they are at hand."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from creatorscope.analysis.content import label_work
from creatorscope.analysis.content_features import read_content
from tests.analysis.content_samples import work

DATA = Path(__file__).parents[3] / "shared" / "data"
VIETNAMESE = DATA / "transcripts" / "vi_tiktok_300.csv"

needs_data = pytest.mark.skipif(not VIETNAMESE.exists(), reason="the real transcripts are not here")


def labelled_rows(half: str) -> list[dict[str, str]]:
    """Return the rows of one half that have an answer; all rows of an author are in the same half.

    The lexicon was tuned on `development` only.
    """
    with VIETNAMESE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["transcript_call_to_action"]]
    wanted = 0 if half == "development" else 1
    return [r for r in rows if hashlib.sha256(r["author.uniqueId"].encode()).digest()[0] % 2 == wanted]


def balanced_accuracy(rows: list[dict[str, str]]) -> tuple[float, int]:
    """Return the balanced accuracy of call to action or none in the speech, and how many were not read.

    The column speaks of the transcript, so captions are left out; works without evidence are not judged.
    """
    answers = {"True": [0, 0], "False": [0, 0]}
    unread = 0
    for row in rows:
        found = label_work(
            work(row["video.id"], asr_clean=row["transcript"]), fallback_language="vi", extras=False
        )
        if found.cta.evidence == "no_evidence":
            unread += 1
            continue
        answers[row["transcript_call_to_action"]][found.cta.evidence == "found"] += 1
    sensitivity = answers["True"][1] / sum(answers["True"])
    specificity = answers["False"][0] / sum(answers["False"])
    return (sensitivity + specificity) / 2, unread


@needs_data
@pytest.mark.parametrize("half", ["development", "held_out"])
def test_calls_to_action_in_vietnamese_speech_are_told_from_none(half):
    rows = labelled_rows(half)
    accuracy, unread = balanced_accuracy(rows)
    assert len(rows) > 100
    assert accuracy >= 0.70
    assert unread < 0.15 * len(rows)


def subtitles(language: str) -> list[str]:
    def spoken(text: str) -> str:
        lines = (line.strip() for line in text.splitlines())
        return "\n".join(line for line in lines if line and "-->" not in line and not line.isdigit())

    files = sorted((DATA / "transcripts" / language).glob("*.srt"))
    return [spoken(path.read_text(encoding="utf-8")) for path in files]


@needs_data
@pytest.mark.parametrize(("folder", "language"), [("en", "en"), ("zh-CN", "zh")])
def test_lessons_read_as_tutorials_about_technology(folder, language):
    table = read_content(
        [work(str(n), asr_clean=text) for n, text in enumerate(subtitles(folder))], extras=False
    )
    found = list(table.works.values())
    assert table.main_language == language
    assert sum("tutorial" in item.structure.labels for item in found) >= 0.6 * len(found)
    assert sum("technology" in item.topics.themes.labels for item in found) >= 0.6 * len(found)
    assert sum(item.cta.evidence == "found" for item in found) < len(found)


@needs_data
def test_most_real_works_are_not_called_without_a_call_where_no_speech_was_read():
    raw = json.loads((DATA / "douyin_works" / "aweme_list.json").read_text(encoding="utf-8"))
    items = raw if isinstance(raw, list) else raw["aweme_list"]
    table = read_content([work(item["aweme_id"], caption_raw=item["desc"]) for item in items], extras=False)
    found = list(table.works.values())
    assert table.main_language == "zh"
    assert all(item.cta.evidence != "none" for item in found)
    assert all(item.written_cta.evidence != "no_evidence" for item in found)
    assert sum(item.heading_hook.evidence == "found" for item in found) >= 0.4 * len(found)


@needs_data
def test_channel_descriptions_show_links_and_subscriptions():
    with (DATA / "youtube_works" / "three_channels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    works = [
        work(row["video_id"], platform="youtube", title=row["title"], caption_raw=row["description"])
        for row in rows
    ]
    table = read_content(works, extras=False)
    share = {
        label: sum(label in item.written_cta.labels for item in table.works.values()) / len(table.works)
        for label in ("click_link", "follow", "direct_message")
    }
    assert table.main_language == "en"
    assert share["click_link"] > 0.3
    assert share["follow"] > 0.2
    assert share["direct_message"] < 0.05
