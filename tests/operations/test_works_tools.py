"""Profiles, lists of works and single works of five platforms, on the sandbox."""

from __future__ import annotations

import json

import pytest

from creatorscope.app import open_app
from creatorscope.clock import SystemClock
from creatorscope.contract.schema import lean_schema
from creatorscope.errors import BudgetError
from creatorscope.operations.works_models import CreatorCard, WorkCard
from creatorscope.operations.works_tools import (
    GET_CAPTIONS,
    GET_CREATOR_PROFILE,
    GET_WORK,
    IMPORT_WORKS,
    LIST_CREATOR_WORKS,
)
from creatorscope.results.query import query
from creatorscope.results.store import ResultStore
from creatorscope.settings import load_settings
from creatorscope.works.creator import Creator
from creatorscope.works.export_rows import creator_from_export, work_from_export
from creatorscope.works.rows import DERIVED
from creatorscope.works.work import PLATFORMS, Work

TOOLS = (GET_CREATOR_PROFILE, LIST_CREATOR_WORKS, GET_WORK, GET_CAPTIONS, IMPORT_WORKS)
DEMO = "creator_demo"


def cells(answer, column):
    return [row[list(answer.columns).index(column)] for row in answer.rows]


@pytest.mark.parametrize("row", TOOLS, ids=lambda row: row.name)
def test_a_tools_own_arguments_stay_within_110_tokens(row):
    assert len(json.dumps(lean_schema(row.request), separators=(",", ":"))) <= 110 * 4


def test_the_cards_document_every_field_of_the_canonical_creator_and_work():
    assert set(CreatorCard.model_fields) == {*Creator.model_fields, "missing"}
    assert set(WorkCard.model_fields) == {*Work.model_fields, *DERIVED}


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_profile_is_one_canonical_creator_with_sources_and_gaps(run, rows_of, platform):
    answer = await run(GET_CREATOR_PROFILE, platform=platform, creator=f"@{DEMO}")
    assert f"platform {platform}" in answer.summary
    (row,) = rows_of(answer)
    creator = creator_from_export(row)
    assert creator.platform == platform
    assert creator.fans_count > 50_000
    assert creator.platform_author_id
    assert "fans_count" in creator.sources
    assert all(getattr(creator, name) is None for name in creator.gaps)
    assert answer.charged.amount == {"douyin": 2, "youtube": 3}.get(platform, 1)


async def test_both_parts_of_a_youtube_profile_are_one_and_a_cap_leaves_the_first(
    open_sandbox_app, run, rows_of
):
    (whole,) = rows_of(await run(GET_CREATOR_PROFILE, platform="youtube", creator=DEMO))
    assert (whole["country"], whole["nickname"]) == ("US", "Creator Demo")
    assert whole["vendor"]["total_views"]["value"] > 0
    async with open_sandbox_app(max_per_call=["requests=2"]) as app:
        asked = {"platform": "youtube", "creator": DEMO, "fresh": True}
        capped = await app.invoker.invoke(GET_CREATOR_PROFILE, asked)
    (first,) = rows_of(capped)
    assert first["country"] is None
    assert first["gaps"]["country"] == "not_provided"
    assert "country" in capped.summary


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_works_are_listed_once_each_pinned_first_then_newest(run, rows_of, platform):
    answer = await run(LIST_CREATOR_WORKS, platform=platform, creator=DEMO, max_works=70)
    works = [work_from_export(row) for row in rows_of(answer)]
    assert len({work.platform_work_id for work in works}) == len(works) == 70
    assert {work.platform for work in works} == {platform}
    assert len({work.platform_author_id for work in works}) == 1
    assert "stopped max_works" in answer.summary
    dates = [work.published_at for work in works if work.published_at and not work.is_pinned]
    assert dates == sorted(dates, reverse=True)
    pinned = [work.is_pinned is True for work in works]
    assert pinned == sorted(pinned, reverse=True)
    assert answer.total is None
    assert answer.charged.unit == "requests"


async def test_the_preview_shows_what_tells_works_apart(run):
    answer = await run(LIST_CREATOR_WORKS, platform="tiktok", creator=DEMO, max_works=5)
    wanted = {"published_date", "caption_raw", "play_count", "digg_count", "comment_count", "share_count"}
    assert wanted | {"duration_s", "is_pinned", "source_url"} == set(answer.columns)
    assert len(answer.rows) == 5


async def test_douyin_plays_are_unknown_and_said_to_be(run, rows_of):
    answer = await run(LIST_CREATOR_WORKS, platform="douyin", creator=DEMO, max_works=20)
    assert {row["play_count"] for row in rows_of(answer)} == {None}
    assert "unknown: play_count" in answer.summary
    one = await run(GET_WORK, work=cells(answer, "source_url")[5])
    assert rows_of(one)[0]["play_count"] is None


async def test_instagram_reels_bring_the_plays_their_posts_lack(run, rows_of):
    answer = await run(LIST_CREATOR_WORKS, platform="instagram", creator=DEMO, max_works=60)
    works = rows_of(answer)
    videos = [row for row in works if row["media_type"] == "video"]
    assert 0 < len(videos) < len(works)
    assert all(row["play_count"] for row in videos)


async def test_youtube_videos_and_shorts_come_in_turn_and_what_is_unknown_is_told(run, rows_of):
    answer = await run(LIST_CREATOR_WORKS, platform="youtube", creator=DEMO, max_works=20)
    works = rows_of(answer)
    assert [row["is_short"] for row in works[:4]] == [False, True, False, True]
    assert all(row["platform_author_id"].startswith("UC") for row in works)
    assert "published_at (10)" in answer.summary
    assert "10 dates are approximate" in answer.summary


async def test_paging_stops_at_the_end_of_the_list(run, rows_of):
    answer = await run(LIST_CREATOR_WORKS, platform="xiaohongshu", creator=DEMO, max_works=500)
    assert "stopped end" in answer.summary
    assert answer.total == len(rows_of(answer)) == 164


async def test_since_stops_paging_and_pinned_works_do_not(run, rows_of):
    everything = rows_of(await run(LIST_CREATOR_WORKS, platform="tiktok", creator=DEMO, max_works=200))
    asked = {"platform": "tiktok", "creator": DEMO, "max_works": 200, "since": "2026-02-01", "fresh": True}
    answer = await run(LIST_CREATOR_WORKS, **asked)
    recent = [row for row in everything if row["published_date"] >= "2026-02-01"]
    assert rows_of(answer) == recent
    assert any(row["is_pinned"] and row["published_date"] < "2026-02-01" for row in everything)
    assert "stopped since" in answer.summary
    assert answer.total == len(recent)
    assert answer.charged.amount < 3


async def test_since_is_not_applied_to_works_without_a_date_and_that_is_said(run, rows_of):
    answer = await run(LIST_CREATOR_WORKS, platform="youtube", creator=DEMO, max_works=40, since="2026-03-01")
    shorts = [row for row in rows_of(answer) if row["is_short"]]
    assert f"{len(shorts)} without a date: since was not applied" in answer.summary
    nobody = await run(LIST_CREATOR_WORKS, platform="tiktok", creator=DEMO, since="2027-01-01")
    assert "no rows" in nobody.summary
    assert "none since that day" in nobody.summary


async def test_a_cap_ends_paging_and_what_was_read_stays(open_sandbox_app, rows_of):
    async with open_sandbox_app(max_per_call=["requests=2"]) as app:
        answer = await app.invoker.invoke(
            LIST_CREATOR_WORKS, {"platform": "tiktok", "creator": DEMO, "max_works": 100}
        )
        youtube = await app.invoker.invoke(LIST_CREATOR_WORKS, {"platform": "youtube", "creator": DEMO})
    assert 40 <= len(rows_of(answer)) < 50
    assert "stopped budget" in answer.summary
    assert "cap of 2 requests" in answer.summary
    assert answer.charged.amount == youtube.charged.amount == 2
    # The channel's id took the first call, its videos the second.
    assert {row["is_short"] for row in rows_of(youtube)} == {False}
    assert "shorts: the next page was not read" in youtube.summary


async def test_a_cap_that_allows_no_page_refuses_the_call(open_sandbox_app):
    async with open_sandbox_app(max_per_call=["requests=0"]) as app:
        with pytest.raises(BudgetError, match="cap of 0"):
            await app.invoker.invoke(LIST_CREATOR_WORKS, {"platform": "tiktok", "creator": DEMO})


async def test_listed_works_are_a_table_for_sql(run, tmp_path):
    answer = await run(LIST_CREATOR_WORKS, platform="douyin", creator=DEMO, max_works=30)
    store = ResultStore(tmp_path, SystemClock())
    meta = store.load_meta(answer.result_id)
    assert (str(meta.kind), meta.source, meta.count) == ("works", "sandbox", 30)
    sql = f"SELECT count(*), count(play_count), min(published_date) FROM {answer.result_id}"  # noqa: S608
    (found,) = query(store, sql).rows
    assert list(found)[:2] == [30, 0]
    assert str(found[2]).startswith("202")


async def test_the_next_step_of_a_profile_is_its_works_by_a_link_every_platform_takes(tmp_path):
    flags = {"storage": tmp_path, "ephemeral": True, "as_of": "2026-03-15", "sandbox_creators": 300}
    async with open_app(load_settings({}, None, flags), ["list_creator_works", "get_captions"]) as app:
        profile = await app.invoker.invoke(GET_CREATOR_PROFILE, {"platform": "instagram", "creator": DEMO})
        work = await app.invoker.invoke(GET_WORK, GET_WORK.example.model_dump(exclude_unset=True))
    assert profile.next == 'list_creator_works {"creator": "https://www.instagram.com/creator_demo/"}'
    assert work.next.startswith('get_captions {"work": "https://www.tiktok.com/@creator_demo/video/')
