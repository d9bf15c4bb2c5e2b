"""What a worker does to the rows of jobs: claim them, move them on, take over a dead worker's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update

from creatorscope.jobs.place import Place
from creatorscope.jobs.rows import ACTIVE, JobRow, JobRows, columns_after
from creatorscope.state.tables import JOBS, moment

OLDER = "made by an older version"


class Claims:
    """The jobs one worker may take: of its mode, and of the accounts its settings have."""

    def __init__(self, rows: JobRows, mode: str, executor: str) -> None:
        self.rows = rows
        self._state = rows.state
        self._mode = mode
        self.executor = executor

    def queued(self) -> list[JobRow]:
        """Return the jobs nobody has taken, oldest first."""
        return self._select(JOBS.c.state == "queued")

    def held_by(self, executors: Collection[str]) -> list[JobRow]:
        """Return the jobs that these executors are working on."""
        return self._select(and_(JOBS.c.state.in_(ACTIVE), JOBS.c.executor.in_(executors)))

    def executors(self) -> set[str]:
        """Return the executors that jobs are with, living or dead."""
        with self._state.reading() as connection:
            held = select(JOBS.c.executor).where(JOBS.c.state.in_(ACTIVE), JOBS.c.mode == self._mode)
            return {row.executor for row in connection.execute(held.distinct()) if row.executor}

    def open_count(self) -> int:
        """Return how many jobs this worker has still to see to."""
        return len(self.queued()) + len(self.held_by([self.executor]))

    def take(self, row: JobRow, now: datetime) -> bool:
        """Claim a queued job, or one whose executor is dead; False when another worker was faster."""
        was = JOBS.c.executor.is_(None) if row.executor is None else JOBS.c.executor == row.executor
        mine = and_(JOBS.c.id == row.id, JOBS.c.state == row.state, was)
        state = "running" if row.state == "queued" else row.state
        values = {"executor": self.executor, "state": state, "updated_at": moment(now)}
        with self._state.writing() as connection:
            return connection.execute(update(JOBS).where(mine).values(values)).rowcount == 1

    def refuse(self, row: JobRow, reason: str, fix: str, now: datetime) -> None:
        """Leave a job to a person."""
        place = row.place.again(decide=reason, next=fix)
        with self._state.writing() as connection:
            values = {**columns_after(place, row.run, now), "executor": None, "updated_at": moment(now)}
            connection.execute(update(JOBS).where(JOBS.c.id == row.id).values(values))

    def requeue(self, row: JobRow, now: datetime) -> None:
        """Have a job of a dead worker started anew from where it stands: its run is over in the engine."""
        values = {**columns_after(row.place, row.run + 1, now), "state": "queued", "executor": None}
        mine = and_(JOBS.c.id == row.id, JOBS.c.executor == self.executor)
        with self._state.writing() as connection:
            connection.execute(update(JOBS).where(mine).values(**values, updated_at=moment(now)))

    def save(self, row: JobRow, place: Place, cost: Mapping[str, float | None], now: datetime) -> None:
        """Keep where a job stands after a step."""
        values: dict[str, Any] = {
            **columns_after(place, row.run, now),
            "cost": dict(cost),
            "updated_at": moment(now),
        }
        with self._state.writing() as connection:
            open_ = or_(JOBS.c.state.in_(ACTIVE), JOBS.c.state == "queued")
            connection.execute(update(JOBS).where(JOBS.c.id == row.id, open_).values(values))

    def save_counts(self, job_id: str, counts: Mapping[str, int], now: datetime) -> None:
        """Keep the counts of a stage whose parts are running."""
        with self._state.writing() as connection:
            mine = and_(JOBS.c.id == job_id, JOBS.c.state.in_(ACTIVE))
            values = {"counts": dict(counts), "updated_at": moment(now)}
            connection.execute(update(JOBS).where(mine).values(values))

    def look(self, row: JobRow) -> tuple[bool, str | None]:
        """Return (whether to stop, when to look next) as the row says now."""
        columns = (JOBS.c.cancel_requested, JOBS.c.next_check_at)
        with self._state.reading() as connection:
            found = connection.execute(select(*columns).where(JOBS.c.id == row.id)).one()
        return bool(found.cancel_requested), found.next_check_at

    def wake(self, job_id: str, now: datetime) -> None:
        """Note that a wait is over."""
        with self._state.writing() as connection:
            mine = and_(JOBS.c.id == job_id, JOBS.c.state == "waiting")
            values = {"state": "running", "next_check_at": None, "updated_at": moment(now)}
            connection.execute(update(JOBS).where(mine).values(values))

    def cancel(self, job_id: str, now: datetime) -> None:
        """End a job as asked."""
        with self._state.writing() as connection:
            mine = and_(JOBS.c.id == job_id, JOBS.c.state.in_(ACTIVE))
            values = {"state": "cancelled", "next": "", "next_check_at": None, "updated_at": moment(now)}
            connection.execute(update(JOBS).where(mine).values(values))

    def _select(self, wanted: Any) -> list[JobRow]:
        with self._state.reading() as connection:
            oldest = select(JOBS).where(wanted, JOBS.c.mode == self._mode).order_by(JOBS.c.created_at)
            return [self.rows.parse(row) for row in connection.execute(oldest)]
