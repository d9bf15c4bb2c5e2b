"""Transcribing works as a job: subtitles, the service, the relay, and what stays incomplete."""

from __future__ import annotations

from datetime import UTC, datetime

import anyio
import pytest

from creatorscope.client.faults import BEARER_FAULTS
from creatorscope.errors import Category, Outcome, UpstreamError
from creatorscope.jobs import relay, transcribe
from creatorscope.operations.jobs_bench import JobBench
from creatorscope.results.about import About, Kind
from creatorscope.sandbox.clock import SandboxClock
from creatorscope.works.rows import work_row
from creatorscope.works.work import Work
from tests.jobs.bureau import open_bureau

READABLE = "https://media.sandbox.example/video/1.mp4"
FETCHABLE = "http://sandbox.localhost/sandbox/transcripts/asr_20260315_demo01/0.json?unreadable=1"
GONE = "http://sandbox.localhost/nowhere.mp4?unreadable=1"
DEMO = {"platform": "xiaohongshu", "creator": "creator_demo", "max_works": 60}


def keep(bureau, *works):
    rows = [work_row(work) for work in works]
    return bureau.around.store.keep_rows(rows, About(kind=Kind.IMPORT, tool="import_works", source="import"))


def video(number, url, **facts):
    return Work(
        platform="tiktok", platform_work_id=str(number), video_download_url=url, source="tests", **facts
    )


def fault(category):
    found = next(one for one in BEARER_FAULTS if one.category is category)
    return UpstreamError(found.meaning, fault=found, outcome=Outcome())


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
    said = video(1, READABLE, asr_raw="hello there", asr_clean="hello there")
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


async def test_a_video_the_service_cannot_read_is_moved_by_the_relay_and_says_the_same(bureau, monkeypatch):
    relayed = {}

    async def counted(media, mark, bench):
        relayed[media["number"]] = await relay.relay_media(media, mark, bench)
        return relayed[media["number"]]

    monkeypatch.setattr(transcribe, "relay_media", counted)
    listed = await bureau.call("list_creator_works", **DEMO)
    row = await bureau.run("transcribe_works", works=[listed.result_id])
    kept = bureau.kept(row)
    assert relayed
    assert all("/sandbox/public/" in url for url in relayed.values())
    for number in relayed:
        # What a made-up file says is English.
        assert not kept[number]["asr_clean"] or not kept[number]["asr_clean"].isascii()
    assert {one["incomplete"] for one in kept if one["work_modality"] == "video"} == {None}


async def test_what_is_asked_for_twice_is_transcribed_once(bureau):
    works = keep(bureau, video(7496499484705246507, READABLE), video(2, READABLE))
    again = keep(bureau, video(2, READABLE), video(3, READABLE))
    link = "https://www.tiktok.com/@creator_demo/video/7496499484705246507"
    row = await bureau.run("transcribe_works", works=[works, link, again])
    assert [one["platform_work_id"] for one in bureau.kept(row)] == ["7496499484705246507", "2", "3"]
    assert row.counts["items"] == 3


def mixed(bureau):
    """Keep 17 works in groups that are decided at different stages, and return the result id."""
    kinds = (
        lambda number: video(number, None, asr_raw=f"said {number}", asr_clean=f"said {number}"),
        lambda number: video(number, f"https://media.sandbox.example/video/{number}.mp4"),
        lambda number: video(number, f"{FETCHABLE}{number}"),
        lambda number: video(number, None),
        lambda number: video(number, f"{GONE}{number}"),
    )
    return keep(bureau, *(kinds[number % 5](number) for number in range(1, 18)))


@pytest.fixture
async def quick(tmp_path, monkeypatch):
    """A bureau whose upstream takes no time, with small batches."""
    monkeypatch.setattr(transcribe, "URLS_A_TASK", 6)
    monkeypatch.setattr(SandboxClock, "now", lambda _: datetime.now(UTC))
    async with open_bureau(tmp_path, sandbox_speed=500) as opened:
        yield opened


async def test_rows_are_readable_as_they_come_each_work_once_and_in_order(quick):
    bureau = quick
    row = bureau.insert("transcribe_works", works=[mixed(bureau)])
    seen, sizes, stages = {}, [], set()
    while row.open:
        row = await bureau.work(row, most=1)
        await bureau.call("get_job", job_id=row.id)
        row = bureau.rows.load(row.id)
        if row.result_id is None:
            continue
        found = bureau.kept(row)
        ids = [int(one["platform_work_id"]) for one in found]
        assert ids == sorted(set(ids))
        assert seen.items() <= {one["platform_work_id"]: one for one in found}.items()
        seen = {one["platform_work_id"]: one for one in found}
        assert len(found) == row.counts["done"] + row.counts["failed"]
        sizes.append(len(found))
        stages.add(row.place.stage)
    assert row.state == "done"
    assert sizes[-1] == 17
    assert {"subtitles", "watch", "relay", "submit"} <= stages
    assert len(set(sizes)) > 4


async def test_steps_done_twice_leave_the_same_rows_and_counts(quick):
    bureau = quick
    works = mixed(bureau)
    once = await bureau.run("transcribe_works", works=[works])
    row = bureau.insert("transcribe_works", works=[works])
    job, place = bureau.job(row), row.place
    while not place.done:
        first, second = await job.step(place), await job.step(place)
        if not first.wait_s:
            assert (first.counts, first.stage) == (second.counts, second.stage)
        place = second
        await anyio.sleep(place.wait_s)
    assert place.counts == once.counts
    twice = bureau.around.store.load(place.result_id).rows()
    told = ("platform_work_id", "speech_source", "incomplete")
    expected = [[one[name] for name in told] for one in bureau.kept(once)]
    assert [[one[name] for name in told] for one in twice] == expected


async def test_the_rows_of_a_job_that_was_cancelled_stay_readable(bureau):
    row = bureau.insert("transcribe_works", works=[mixed(bureau)])
    row = await bureau.work(row, most=3)
    bureau.claims.cancel(row.id, datetime.now(UTC))
    answer = await bureau.call("get_job", job_id=row.id)
    again = await bureau.call("get_job", job_id=row.id)
    assert answer.result_id == again.result_id is not None
    assert answer.next == f'get_result {{"result_id": "{answer.result_id}"}}'


async def test_the_answer_counts_the_reasons_why_works_have_no_text(bureau):
    works = keep(bureau, video(1, None), video(2, None), video(3, None, work_modality="text"))
    row = await bureau.run("transcribe_works", works=[works])
    answer = await bureau.call("get_job", job_id=row.id)
    why = "2 works: it has no subtitles, and no address of its video is known | 1 work: it is no video"
    assert f"not done: {why}" in answer.summary


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://sandbox.localhost/1.mp4", "no web address"),
        ("https://cdn.example.com/unreadable/1.mp4", "outside the sandbox"),
        (FETCHABLE, "larger than"),
    ],
)
async def test_media_that_cannot_be_used_is_a_fault_of_its_work_only(bureau, monkeypatch, url, told):
    monkeypatch.setattr(relay, "_LARGEST_BYTES", 10)
    row = await bureau.run("transcribe_works", works=[keep(bureau, video(1, url), video(2, READABLE))])
    first, second = bureau.kept(row)
    assert told in first["incomplete"]
    assert second["asr_clean"]


async def test_without_credits_the_job_waits_for_a_person_and_no_work_is_given_up(bureau, monkeypatch):
    async def refuse(*_, **__):
        raise fault(Category.CREDITS)

    monkeypatch.setattr(JobBench, "run", refuse)
    row = await bureau.run("transcribe_works", works=["https://youtu.be/CVfaBxykoyc"])
    assert (row.state, row.counts["failed"]) == ("needs_decision", 0)


async def test_the_language_that_is_not_offered_is_named_with_those_that_are(bureau):
    row = await bureau.run("transcribe_works", works=["https://youtu.be/CVfaBxykoyc"], language="zh")
    [found] = bureau.kept(row)
    assert "no subtitles in zh (offered: en)" in found["incomplete"]


async def test_a_dry_run_over_a_result_claims_no_number_of_works(bureau):
    answer = await bureau.call("transcribe_works", works=[keep(bureau, video(1, READABLE))], dry_run=True)
    assert "items" not in answer.columns


async def test_a_sandbox_far_faster_than_its_clock_still_hears_everything(tmp_path):
    async with open_bureau(tmp_path, sandbox_speed=5000) as bureau:
        row = await bureau.run("transcribe_works", works=[keep(bureau, video(1, READABLE))])
    assert row.counts["done"] == 1
