"""Collection tasks move through their states by sandbox time, and some of their values fail."""

from __future__ import annotations

import pytest

SUBMIT = "collection/tasks/submit"
STATUS = "collection/tasks/status"
DATA = "collection/tasks/data"
FIFTY = ["creator_demo", *(f"somebody_{number}" for number in range(49))]


async def submitted(caller, values, **changed):
    body = {"task_type": "FILE_UPLOAD", "platform": "tiktok", "values": values} | changed
    return {"task_id": (await caller.data(SUBMIT, body))["task_id"]}


async def test_a_task_goes_from_nothing_to_done_within_its_time(caller):
    task = await submitted(caller, FIFTY)
    seen = [await caller.data(STATUS, task)]
    for _ in range(5):
        caller.clock.advance(minutes=1.5)
        seen.append(await caller.data(STATUS, task))

    assert [status["status"] for status in seen] == ["processing"] * 5 + ["completed"]
    percents = [status["progress"] for status in seen]
    assert percents == sorted(percents)
    assert (percents[0], percents[-1]) == (0, 100)
    assert all(status["completed"] + status["failed"] <= status["total"] == 50 for status in seen)
    assert seen[-1]["completed"] + seen[-1]["failed"] == 50
    assert 0 < seen[-1]["failed"] < 15


async def test_rows_appear_as_they_are_collected_and_look_like_search_rows(caller):
    task = await submitted(caller, FIFTY)
    caller.clock.advance(minutes=3)

    status = await caller.data(STATUS, task)
    some = await caller.data(DATA, task | {"size": 100})
    caller.clock.advance(minutes=30)
    every = await caller.data(DATA, task | {"size": 100})

    assert len(some["items"]) == status["completed"]
    assert every["items"][: len(some["items"])] == some["items"]
    found = await caller.data("creators/tiktok/search", {"keyword": "creator_demo", "service_level": "S3"})
    assert every["items"][0] == found["items"][0]
    assert {row["username"] for row in every["items"]} <= set(FIFTY)


async def test_rows_are_paged(caller):
    task = await submitted(caller, FIFTY)
    caller.clock.advance(minutes=30)

    pages = [(await caller.data(DATA, task | {"page": page}))["items"] for page in (1, 2, 3, 4)]

    names = [row["username"] for page in pages for row in page]
    assert [len(pages[0]), len(pages[1]), len(pages[3])] == [20, 20, 0]
    assert len(names) == len(set(names))


async def test_profile_addresses_find_the_same_creators_as_names(caller):
    urls = ["https://www.tiktok.com/@creator_demo?lang=en", "https://www.tiktok.com/@unknown_name"]
    task = await submitted(caller, urls, task_type="LINK_BATCH")
    caller.clock.advance(minutes=30)

    assert (await caller.data(STATUS, task))["failed"] == 1
    assert [row["username"] for row in (await caller.data(DATA, task))["items"]] == ["creator_demo"]


@pytest.mark.parametrize("platform", ["tiktok", "youtube", "instagram"])
async def test_a_keyword_brings_twenty_to_forty_creators_and_nobody_twice(platform, caller):
    body = {"platform": platform, "keywords": ["beauty", "skincare routine"]}
    task = {"task_id": (await caller.data("collection/tasks/keyword-submit", body))["task_id"]}
    caller.clock.advance(minutes=30)

    status = await caller.data(STATUS, task)
    rows = (await caller.data(DATA, task | {"size": 100}))["items"]

    assert 40 <= status["total"] <= 80
    assert len(rows) == len({row["uid"] for row in rows}) == status["completed"]
    assert status["completed"] + status["failed"] == status["total"]


async def test_a_task_whose_values_all_fail_has_failed(caller):
    task = await submitted(caller, ["unknown_one", "missing_two"])
    caller.clock.advance(minutes=30)

    status = await caller.data(STATUS, task)

    assert (status["status"], status["completed"], status["failed"]) == ("failed", 0, 2)
    assert (await caller.data(DATA, task))["items"] == []


async def test_a_value_that_never_finishes_times_the_task_out_after_45_minutes(caller):
    task = await submitted(caller, ["creator_demo", "timeout_please", "creator_demo"])
    caller.clock.advance(minutes=44)
    before = await caller.data(STATUS, task)
    caller.clock.advance(minutes=1)
    after = await caller.data(STATUS, task)

    assert (before["status"], after["status"]) == ("processing", "timeout")
    assert (after["total"], after["completed"], after["progress"]) == (3, 1, 33)


async def test_speed_divides_the_time_a_task_takes(open_caller):
    caller = await open_caller(speed=60.0)
    task = await submitted(caller, ["creator_demo"])
    caller.clock.advance(seconds=6)

    assert (await caller.data(STATUS, task))["status"] == "completed"


@pytest.mark.parametrize("path", [STATUS, DATA, "collection/tasks/export"])
@pytest.mark.parametrize("task_id", ["task_other_tenant", "task_nowhere"])
async def test_a_task_that_is_not_ones_own_is_unknown_and_has_no_invented_code(path, task_id, caller):
    answer = await caller.vault(path, {"task_id": task_id})

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, None)


async def test_the_end_of_a_task_costs_one_credit_for_each_item_once(caller):
    task = await submitted(caller, FIFTY)
    before = (await caller.vault(STATUS, task)).json()["meta"]["credits_remaining"]
    caller.clock.advance(minutes=30)
    answers = [await caller.vault(path, task) for path in (STATUS, DATA, STATUS)]
    balances = [answer.json()["meta"]["credits_remaining"] for answer in answers]

    completed = (await caller.data(STATUS, task))["completed"]
    assert (before, balances) == (1_000_000, [1_000_000 - completed] * 3)


async def test_ids_are_new_for_each_submission_and_the_same_in_each_world(open_caller):
    first, second = await open_caller(), await open_caller()

    ids = [await submitted(caller, ["creator_demo"]) for caller in (first, first, second)]

    assert ids[0] == ids[2] != ids[1]
    assert ids[0]["task_id"].startswith("task_20260315_")


async def test_every_world_holds_the_completed_demo_task(caller):
    status = await caller.data(STATUS, {"task_id": "task_20260315_abc123"})

    assert (status["status"], status["total"]) == ("completed", 30)
