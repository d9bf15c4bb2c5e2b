"""A ledger in front of a sandbox, whose connection a test can cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx2
from sqlalchemy import select

from creatorscope.client.client import Client
from creatorscope.clock import SystemClock
from creatorscope.contract.arguments import parse_request
from creatorscope.endpoints.table import BY_NAME
from creatorscope.hosts import build_hosts
from creatorscope.results.about import About, Kind
from creatorscope.results.store import ResultStore
from creatorscope.sandbox.app import Sandbox, SandboxConfig
from creatorscope.settings import load_settings
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.fingerprint import fingerprint
from creatorscope.state.ledger import Ledger, Spend
from creatorscope.state.opening import LedgerSource
from creatorscope.state.tables import COUNTERS, INTENTS
from creatorscope.state.terms import Terms

SEARCH = BY_NAME["search_tiktok_creators"]
SUBMIT = BY_NAME["submit_collection_task"]
STATUS = BY_NAME["get_collection_status"]
ERRORS = BY_NAME["submit_affiliate_errors"]
NOON = datetime(2026, 3, 15, 12, 30, tzinfo=UTC)


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def wait(self, **how_long: float) -> None:
        self.time += timedelta(**how_long)


class StoreKeeping:
    """Keeps answers in a result store."""

    def __init__(self, folder: Path) -> None:
        self.store = ResultStore(folder, SystemClock())

    def check(self) -> None:
        self.store.check_writable()

    def keep(self, endpoint, _, received):
        about = About(kind=Kind.ANSWER, tool=endpoint.name, source="sandbox", data_path="data")
        return self.store.keep(received.raw, about)

    def load(self, result_id):
        kept = self.store.load(result_id)
        return kept.data, kept.raw


class Line(httpx2.AsyncBaseTransport):
    """The way to the sandbox; `cut` makes answers get lost, `gate` makes them wait."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._inner = httpx2.ASGITransport(sandbox.app)
        self.cut: type[Exception] | None = None
        self.gate: anyio.Event | None = None
        self.arrived = anyio.Event()

    async def handle_async_request(self, request):
        response = await self._inner.handle_async_request(request)
        self.arrived.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.cut is not None:
            raise self.cut("cut", request=request)
        return response


@dataclass
class Books:
    """Ledgers over one state and one sandbox, as several processes would have them."""

    where: str
    folder: Path
    sandbox: Sandbox
    line: Line
    clock: Hands = field(default_factory=Hands)
    sources: list[LedgerSource] = field(default_factory=list)

    def open(self, *, caps: SpendingCaps | None = None, **terms: Any) -> Ledger:
        """Open one more ledger."""
        settings = load_settings({}, None, {"sandbox": True})
        client = Client(build_hosts(settings, self.line), clock=self.sandbox.clock)
        facts = {
            "mode": "sandbox",
            "fingerprints": {SEARCH.provider: fingerprint("sandbox", "7")},
            "caps": caps or SpendingCaps(),
            "cache_ttl_s": 3600,
            "public_url": None,
        } | terms
        source = LedgerSource(
            self.where,
            client,
            StoreKeeping(self.folder),
            lambda owner: Terms(owner=owner, **facts),
            self.clock,
        )
        self.sources.append(source)
        return source.get()

    def die(self, ledger: Ledger) -> None:
        """End a ledger as the death of its process does: its lock goes, what it did not finish stays."""
        source = next(one for one in self.sources if one.get() is ledger)
        self.sources.remove(source)
        source.close()

    def arrivals(self) -> Counter[str]:
        """Return how often the sandbox got each request, by path and content, logged by itself."""
        found = Counter()
        for one in self.sandbox.requests():
            found[f"{one.path} {one.digest}"] += one.count
        return found


@contextmanager
def open_books(where: str, folder: Path) -> Iterator[Books]:
    """Open books on a small sandbox of its own."""
    sandbox = Sandbox(
        SandboxConfig(creators=300, as_of=NOON.date(), rate_limit=10_000), clock=None, transport=None
    )
    books = Books(where=where, folder=folder, sandbox=sandbox, line=Line(sandbox))
    try:
        yield books
    finally:
        for source in books.sources:
            source.close()
        sandbox.state.close()


def search(**arguments: Any):
    """Return a validated search: 1 credit a row at level S1, 5 rows unless said otherwise."""
    return request_of(SEARCH, {"size": 5, "service_level": "S1", **arguments})


def request_of(endpoint, arguments: Mapping[str, Any]):
    """Return a validated request."""
    return parse_request(endpoint.request, dict(arguments), NOON.date())


def spend(**facts: Any) -> Spend:
    """Return a caller's facts."""
    return Spend(**facts)


def intents_of(ledger: Ledger):
    """Return the intents of a ledger's state, oldest first."""
    with ledger.state.reading() as connection:
        return connection.execute(select(INTENTS).order_by(INTENTS.c.created_at)).all()


def sums_of(ledger):
    """Return what the counters hold and what they should by the intents, as {(scope, window): ...}."""
    with ledger.state.reading() as connection:
        counted = {
            (row.scope, row.window): (row.held, row.spent) for row in connection.execute(select(COUNTERS))
        }
        intents = connection.execute(select(INTENTS)).all()
    summed = dict.fromkeys(counted, (0.0, 0.0))
    for intent in intents:
        held = (intent.quote or 0) if intent.state in ("reserved", "sent", "unknown") else 0
        for window in map(tuple, intent.windows):
            before = summed[window]
            summed[window] = (before[0] + held, before[1] + (intent.charged or 0))
    return counted, summed
