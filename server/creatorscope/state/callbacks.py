"""Callbacks of the vendor: kept once each, waking the job that waits for the task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from creatorscope.state.database import State
from creatorscope.state.tables import CALLBACKS, INTENTS, JOBS, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """One callback whose signature was right; `intent_id` is what its address named, None where nothing."""

    task_id: str
    event: str
    intent_id: str | None
    body: Mapping[str, Any]


def record_callback(state: State, callback: Callback, now: datetime) -> bool:
    """Keep a callback and let the job that waits for its task look at once; False for a repeated one.

    A callback is a hint: nothing of a job changes but when it looks next. One that comes before its job
    knows the task is found by the job later, in the table.
    """
    row = {
        "task_id": callback.task_id,
        "event": callback.event,
        "intent_id": callback.intent_id,
        "body": dict(callback.body),
        "received_at": moment(now),
    }
    with state.writing() as connection:
        if not state.insert_new(connection, CALLBACKS, row):
            return False
        told = or_(INTENTS.c.task_id == callback.task_id, INTENTS.c.id == callback.intent_id)
        jobs = select(INTENTS.c.job_id).where(told, INTENTS.c.job_id.is_not(None))
        waiting = update(JOBS).where(JOBS.c.id.in_(jobs), JOBS.c.state == "waiting")
        connection.execute(waiting.values(next_check_at=moment(now)))
    return True
