"""Analysing a list of creators as a job."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


async def test_creators_are_analysed_and_compared_and_those_that_are_not_there_are_named(bureau):
    found = await bureau.run("discover_creators", platform="tiktok", count=2, filters={"service_level": "S1"})
    names = [row["username"] for row in bureau.kept(found)]
    row = await bureau.run(
        "analyze_creators", platform="tiktok", creators=[*names, "nobody_here_1"], max_works=20
    )
    assert row.state == "done"
    assert row.counts == {"items": 3, "done": 2, "failed": 1, "left": 0}
    assert bureau.around.store.load_meta(row.result_id).tool == "compare_creators"
    told = list(bureau.job(row).bench.parts.rows("rows-"))
    assert [one["analysis"] is None for one in told] == [False, False, True]
    assert told[2]["why_not"]


async def test_the_analysis_of_one_creator_is_the_result_itself(bureau):
    row = await bureau.run("analyze_creators", platform="tiktok", creators=["creator_demo"], max_works=20)
    assert bureau.around.store.load_meta(row.result_id).tool == "analyze_creator"
