"""The sandbox's works: believable figures, the same every time, and cursors that end."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from statistics import mean, median, stdev

import pytest
from works_client import LISTS, PLATFORMS, ask, by_time, douyin_works, tiktok_works

from creatorscope.sandbox.works_authors import author_at
from creatorscope.sandbox.works_world import works_of
from creatorscope.works.douyin import work_from_douyin
from creatorscope.works.lists import hide_zero_plays


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_cursors_walk_the_whole_list_without_repeats(platform, caller):
    walk, name = LISTS[platform]
    ids = [work[name] for work in await walk(caller)]
    author = author_at(caller.sandbox.world, platform, 0)

    assert len(ids) == len(set(ids)) == len(works_of(author)) == min(author.works_count, 200)


async def test_most_played_first_is_another_order_of_the_same_works(caller):
    path = "tiktok/app/v3/fetch_user_post_videos"
    ranked = [work async for work in by_time(caller, path, unique_id="creator_demo", sort_type=1)]
    plays = [work["statistics"]["play_count"] for work in ranked]

    assert plays == sorted(plays, reverse=True)
    assert {work["aweme_id"] for work in ranked} == {work["aweme_id"] for work in await tiktok_works(caller)}


async def test_the_same_seed_and_date_give_the_same_works(open_caller):
    path, query = "tiktok/app/v3/fetch_user_post_videos", {"unique_id": "creator_demo"}
    answers = [await ask(await open_caller(), path, **query) for _ in range(2)]
    other = await open_caller(seed=8)

    assert answers[0] == answers[1] == await ask(other, path, **query)
    mine, theirs = ((await open_caller()).sandbox.world, other.sandbox.world)
    assert works_of(author_at(mine, "douyin", 5)) != works_of(author_at(theirs, "douyin", 5))


async def test_douyin_hides_the_plays_of_everyone(caller):
    works = await douyin_works(caller)
    read = hide_zero_plays([work_from_douyin(work) for work in works])

    assert {work["statistics"]["play_count"] for work in works} == {0}
    assert all(work["statistics"]["digg_count"] > 0 for work in works)
    assert {work.play_count for work in read} == {None}


@pytest.mark.parametrize("platform", ["tiktok", "douyin", "instagram", "xiaohongshu"])
def test_pinned_works_are_few_and_do_about_five_times_better(platform, world):
    lifts = []
    for number in range(60):
        works = works_of(author_at(world, platform, number))
        pinned = [work.counts.plays for work in works if work.pinned]
        assert len(pinned) <= 3
        lifts += [plays / works[0].author.levels[0].median for plays in pinned]

    assert 4 < median(lifts) < 6


async def test_pinned_works_come_before_newer_ones(caller):
    works = await tiktok_works(caller)
    pinned = [work["is_top"] for work in works]
    times = [work["create_time"] for work in works if not work["is_top"]]

    assert pinned == sorted(pinned, reverse=True)
    assert 1 <= sum(pinned) <= 3
    assert times == sorted(times, reverse=True)


def test_views_are_log_normal_with_a_hit_now_and_then(world):
    skews, ratios = [], []
    for number in range(80):
        plays = [
            work.counts.plays for work in works_of(author_at(world, "tiktok", number)) if not work.pinned
        ]
        logs = [math.log10(count) for count in plays]
        skews.append(3 * (mean(logs) - median(logs)) / stdev(logs))
        ratios.append(mean(plays) / median(plays))

    assert abs(median(skews)) < 0.3
    assert 1.2 < median(ratios) < 3


def test_the_last_ten_videos_do_as_the_search_row_says(world):
    for creator in world.by_platform["tiktok"][:40]:
        told = creator.values["last10_med_video_views_cnt"]
        works = [work for work in works_of(author_at(world, "tiktok", creator.number)) if not work.is_photo]
        last = [work.counts.plays for work in works if not work.pinned][:10]
        if told is not None and len(last) == 10:
            assert median(last) == pytest.approx(told, rel=0.02)
            assert mean(last) >= creator.values["avg_views"] * 0.98


def test_works_end_on_the_day_the_search_row_says(world):
    for creator in world.by_platform["tiktok"][:40]:
        newest = works_of(author_at(world, "tiktok", creator.number))[0]
        day = datetime.fromtimestamp(newest.published, UTC).date().isoformat()
        assert day == creator.values["last_video_publish_date"]
