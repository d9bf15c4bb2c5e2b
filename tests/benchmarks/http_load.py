"""How much one HTTP server answers: `python -m tests.benchmarks.http_load [WORKERS] [CONCURRENCY]`."""

from __future__ import annotations

import hmac
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import anyio
import click
import httpx2

from creatorscope.settings_tokens import TokenFile
from tests.http_server.process import started

CALLS, CALLBACKS = 400, 400
SECRET = "a-secret-of-the-benchmark"
HEADERS = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}

Sender = Callable[[httpx2.AsyncClient], Awaitable[httpx2.Response]]


def main(workers: int, concurrency: int) -> None:
    """Start a server, load it, and print one line for each kind of request."""
    with tempfile.TemporaryDirectory() as folder:
        token = TokenFile(Path(folder) / "tokens.json").add("bench", {}, datetime.now(UTC))
        began = time.perf_counter()
        with started(Path(folder), "--workers", str(workers), CREATORSCOPE_WEBHOOK_SECRET=SECRET) as server:
            anyio.run(until_ready, server.address)
            click.echo(
                f"{workers} workers, {concurrency} at once; ready after {time.perf_counter() - began:.2f} s"
            )
            result_id = anyio.run(keep_result, caller(server.address, token, "tools/call", SEARCH))
            read = {"name": "get_result", "arguments": {"result_id": result_id}}
            kinds = {
                "tools/list": (caller(server.address, token, "tools/list", {}), CALLS),
                "get_result, 10 rows": (caller(server.address, token, "tools/call", read), CALLS),
                "callback": (callback_sender(server.address), CALLBACKS),
            }
            for name, (send, times) in kinds.items():
                anyio.run(load, name, send, times, concurrency)
            click.echo(f"resident memory: {resident_mb(server.process.pid)} MB in all processes")


SEARCH = {"name": "search_tiktok_creators", "arguments": {"size": 10}}


def caller(address: str, token: str, method: str, params: dict) -> Sender:
    """Return what sends one request of the protocol."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    headers = HEADERS | {"Authorization": f"Bearer {token}"}
    return lambda http: http.post(f"{address}/mcp", content=body, headers=headers)


def callback_sender(address: str) -> Sender:
    """Return what sends one callback, each about a task of its own."""
    numbers = count()

    def send(http: httpx2.AsyncClient) -> Awaitable[httpx2.Response]:
        told = {
            "event": "collection.completed",
            "task_id": f"task_{next(numbers)}",
            "timestamp": datetime.now(UTC).isoformat(),
        }
        body = json.dumps(told).encode()
        signature = hmac.digest(SECRET.encode(), body, "sha256").hex()
        headers = {"X-Webhook-Signature": signature}
        return http.post(f"{address}/webhooks/creativault", content=body, headers=headers)

    return send


async def keep_result(send: Sender) -> str:
    """Make one call that keeps a result, and return its id."""
    async with httpx2.AsyncClient(trust_env=False, timeout=60) as http:
        answer = await send(http)
    return str(answer.json()["result"]["structuredContent"]["result_id"])


async def until_ready(address: str) -> None:
    """Return when the server can do its work."""
    async with httpx2.AsyncClient(trust_env=False, timeout=60) as http:
        while (await http.get(f"{address}/readyz")).status_code != 200:  # noqa: ASYNC110 - another process
            await anyio.sleep(0.05)


async def load(name: str, send: Sender, times: int, concurrency: int) -> None:
    """Send requests, so many at once, and print their rate and how long they took."""
    took: list[float] = []
    left = iter(range(times))

    async def work(http: httpx2.AsyncClient) -> None:
        for _ in left:
            began = time.perf_counter()
            answer = await send(http)
            took.append(time.perf_counter() - began)
            assert answer.is_success, answer.text
            assert '"isError":true' not in answer.text, answer.text

    limits = httpx2.Limits(max_connections=concurrency)
    async with httpx2.AsyncClient(trust_env=False, timeout=60, limits=limits) as http:
        for _ in range(concurrency):
            await send(http)
        began = time.perf_counter()
        async with anyio.create_task_group() as tasks:
            for _ in range(concurrency):
                tasks.start_soon(work, http)
        whole = time.perf_counter() - began
    cuts = statistics.quantiles(took, n=100)
    rate = times / whole
    click.echo(f"{name}: {rate:.0f} a second; p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms")


def resident_mb(pid: int) -> int:
    """Return the resident memory of a process and its children, 0 where `ps` does not tell."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=False)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()[1:]]
    family = {pid}
    for _ in rows:
        family |= {child for child, parent, _ in rows if parent in family}
    return sum(size for child, _, size in rows if child in family) // 1024


if __name__ == "__main__":
    main(int(sys.argv[1] if len(sys.argv) > 1 else 1), int(sys.argv[2] if len(sys.argv) > 2 else 8))
