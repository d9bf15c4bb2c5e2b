"""Listing works from an upstream that misbehaves."""

from __future__ import annotations

import pytest

from creatorscope.clock import SystemClock
from creatorscope.errors import UpstreamError
from creatorscope.operations import works_runs
from creatorscope.operations.works_tools import GET_CREATOR_PROFILE, GET_WORK, LIST_CREATOR_WORKS
from creatorscope.results.store import ResultStore
from tests.operations.works_upstream import aweme, open_invoker, post, refuse

TIKTOK = {"platform": "tiktok", "creator": "demo"}
INSTAGRAM = {"platform": "instagram", "creator": "demo"}


def page(works, cursor=None, **more):
    return {"aweme_list": works, "has_more": int(cursor is not None), "max_cursor": cursor or 0, **more}


def edges(works, cursor=None):
    return {"edges": works, "page_info": {"has_next_page": cursor is not None, "end_cursor": cursor}}


async def listed(tmp_path, answered, arguments, cap=None):
    """Return the answer and the ids of the works that were kept."""
    async with open_invoker(tmp_path, answered, cap) as invoker:
        answer = await invoker.invoke(LIST_CREATOR_WORKS, arguments)
    rows = ResultStore(tmp_path, SystemClock()).load(answer.result_id).rows()
    return answer, rows


async def test_an_error_after_a_page_keeps_what_was_read_and_says_so(tmp_path):
    def answered(_, query):
        return refuse(400) if "max_cursor" in query else page([aweme(2), aweme(1)], 7)

    answer, rows = await listed(tmp_path, answered, TIKTOK)
    assert [row["play_count"] for row in rows] == [20, 10]
    assert "stopped error" in answer.summary
    assert "works: the next page was not read: the request was refused" in answer.summary


async def test_an_error_at_the_first_page_is_raised(tmp_path):
    with pytest.raises(UpstreamError):
        await listed(tmp_path, lambda *_: refuse(400), TIKTOK)


async def test_no_page_is_begun_after_the_time_is_up(tmp_path, monkeypatch):
    monkeypatch.setattr(works_runs, "PAGING_S", -1.0)
    answer, rows = await listed(tmp_path, lambda *_: page([aweme(1)], 7), TIKTOK)
    assert len(rows) == 1
    assert "stopped time" in answer.summary


@pytest.mark.parametrize("second", [page([], 8), page([aweme(1)], 7)], ids=["empty page", "same cursor"])
async def test_a_list_that_promises_more_for_ever_is_left(tmp_path, second):
    def answered(_, query):
        return second if "max_cursor" in query else page([aweme(1)], 7)

    answer, rows = await listed(tmp_path, answered, TIKTOK)
    assert len(rows) == 1
    assert "promised more works and sent none" in answer.summary


async def test_rows_that_cannot_be_read_are_counted_with_the_reason(tmp_path):
    broken = [aweme(1), aweme(2, aweme_id="", statistics={}), {"surprise": True}]
    answer, rows = await listed(tmp_path, lambda *_: page(broken), TIKTOK)
    assert len(rows) == 1
    assert "1 skipped: this work has no id" in answer.summary
    assert "1 skipped: not of a known form" in answer.summary


async def test_a_work_repeated_on_the_next_page_is_one_work(tmp_path):
    def answered(_, query):
        return page([aweme(2), aweme(1)]) if "max_cursor" in query else page([aweme(3), aweme(2)], 7)

    _, rows = await listed(tmp_path, answered, TIKTOK)
    assert [row["play_count"] for row in rows] == [30, 20, 10]


async def test_works_of_other_accounts_in_the_list_are_told(tmp_path):
    other = aweme(2, author={"sec_uid": "MS4wLjABAAAAother", "unique_id": "other"})
    answer, _ = await listed(tmp_path, lambda *_: page([aweme(1), other]), TIKTOK)
    assert "works of 1 other accounts are among them" in answer.summary


async def test_one_old_work_out_of_order_does_not_end_paging_at_since(tmp_path):
    def answered(_, query):
        if "max_cursor" in query:
            return page([aweme(3, "2026-02-20"), aweme(4, "2026-01-01")], 9)
        return page([aweme(1, "2020-01-01"), aweme(2, "2026-03-01")], 7)

    answer, rows = await listed(tmp_path, answered, {**TIKTOK, "since": "2026-02-01"})
    assert [row["digg_count"] for row in rows] == [2, 3]
    assert "stopped since, pages 2" in answer.summary


async def test_lists_are_read_side_by_side_and_no_further_than_needed(tmp_path):
    asked = []

    def answered(call, query):
        asked.append((call, query.get("after")))
        start = int(query.get("after", 0))
        if call == "get_user_posts":
            works = [post(number, f"2026-03-{31 - number:02d}") for number in range(start, start + 4)]
            return edges([{"node": work} for work in works], str(start + 4) if start < 16 else None)
        # Every second post is in the reels too, there with its plays.
        works = [
            post(number, f"2026-03-{31 - number:02d}", play_count=100 + number)
            for number in range(start, start + 8, 2)
        ]
        return edges([{"node": {"media": work}} for work in works], str(start + 8) if start < 16 else None)

    answer, rows = await listed(tmp_path, answered, {**INSTAGRAM, "max_works": 7})
    assert [row["digg_count"] for row in rows] == list(range(7))
    assert [row["play_count"] for row in rows] == [100, None, 102, None, 104, None, 106]
    assert asked == [("get_user_posts", None), ("get_user_reels", None), ("get_user_posts", "4")]
    assert "play_count (3)" in answer.summary


async def test_a_list_that_fails_leaves_the_other_whole(tmp_path):
    def answered(call, _):
        return refuse(404) if call == "get_user_reels" else edges([{"node": post(1)}])

    answer, rows = await listed(tmp_path, answered, INSTAGRAM)
    assert len(rows) == 1
    assert "stopped error" in answer.summary
    assert "reels: the next page was not read" in answer.summary


@pytest.mark.parametrize("data", [{}, [], {"user": {}}, "text"])
async def test_an_answer_without_the_thing_is_not_found_and_its_raw_form_is_named(tmp_path, data):
    async with open_invoker(tmp_path, lambda *_: data) as invoker:
        with pytest.raises(UpstreamError, match="without a profile") as raised:
            await invoker.invoke(GET_CREATOR_PROFILE, TIKTOK)
        with pytest.raises(UpstreamError, match="without a work"):
            await invoker.invoke(GET_WORK, {"platform": "tiktok", "work": "7400000000000000001"})
    assert raised.value.category == "not_found"
    assert raised.value.outcome.charged == "yes"
    assert "kept as res_" in raised.value.remedy


async def test_a_douyin_handle_that_comes_back_as_it_went_is_no_id(tmp_path):
    async with open_invoker(tmp_path, lambda *_: "demo") as invoker:
        with pytest.raises(UpstreamError, match="usable account id"):
            await invoker.invoke(GET_CREATOR_PROFILE, {"platform": "douyin", "creator": "demo"})


async def test_a_note_is_looked_for_among_images_then_videos(tmp_path):
    asked = []
    note = {"id": "6" * 24, "type": "video", "title": "t", "liked_count": 3, "user": {"userid": "5" * 24}}

    def answered(call, _):
        asked.append(call)
        return refuse(400) if "image" in call else {"data": [{"note_list": [note]}]}

    async with open_invoker(tmp_path, answered) as invoker:
        answer = await invoker.invoke(GET_WORK, {"platform": "xiaohongshu", "work": "6" * 24})
    assert "digg_count 3" in answer.summary
    assert asked == ["get_image_note_detail", "get_video_note_detail"]
