"""Each address of an upstream fails once, in every manner, and each kind of job still ends well."""

from __future__ import annotations

import json
from contextlib import suppress

import httpx2
import pytest

from creatorscope.jobs.kinds import KINDS
from creatorscope.state.deciding import list_unknown
from tests.jobs.bureau import open_bureau
from tests.jobs.faulty import FAULTS, FaultyTransport
from tests.jobs.test_crawl import documents
from tests.jobs.test_transcribe import FETCHABLE, READABLE, keep, video

pytestmark = pytest.mark.slow


def arguments(kind, bureau, root):
    if kind == "collect_creators":
        return {"platform": "tiktok", "creators": ["creator_demo", "nobody_here"]}
    if kind == "discover_creators":
        return {"platform": "tiktok", "count": 60, "filters": {"service_level": "S1"}}
    if kind == "analyze_creators":
        return {"platform": "tiktok", "creators": ["creator_demo", "nobody_here"], "max_works": 20}
    if kind == "transcribe_works":
        return {"works": [keep(bureau, video(1, READABLE), video(2, FETCHABLE))]}
    folder = root / "documents"
    folder.mkdir()
    for creator_id, document in documents().items():
        (folder / f"{creator_id}.json").write_text(json.dumps(document), encoding="utf-8")
    return {"folder": "documents"}


@pytest.fixture
def manner(request, monkeypatch):
    """The manner in which the upstream fails."""
    monkeypatch.setattr(httpx2, "ASGITransport", FaultyTransport)
    monkeypatch.setattr(FaultyTransport, "manner", request.param)
    monkeypatch.setattr(FaultyTransport, "met", set())
    return request.param


@pytest.mark.parametrize("manner", FAULTS, indirect=True)
@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_a_job_survives_one_fault_of_every_call(kind, manner, tmp_path):
    async with open_bureau(tmp_path) as bureau:
        row = bureau.insert(kind, **arguments(kind, bureau, tmp_path))
        decisions = 0
        for _ in range(20):
            row = await bureau.work(row)
            if row.state == "done":
                break
            unknown = list_unknown(bureau.desk.ledger.state, row.id)
            assert row.state in ("needs_decision", "failed"), row
            # Nobody is asked where the upstream said that it did nothing.
            assert manner != "rate limit", row
            decisions += len(unknown)
            bureau.desk.resume(row, "retry")
            row = bureau.rows.load(row.id)
        counts = row.counts
    assert row.state == "done", row
    assert FaultyTransport.met
    told = ("done", "failed", "submitted", "error", "unknown", "left")
    assert sum(counts.get(name, 0) for name in told) == counts["items"]
    assert counts["left"] == 0
    with suppress(KeyError):
        assert counts["unknown"] == 0


@pytest.mark.parametrize("manner", ["cut"], indirect=True)
@pytest.mark.parametrize("repeats", [False, True])
async def test_a_crawl_repeats_a_lost_batch_by_itself_only_where_that_is_allowed(repeats, manner, tmp_path):
    async with open_bureau(tmp_path, affiliate_upsert=repeats) as bureau:
        row = await bureau.run("crawl_affiliates", **arguments("crawl_affiliates", bureau, tmp_path))
        assert row.state == ("done" if repeats else "needs_decision")
        assert row.counts["left"] == (0 if repeats else row.counts["items"])
