"""Running a worker: it opens the app of each principal whose jobs it takes, and keeps it open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

import anyio
import anyio.abc
from anyio.to_thread import run_sync

from creatorscope.contract.arguments import parse_request
from creatorscope.errors import LocalFileError, SettingsError
from creatorscope.jobs.claims import Claims
from creatorscope.jobs.engine import Engine, database_of
from creatorscope.jobs.kinds import KINDS
from creatorscope.jobs.presence import Presence
from creatorscope.jobs.rows import JobRow, JobRows
from creatorscope.jobs.running import Job
from creatorscope.jobs.worker import Worker, WorkOptions
from creatorscope.operations.jobs_bench import JobBench
from creatorscope.operations.surroundings import Surroundings
from creatorscope.state.liveness import Liveness, build_liveness, new_owner

T = TypeVar("T")
_LOOKING_S = 0.2
Opener = Callable[[str], AbstractAsyncContextManager[Surroundings]]
"""Opens the surroundings of a principal."""


class Office:
    """Opens jobs for threads of the engine, and runs their coroutines on the program's event loop."""

    def __init__(self, tasks: anyio.abc.TaskGroup, opener: Opener) -> None:
        self._tasks = tasks
        self._opener = opener
        self._loop = asyncio.get_running_loop()
        self._opening = anyio.Lock()
        self._arounds: dict[str, Surroundings] = {}
        self._jobs: dict[str, Job] = {}

    async def around(self, principal: str) -> Surroundings:
        """Return the surroundings of a principal, opened once."""
        async with self._opening:
            if principal not in self._arounds:
                self._arounds[principal] = await self._tasks.start(self._keep_open, principal)
            return self._arounds[principal]

    def open(self, row: JobRow) -> Job:
        """Return a job that can be worked on, the same for all its steps. Raises CreatorscopeError."""
        if row.id not in self._jobs:
            self._jobs[row.id] = self.wait_for(lambda: self._build(row))
        return self._jobs[row.id]

    def wait_for(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what a coroutine returns that runs on the program's event loop; called from threads."""
        return asyncio.run_coroutine_threadsafe(work(), self._loop).result()

    async def _build(self, row: JobRow) -> Job:
        around = await self.around(row.scope.principal)
        return await run_sync(build_job, row, around)

    async def _keep_open(self, principal: str, *, task_status: anyio.abc.TaskStatus[Surroundings]) -> None:
        async with self._opener(principal) as around:
            task_status.started(around)
            await anyio.sleep_forever()


def build_job(row: JobRow, around: Surroundings) -> Job:
    """Return a job with what its steps work with; blocks while the ledger is opened.

    Raises SettingsError for a job of another account, ArgumentError for arguments of another version.
    """
    kind = KINDS[row.kind]
    if row.fingerprint != around.ledger.get().fingerprint(kind.needs):
        raise SettingsError(
            f"the job was made with another account of {kind.needs}",
            code="other_account",
            remedy="run with the credentials it was made with, or start it anew.",
        )
    request = parse_request(kind.request, row.args, around.clock.now().date())
    return Job(kind, request, JobBench(row, around, around.work.parts.of(row.id), around.work.pace))


async def serve_jobs(opener: Opener, principal: str, options: WorkOptions) -> None:
    """Work on the jobs of a storage until there has been nothing to do for a while.

    `principal`: whose surroundings are opened first. Raises SettingsError or LocalFileError when the state
    cannot be opened.
    """
    async with anyio.create_task_group() as tasks:
        office = Office(tasks, opener)
        around = await office.around(principal)
        liveness = build_liveness((await run_sync(around.ledger.get)).state)
        presence = Presence(liveness, around.source)
        is_first = await run_sync(presence.take)
        if options.alone and not is_first:  # unless a process that only looks held the place for a moment
            presence.release()
            await anyio.sleep(_LOOKING_S)
            is_first = await run_sync(presence.take)
        try:
            if is_first or not options.alone:
                async with _worker(around, office, options, liveness) as (worker, engine):
                    await run_sync(worker.run, engine, presence, options.idle_exit_s)
        finally:
            presence.release()
        tasks.cancel_scope.cancel()


@asynccontextmanager
async def _worker(
    around: Surroundings, office: Office, options: WorkOptions, liveness: Liveness
) -> AsyncIterator[tuple[Worker, Engine]]:
    state = (await run_sync(around.ledger.get)).state
    held = liveness.hold(new_owner("worker"))
    if held is None:
        raise LocalFileError(
            f"cannot lock beside {state.where}",
            code="state_not_usable",
            remedy="choose a storage folder on a disk that supports locks.",
        )
    worker = Worker(Claims(JobRows(state), around.source, held.name), liveness, office)
    database = await run_sync(database_of, state, around.source)
    engine = await run_sync(Engine, database, held.name, worker, options.parts_at_once)
    try:
        yield worker, engine
    finally:
        worker.stop()
        engine.close()
        held.release()
