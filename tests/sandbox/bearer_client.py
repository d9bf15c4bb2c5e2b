"""A client of the sandbox's bearer APIs for tests, and a clock that moves only when told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2

from creatorscope.sandbox.app import SandboxConfig, build_sandbox

AS_OF = date(2026, 3, 15)
COOKIE, NO_SHOP = "sessionid=sandbox", "sessionid=noshop"


@dataclass
class StandingClock:
    """Sandbox time that stands still until `advance`."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 3, 15, 10, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class BearerClient:
    """Calls the sandbox over HTTP in process."""

    http: httpx2.AsyncClient
    clock: StandingClock

    async def account(self, call: str, *, cookie: str = COOKIE, **body: Any) -> dict[str, Any]:
        """Return `data` of a TikTok Creator call, which must succeed."""
        path = f"/api/v1/tiktok/creator/{call}"
        answer = await self.http.post(path, json={"cookie": cookie, **body})
        assert answer.status_code == 200, answer.text
        assert answer.json()["code"] == 200
        data: dict[str, Any] = answer.json()["data"]
        return data

    async def rows(self, call: str, rows: str, **body: Any) -> list[dict[str, Any]]:
        """Return the rows of a call's only segment."""
        (segment,) = (await self.account(call, **body))["segments"]
        found: list[dict[str, Any]] = segment[rows]
        return found

    async def pages(self, call: str, **body: Any) -> list[dict[str, Any]]:
        """Return the rows of every page of a list."""
        found: list[dict[str, Any]] = []
        page: int | None = 0
        while page is not None:
            (segment,) = (await self.account(call, page=page, **body))["segments"]
            found += segment["timed_lists"]
            page = segment["list_control"]["next_pagination"]["next_page"]
        return found

    async def media(self, path: str, body: Any = None) -> httpx2.Response:
        """Return the answer of a media call."""
        return await self.http.post(path, json=body or {})


@asynccontextmanager
async def bearer_client(
    as_of: date = AS_OF, *, seed: int = 7, speed: float = 1.0
) -> AsyncIterator[BearerClient]:
    """Run a small sandbox with its own state, and hand out a client for it."""
    clock = StandingClock(datetime(as_of.year, as_of.month, as_of.day, 10, 0, tzinfo=UTC))
    config = SandboxConfig(seed=seed, creators=30, as_of=as_of, speed=speed)
    sandbox = build_sandbox(config, clock=clock)
    transport = httpx2.ASGITransport(app=sandbox.app)
    headers = {"Authorization": "Bearer sandbox-token"}
    async with (
        sandbox,
        httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test", headers=headers) as http,
    ):
        yield BearerClient(http, clock)


def cents(money: dict[str, str]) -> int:
    """Return a sum of money as a whole number of cents."""
    return round(float(money["amount"]) * 100)
