"""A crawl of many documents by a worker, against a bare loop that moves the same bytes."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import anyio
import httpx2

from creatorscope.jobs.crawl import IDS_A_BATCH
from creatorscope.jobs.running import PARTS_AT_ONCE
from tests.jobs.bureau import open_live_bureau
from tests.jobs.coordinator import Coordinator
from tests.jobs.forge import Forge, alive

DOCUMENTS = 100_000
_DOCUMENTS_AT_ONCE = 16
_PATIENCE_S = 3600


@dataclass(frozen=True)
class CrawlFigures:
    """One crawl: documents a second, the ratio to the bare loop, and the most memory a worker took."""

    workers: int
    per_second: float
    ratio: float
    peak_mb: float


def measure_crawl(documents: int = DOCUMENTS, workers: Sequence[int] = (1, 2)) -> list[CrawlFigures]:
    """Return the figures of crawls by so many workers each, over one bare loop of the same size."""
    with Coordinator(documents) as upstream:
        bare = documents / anyio.run(_bare, upstream.address)
    figures = []
    for count in workers:
        with Coordinator(documents) as upstream, tempfile.TemporaryDirectory() as folder:
            seconds, peak = anyio.run(_crawled, upstream, Path(folder), count)
        rate = documents / seconds
        figures.append(CrawlFigures(count, rate, rate / bare, peak / 1024))
    return figures


async def _bare(address: str) -> float:
    """Return the seconds a loop takes that only fetches and sends, as many at once as a worker."""
    limits = httpx2.Limits(max_connections=_DOCUMENTS_AT_ONCE * PARTS_AT_ONCE)
    async with httpx2.AsyncClient(limits=limits, timeout=60, trust_env=False) as client:
        started = time.perf_counter()
        ids = [row["id"] for row in (await client.get(f"{address}/creators")).json()]
        batches = iter([ids[start : start + IDS_A_BATCH] for start in range(0, len(ids), IDS_A_BATCH)])

        async def lane() -> None:
            for batch in batches:
                documents = await _fetch(client, address, batch)
                headers = {"Content-Type": "application/json"}
                body = b"[" + b",".join(documents) + b"]"
                await client.post(f"{address}/creators", content=body, headers=headers)

        async with anyio.create_task_group() as tasks:
            for _ in range(PARTS_AT_ONCE):
                tasks.start_soon(lane)
        return time.perf_counter() - started


async def _fetch(client: httpx2.AsyncClient, address: str, batch: Sequence[str]) -> list[bytes]:
    found: list[bytes] = []
    waiting = iter(batch)

    async def work() -> None:
        for creator_id in waiting:
            answer = await client.get(f"{address}/documents/{creator_id}")
            if answer.status_code == 200:
                found.append(answer.content)

    async with anyio.create_task_group() as tasks:
        for _ in range(_DOCUMENTS_AT_ONCE):
            tasks.start_soon(work)
    return found


async def _crawled(upstream: Coordinator, folder: Path, workers: int) -> tuple[float, float]:
    """Return (seconds from the work list to the last batch, most memory of a worker in KB)."""
    env = {
        **os.environ,
        "CREATORSCOPE_STORAGE": str(folder),
        "CREATORSCOPE_CONFIG": os.devnull,
        "AFFILIATE_API_BASE_URL": upstream.address,
    }
    async with open_live_bureau(env) as bureau:
        row = bureau.insert("crawl_affiliates", url=f"{upstream.address}/documents/{{id}}")
        with Forge(small=False) as forge:
            pids = [forge.start(env) for _ in range(workers)]
            peak = await anyio.to_thread.run_sync(_watch, pids)
        row = bureau.rows.load(row.id)
        if row.state != "done" or row.counts["left"]:
            raise RuntimeError(f"the crawl did not end well: {row}")
    return float(upstream.log()["seconds"]), peak


def _watch(pids: Sequence[int]) -> float:
    """Return the most resident memory any of the processes had, in KB, once all have ended."""
    peak, ends_at = 0.0, time.monotonic() + _PATIENCE_S
    while any(alive(pid) for pid in pids) and time.monotonic() < ends_at:
        for pid in pids:
            try:
                status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            except (FileNotFoundError, ProcessLookupError):
                continue
            told = [line for line in status.splitlines() if line.startswith("VmHWM")]
            peak = max([peak, *(float(line.split()[1]) for line in told)])
        time.sleep(0.5)
    return peak
