"""What the operator set for spending, who this process is, and where answers are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from creatorscope.client.received import Received
from creatorscope.contract.operation import Endpoint, Provider, Request
from creatorscope.state.caps import SpendingCaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The rules of one ledger.

    `mode`: "sandbox" or "live". `fingerprints`: of the account at each provider. `cache_ttl_s`: how long an
    answer is given again for free, 0 never. `public_url`: where the vendor reaches our webhooks, None:
    nowhere. `owner`: the name of the lock this process holds.
    """

    mode: str
    fingerprints: Mapping[Provider, str]
    caps: SpendingCaps
    cache_ttl_s: float
    public_url: str | None
    owner: str


class Keeping(Protocol):
    """Where answers are kept as results."""

    def check(self) -> None:
        """Raise LocalFileError where nothing could be kept."""
        ...

    def keep(self, endpoint: Endpoint, request: Request, received: Received) -> str:
        """Keep an answer and return its result id. Raises LocalFileError when that fails."""
        ...

    def load(self, result_id: str) -> tuple[Any, bytes]:
        """Return the payload and the bytes of a kept answer.

        Raises ArgumentError when it is gone, LocalFileError when it is damaged.
        """
        ...
