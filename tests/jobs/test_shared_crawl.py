"""Two workers share one crawl, also when one of them dies in the middle."""

from __future__ import annotations

import os

import anyio
import pytest

from tests.jobs.bureau import open_live_bureau
from tests.jobs.coordinator import Coordinator
from tests.jobs.databases import DATABASES, database_at
from tests.jobs.forge import kill, wait_for_end, wait_until

CREATORS = 20_000
_PATIENCE_S = 400


def environment(address, storage, chosen):
    own = {name: value for name, value in os.environ.items() if not name.startswith(("CREATORSCOPE_", "CV_"))}
    here = {"CREATORSCOPE_STORAGE": str(storage), "CREATORSCOPE_CONFIG": os.devnull}
    return {**own, **here, "AFFILIATE_API_BASE_URL": address, **chosen}


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
async def test_two_workers_share_a_crawl_of_20000_and_one_of_them_dies(database, tmp_path, large_forge):
    with Coordinator(CREATORS) as upstream, database_at(database, tmp_path) as chosen:
        env = environment(upstream.address, tmp_path / "storage", chosen)
        async with open_live_bureau(env) as bureau:
            row = bureau.insert("crawl_affiliates", url=f"{upstream.address}/documents/{{id}}")
            await anyio.to_thread.run_sync(_work, bureau, row.id, large_forge, env)
            row = bureau.rows.load(row.id)
        log = upstream.log()
    missing = CREATORS // 50
    assert row.state == "done"
    assert row.counts == {
        "items": CREATORS,
        "submitted": CREATORS - missing,
        "error": missing,
        "unknown": 0,
        "left": 0,
    }
    assert log["ids"] == CREATORS - missing
    assert log["most"] <= 2


def _work(bureau, job_id, forge, env):
    """Let two workers do half of it, kill one, and let the other, or a third, do the rest."""
    first, second = forge.start(env), forge.start(env)
    half = CREATORS // 2
    wait_until(lambda: bureau.rows.load(job_id).counts.get("left", CREATORS) <= half, _PATIENCE_S)
    kill(first)
    wait_for_end(second, _PATIENCE_S)
    while (row := bureau.rows.load(job_id)).open:
        if row.state == "needs_decision":
            bureau.desk.resume(row, "retry")
        wait_for_end(forge.start(env), _PATIENCE_S)
