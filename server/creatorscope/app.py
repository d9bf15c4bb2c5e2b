"""The composition root: settings in, everything that runs out."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import anyio
import anyio.abc

from creatorscope.clock import Clock, SystemClock
from creatorscope.settings import Settings
from creatorscope.settings_environment import environment_of

if TYPE_CHECKING:
    from creatorscope.client.budget import Caps
    from creatorscope.client.client import Client
    from creatorscope.client.host import Host
    from creatorscope.contract.operation import Operation, Provider
    from creatorscope.operations.invoke import Invoker
    from creatorscope.operations.jobs_workplace import Workplace
    from creatorscope.operations.surroundings import Surroundings
    from creatorscope.results.retention import Retention
    from creatorscope.sandbox.app import Sandbox, SandboxConfig
    from creatorscope.state.opening import LedgerSource
    from creatorscope.state.terms import Terms


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
        hosts = build_hosts(settings, transport)
        client = await stack.enter_async_context(Client(hosts, clock=clock))
        surroundings = _build_surroundings(settings, offered, client, (clock, hosts))
        stack.callback(surroundings.ledger.close)
        operations = {row.name: row for row in OPERATIONS if row.name in surroundings.loaded}
        yield App(operations=operations, invoker=Invoker(surroundings))


def _build_surroundings(
    settings: Settings,
    offered: Collection[str],
    client: Client,
    reached: tuple[Clock, Mapping[Provider, Host]],
) -> Surroundings:
    from creatorscope.client.budget import Caps
    from creatorscope.operations.surroundings import Surroundings
    from creatorscope.results.store import ResultStore
    from creatorscope.storage import Storage

    clock, hosts = reached
    caps = Caps(amounts=settings.max_per_call, allow_unquoted=settings.allow_unquoted, prices=settings.prices)
    around = Surroundings(
        client=client,
        storage=Storage(settings.storage_root, settings.allow_paths),
        # A pinned sandbox date must not make real results look old.
        store=ResultStore(
            settings.results_root,
            SystemClock(),
            retention=_retention(settings),
            url=settings.results_url,
        ),
        caps=caps,
        clock=clock,
        source=settings.mode,
        loaded=frozenset(offered),
        accounts=settings.account_names,
        hide_contacts=settings.hide_contacts,
        allow_http_webhooks=settings.mode == "sandbox" and settings.allow_http_webhooks,
        import_limit_bytes=settings.import_limit_mb * 1_000_000,
        principal=settings.principal,
        ledger=_ledger(settings, client, lambda owner: _terms(settings, caps, hosts, owner), lambda: around),
        work=_workplace(settings),
    )
    return around


def _ledger(
    settings: Settings, client: Client, terms: Callable[[str], Terms], around: Callable[[], Surroundings]
) -> LedgerSource:
    from creatorscope.operations.ledger_keeping import AnswerKeeping
    from creatorscope.state.opening import LedgerSource

    return LedgerSource(settings.state_where, client, AnswerKeeping(around), terms)


def _terms(settings: Settings, caps: Caps, hosts: Mapping[Provider, Host], owner: str) -> Terms:
    from creatorscope.state.caps import SpendingCaps
    from creatorscope.state.fingerprint import fingerprint
    from creatorscope.state.terms import Terms

    # What a sandbox in memory was asked is gone with it, and no later one may be taken for it.
    own = secrets.token_hex(8) if settings.ephemeral else ""
    world = (str(settings.sandbox_seed), str(settings.sandbox_creators), str(settings.as_of), own)
    return Terms(
        mode=settings.mode,
        fingerprints={
            provider: fingerprint(
                host.base_url, *(world if settings.mode == "sandbox" else host.auth.secrets())
            )
            for provider, host in hosts.items()
        },
        caps=SpendingCaps(
            call=caps, hour=settings.max_per_hour, day=settings.max_per_day, job=settings.max_per_job
        ),
        cache_ttl_s=settings.cache_ttl,
        public_url=settings.public_url,
        owner=owner,
    )


def _workplace(settings: Settings) -> Workplace:
    from creatorscope.contract.operation import Provider
    from creatorscope.jobs.parts import PartsRoot
    from creatorscope.operations.jobs_workplace import Workplace

    def start() -> None:
        from creatorscope.jobs.waking import start_worker

        start_worker(environment_of(settings, os.environ), settings.state_root / "worker.log")

    return Workplace(
        parts=PartsRoot(settings.state_root / "jobs", settings.jobs_url),
        confirm_over=settings.confirm_over,
        start_worker=start,
        pace=settings.sandbox_speed if settings.mode == "sandbox" else 1.0,
        repeats=(Provider.AFFILIATE,) if settings.affiliate_upsert else (),
    )


def _retention(settings: Settings) -> Retention:
    from creatorscope.results.retention import Retention

    return Retention(
        max_age_days=settings.results_keep_days or None,
        max_bytes=int(settings.results_keep_mb * 1_000_000) or None,
    )


def sandbox_config(settings: Settings, rate_limit: int = 60) -> SandboxConfig:
    """Return the sandbox these settings ask for; `rate_limit`: requests a minute one tenant may make."""
    from creatorscope.sandbox.app import SandboxConfig

    secret = settings.webhook_secret
    return SandboxConfig(
        seed=settings.sandbox_seed,
        creators=settings.sandbox_creators,
        as_of=settings.as_of,
        speed=settings.sandbox_speed,
        storage=None if settings.ephemeral else settings.storage_root,
        rate_limit=rate_limit,
        allow_http_webhooks=settings.allow_http_webhooks,
        webhook_secret=secret.get_secret_value() if secret else None,
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
