"""Workers on machines of their own, which share a database and a URL: no row of a job is missed."""

from __future__ import annotations

import os
from uuid import uuid4

import anyio
import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from sqlalchemy import text

from creatorscope.jobs import crawl
from creatorscope.jobs.engine import database_of
from tests.jobs.bureau import open_live_bureau
from tests.jobs.coordinator import Coordinator
from tests.jobs.databases import database_at
from tests.jobs.forge import kill, wait_for_end, wait_until

FEW, MANY = 200, 6_000
_PATIENCE_S = 90


class Machines:
    """The environments of machines that share one storage; each has its own folder for what it copies."""

    def __init__(self, folder, upstream, shared):
        own = {
            name: value for name, value in os.environ.items() if not name.startswith(("CREATORSCOPE_", "CV_"))
        }
        self.folder = folder
        self._base = {
            **own,
            "CREATORSCOPE_CONFIG": os.devnull,
            "AFFILIATE_API_BASE_URL": upstream.address,
            **shared,
        }

    def environment(self, name):
        return {**self._base, "XDG_CACHE_HOME": str(self.folder / name)}

    def bureau(self, name, monkeypatch):
        """Open a bureau on a machine; its folders are found while it is opened."""
        env = self.environment(name)
        monkeypatch.setenv("XDG_CACHE_HOME", env["XDG_CACHE_HOME"])
        return open_live_bureau(env)


@pytest.fixture
def upstream(request):
    with Coordinator(request.param) as running:
        yield running


@pytest.fixture
def database(tmp_path):
    with database_at("postgresql", tmp_path) as chosen:
        yield chosen


@pytest.mark.parametrize("upstream", [FEW], indirect=True)
async def test_parts_done_on_two_machines_make_one_result_on_a_third(
    tmp_path, upstream, database, monkeypatch
):
    monkeypatch.setattr(crawl, "IDS_A_PART", 20)
    monkeypatch.setattr(crawl, "IDS_A_BATCH", 5)
    shared = {**database, "CREATORSCOPE_STORAGE": f"memory://{uuid4().hex}/team"}
    machines = Machines(tmp_path, upstream, shared)
    async with (
        machines.bureau("one", monkeypatch) as one,
        machines.bureau("two", monkeypatch) as two,
        machines.bureau("three", monkeypatch) as three,
    ):
        assert len({one.root, two.root, three.root}) == 3
        row = one.insert("crawl_affiliates", url=f"{upstream.address}/documents/{{id}}")
        jobs = [bureau.job(row) for bureau in (one, two)]
        place = await jobs[0].step(row.place)
        outcomes = [await jobs[number % 2].part(place, number) for number in range(place.parts)]
        partial = await three.call("get_job", job_id=row.id, wait_s=0)
        for job in jobs:
            await job.bench.recall("collector").aclose()
        place = await jobs[1].step(place, outcomes)
        counts = {**place.counts}
        result_id = (await jobs[0].step(place)).result_id
        found = three.around.store.load(result_id).rows()
        assert three.around.store.load(partial.result_id).rows() == found
        assert three.around.work.parts.of(row.id).clear() > 0
        assert one.around.work.parts.of(row.id).names() == []
    MemoryFileSystem.store.clear()
    assert [row["id"] for row in found] == [f"7495{number:015}" for number in range(FEW)]
    missing = FEW // 50
    assert counts == {
        "items": FEW,
        "submitted": FEW - missing,
        "error": missing,
        "unknown": 0,
        "left": 0,
    }
    assert not list(tmp_path.rglob("*.jsonl"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["disk", "service"])
@pytest.mark.parametrize("upstream", [MANY], indirect=True)
async def test_workers_of_two_machines_share_a_crawl_and_one_of_them_dies(
    kind, tmp_path, upstream, database, large_forge, monkeypatch
):
    team = tmp_path / "team"
    team.mkdir()
    # A service that is no folder of this machine to the program, though its files are in one.
    service = {"FSSPEC_DIR_PATH": str(team), "FSSPEC_DIR_TARGET_PROTOCOL": "file"}
    urls = {
        "disk": {"CREATORSCOPE_STORAGE": f"file://{team}"},
        "service": {"CREATORSCOPE_STORAGE": "dir://t"},
    }
    machines = Machines(tmp_path, upstream, {**database, **urls[kind], **service})
    monkeypatch.setitem(fsspec.config.conf, "dir", {"path": str(team), "target_protocol": "file"})
    async with machines.bureau("asking", monkeypatch) as bureau:
        row = bureau.insert("crawl_affiliates", url=f"{upstream.address}/documents/{{id}}")
        await anyio.to_thread.run_sync(_work, bureau, row.id, large_forge, machines)
        row = bureau.rows.load(row.id)
        found = bureau.kept(row)
    assert row.state == "done"
    assert row.counts["left"] == 0
    assert [one["id"] for one in found] == [f"7495{number:015}" for number in range(MANY)]
    assert upstream.log()["ids"] == MANY - MANY // 50


def _work(bureau, job_id, forge, machines):
    """Let workers of two machines do parts of it, kill one, and let the other, or a third's, do the rest."""
    first, second = (forge.start(machines.environment(name)) for name in ("one", "two"))
    wait_until(lambda: len(_hands_in(bureau)) == 2, _PATIENCE_S)
    kill(first)
    wait_for_end(second, _PATIENCE_S)
    while (row := bureau.rows.load(job_id)).open:
        if row.state == "needs_decision":
            bureau.desk.resume(row, "retry")
        wait_for_end(forge.start(machines.environment("three")), _PATIENCE_S)


def _hands_in(bureau):
    """Return which workers have done a part."""
    state = bureau.desk.ledger.state
    _, schema = database_of(state, "live")
    done = text(
        f"SELECT DISTINCT executor_id FROM {schema}.workflow_status "  # noqa: S608 - a name of the test's
        "WHERE name = 'part_of_job' AND status = 'SUCCESS'"
    )
    with state.reading() as connection:
        there = connection.execute(text(f"SELECT to_regclass('{schema}.workflow_status')")).scalar()
        return connection.execute(done).scalars().all() if there else []
