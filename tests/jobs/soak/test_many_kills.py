"""Fifty kills a kind of job, on both databases."""

from __future__ import annotations

import os

import pytest

from creatorscope.jobs.kinds import KINDS
from tests.jobs.databases import DATABASES, database_at
from tests.jobs.killing import trial
from tests.jobs.upstream import SandboxProcess

KILLS = 50
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("CREATORSCOPE_SOAK" not in os.environ, reason="runs in `make soak` only"),
]


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_fifty_kills_lose_nothing_and_send_nothing_twice(kind, database, tmp_path, forge):
    killed = trials = 0
    while killed < KILLS:
        trials += 1
        folder = tmp_path / str(trials)
        with SandboxProcess(folder / "upstream") as sandbox, database_at(database, folder) as chosen:
            environment = sandbox.environment(folder / "storage", **chosen)
            ran = await trial(kind, sandbox, forge, environment, KILLS - killed)
        assert ran.row.state == "done", ran.row
        assert ran.most_repeated <= ran.decisions
        assert ran.kills
        killed += ran.kills
