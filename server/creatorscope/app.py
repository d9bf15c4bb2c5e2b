"""The composition root: settings in, everything that runs out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import anyio
import anyio.abc

from creatorscope.clock import Clock, SystemClock
from creatorscope.settings import Settings

if TYPE_CHECKING:
    from creatorscope.client.client import Client
    from creatorscope.contract.operation import Operation
    from creatorscope.operations.invoke import Invoker
    from creatorscope.operations.surroundings import Surroundings
    from creatorscope.sandbox.app import Sandbox, SandboxConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A running set-up: the operations offered, by name in the table's order, and what invokes them."""

    operations: Mapping[str, Operation]
    invoker: Invoker


@asynccontextmanager
async def open_app(settings: Settings, offered: Collection[str]) -> AsyncIterator[App]:
    """Open everything the offered tools need, for as long as the context lasts.

    Endpoints, client and sandbox are imported here and not before: a server that is only asked for its
    tools never loads them.
    """
    from creatorscope.client.client import Client
    from creatorscope.hosts import build_hosts
    from creatorscope.operations.invoke import Invoker
    from creatorscope.operations.table import OPERATIONS

    async with AsyncExitStack() as stack:
        clock: Clock = SystemClock()
        transport = None
        if settings.mode == "sandbox":
            import httpx2

            sandbox = await stack.enter_async_context(_build_sandbox(settings))
            clock, transport = sandbox.clock, httpx2.ASGITransport(app=sandbox.app)
        client = await stack.enter_async_context(Client(build_hosts(settings, transport), clock=clock))
        surroundings = _build_surroundings(settings, offered, client, clock)
        operations = {row.name: row for row in OPERATIONS if row.name in surroundings.loaded}
        yield App(operations=operations, invoker=Invoker(surroundings))


def _build_surroundings(
    settings: Settings, offered: Collection[str], client: Client, clock: Clock
) -> Surroundings:
    from creatorscope.client.budget import Caps
    from creatorscope.operations.surroundings import Surroundings
    from creatorscope.results.store import ResultStore
    from creatorscope.storage import Storage

    return Surroundings(
        client=client,
        storage=Storage(settings.storage_root, settings.allow_paths),
        # A pinned sandbox date must not make real results look old.
        store=ResultStore(settings.storage_root, SystemClock()),
        caps=Caps(
            amounts=settings.max_per_call, allow_unquoted=settings.allow_unquoted, prices=settings.prices
        ),
        clock=clock,
        source=settings.mode,
        loaded=frozenset(offered),
        accounts=settings.account_names,
        hide_contacts=settings.hide_contacts,
        allow_http_webhooks=settings.mode == "sandbox" and settings.allow_http_webhooks,
        import_limit_bytes=settings.import_limit_mb * 1_000_000,
    )


def sandbox_config(settings: Settings, rate_limit: int = 60) -> SandboxConfig:
    """Return the sandbox these settings ask for; `rate_limit`: requests a minute one tenant may make."""
    from creatorscope.sandbox.app import SandboxConfig

    return SandboxConfig(
        seed=settings.sandbox_seed,
        creators=settings.sandbox_creators,
        as_of=settings.as_of,
        speed=settings.sandbox_speed,
        storage=None if settings.ephemeral else settings.storage_root,
        rate_limit=rate_limit,
        allow_http_webhooks=settings.allow_http_webhooks,
    )


def _build_sandbox(settings: Settings) -> Sandbox:
    from creatorscope.sandbox.app import build_sandbox

    return build_sandbox(sandbox_config(settings))


class LazyApp:
    """Opens the app at its first use, in a task of its own, so that starting a server costs nothing."""

    def __init__(self, tasks: anyio.abc.TaskGroup, settings: Settings, offered: Collection[str]) -> None:
        self._tasks = tasks
        self._settings, self._offered = settings, offered
        self._lock = anyio.Lock()
        self._app: App | None = None

    async def get(self) -> App:
        """Return the app, opened once; it stays open until the task group is cancelled."""
        async with self._lock:
            if self._app is None:
                self._app = await self._tasks.start(self._keep_open)
            return self._app

    async def _keep_open(self, *, task_status: anyio.abc.TaskStatus[App]) -> None:
        async with open_app(self._settings, self._offered) as app:
            task_status.started(app)
            await anyio.sleep_forever()
