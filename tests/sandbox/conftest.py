"""Worlds, contexts, and sandboxes with a clock moved by hand, for the tests of the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest

from creatorscope.sandbox.app import Sandbox, SandboxConfig, build_sandbox
from creatorscope.sandbox.serving import Context
from creatorscope.sandbox.state import State
from creatorscope.sandbox.world import World, build_world

AS_OF = date(2026, 3, 15)
SEED = 7
CREATORS = 2_000

ContextMaker = Callable[..., Context]


@pytest.fixture(scope="session")
def world() -> World:
    """The world of the default size and seed, as of 15 March 2026."""
    return build_world(SEED, CREATORS, AS_OF)


@pytest.fixture
def make_context(world: World) -> ContextMaker:
    """Build a handler's context: the shared world, an empty state in memory, ten o'clock on the day."""

    def make(**changed: object) -> Context:
        facts: dict[str, object] = {
            "world": world,
            "state": State(None),
            "now": datetime(2026, 3, 15, 10, 0, tzinfo=UTC),
            "tenant": "sandbox",
            "body": {},
            "base_url": "http://sandbox.test",
        }
        return Context(**(facts | changed))

    return make


class ManualClock:
    """Time that moves only when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, **parts: float) -> None:
        self._now += timedelta(**parts)


class Caller:
    """A sandbox, its clock, and somebody calling it in process."""

    def __init__(self, sandbox: Sandbox, clock: ManualClock) -> None:
        self.sandbox = sandbox
        self.clock = clock
        transport = httpx2.ASGITransport(app=sandbox.app)
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test")

    async def vault(self, path: str, body: Any, key: str = "cv_live_sandbox") -> httpx2.Response:
        """Call CreatiVault with a key and an identity."""
        headers = {"X-API-Key": key, "X-User-Identity": "sandbox@example.com"}
        return await self.http.post(f"/openapi/v1/{path}", json=body, headers=headers)

    async def data(self, path: str, body: Any) -> Any:
        """Call CreatiVault, which must go well, and return the answer's data."""
        answer = await self.vault(path, body)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]


CallerMaker = Callable[..., Awaitable[Caller]]


@pytest.fixture
async def open_caller() -> AsyncIterator[CallerMaker]:
    """Open a small sandbox as of 15 March 2026, speed 1, its settings changed as given."""
    async with AsyncExitStack() as opened:

        async def open_one(**changed: Any) -> Caller:
            clock = ManualClock(datetime(2026, 3, 15, 10, 0, tzinfo=UTC))
            transport = changed.pop("transport", None)
            facts: dict[str, Any] = {"creators": 400, "as_of": AS_OF, "speed": 1.0, "rate_limit": 1000}
            sandbox = build_sandbox(SandboxConfig(**(facts | changed)), clock=clock, transport=transport)
            caller = Caller(sandbox, clock)
            await opened.enter_async_context(caller.http)
            opened.callback(sandbox.state.close)
            return caller

        yield open_one


@pytest.fixture
async def caller(open_caller: CallerMaker) -> Caller:
    """Return somebody calling a small sandbox."""
    return await open_caller()
