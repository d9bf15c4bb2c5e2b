"""Results and rows behind a URL: no call to the service there is made where it would hold up other calls."""

from __future__ import annotations

import asyncio
from functools import wraps
from types import SimpleNamespace
from uuid import uuid4

import pytest
from anyio.to_thread import run_sync
from fsspec.implementations.memory import MemoryFileSystem

from creatorscope.jobs import discover
from creatorscope.settings import load_settings
from creatorscope.surfaces.mcp_prompts import completer
from creatorscope.surfaces.mcp_resources import RESULTS, resource_lister, resource_reader
from tests.jobs.bureau import open_bureau
from tests.jobs.databases import database_at
from tests.jobs.test_crawl import documents, write_one_a_file

_OPERATIONS = ("pipe_file", "cat_file", "ls", "info", "rm", "rm_file", "makedirs")
SEARCH = {"platform": "tiktok", "count": 40, "filters": {"service_level": "S1"}}


@pytest.fixture
def storage(tmp_path, monkeypatch):
    """Settings of a storage behind a URL, whose service is asked in threads only."""
    on_the_loop = []
    for name in _OPERATIONS:
        monkeypatch.setattr(MemoryFileSystem, name, _noted(name, on_the_loop))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with database_at("postgresql", tmp_path) as chosen:
        address = chosen["CREATORSCOPE_DATABASE_URL"]
        yield {"storage": f"memory://{uuid4().hex}/team", "database_url": address}
    MemoryFileSystem.store.clear()
    assert on_the_loop == []


def _noted(name, on_the_loop):
    ask = getattr(MemoryFileSystem, name)

    @wraps(ask)
    def noted(*args, **kwargs):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            pass
        else:
            on_the_loop.append(name)
        return ask(*args, **kwargs)

    return noted


async def test_calls_keep_and_read_answers_beside_the_loop(storage, tmp_path):
    async with open_bureau(tmp_path, **storage) as bureau:
        found = await bureau.call("search_tiktok_creators", size=2, service_level="S1")
        again = await bureau.call("search_tiktok_creators", size=2, service_level="S1")
        assert found.result_id == again.result_id
        creator = found.rows[0][list(found.columns).index("username")]
        works = await bureau.call("list_creator_works", creator=creator, platform="tiktok", max_works=2)
        await bureau.call("get_creator_profile", creator=creator, platform="tiktok")
        await bureau.call("list_affiliate_creators")  # free, so kept without the ledger
        await bureau.call("get_result", result_id=works.result_id)
        assert (await bureau.call("list_results")).total >= 3


async def test_resources_and_completions_are_read_beside_the_loop(storage, tmp_path):
    async with open_bureau(tmp_path, **storage) as bureau:
        kept = (await bureau.call("search_tiktok_creators", size=2, service_level="S1")).result_id
    settings = load_settings({}, None, storage)
    listed = await resource_lister(settings, ())(None, None)
    assert f"{RESULTS}{kept}" in [one["uri"] for one in listed["resources"]]
    read = await resource_reader(settings, ())(None, SimpleNamespace(uri=f"{RESULTS}{kept}"))
    assert read["contents"]
    argument = SimpleNamespace(name="result_id", value=kept[:6])
    params = SimpleNamespace(
        ref=SimpleNamespace(uri=f"{RESULTS}{{result_id}}"), argument=argument, context=None
    )
    completed = await completer(settings, ())(None, params)
    assert completed["completion"]["values"] == [kept]


async def test_steps_of_a_job_write_and_read_rows_beside_the_loop(storage, tmp_path, monkeypatch):
    monkeypatch.setattr(discover, "MOST_A_PAGE", 20)
    async with open_bureau(tmp_path, **storage) as bureau:
        row = await bureau.run("discover_creators", **SEARCH)
        assert len(await run_sync(bureau.kept, row)) == 40


async def test_parts_of_a_crawl_write_and_read_rows_beside_the_loop(storage, tmp_path):
    write_one_a_file(tmp_path, documents())
    async with open_bureau(tmp_path, **storage, allow_paths=(tmp_path,)) as bureau:
        row = await bureau.run("crawl_affiliates", folder=str(tmp_path))
        assert len(await run_sync(bureau.kept, row)) == row.counts["items"] > 0


@pytest.mark.slow
async def test_a_collection_writes_and_reads_rows_beside_the_loop(storage, tmp_path):
    async with open_bureau(tmp_path, **storage) as bureau:
        names = ["mia.cooks", "creator_demo"]
        row = await bureau.run("collect_creators", platform="tiktok", creators=names, export="csv")
        assert row.state == "done"
