"""A place where tests run jobs: an app over a sandbox, its rows, and a loop over steps without the engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio

from creatorscope.app import App, open_app
from creatorscope.jobs.claims import Claims
from creatorscope.jobs.kinds import KINDS
from creatorscope.jobs.presence import Presence
from creatorscope.jobs.rows import JobRow, JobRows, Scope
from creatorscope.jobs.running import Job
from creatorscope.operations.answer import Answer
from creatorscope.operations.jobs_desk import JobDesk, build_desk
from creatorscope.operations.jobs_office import build_job
from creatorscope.operations.jobs_tools import JOB_TOOLS
from creatorscope.operations.table import BY_NAME
from creatorscope.settings import load_settings
from creatorscope.state.liveness import build_liveness

MOST_STEPS = 500


class Bureau:
    """Starts jobs through their tools and does their steps in this process."""

    def __init__(self, app: App, root: Path) -> None:
        self.app, self.root = app, root
        self.around = app.invoker.surroundings
        self.desk: JobDesk = build_desk(self.around)
        self.rows: JobRows = self.desk.rows
        self.claims = Claims(self.rows, self.around.source, "tests")
        # The bureau does the work itself: no worker is started while it is there.
        self.presence = Presence(build_liveness(self.desk.ledger.state), self.around.source)
        self.presence.take()

    async def call(self, tool: str, **arguments: Any) -> Answer:
        """Answer one call."""
        return await self.app.invoker.invoke(JOB_TOOLS.get(tool) or BY_NAME[tool], arguments)

    def insert(self, kind: str, **arguments: Any) -> JobRow:
        """Insert a job as its tool does, without waiting for it."""
        from creatorscope.operations.jobs_runs import _draft

        request = KINDS[kind].request(**arguments)
        row, _ = self.rows.insert(_draft(KINDS[kind], request, self.desk), datetime.now(UTC))
        return row

    def job(self, row: JobRow) -> Job:
        """Return a job as a worker opens it."""
        return build_job(row, self.around)

    async def work(self, row: JobRow, *, most: int = MOST_STEPS) -> JobRow:
        """Do a job's steps, without waiting between them, until it stops or so many are done."""
        self.claims.take(row, datetime.now(UTC))
        row = self.rows.load(row.id)
        job, place = self.job(row), row.place
        for _ in range(most):
            outcomes = await job.all_parts(place) if place.parts else []
            place = await job.step(place, outcomes)
            self.claims.save(row, place, self.rows.cost_of(row.id), datetime.now(UTC))
            if place.stopped or place.wait_s > 3:
                break
            await anyio.sleep(place.wait_s)
        return self.rows.load(row.id)

    async def run(self, kind: str, **arguments: Any) -> JobRow:
        """Run a whole job."""
        return await self.work(self.insert(kind, **arguments))

    def kept(self, row: JobRow) -> list[dict[str, Any]]:
        """Return the rows of a job's result."""
        assert row.result_id
        return [dict(found) for found in self.around.store.load(row.result_id).rows()]


@asynccontextmanager
async def open_bureau(root: Path, **flags: Any) -> AsyncIterator[Bureau]:
    """Open a bureau on a pinned sandbox whose work takes no time; keywords are settings."""
    fixed = {
        "storage": root,
        "ephemeral": True,
        "as_of": "2026-03-15",
        "sandbox_creators": 300,
        "sandbox_speed": 100,
    }
    offered = sorted({*BY_NAME, *JOB_TOOLS})
    async with open_app(load_settings({}, None, fixed | flags), offered) as app:
        bureau = Bureau(app, root)
        yield bureau
        bureau.presence.release()


def scope(principal: str = "local") -> Scope:
    """Return a scope of the sandbox."""
    return Scope(mode="sandbox", principal=principal)


@asynccontextmanager
async def open_live_bureau(environment: dict[str, str]) -> AsyncIterator[Bureau]:
    """Open a bureau whose services are where an environment says; no worker is started from it."""
    settings = load_settings(environment)
    async with open_app(settings, sorted({*BY_NAME, *JOB_TOOLS})) as app:
        bureau = Bureau(app, settings.storage_root)
        yield bureau
        bureau.presence.release()
