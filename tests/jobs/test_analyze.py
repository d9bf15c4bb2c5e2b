"""Analysing a list of creators as a job."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def rows_named_by(bureau, row):
    """Return the rows of each creator that the job's answer names."""
    return bureau.around.store.load(row.place.cursor["rows_id"]).rows()


async def test_creators_are_analysed_and_compared_and_those_that_are_not_there_are_named(bureau):
    found = await bureau.run("discover_creators", platform="tiktok", count=2, filters={"service_level": "S1"})
    names = [row["username"] for row in bureau.kept(found)]
    row = await bureau.run(
        "analyze_creators", platform="tiktok", creators=[*names, "nobody_here_1"], max_works=20
    )
    assert row.state == "done"
    assert row.counts == {"items": 3, "done": 2, "failed": 1, "left": 0}
    assert bureau.around.store.load_meta(row.result_id).tool == "compare_creators"
    answer = await bureau.call("get_job", job_id=row.id)
    assert "not done: nobody_here_1: nothing has that id or address" in answer.summary
    assert row.place.cursor["rows_id"] in answer.summary
    told = rows_named_by(bureau, row)
    assert [one["creator"] for one in told] == [*names, "nobody_here_1"]
    assert [one["analysis"] is None for one in told] == [False, False, True]
    assert told[2]["why_not"]
    for one in told[:2]:
        assert bureau.around.store.load_meta(one["analysis"]).tool == "analyze_creator"
        assert bureau.around.store.load_meta(one["works"]).tool == "list_creator_works"


async def test_the_analysis_of_one_creator_is_the_result_itself(bureau):
    row = await bureau.run("analyze_creators", platform="tiktok", creators=["creator_demo"], max_works=20)
    assert bureau.around.store.load_meta(row.result_id).tool == "analyze_creator"


async def test_where_no_creator_can_be_analysed_the_answer_says_why(bureau):
    names = [f"nobody_here_{number}" for number in range(13)]
    row = await bureau.run("analyze_creators", platform="tiktok", creators=names)
    answer = await bureau.call("get_job", job_id=row.id)
    assert (row.state, row.counts["failed"]) == ("done", 13)
    assert "nobody_here_9: nothing has that id" in answer.summary
    assert "nobody_here_10" not in answer.summary
    assert "and 3 more" in answer.summary
    assert answer.next == f'get_result {{"result_id": "{row.result_id}"}}'
    assert all(one["why_not"] for one in bureau.kept(row))
    assert len(bureau.kept(row)) == 13


async def test_reasons_are_told_while_the_job_runs(bureau):
    row = bureau.insert("analyze_creators", platform="tiktok", creators=["nobody_here", "creator_demo"])
    row = await bureau.work(row, most=1)
    answer = await bureau.call("get_job", job_id=row.id)
    assert "not done: nobody_here: nothing has that id" in answer.summary
    assert "partial result" in answer.summary


async def test_one_creator_under_several_names_is_compared_once(bureau):
    found = await bureau.call("raw_tiktok_user_id", username="creator_demo")
    by_id = found.rows[0][list(found.columns).index("sec_user_id")]
    names = ["creator_demo", "@Creator_Demo", "https://www.tiktok.com/@creator_demo"]
    other = (await bureau.run("discover_creators", platform="tiktok", count=1)).result_id
    [another] = [one["username"] for one in bureau.around.store.load(other).rows()]
    asked = {"platform": "tiktok", "creators": [*names, by_id, another], "max_works": 20}
    row = await bureau.run("analyze_creators", **asked)
    assert row.state == "done"
    assert row.counts == {"items": 3, "done": 3, "failed": 0, "left": 0}
    assert len(bureau.kept(row)) == 2
    told = rows_named_by(bureau, row)
    assert [one["creator"] for one in told] == ["creator_demo", by_id, another]


async def test_more_creators_than_fit_on_a_screen_are_compared(bureau):
    found = await bureau.run("discover_creators", platform="tiktok", count=23)
    names = [one["username"] for one in bureau.kept(found)]
    row = await bureau.run("analyze_creators", platform="tiktok", creators=names, max_works=6)
    assert row.state == "done", row.error
    assert len(bureau.kept(row)) == 23
