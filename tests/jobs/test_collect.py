"""Collecting creators as a job."""

from __future__ import annotations

from pathlib import Path

import pytest

from creatorscope.jobs import collect
from creatorscope.jobs.requests import CollectCreatorsRequest


async def names_of(bureau, count=12):
    found = await bureau.run("discover_creators", platform="tiktok", count=count, filters={})
    return [row["username"] for row in bureau.kept(found)]


async def test_creators_named_by_link_and_by_username_are_collected_kept_and_exported(bureau):
    names = await names_of(bureau)
    links = [f"https://www.tiktok.com/@{name}" for name in names[:5]]
    row = await bureau.run("collect_creators", platform="tiktok", creators=[*links, *names[5:]], export="csv")
    assert row.state == "done"
    assert {found["username"] for found in bureau.kept(row)} == set(names)
    assert row.counts == {"items": 12, "done": 12, "failed": 0, "unknown": 0, "left": 0, "rows": 12}
    text = Path(row.place.cursor["file"]).read_text(encoding="utf-8-sig")
    assert all(name in text for name in names)


async def test_keywords_are_collected_in_tasks_of_ten(bureau):
    words = [f"word{number}" for number in range(11)]
    request = CollectCreatorsRequest(platform="tiktok", keywords=words)
    assert [len(batch["keywords"]) for batch in collect.batches(request)] == [10, 1]
    row = await bureau.run("collect_creators", platform="tiktok", keywords=["beauty", "cooking"])
    assert row.state == "done"
    assert row.counts["rows"] == row.counts["done"] == len(bureau.kept(row)) > 0


def test_any_number_of_creators_is_split_into_tasks_of_500_of_one_sort():
    names = [f"name{number}" for number in range(1001)]
    links = [f"https://www.tiktok.com/@link{number}" for number in range(3)]
    request = CollectCreatorsRequest(platform="tiktok", creators=[*names, *links])
    sizes = [(batch["task_type"], len(batch["values"])) for batch in collect.batches(request)]
    assert sizes == [("LINK_BATCH", 3), ("FILE_UPLOAD", 500), ("FILE_UPLOAD", 500), ("FILE_UPLOAD", 1)]


@pytest.mark.slow
async def test_a_task_that_never_ends_is_given_up_after_45_minutes_and_its_rows_are_kept(bureau):
    names = await names_of(bureau)
    row = await bureau.run("collect_creators", platform="tiktok", creators=[*names[:3], "timeout_account"])
    assert row.state == "done"
    assert row.counts["left"] == 1
    assert row.counts["rows"] == 3


async def test_rows_read_so_far_are_readable_while_the_job_runs(bureau):
    names = await names_of(bureau)
    row = bureau.insert("collect_creators", platform="tiktok", creators=names)
    while row.place.stage != "keep":
        row = await bureau.work(row, most=1)
    answer = await bureau.call("get_job", job_id=row.id)
    assert "partial result" in answer.summary
    assert len(bureau.around.store.load(answer.result_id).rows()) == len(names)
