"""The rows of jobs in the state database: inserted once, claimed once, moved on step by step."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, select, update
from sqlalchemy.sql import ColumnElement

from creatorscope.errors import ArgumentError, Problem
from creatorscope.jobs.place import Place
from creatorscope.state.database import State
from creatorscope.state.tables import INTENTS, JOBS, moment

OPEN = ("queued", "running", "waiting", "needs_decision")
ENDED = ("done", "failed", "cancelled")
ACTIVE = ("running", "waiting")
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose jobs: of one mode and one principal."""

    mode: str
    principal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A job to insert; `args` is portable JSON, `key` what tells the same request."""

    kind: str
    version: int
    scope: Scope
    fingerprint: str
    args: Mapping[str, Any]
    key: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job as it is kept. `run`: how often it was started or resumed."""

    id: str
    kind: str
    scope: Scope
    fingerprint: str
    args: Mapping[str, Any]
    state: str
    run: int
    place: Place
    counts: Mapping[str, int]
    cost: Mapping[str, float | None]
    next: str
    next_check_at: str | None
    result_id: str | None
    error: Mapping[str, Any] | None
    version: int
    cancel_requested: bool
    executor: str | None
    created_at: str
    updated_at: str

    @property
    def open(self) -> bool:
        """True while it has not ended."""
        return self.state in OPEN

    @property
    def workflow_id(self) -> str:
        """The id its present run has in the replay engine."""
        return self.id if self.run == 1 else f"{self.id}.{self.run}"


class JobRows:
    """The jobs of a state database."""

    def __init__(self, state: State) -> None:
        self.state = state

    def insert(self, draft: Draft, now: datetime) -> tuple[JobRow, bool]:
        """Return (the job, True), or (the open job of the same key, False) where there is one."""
        at = moment(now)
        row = {
            "id": f"job_{secrets.token_hex(6)}",
            "kind": draft.kind,
            "mode": draft.scope.mode,
            "fingerprint": draft.fingerprint,
            "principal": draft.scope.principal,
            "args": dict(draft.args),
            "args_hash": draft.key,
            "key": draft.key,
            "state": "queued",
            **_columns(draft.place, 1),
            "cost": {},
            "version": draft.version,
            "cancel_requested": False,
            "created_at": at,
            "updated_at": at,
        }
        same = and_(JOBS.c.key == draft.key, JOBS.c.fingerprint == draft.fingerprint, JOBS.c.state.in_(OPEN))
        while True:
            with self.state.writing() as connection:
                if self.state.insert_new(connection, JOBS, row):
                    return self.parse(
                        connection.execute(select(JOBS).where(JOBS.c.id == row["id"])).one()
                    ), True
                found = connection.execute(select(JOBS).where(_in(draft.scope), same)).one_or_none()
                if found is not None:
                    return self.parse(found), False

    def load(self, job_id: str, scope: Scope | None = None) -> JobRow:
        """Return a job. Raises ArgumentError, the same for no job and one of another principal or mode."""
        with self.state.reading() as connection:
            within = JOBS.c.id == job_id if scope is None else and_(JOBS.c.id == job_id, _in(scope))
            found = connection.execute(select(JOBS).where(within)).one_or_none()
        if found is None:
            raise self._unknown(job_id, scope)
        return self.parse(found)

    def list_newest(
        self, scope: Scope, *, states: Sequence[str] = (), offset: int = 0, most: int = 50
    ) -> tuple[list[JobRow], int]:
        """Return some of the jobs, newest first, and how many there are; of some states where given."""
        wanted: ColumnElement[bool] = _in(scope)
        if states:
            wanted = and_(wanted, JOBS.c.state.in_(states))
        with self.state.reading() as connection:
            total = connection.execute(select(func.count()).select_from(JOBS).where(wanted)).scalar_one()
            newest = select(JOBS).where(wanted).order_by(JOBS.c.created_at.desc(), JOBS.c.id.desc())
            found = connection.execute(newest.offset(offset).limit(most)).all()
        return [self.parse(row) for row in found], int(total)

    def cost_of(self, job_id: str) -> dict[str, float | None]:
        """Return what the job's calls cost so far by unit: charged, or held while open; None: unknown."""
        columns = (INTENTS.c.unit, INTENTS.c.state, INTENTS.c.quote, INTENTS.c.charged)
        with self.state.reading() as connection:
            rows = connection.execute(select(*columns).where(INTENTS.c.job_id == job_id)).all()
        cost: dict[str, float | None] = {}
        for row in rows:
            if row.state == "released":
                continue
            amount = row.charged if row.state == "settled" and row.charged is not None else row.quote
            before = cost.get(row.unit, 0.0)
            cost[row.unit] = None if amount is None or before is None else before + amount
        return cost

    def request_cancel(self, job_id: str, now: datetime) -> None:
        """Ask an open job to stop between two steps; one that nobody works on stops at once."""
        mine = JOBS.c.id == job_id
        with self.state.writing() as connection:
            idle = and_(mine, JOBS.c.state.in_(("queued", "needs_decision")))
            ended = {"state": "cancelled", "next": "", "updated_at": moment(now)}
            connection.execute(update(JOBS).where(idle).values(ended))
            asked = {"cancel_requested": True, "next_check_at": moment(now), "updated_at": moment(now)}
            connection.execute(update(JOBS).where(mine, JOBS.c.state.in_(ACTIVE)).values(asked))

    def resume(self, job_id: str, now: datetime) -> bool:
        """Queue a job again that stopped; False when it was not stopped."""
        row = self.load(job_id)
        place = row.place.again(decide=None, failed=None, tries=0, wait_s=0)
        values = {
            "state": "queued",
            "executor": None,
            "error": None,
            "cancel_requested": False,
            **_columns(place, row.run + 1),
            "updated_at": moment(now),
        }
        with self.state.writing() as connection:
            stopped = and_(
                JOBS.c.id == job_id, JOBS.c.state.in_(("needs_decision", "failed", "cancelled", "waiting"))
            )
            if row.state == "waiting":
                woken = {"next_check_at": moment(now), "updated_at": moment(now)}
                return connection.execute(update(JOBS).where(stopped).values(woken)).rowcount == 1
            return connection.execute(update(JOBS).where(stopped).values(values)).rowcount == 1

    def remember_result(self, job_id: str, result_id: str) -> None:
        """Note a partial result of a job that is not done."""
        with self.state.writing() as connection:
            mine = and_(JOBS.c.id == job_id, JOBS.c.state != "done")
            connection.execute(update(JOBS).where(mine).values(result_id=result_id))

    def prune(self, scope: Scope, before: datetime) -> list[str]:
        """Delete jobs that ended before a moment, and return their ids; their results stay."""
        old = and_(_in(scope), JOBS.c.state.in_(ENDED), JOBS.c.updated_at < moment(before))
        with self.state.writing() as connection:
            ids = [row.id for row in connection.execute(select(JOBS.c.id).where(old))]
            connection.execute(JOBS.delete().where(JOBS.c.id.in_(ids)))
        return ids

    def _unknown(self, job_id: str, scope: Scope | None) -> ArgumentError:
        known = self.list_newest(scope, most=_NAMED)[0] if scope is not None else []
        listed = ", ".join(f"{row.id} ({row.kind}, {row.state})" for row in known)
        fix = f"Newest: {listed}." if listed else "There are no jobs yet."
        return ArgumentError([Problem("job_id", f"no job {job_id[:40]}", fix)])

    def parse(self, row: Row[Any]) -> JobRow:
        """Return a row of the table as a job."""
        data = dict(row._mapping)
        stored = dict(data["cursor"])
        run = int(stored.pop("run"))
        return JobRow(
            scope=Scope(mode=data["mode"], principal=data["principal"]),
            run=run,
            place=Place.parse(stored),
            next=data["next"] or "",
            **{name: data[name] for name in _SAME},
        )


_SAME = (
    "id",
    "kind",
    "fingerprint",
    "args",
    "state",
    "counts",
    "cost",
    "next_check_at",
    "result_id",
    "error",
    "version",
    "cancel_requested",
    "executor",
    "created_at",
    "updated_at",
)


def _columns(place: Place, run: int) -> dict[str, Any]:
    """Return the columns a place fills."""
    return {
        "stage": place.stage,
        "cursor": {**place.plain(), "run": run},
        "counts": dict(place.counts),
        "next": place.next,
        "result_id": place.result_id,
    }


def columns_after(place: Place, run: int, now: datetime) -> dict[str, Any]:
    """Return the columns of a job after a step: its state, and when to look again."""
    state = "running"
    if place.failed is not None:
        state = "failed"
    elif place.done:
        state = "done"
    elif place.decide is not None:
        state = "needs_decision"
    elif place.wait_s > 0:
        state = "waiting"
    due = moment(now + timedelta(seconds=place.wait_s)) if state == "waiting" else None
    columns = {**_columns(place, run), "state": state, "next_check_at": due, "error": place.failed}
    if state == "done":
        columns["next"] = ""
    if place.result_id is None:
        del columns["result_id"]  # a partial result that was read out stays readable
    if place.decide is not None:
        columns["next"] = f"{place.decide}. {place.next}".strip()
    return columns


def _in(scope: Scope) -> ColumnElement[bool]:
    return and_(JOBS.c.mode == scope.mode, JOBS.c.principal == scope.principal)
