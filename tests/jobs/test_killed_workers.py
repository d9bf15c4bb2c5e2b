"""Workers killed at random points lose nothing and send nothing twice: the sandbox's log says so."""

from __future__ import annotations

import pytest

from creatorscope.jobs.kinds import KINDS
from tests.jobs.databases import DATABASES, database_at
from tests.jobs.killing import trial
from tests.jobs.upstream import SandboxProcess

KILLS = 10


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_a_job_whose_workers_are_killed_ends_as_if_they_were_not(kind, database, tmp_path, forge):
    with SandboxProcess(tmp_path / "upstream") as sandbox, database_at(database, tmp_path) as chosen:
        ran = await trial(kind, sandbox, forge, sandbox.environment(tmp_path / "storage", **chosen), KILLS)
    counts = ran.row.counts
    assert ran.row.state == "done", ran.row
    assert ran.most_repeated <= ran.decisions
    ended = sum(counts.get(name, 0) for name in ("done", "failed", "submitted", "error", "unknown"))
    assert ended + counts["left"] == counts["items"]
