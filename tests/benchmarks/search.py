"""How much a search through the server costs over fetching and parsing the same page directly."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from statistics import median
from typing import Any

import anyio
import httpx2

from tests.benchmarks.rpc import RpcProcess

_ARGUMENTS = {"keyword": "skincare", "size": 50, "service_level": "S2"}
_NUMBERS = count()
_PATH = "/openapi/v1/creators/tiktok/search"
_AT_ONCE = 50
Call = Callable[[], dict[str, Any]]
Side = tuple[Callable[[int], float], Callable[[int], float]]


@dataclass(frozen=True)
class Figures:
    """One side's median of a call in milliseconds, and its calls a second with 50 under way."""

    each_ms: float
    per_s: float


@dataclass(frozen=True)
class SearchFigures:
    """The same page fetched directly, through a bare SDK server and through ours; `again`: from our cache."""

    page_bytes: int
    raw: Figures
    bare: Figures
    ours: Figures
    again: Figures


@contextmanager
def stub_upstream() -> Iterator[tuple[str, int]]:
    """Run the stub in a process of its own; yields its base URL and the size of its page."""
    command = [sys.executable, "-m", "tests.benchmarks.stub_upstream"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port, size = process.stdout.readline().split()
        try:
            yield f"http://127.0.0.1:{port}", int(size)
        finally:
            process.terminate()


def measure(rounds: int = 5, calls: int = 60) -> SearchFigures:
    """Return the figures of interleaved rounds, so that all sides see the same machine."""
    with stub_upstream() as (url, size), tempfile.TemporaryDirectory() as storage:
        env = {
            "CV_API_BASE_URL": url,
            "CV_API_KEY": "cv_live_benchmark",
            "CV_USER_IDENTITY": "bench@example.com",
            "CREATORSCOPE_STORAGE": storage,
        }
        bare_server = [sys.executable, "-m", "tests.benchmarks.bare_search_server"]
        with (
            RpcProcess([sys.executable, "-m", "creatorscope", "serve"], env) as ours,
            RpcProcess(bare_server, env) as bare,
        ):
            sides: dict[str, Side] = {
                "raw": (partial(_raw_sequential, url), partial(_raw_concurrent, url)),
                "bare": (partial(_tool_sequential, bare, _new), partial(_tool_concurrent, bare, _new)),
                "ours": (partial(_tool_sequential, ours, _new), partial(_tool_concurrent, ours, _new)),
                "again": (partial(_tool_sequential, ours, _same), partial(_tool_concurrent, ours, _same)),
            }
            for process in (ours, bare):
                process.handshake()
            return SearchFigures(page_bytes=size, **_interleave(sides, rounds, calls))


def _interleave(sides: dict[str, Side], rounds: int, calls: int) -> dict[str, Figures]:
    for sequential, _ in sides.values():
        sequential(calls)
    each: dict[str, list[float]] = {name: [] for name in sides}
    flow: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, (sequential, concurrent) in sides.items():
            each[name].append(sequential(calls))
            flow[name].append(concurrent(calls * 5))
    return {name: Figures(median(each[name]), median(flow[name])) for name in sides}


def _same() -> dict[str, Any]:
    return {"name": "search_tiktok_creators", "arguments": _ARGUMENTS}


def _new() -> dict[str, Any]:
    """Return a call no other is the same as, so that none is answered from what is kept."""
    return {
        "name": "search_tiktok_creators",
        "arguments": {**_ARGUMENTS, "followers_cnt_gte": next(_NUMBERS)},
    }


def _tool_sequential(process: RpcProcess, call: Call, calls: int) -> float:
    times = []
    for _ in range(calls):
        began = time.perf_counter()
        assert not process.call("tools/call", call()).get("isError")
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _tool_concurrent(process: RpcProcess, call: Call, calls: int) -> float:
    began = time.perf_counter()
    for _ in range(_AT_ONCE):
        process.send("tools/call", call())
    for done in range(calls):
        assert "result" in process.receive()
        if done + _AT_ONCE < calls:
            process.send("tools/call", call())
    return calls / (time.perf_counter() - began)


def _raw_sequential(url: str, calls: int) -> float:
    return anyio.run(_fetch_sequential, url, calls)


def _raw_concurrent(url: str, calls: int) -> float:
    return anyio.run(_fetch_concurrent, url, calls)


async def _fetch_sequential(url: str, calls: int) -> float:
    times = []
    async with httpx2.AsyncClient(base_url=url) as client:
        for _ in range(calls):
            began = time.perf_counter()
            assert (await client.post(_PATH, json=_ARGUMENTS)).json()["success"]
            times.append((time.perf_counter() - began) * 1000)
    return median(times)


async def _fetch_concurrent(url: str, calls: int) -> float:
    limiter = anyio.CapacityLimiter(_AT_ONCE)
    async with httpx2.AsyncClient(base_url=url, limits=httpx2.Limits(max_connections=_AT_ONCE)) as client:

        async def fetch() -> None:
            async with limiter:
                assert (await client.post(_PATH, json=_ARGUMENTS)).json()["success"]

        began = time.perf_counter()
        async with anyio.create_task_group() as group:
            for _ in range(calls):
                group.start_soon(fetch)
        return calls / (time.perf_counter() - began)
