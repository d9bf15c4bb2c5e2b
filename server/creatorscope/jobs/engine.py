"""Replaying jobs on DBOS: each step's outcome is recorded, so that a job goes on where its worker died."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import func, select

from creatorscope.jobs.place import Place
from creatorscope.jobs.rows import JobRow
from creatorscope.state.database import State
from creatorscope.state.dialects import Sqlite

APPLICATION = "creatorscope"
VERSION = "jobs-1"
"""Of the engine's own loop; each kind's steps have a version of their own."""

_PARTS = "parts"
_LOOK_S = 0.25
_POLL_S = 0.2


class Hands(Protocol):
    """What does the work of a job's step, in threads of the engine; every method blocks."""

    def first(self, job_id: str) -> dict[str, Any]:
        """Return the place a run of the job starts at."""
        ...

    def is_due(self, job_id: str) -> bool | None:
        """Return whether the next step may be taken now; None when the job is over or somebody else's."""
        ...

    def step(self, job_id: str, place: Mapping[str, Any], outcomes: Sequence[Any]) -> dict[str, Any]:
        """Take a step, keep where the job stands, and return the place after it."""
        ...

    def part(self, job_id: str, place: Mapping[str, Any], number: int) -> dict[str, Any]:
        """Do one part of a stage and return what came of it."""
        ...


class Engine:
    """DBOS in this process; one at a time, as DBOS keeps its registry for the whole process."""

    def __init__(self, database: tuple[str, str], executor: str, hands: Hands, parts_at_once: int) -> None:
        from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

        url, schema = database
        self._dbos = DBOS
        self._run = _register(DBOS, hands)
        config = DBOSConfig(
            name=APPLICATION,
            system_database_url=url,
            enable_otlp=False,
            log_level="ERROR",
            application_version=VERSION,
            executor_id=executor,
            dbos_system_schema=schema,
            serializer=DBOSPortableJSONSerializer(),
        )
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(_PARTS, worker_concurrency=parts_at_once, polling_interval_sec=_POLL_S)

    def begin(self, row: JobRow) -> None:
        """Start or take up a job's run; nothing happens when it is in this process's hands already."""
        from dbos import SetWorkflowID

        status = self._dbos.get_workflow_status(row.workflow_id)
        if status is None:
            with SetWorkflowID(row.workflow_id):
                self._dbos.start_workflow(self._run, row.id)
        elif status.status in ("PENDING", "ENQUEUED"):
            self._dbos.resume_workflow(row.workflow_id)

    def is_over(self, row: JobRow) -> bool:
        """Return True when the run of a job ended, well or badly, in the engine."""
        status = self._dbos.get_workflow_status(row.workflow_id)
        return status is not None and status.status not in ("PENDING", "ENQUEUED")

    def running(self) -> dict[str, str]:
        """Return workflow id -> executor of everything that some worker, living or dead, took up."""
        found = self._dbos.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {one.workflow_id: str(one.executor_id) for one in found}

    def busy_here(self, executor: str) -> bool:
        """Return True while this worker runs something, such as a part of another worker's job."""
        mine = self._dbos.list_workflows(
            status="PENDING", executor_id=executor, limit=1, load_input=False, load_output=False
        )
        return bool(mine)

    def take_up(self, workflow_ids: Collection[str]) -> None:
        """Let any living worker go on with these workflows of a dead one."""
        for workflow_id in workflow_ids:
            self._dbos.resume_workflow(workflow_id)

    def abandon(self, workflow_id: str) -> None:
        """Stop a workflow for good."""
        self._dbos.cancel_workflow(workflow_id)

    def close(self) -> None:
        """Stop taking up work; what is running is taken up by another worker later."""
        self._dbos.destroy(destroy_registry=True, workflow_completion_timeout_sec=0)


def database_of(state: State, mode: str) -> tuple[str, str]:
    """Return (address, schema) of the engine's own tables: in the same PostgreSQL, else in a file beside.

    Each mode has its own, so that a worker of one never takes up what belongs to the other.
    """
    dialect = state.dialect
    if isinstance(dialect, Sqlite):
        return f"sqlite:///{dialect.folder / f'jobs-{mode}.sqlite'}", f"jobs_{mode}"
    with state.reading() as connection:
        ours = connection.execute(select(func.current_schema())).scalar_one()
    url = state.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return url, f"{APPLICATION if ours == 'public' else ours}_jobs_{mode}"


def _register(dbos: Any, hands: Hands) -> Callable[[str], str]:
    """Register the workflows and steps, which name a job by its id alone, and return the job's workflow."""

    @dbos.step(name="first")  # type: ignore[untyped-decorator]
    def take_first(job_id: str) -> dict[str, Any]:
        return hands.first(job_id)

    @dbos.step(name="step")  # type: ignore[untyped-decorator]
    def take_step(job_id: str, place: dict[str, Any], outcomes: list[Any]) -> dict[str, Any]:
        return hands.step(job_id, place, outcomes)

    @dbos.step(name="part")  # type: ignore[untyped-decorator]
    def take_part(job_id: str, place: dict[str, Any], number: int) -> dict[str, Any]:
        return hands.part(job_id, place, number)

    @dbos.workflow(name="part_of_job", max_recovery_attempts=None)  # type: ignore[untyped-decorator]
    def run_part(job_id: str, place: dict[str, Any], number: int) -> dict[str, Any]:
        done: dict[str, Any] = take_part(job_id, place, number)
        return done

    @dbos.workflow(name="job", max_recovery_attempts=None)  # type: ignore[untyped-decorator]
    def run_job(job_id: str) -> str:
        plain = take_first(job_id)
        while not Place.parse(plain).stopped:
            if not _wait(hands, job_id):
                return "stopped"
            outcomes: list[Any] = []
            if plain["parts"]:
                started = [
                    dbos.enqueue_workflow(_PARTS, run_part, job_id, plain, number)
                    for number in range(plain["parts"])
                ]
                outcomes = [part.get_result(polling_interval_sec=_LOOK_S) for part in started]
            plain = take_step(job_id, plain, outcomes)
        return str(plain["stage"])

    return run_job  # type: ignore[no-any-return]


def _wait(hands: Hands, job_id: str) -> bool:
    """Return True once the next step may be taken, False when the job is over."""
    while (due := hands.is_due(job_id)) is False:
        time.sleep(_LOOK_S)
    return due is True


def due_at(text: str | None, now: datetime) -> bool:
    """Return True when the time a row names has come, or it names none."""
    return text is None or datetime.fromisoformat(text) <= now
