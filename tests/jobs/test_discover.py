"""Discovering creators as a job."""

from __future__ import annotations

import pytest

from creatorscope.jobs.discover import page_size
from creatorscope.jobs.requests import DiscoverCreatorsRequest
from creatorscope.operations.jobs_cards import line_of

S1 = {"service_level": "S1"}


async def test_as_many_creators_as_wanted_are_found_once_each(bureau):
    row = await bureau.run("discover_creators", platform="tiktok", count=120, filters=S1)
    ids = [found["uid"] for found in bureau.kept(row)]
    assert (row.state, len(ids), len(set(ids))) == ("done", 120, 120)
    assert row.cost == {"credits": 120}


async def test_filters_that_match_fewer_end_the_search(bureau):
    filters = {**S1, "followers_cnt_gte": 100_000}
    row = await bureau.run("discover_creators", platform="tiktok", count=5000, filters=filters)
    assert row.state == "done"
    assert 0 < row.counts["done"] < 5000
    assert row.counts["left"] == 5000 - row.counts["done"]
    assert "not done: no more creators match the filters" in line_of(row)


@pytest.mark.parametrize(("budget", "found"), [(50, 50), (130, 100)], ids=["half a page", "one page"])
async def test_the_budget_is_never_passed(bureau, budget, found):
    row = await bureau.run("discover_creators", platform="tiktok", count=300, filters=S1, budget=budget)
    assert row.state == "done"
    assert len(bureau.kept(row)) == found
    assert row.cost["credits"] <= budget


async def test_a_job_that_was_interrupted_goes_on_at_its_page(bureau):
    row = bureau.insert("discover_creators", platform="tiktok", count=150, filters=S1)
    half = await bureau.work(row, most=1)
    done = await bureau.work(half)
    assert half.place.cursor["page"] == 2
    assert done.counts["rows_read"] == 150
    assert done.cost == {"credits": 150}


async def test_a_step_that_is_done_twice_is_paid_once_and_counted_once(bureau):
    row = bureau.insert("discover_creators", platform="tiktok", count=150, filters=S1)
    once = await bureau.job(row).step(row.place)
    twice = await bureau.job(row).step(row.place)
    assert once == twice
    assert bureau.rows.cost_of(row.id) == {"credits": 75}


def test_pages_are_cut_so_that_little_more_is_bought_than_wanted():
    request = DiscoverCreatorsRequest(platform="tiktok", count=250)
    assert page_size(request) == 84
