"""A job that waits for a task, in a state database."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from creatorscope.state.tables import INTENTS, JOBS, moment
from tests.http_server.conftest import NOW

LATER = moment(NOW + timedelta(minutes=30))


def add_waiting_job(state, task_id: str | None) -> None:
    """Put a job that waits half an hour for a task, and the intent that submitted it."""
    made = {"mode": "sandbox", "fingerprint": "f", "principal": "local", "created_at": moment(NOW)}
    job = made | {
        "id": "job_1",
        "kind": "collect_creators",
        "args": {},
        "args_hash": "h",
        "key": "k",
        "state": "waiting",
        "stage": "wait",
        "cursor": {},
        "counts": {},
        "cost": {},
        "next_check_at": LATER,
        "version": 1,
        "updated_at": moment(NOW),
    }
    intent = made | {
        "id": "intent_1",
        "job_id": "job_1",
        "tool": "submit_collection_task",
        "unit": "credits",
        "state": "settled",
        "windows": [],
        "request_hash": "r",
        "request": {},
        "fresh": False,
        "task_id": task_id,
        "owner": "o",
    }
    with state.writing() as connection:
        connection.execute(JOBS.insert().values(**job))
        connection.execute(INTENTS.insert().values(**intent))


def put_off(state) -> None:
    with state.writing() as connection:
        connection.execute(JOBS.update().values(next_check_at=LATER))


def next_check(state) -> str:
    with state.reading() as connection:
        return connection.execute(select(JOBS.c.next_check_at)).scalar_one()
