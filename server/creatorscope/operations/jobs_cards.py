"""Telling of a job: as data, as one line, and the exact call that comes next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from creatorscope.errors import ArgumentError
from creatorscope.jobs.kind import Plan
from creatorscope.jobs.kinds import KINDS
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.reasons import in_words
from creatorscope.jobs.rows import OPEN, JobRow, JobRows
from creatorscope.operations.jobs_requests import WAIT_S
from creatorscope.operations.keeping import iso_now
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.surroundings import Surroundings
from creatorscope.results.about import About

_NO_ROWS = b"[]"
# Where a kind has other words for what ended well and badly.
_DONE, _FAILED = ("done", "submitted"), ("failed", "error")


def card(row: JobRow) -> dict[str, Any]:
    """Return the data of a JobCard."""
    return {
        "job_id": row.id,
        "kind": row.kind,
        "state": row.state,
        "stage": row.place.stage,
        "items": row.counts.get("items"),
        "done": _first(row.counts, _DONE),
        "failed": _first(row.counts, _FAILED),
        "left": row.counts.get("left"),
        "counts": dict(row.counts),
        "cost": cost_in_words(row.cost),
        "next": row.next or None,
        "result_id": row.result_id,
        "error": _fault_in_words(row.error) if row.error else None,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def told(row: JobRow, *, again: bool = False) -> Outcome:
    """Return the answer that shows a job. `again`: it was open already when it was asked for."""
    return Outcome(
        data=card(row),
        summary=f"{'Already under way. ' if again else ''}{line_of(row)}",
        result_id=row.result_id,
        saved_to=row.place.cursor.get("file"),
        next=next_call(row),
    )


def line_of(row: JobRow) -> str:
    """Return how a job stands in one line."""
    counted = ", ".join(f"{name} {count}" for name, count in row.counts.items())
    done = row.state == "done"
    parts = [f"{row.kind} {row.id}: {row.state}{'' if done else f', stage {row.place.stage}'}"]
    parts += [counted] if counted else []
    parts += [f"cost so far {cost}" for cost in [cost_in_words(row.cost)] if cost]
    parts += [f"not done: {why}" for why in [in_words(row.place.cursor)] if why]
    if row.error:
        parts.append(f"failed: {_fault_in_words(row.error)}")
    if row.next and not done:
        parts.append(f"next: {row.next}")
    if row.result_id:
        parts.append(f"{'' if done else 'partial '}result {row.result_id}")
    rows_id = row.place.cursor.get("rows_id")
    if rows_id and rows_id != row.result_id:
        parts.append(f"each item's own result, or why it has none: {rows_id}")
    return ". ".join(part.rstrip(".") for part in parts) + "."


def next_call(row: JobRow) -> str | None:
    """Return the exact next call."""
    named = {"job_id": row.id}
    if row.state in ("needs_decision", "failed"):
        unknown = "its answer is lost" in row.next or "answer was lost" in row.next
        return f"resume_job {json.dumps({**named, 'on_unknown': 'retry'} if unknown else named)}"
    if row.state in OPEN:
        return f"get_job {json.dumps({**named, 'wait_s': WAIT_S})}"
    if row.result_id:
        return f"get_result {json.dumps({'result_id': row.result_id})}"
    return None


def planned(kind: str, plan: Plan) -> Outcome:
    """Return the answer to a dry run."""
    cost = "the cost is unknown" if plan.cost.amount is None else f"it costs at most {plan.cost}"
    steps = "; ".join(plan.lines)
    return Outcome(
        data={"kind": kind, "items": plan.items or None, "plan": list(plan.lines), "cost": str(plan.cost)},
        summary=f"{kind}: {cost}. Plan: {steps}. Nothing was sent.",
        next="call again without dry_run to run it",
    )


def cost_in_words(cost: Mapping[str, float | None]) -> str | None:
    """Return amounts by unit as text; None when nothing was spent."""
    amounts = [
        f"{'unknown' if amount is None else format(amount, 'g')} {unit}"
        for unit, amount in cost.items()
        if amount != 0
    ]
    return ", ".join(amounts) or None


def with_partial(row: JobRow, rows: JobRows, around: Surroundings) -> JobRow:
    """Return the job with its rows so far kept as a result, made anew when there are more than before."""
    kind = KINDS.get(row.kind)
    if kind is None or row.state == "done":
        return row
    parts = around.work.parts.of(row.id)
    content = parts.joined(ROWS)
    if content == _NO_ROWS or _size_of_partial(row, around) == len(content):
        return row
    request = kind.request.model_construct(**row.args)
    about: About = kind.about(request, row.place)
    summary = f"partial: {about.summary}"
    partial = replace(about, source=around.source, fetched_at=iso_now(around), summary=summary)
    result_id = around.store.keep(content, partial)
    rows.remember_result(row.id, result_id)
    return rows.load(row.id)


def _size_of_partial(row: JobRow, around: Surroundings) -> int | None:
    """Return the bytes of the rows kept before, None where there are none, or they were deleted."""
    if row.result_id is None:
        return None
    try:
        return around.store.load_meta(row.result_id).raw_bytes
    except ArgumentError:
        return None


def _fault_in_words(error: Mapping[str, Any]) -> str:
    """Return what a job failed of: of arguments, which and why."""
    told = [f"{problem['field']}: {problem['message']}" for problem in error.get("problems", ())]
    return "; ".join(told) or str(error["message"])


def _first(counts: Mapping[str, int], names: tuple[str, ...]) -> int | None:
    return next((counts[name] for name in names if name in counts), None)
