"""Collecting creators: submit the tasks, wait for them, read all their rows, keep and export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from anyio.to_thread import run_sync

from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.collection import (
    GET_COLLECTION_DATA,
    GET_COLLECTION_STATUS,
    SUBMIT_COLLECTION_TASK,
    SUBMIT_KEYWORD_COLLECTION,
)
from creatorscope.errors import TransportError
from creatorscope.jobs.answers import facts_of, rows_of
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.kind import Kind, Plan, no_parts
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.place import DONE, SHORTEST_PAUSE_S, Place
from creatorscope.jobs.requests import CollectCreatorsRequest
from creatorscope.results.about import About
from creatorscope.results.about import Kind as ResultKind
from creatorscope.results.layout import documented_columns
from creatorscope.state.spending import UnansweredError

NAME = "collect_creators"
VALUES_A_TASK = 500
KEYWORDS_A_TASK = 10
ROWS_A_PAGE = 100
GIVEN_UP = timedelta(minutes=45)
_LONGEST_PAUSE_S = 60.0


def first_place(request: CollectCreatorsRequest) -> Place:
    """Return the place before anything is submitted."""
    tasks, items = len(batches(request)), item_count(request)
    counts = {"items": items, "done": 0, "failed": 0, "unknown": 0, "left": items, "rows": 0}
    several = "s" if tasks > 1 else ""
    return Place(stage="submit", cursor={"tasks": []}, counts=counts, next=f"submit {tasks} task{several}")


def item_count(request: CollectCreatorsRequest) -> int:
    """Return how many creators or keywords are asked for."""
    return len(request.creators or request.keywords or [])


def batches(request: CollectCreatorsRequest) -> list[dict[str, Any]]:
    """Return the arguments of each task to submit, links and usernames in tasks of their own."""
    if request.keywords is not None:
        return [
            {"keywords": chunk, "platform": request.platform}
            for chunk in _chunks(request.keywords, KEYWORDS_A_TASK)
        ]
    found: dict[str, list[str]] = {"LINK_BATCH": [], "FILE_UPLOAD": []}
    for value in request.creators or []:
        found["LINK_BATCH" if "/" in value else "FILE_UPLOAD"].append(value)
    return [
        {"task_type": kind, "values": chunk, "platform": request.platform}
        for kind, values in found.items()
        for chunk in _chunks(values, VALUES_A_TASK)
    ]


async def submit(request: CollectCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Submit the next task."""
    tasks: list[Mapping[str, Any]] = list(place.cursor["tasks"])
    wanted = batches(request)
    arguments = wanted[len(tasks)]
    endpoint = SUBMIT_KEYWORD_COLLECTION if "keywords" in arguments else SUBMIT_COLLECTION_TASK
    task_id = await _submitted(endpoint, f"submit-{len(tasks)}", arguments, bench)
    items = len(arguments.get("values") or arguments.get("keywords") or [])
    tasks.append({"id": task_id, "at": bench.now().isoformat(), "status": None, "items": items})
    if len(tasks) < len(wanted):
        return place.to("submit", cursor={"tasks": tasks}, next=f"submit task {len(tasks) + 1}")
    return place.to("watch", cursor={"tasks": tasks, "task": 0, "looks": 0}, next=_watching(tasks, 0))


async def watch(request: CollectCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Look how a task stands, ever less often; go on when it has ended or 45 minutes are over."""
    del request
    number, looks = place.cursor["task"], place.cursor["looks"]
    tasks = [dict(task) for task in place.cursor["tasks"]]
    task = tasks[number]
    if task["id"] is None:
        task["status"] = "unknown"
        return _after_watching(place, tasks, number)
    received = await bench.call(GET_COLLECTION_STATUS, f"status-{number}", task_id=task["id"])
    told = facts_of(received, GET_COLLECTION_STATUS.name)
    waited_s = (bench.now() - datetime.fromisoformat(task["at"])).total_seconds() * bench.pace
    late = waited_s > GIVEN_UP.total_seconds()
    status = "timeout" if told.get("status") == "processing" and late else told.get("status")
    task |= {"status": status, "done": told.get("completed") or 0, "failed": told.get("failed") or 0}
    if status != "processing":
        return _after_watching(place, tasks, number)
    cursor = {"tasks": tasks, "task": number, "looks": looks + 1}
    wait = max(min(2.0**looks, _LONGEST_PAUSE_S) / bench.pace, SHORTEST_PAUSE_S)
    return place.to(
        "watch", cursor=cursor, counts=_counted(place, tasks), wait_s=wait, next=_watching(tasks, number)
    )


async def read(request: CollectCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Read one page of one task."""
    del request
    number, page = place.cursor["task"], place.cursor["page"]
    tasks = place.cursor["tasks"]
    rows: list[Mapping[str, Any]] = []
    if tasks[number]["id"] is not None:
        asked = {"task_id": tasks[number]["id"], "page": page, "size": ROWS_A_PAGE}
        received = await bench.call(GET_COLLECTION_DATA, f"data-{number}-{page}", **asked)
        rows = rows_of(received, GET_COLLECTION_DATA.name, "items")
    await run_sync(bench.parts.write, f"{ROWS}{number:05}-{page:06}", bench.hidden(rows))
    read_before = place.cursor.get("rows", 0) + len(rows)
    counts = {**place.counts, "rows": read_before}
    if len(rows) == ROWS_A_PAGE:
        following = {"tasks": tasks, "task": number, "page": page + 1, "rows": read_before}
    elif number + 1 < len(tasks):
        following = {"tasks": tasks, "task": number + 1, "page": 1, "rows": read_before}
    else:
        return place.to("keep", cursor={"tasks": tasks}, counts=counts, next="keep the rows")
    return place.to("read", cursor=following, counts=counts, next=f"read page {following['page']}")


async def keep(request: CollectCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Keep all rows as one result, and write the file where one was asked for."""
    result_id = await bench.keep_rows(about(request, place))
    if request.export is None:
        return place.to(DONE, result_id=result_id)
    written = await bench.run("export_result", "export", result_id=result_id, format=request.export)
    return place.to(DONE, result_id=result_id, cursor={"tasks": [], "file": written.data["path"]})


def about(request: CollectCreatorsRequest, place: Place) -> About:
    """Describe the result: the collected creators, the columns of all platforms' rows."""
    return About(
        kind=ResultKind.ANSWER,
        tool=NAME,
        source="",
        arguments={"platform": request.platform, "items": item_count(request)},
        columns=documented_columns(GET_COLLECTION_DATA.response),
        summary=f"{place.counts['rows']} creators collected",
    )


def plan(request: CollectCreatorsRequest, rates: Mapping[str, float]) -> Plan:
    """Return how many tasks there will be and the most they cost; unknown without a rate set."""
    tasks, items = len(batches(request)), item_count(request)
    endpoint = SUBMIT_KEYWORD_COLLECTION if request.keywords is not None else SUBMIT_COLLECTION_TASK
    rate = rates.get(endpoint.name)
    what = "keyword" if request.keywords is not None else "creator"
    return Plan(
        items=items,
        lines=(
            f"submit {items} {what}{'s' if items > 1 else ''} in {tasks} task{'s' if tasks > 1 else ''}",
            "wait for them (5 to 30 minutes each, all at once)",
            "read all rows into one result",
            *((f"write a {request.export} file",) if request.export else ()),
        ),
        cost=Quote(None if rate is None else rate * items, Unit.CREDITS),
    )


async def _submitted(endpoint: Endpoint, mark: str, arguments: Mapping[str, Any], bench: Bench) -> str | None:
    """Return the task a submission started; None where its answer is lost and a person decided to go on."""
    try:
        received = await bench.call(endpoint, mark, **arguments)
    except UnansweredError as error:
        if error.task_id is None and not error.skipped:
            raise
        return error.task_id
    task_id = received.data.get("task_id") if isinstance(received.data, Mapping) else None
    if not task_id:
        raise TransportError(
            "the collection service accepted a task and named none",
            code="bad_answer",
            remedy="ask its support with the request id; resuming does not submit the task again.",
        )
    return str(task_id)


def _after_watching(place: Place, tasks: list[dict[str, Any]], number: int) -> Place:
    """Return the place after a task has ended: the next task, or reading them all."""
    counts = _counted(place, tasks)
    if number + 1 < len(tasks):
        cursor = {"tasks": tasks, "task": number + 1, "looks": 0}
        return place.to("watch", cursor=cursor, counts=counts, next=_watching(tasks, number + 1))
    cursor = {"tasks": tasks, "task": 0, "page": 1}
    return place.to("read", cursor=cursor, counts=counts, next="read the rows")


def _counted(place: Place, tasks: list[dict[str, Any]]) -> dict[str, int]:
    """Return the counts: of keywords the creators found, which are known only once a task says so."""
    done, failed = (sum(task.get(name) or 0 for task in tasks) for name in ("done", "failed"))
    unknown = sum(task["items"] for task in tasks if task["status"] == "unknown")
    items = place.counts["items"]
    left = max(0, items - done - failed - unknown)
    return {**place.counts, "done": done, "failed": failed, "unknown": unknown, "left": left}


def _watching(tasks: list[Any], number: int) -> str:
    return f"wait for task {number + 1} of {len(tasks)} ({tasks[number]['id']})"


def _chunks(values: list[str], size: int) -> list[list[str]]:
    return [values[start : start + size] for start in range(0, len(values), size)]


COLLECT = Kind(
    name=NAME,
    version=1,
    request=CollectCreatorsRequest,
    needs=Provider.CREATIVAULT,
    first=first_place,
    steps={"submit": submit, "watch": watch, "read": read, "keep": keep},
    parts={},
    tally=no_parts,
    about=about,
    plan=plan,
)
