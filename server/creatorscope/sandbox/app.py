"""The sandbox: a seeded world, its memory, its clock, served as an ASGI app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import anyio
import httpx2
from anyio.abc import TaskGroup
from starlette.applications import Starlette

from creatorscope.clock import Clock, SystemClock
from creatorscope.endpoints.table import ENDPOINTS
from creatorscope.sandbox import handlers
from creatorscope.sandbox.calls import Rules
from creatorscope.sandbox.clock import SandboxClock
from creatorscope.sandbox.routing import build_routes
from creatorscope.sandbox.serving import SEEDERS
from creatorscope.sandbox.state import FORMAT, LoggedRequest, State
from creatorscope.sandbox.webhooks import Sending, deliver
from creatorscope.sandbox.world import World, build_world

LOADED = handlers.MODULES
FOLDER = "sandbox"
_LOOK_FOR_DELIVERIES_S = 0.5
_OWN_SECRET = "sandbox-webhook-secret"  # noqa: S105 - signs invented callbacks only


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxConfig:
    """How a sandbox is set up.

    `seed`, `creators` (in all, over three platforms) and `as_of` (UTC date; None: today) make the world.
    `speed` divides the durations of work. `storage`: the storage root; None keeps all state in memory.
    `rate_limit`: CreatiVault requests a minute for each tenant. `allow_http_webhooks`: to loopback only.
    `webhook_secret`: what webhooks are signed with; None: the sandbox's own.
    """

    seed: int = 7
    creators: int = 2000
    as_of: date | None = None
    speed: float = 60.0
    storage: Path | None = None
    rate_limit: int = 60
    allow_http_webhooks: bool = False
    webhook_secret: str | None = None

    def __post_init__(self) -> None:
        if self.speed <= 0 or self.rate_limit < 1:
            raise ValueError("speed must be above 0 and rate_limit at least 1")

    @property
    def state_path(self) -> Path | None:
        """The state's file: one for each seed, size, format version and pinned date; None in memory."""
        if self.storage is None:
            return None
        pinned = f"-as-of-{self.as_of}" if self.as_of else ""
        return self.storage / FOLDER / f"seed-{self.seed}-creators-{self.creators}-v{FORMAT}{pinned}.sqlite"


class Sandbox:
    """A running sandbox: `app` answers at once, in process or over a port.

    Webhooks are delivered only inside `async with sandbox:`, which also closes the state at its end.
    """

    def __init__(
        self, config: SandboxConfig, *, clock: Clock | None, transport: httpx2.AsyncBaseTransport | None
    ) -> None:
        self.config = config
        self.state = State(config.state_path)
        self.clock = clock or SandboxClock(config.as_of, _birth(self.state))
        self._sow()
        self.rules = Rules(
            seed=config.seed,
            speed=config.speed,
            rate_limit=config.rate_limit,
            allow_http_webhooks=config.allow_http_webhooks,
        )
        # A receiver on this machine must not be looked for behind a proxy.
        self._sending = Sending(
            secret=config.webhook_secret or _OWN_SECRET,
            speed=config.speed,
            trust_env=not config.allow_http_webhooks,
            transport=transport,
        )
        self.app: Starlette = build_routes(self, ENDPOINTS)
        self._group: TaskGroup | None = None

    @cached_property
    def world(self) -> World:
        """The creators, built when first asked for."""
        as_of = self.config.as_of or self.now().date()
        return build_world(self.config.seed, self.config.creators, as_of)

    def now(self) -> datetime:
        """Return sandbox time, UTC."""
        return self.clock.now()

    def requests(self) -> list[LoggedRequest]:
        """Return every distinct request that arrived and how often, in order of first arrival."""
        return self.state.requests()

    async def deliver_webhooks(self) -> int:
        """Make the webhook deliveries that are due now; return how many were accepted."""
        return await deliver(self.state, lambda: self.world, self.now(), self._sending)

    async def __aenter__(self) -> Sandbox:
        self._group = anyio.create_task_group()
        await self._group.__aenter__()
        self._group.start_soon(self._keep_delivering)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._group is not None:
            self._group.cancel_scope.cancel()
            await self._group.__aexit__(kind, error, trace)
        self.state.close()

    async def _keep_delivering(self) -> None:
        while True:
            await self.deliver_webhooks()
            await anyio.sleep(_LOOK_FOR_DELIVERIES_S)

    def _sow(self) -> None:
        """Put the ready-made documents into new state; harmless when two processes do so at once."""
        if self.state.get("meta", "sown") is None:
            for seeder in SEEDERS:
                seeder(self.state, self.now())
            self.state.put("meta", "sown", {})


def build_sandbox(
    config: SandboxConfig, *, clock: Clock | None = None, transport: httpx2.AsyncBaseTransport | None = None
) -> Sandbox:
    """Return a sandbox; its world is built at the first call.

    `clock`: sandbox time itself, for tests. `transport`: how webhooks are sent, the network when None.
    """
    return Sandbox(config, clock=clock, transport=transport)


def _birth(state: State) -> datetime:
    """Return the real time at which the state was made, which the first to ask decides."""
    now = SystemClock().now().astimezone(UTC)
    born: dict[str, Any] = state.put_new("meta", "born", {"at": now.isoformat()})
    return datetime.fromisoformat(born["at"])
