"""Transcribing works as a job: subtitles, the service, the relay, and what stays incomplete."""

from __future__ import annotations

import pytest

from creatorscope.results.about import About, Kind
from creatorscope.works.rows import work_row
from creatorscope.works.work import Work

READABLE = "https://media.sandbox.example/video/1.mp4"
FETCHABLE = "http://sandbox.localhost/sandbox/transcripts/asr_20260315_demo01/0.json?unreadable=1"
GONE = "http://sandbox.localhost/nowhere.mp4?unreadable=1"


def keep(bureau, *works):
    rows = [work_row(work) for work in works]
    return bureau.around.store.keep_rows(rows, About(kind=Kind.IMPORT, tool="import_works", source="import"))


def video(number, url):
    return Work(platform="tiktok", platform_work_id=str(number), video_download_url=url, source="tests")


async def test_what_the_service_can_read_is_transcribed_and_what_it_cannot_is_relayed(bureau):
    works = keep(bureau, video(1, READABLE), video(2, FETCHABLE))
    row = await bureau.run("transcribe_works", works=[works])
    first, second = bureau.kept(row)
    assert row.state == "done"
    assert first["speech_source"] == second["speech_source"] == "transcription"
    assert first["asr_clean"]
    assert second["asr_clean"]
    assert row.counts == {"items": 2, "done": 2, "failed": 0, "left": 0}


@pytest.mark.parametrize("url", [GONE, None], ids=["media that cannot be fetched", "no media at all"])
async def test_what_cannot_be_read_or_relayed_stays_incomplete_and_says_why(bureau, url):
    row = await bureau.run("transcribe_works", works=[keep(bureau, video(1, url))])
    [found] = bureau.kept(row)
    assert row.state == "done"
    assert found["asr_raw"] is None
    assert found["incomplete"]
    assert row.counts == {"items": 1, "done": 0, "failed": 1, "left": 0}


async def test_speech_a_work_already_has_costs_nothing(bureau):
    said = video(1, READABLE).model_copy(update={"asr_raw": "hello there", "asr_clean": "hello there"})
    row = await bureau.run("transcribe_works", works=[keep(bureau, said)])
    [found] = bureau.kept(row)
    assert (found["speech_source"], found["asr_raw"], row.cost) == ("own", "hello there", {})


async def test_the_platforms_subtitles_are_used_as_they_are(bureau):
    listed = await bureau.call("list_creator_works", platform="tiktok", creator="creator_demo", max_works=20)
    row = await bureau.run("transcribe_works", works=[listed.result_id])
    kept = bureau.kept(row)
    with_tracks = [one for one in kept if one["subtitles"]]
    assert with_tracks
    assert all(one["speech_source"] == "subtitles" and one["asr_clean"] for one in with_tracks)
