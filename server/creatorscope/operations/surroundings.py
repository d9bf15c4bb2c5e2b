"""What an invocation works with, put together by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.client.budget import Caps
from creatorscope.client.client import Client
from creatorscope.clock import Clock
from creatorscope.operations.jobs_workplace import Workplace
from creatorscope.results.store import ResultStore
from creatorscope.state.opening import LedgerSource
from creatorscope.storage import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The parts of a running app, and what the operator decided.

    `source`: "sandbox" or "live". `loaded`: names of the tools offered. `accounts`: configured accounts.
    `import_limit_bytes`: the most a local file of data may hold, unpacked. `principal`: whose calls these
    are. `ledger`: opened at its first use. `work`: how long work is done.
    """

    client: Client
    storage: Storage
    store: ResultStore
    caps: Caps
    clock: Clock
    source: str
    loaded: frozenset[str]
    accounts: tuple[str, ...]
    hide_contacts: bool
    allow_http_webhooks: bool
    import_limit_bytes: int
    principal: str
    ledger: LedgerSource
    work: Workplace
