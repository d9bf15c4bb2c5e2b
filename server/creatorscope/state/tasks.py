"""Settling what is billed after its submission: once the task has ended, by the best figure there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from creatorscope.client.received import Received
from creatorscope.state.intent import SENT, UNKNOWN
from creatorscope.state.intents import ESTIMATED, REPORTED, Intents
from creatorscope.state.tables import INTENTS

_ENDED = frozenset({"completed", "failed", "timeout", "SUCCEEDED", "FAILED"})
_UNSETTLED = (SENT, UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedTask:
    """A task that will not change any more.

    `charged`: the upstream's own figure, None where it gives none. `completed` of `total` items went well,
    None when not told.
    """

    task_id: str
    charged: float | None = None
    completed: int | None = None
    total: int | None = None


def task_of(received: Received) -> str | None:
    """Return the task an answer to a submission names, None when it names none."""
    data = received.data
    if not isinstance(data, Mapping):
        return None
    inner = data.get("output")
    found = data.get("task_id") or (inner.get("task_id") if isinstance(inner, Mapping) else None)
    return found if isinstance(found, str) else None


def ended_task(task_id: str, received: Received) -> EndedTask | None:
    """Return what a status answer says of a task that has ended; None for any other answer."""
    data: Any = received.data
    if not isinstance(data, Mapping):
        return None
    if "platform_task_status" in data:
        over = data["platform_task_status"] in _ENDED or data.get("pending_count") == 0
        return EndedTask(task_id=task_id, charged=data.get("duration_sec")) if over else None
    if data.get("status") not in _ENDED:
        return None
    return EndedTask(
        task_id=task_id,
        charged=received.charged.amount or None,  # a free look at a task bills nothing: no figure, not 0
        completed=data.get("completed"),
        total=data.get("total"),
    )


def settle_task(intents: Intents, ended: EndedTask) -> int:
    """Settle the intents of an ended task and return how many were: 0 when none waited for it.

    Without a figure of the upstream's the charge is estimated: the share of the quote that the completed
    items are of all; the whole quote when not even that is told.
    """
    query = select(INTENTS.c.id).where(
        INTENTS.c.task_id == ended.task_id, INTENTS.c.state.in_(_UNSETTLED), INTENTS.c.result_id.is_not(None)
    )
    with intents.state.reading() as connection:
        waiting = list(connection.execute(query).scalars())
    settled = 0
    for intent_id in waiting:
        intent = intents.find(intent_id)
        if intent is None:
            continue
        estimated = _estimate(intent.quote, ended)
        charged = estimated if ended.charged is None else ended.charged
        basis = ESTIMATED if ended.charged is None else REPORTED
        with intents.state.writing() as connection:
            settled += intents.settle(connection, intent, charged, basis=basis)
    return settled


def _estimate(quote: float | None, ended: EndedTask) -> float | None:
    if quote is None or ended.completed is None or not ended.total:
        return quote
    return quote * min(1.0, ended.completed / ended.total)
