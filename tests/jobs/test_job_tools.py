"""The tools over jobs: plans, confirmation, waiting, cancelling, resuming, and what they refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from creatorscope.errors import ArgumentError, BudgetError, CreatorscopeError, LocalFileError
from creatorscope.jobs.rows import JobRows
from creatorscope.operations.jobs_tools import JOB_TOOLS
from tests.jobs.bureau import open_bureau, scope

SEARCH = {"platform": "tiktok", "count": 120, "filters": {"service_level": "S1"}}


async def refused(bureau, tool, **arguments):
    with pytest.raises(ArgumentError) as caught:
        await bureau.call(tool, **arguments)
    return caught.value.problems[0]


async def test_a_dry_run_tells_the_plan_and_the_worst_cost_and_starts_nothing(bureau):
    answer = await bureau.call("discover_creators", **SEARCH, dry_run=True)
    assert "at most 120 credits" in answer.summary
    assert "read up to 2 pages" in answer.summary
    assert bureau.rows.list_newest(scope()) == ([], 0)


async def test_a_job_above_the_operators_limit_asks_for_a_yes_first(tmp_path):
    async with open_bureau(tmp_path, confirm_over="credits=100") as bureau:
        with pytest.raises(BudgetError, match="needs a yes") as caught:
            await bureau.call("discover_creators", **SEARCH)
        assert "confirm_cost" in caught.value.remedy
        assert bureau.rows.list_newest(scope()) == ([], 0)
        with pytest.raises(BudgetError, match="no known price"):
            await bureau.call("collect_creators", platform="tiktok", creators=["someone"])


async def test_the_same_request_while_open_is_the_same_job(bureau):
    first, second = bureau.insert("discover_creators", **SEARCH), bureau.insert("discover_creators", **SEARCH)
    assert first.id == second.id
    await bureau.work(first)
    assert bureau.insert("discover_creators", **SEARCH).id != first.id


async def test_a_finished_job_is_answered_with_its_result(bureau):
    row = await bureau.run("discover_creators", **SEARCH)
    answer = await bureau.call("get_job", job_id=row.id, wait_s=10)
    assert answer.result_id == row.result_id
    assert answer.next == f'get_result {{"result_id": "{row.result_id}"}}'
    assert "cost so far 120 credits" in answer.summary


async def test_a_job_that_is_not_finished_is_answered_with_the_exact_next_call(bureau):
    row = bureau.insert("discover_creators", **SEARCH)
    half = await bureau.work(row, most=1)
    answer = await bureau.call("get_job", job_id=half.id)
    assert answer.next == f'get_job {{"job_id": "{row.id}", "wait_s": 45}}'
    assert "next: read page 2" in answer.summary


async def test_partial_rows_that_were_deleted_are_kept_anew(bureau):
    row = await bureau.work(bureau.insert("discover_creators", **SEARCH), most=1)
    first = await bureau.call("get_job", job_id=row.id)
    await bureau.call("delete_result", result_id=first.result_id)
    again = await bureau.call("get_job", job_id=row.id)
    assert len(bureau.around.store.load(again.result_id).rows()) == 60


async def test_a_job_without_rows_yet_has_no_partial_result(bureau):
    row = bureau.insert("discover_creators", **SEARCH)
    bureau.job(row).bench.parts.write("rows-000001", [])
    assert (await bureau.call("get_job", job_id=row.id)).result_id is None


async def test_a_job_that_failed_of_its_arguments_says_which(bureau):
    row = await bureau.run("transcribe_works", works=["res_000000000000"])
    answer = await bureau.call("get_job", job_id=row.id)
    assert row.state == "failed"
    assert "failed: works: no result res_000000000000" in answer.summary


async def test_jobs_are_listed_newest_first(bureau):
    older = await bureau.run("discover_creators", **SEARCH)
    newer = bureau.insert("discover_creators", **SEARCH)
    answer = await bureau.call("list_jobs", fields=["job_id", "state"])
    assert [list(row) for row in answer.rows] == [[newer.id, "queued"], [older.id, "done"]]


async def test_a_cancelled_job_keeps_what_it_has_and_can_be_resumed(bureau):
    row = bureau.insert("discover_creators", **SEARCH)
    await bureau.call("cancel_job", job_id=row.id)
    cancelled = bureau.rows.load(row.id)
    assert cancelled.state == "cancelled"
    bureau.desk.resume(cancelled, None)
    done = await bureau.work(bureau.rows.load(row.id))
    assert (done.state, done.run) == ("done", 2)


async def test_another_principals_job_does_not_exist(bureau):
    row = bureau.insert("discover_creators", **SEARCH)
    with pytest.raises(ArgumentError):
        JobRows(bureau.desk.ledger.state).load(row.id, scope("somebody"))


@pytest.mark.parametrize("tool", ["get_job", "cancel_job", "resume_job"])
async def test_an_unknown_job_is_refused_with_those_there_are(bureau, tool):
    row = bureau.insert("discover_creators", **SEARCH)
    problem = await refused(bureau, tool, job_id="job_nothing")
    assert (problem.field, row.id in problem.fix) == ("job_id", True)


@pytest.mark.parametrize(
    ("tool", "arguments", "field", "told"),
    [
        ("crawl_affiliates", {"url": "https://example.com/creators"}, "url", "{id}"),
        ("crawl_affiliates", {"url": "http://example.com/{id}"}, "url", "https"),
        ("crawl_affiliates", {}, "url", "folder"),
        ("discover_creators", {**SEARCH, "filters": {"page": 2}}, "filters.page", "Leave it out"),
        ("discover_creators", {**SEARCH, "filters": {"nonsense": 2}}, "filters.nonsense", ""),
        ("discover_creators", {**SEARCH, "budget": 0.5}, "budget", "at least 1"),
        ("collect_creators", {"platform": "tiktok"}, "keywords", "creators"),
        ("collect_creators", {"platform": "tiktok", "creators": ["https://x.com/a"]}, "creators", ""),
        ("transcribe_works", {"works": ["res_000000000000"]}, "works", ""),
        ("analyze_creators", {"creators": ["no platform"]}, "creators", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and value in JOB_TOOLS else "",
)
async def test_what_a_job_could_not_do_is_refused_before_it_starts(bureau, tool, arguments, field, told):
    problem = await refused(bureau, tool, **arguments)
    assert problem.field.startswith(field)
    assert told in f"{problem.message} {problem.fix}"
    assert bureau.rows.list_newest(scope()) == ([], 0)


async def test_a_folder_outside_the_storage_is_refused(bureau):
    with pytest.raises(LocalFileError, match="outside"):
        await bureau.call("crawl_affiliates", folder="/")


async def test_an_empty_folder_is_refused(bureau, tmp_path):
    (tmp_path / "empty").mkdir()
    assert (await refused(bureau, "crawl_affiliates", folder="empty")).field == "folder"


async def test_a_done_job_is_neither_cancelled_nor_resumed(bureau):
    row = await bureau.run("discover_creators", **SEARCH)
    for tool in ("cancel_job", "resume_job"):
        with pytest.raises(CreatorscopeError, match="problem"):
            await bureau.call(tool, job_id=row.id)


async def test_old_jobs_are_pruned_and_others_stay(bureau):
    row = await bureau.run("discover_creators", **SEARCH)
    now = datetime.now(UTC)
    assert bureau.rows.prune(scope(), now - timedelta(days=1)) == []
    assert bureau.rows.prune(scope(), now + timedelta(days=1)) == [row.id]
