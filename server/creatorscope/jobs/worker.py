"""A worker: it claims jobs, runs them, takes over those of dead workers, and ends when idle."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from creatorscope.errors import CreatorscopeError, LocalFileError
from creatorscope.jobs.claims import OLDER, Claims
from creatorscope.jobs.engine import Engine, due_at
from creatorscope.jobs.kinds import KINDS
from creatorscope.jobs.place import Place
from creatorscope.jobs.presence import Presence
from creatorscope.jobs.rows import JobRow
from creatorscope.jobs.running import Job
from creatorscope.state.liveness import Liveness

T = TypeVar("T")
_BROKEN = CreatorscopeError(
    "the worker met an internal error in this job; its log says which",
    code="internal",
    remedy="report it with the end of worker.log, which is in the storage folder.",
)
_LOOK_S, _IDLE_LOOK_S = 0.2, 1.0
_TAKE_OVER_S = 5.0


class Office(Protocol):
    """Opens jobs and runs their coroutines; its methods are called from threads."""

    def open(self, row: JobRow) -> Job:
        """Return the job in a form that can be worked on. Raises CreatorscopeError."""
        ...

    def wait_for(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what a coroutine returns that runs on the program's event loop."""
        ...


class Worker:
    """The hands of the engine, and the loop that keeps it busy."""

    def __init__(self, claims: Claims, liveness: Liveness, office: Office) -> None:
        self._claims = claims
        self._liveness = liveness
        self._office = office
        self._stopping = False

    def first(self, job_id: str) -> dict[str, Any]:
        """Return the place a run of the job starts at."""
        return self._claims.rows.load(job_id).place.plain()

    def is_due(self, job_id: str) -> bool | None:
        """Return whether the next step may be taken now; None when the job is over or somebody else's."""
        if self._stopping:
            return False
        row = self._claims.rows.load(job_id)
        if row.cancel_requested:
            self._claims.cancel(job_id, _now())
            return None
        if row.state not in ("running", "waiting") or row.executor != self._claims.executor:
            return None
        if row.state == "waiting":
            if not due_at(row.next_check_at, _now()):
                return False
            self._claims.wake(job_id, _now())
        return True

    def step(self, job_id: str, place: Mapping[str, Any], outcomes: Sequence[Any]) -> dict[str, Any]:
        """Take a step, keep where the job stands, and return the place after it."""
        row = self._claims.rows.load(job_id)
        job = self._office.open(row)
        after = self._office.wait_for(lambda: job.step(Place.parse(place), outcomes))
        self._claims.save(row, after, self._claims.rows.cost_of(job_id), _now())
        return after.plain()

    def part(self, job_id: str, place: Mapping[str, Any], number: int) -> dict[str, Any]:
        """Do one part of a stage and return what came of it; none is begun after a cancel was asked for."""
        row = self._claims.rows.load(job_id)
        if row.cancel_requested or row.state == "cancelled":
            return {}
        try:
            job = self._office.open(row)
        except CreatorscopeError as error:  # this worker has other credentials than the one whose job it is
            return {"fault": Place.parse(place).again(failed=error.facts(), next=error.remedy).plain()}
        done = self._office.wait_for(lambda: job.part(Place.parse(place), number))
        with suppress(LocalFileError):  # only shown meanwhile: the next part tells them anew
            self._claims.save_counts(job_id, job.counts(Place.parse(place)), _now())
        return done

    def run(self, engine: Engine, presence: Presence, idle_exit_s: float) -> None:
        """Work until nothing has been to do for so long; blocks."""
        idle_since, looked_at = time.monotonic(), 0.0
        while not self._stopping:
            if time.monotonic() - looked_at >= _TAKE_OVER_S:
                self._take_over(engine)
                self._end_broken(engine)
                looked_at = time.monotonic()
            self._take_queued(engine)
            if self._claims.open_count() or engine.busy_here(self._claims.executor):
                idle_since = time.monotonic()
            elif time.monotonic() - idle_since >= idle_exit_s and self._leave(presence):
                return
            idle_s = time.monotonic() - idle_since
            time.sleep(_IDLE_LOOK_S if idle_s > _TAKE_OVER_S else _LOOK_S)

    def stop(self) -> None:
        """Begin no more steps: what is running ends, and another worker goes on from there."""
        self._stopping = True

    def _take_queued(self, engine: Engine) -> None:
        for row in self._claims.queued():
            if self._fits(row) and self._claims.take(row, _now()):
                engine.begin(row)

    def _take_over(self, engine: Engine) -> None:
        """Go on with what dead workers left: their jobs, and single parts of jobs that others hold."""
        left = engine.running()
        known = {*left.values(), *self._claims.executors()} - {self._claims.executor}
        dead = {executor for executor in known if self._liveness.is_free(executor)}
        if not dead:
            return
        jobs = self._claims.held_by(dead)
        for row in jobs:
            if not self._fits(row):
                engine.abandon(row.workflow_id)
            elif self._claims.take(row, _now()):
                if engine.is_over(row):
                    self._claims.requeue(row, _now())
                else:
                    engine.begin(row)
        held = {row.workflow_id for row in jobs}
        engine.take_up([one for one, executor in left.items() if executor in dead and one not in held])

    def _end_broken(self, engine: Engine) -> None:
        """Say of jobs whose run broke off in the engine that they failed, instead of leaving them at work."""
        for row in self._claims.held_by([self._claims.executor]):
            if engine.is_over(row):
                place = row.place.again(failed=_BROKEN.facts(), next=f"{_BROKEN.remedy} Then resume_job.")
                self._claims.save(row, place, self._claims.rows.cost_of(row.id), _now())

    def _fits(self, row: JobRow) -> bool:
        """Return True for a job this program can go on with; one of another version is left to a person."""
        kind = KINDS.get(row.kind)
        if kind is not None and row.version == kind.version:
            return self._opens(row)
        fix = "Cancel it with cancel_job and start it again; what it has kept so far stays."
        self._claims.refuse(row, OLDER, fix, _now())
        return False

    def _opens(self, row: JobRow) -> bool:
        try:
            self._office.open(row)
        except CreatorscopeError as error:
            self._claims.refuse(row, error.message, f"{error.remedy} Then resume_job.", _now())
            return False
        return True

    def _leave(self, presence: Presence) -> bool:
        """Say that nobody is here any more, then look once more: whoever came before that relied on us."""
        presence.release()
        if not self._claims.queued():
            return True
        presence.take()
        return False


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """How a worker runs: it ends after so many seconds without work; `parts_at_once` of a stage.

    `alone`: it ends at once where another worker is there already.
    """

    idle_exit_s: float = 300.0
    alone: bool = False
    parts_at_once: int = 4


def _now() -> datetime:
    return datetime.now(UTC)
