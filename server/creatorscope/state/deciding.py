"""What a person decides of calls whose answer is lost, and of charges above their reservation."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select, update

from creatorscope.state.database import State
from creatorscope.state.intent import UNKNOWN
from creatorscope.state.tables import CALLBACKS, INTENTS, UNACKNOWLEDGED

Decision = Literal["retry", "skip"]
_ATTEMPT = "~"


def list_unknown(state: State, job_id: str) -> list[str]:
    """Return the ids of a job's intents that a person has to decide about; [] when there are none."""
    query = select(INTENTS.c.id).where(
        INTENTS.c.job_id == job_id, INTENTS.c.state == UNKNOWN, INTENTS.c.decision.is_(None)
    )
    with state.reading() as connection:
        return list(connection.execute(query.order_by(INTENTS.c.created_at)).scalars())


def decide_unknown(state: State, job_id: str, decision: Decision) -> int:
    """Decide about a job's undecided unknown intents and return how many there were.

    `retry`: the same call is sent once more, as an intent of its own; what the first may have cost stays
    held. `skip`: the job goes on without it.
    """
    undecided = list_unknown(state, job_id)
    with state.writing() as connection:
        for intent_id in undecided:
            base, _, attempt = intent_id.partition(_ATTEMPT)
            following = f"{base}{_ATTEMPT}{int(attempt or 1) + 1}" if decision == "retry" else None
            change = update(INTENTS).where(INTENTS.c.id == intent_id, INTENTS.c.decision.is_(None))
            connection.execute(change.values(decision=decision, retried_as=following))
    return len(undecided)


def named_task(state: State, intent_id: str) -> str | None:
    """Return the task a callback named for an intent whose answer is lost; None when none came."""
    query = select(CALLBACKS.c.task_id).where(CALLBACKS.c.intent_id == intent_id).limit(1)
    with state.reading() as connection:
        found: str | None = connection.execute(query).scalar()
    return found


def acknowledge_overruns(state: State) -> int:
    """Let spending go on after charges above their reservation; return how many were acknowledged."""
    with state.writing() as connection:
        done = connection.execute(update(INTENTS).where(UNACKNOWLEDGED).values(acknowledged=True))
    return done.rowcount
