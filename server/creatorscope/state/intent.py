"""An intent to spend, as it is drafted and as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.contract.price import Unit
from creatorscope.state.counters import Purse

RESERVED, SENT, SETTLED, RELEASED, UNKNOWN = "reserved", "sent", "settled", "released", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An intent before it is reserved; `request` is what a person may read of the call later."""

    id: str
    job_id: str | None
    tool: str
    mode: str
    fingerprint: str
    principal: str
    unit: str
    request_hash: str
    request: Mapping[str, Any]
    fresh: bool
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent(Draft):
    """An intent as it is kept; `has_answer`: its answer is there and not kept as a result yet."""

    quote: float | None
    charged: float | None
    state: str
    windows: list[list[str]]
    decision: str | None
    retried_as: str | None
    result_id: str | None
    total: int | None
    request_id: str | None
    task_id: str | None
    created_at: str
    sent_at: str | None
    settled_at: str | None
    has_answer: bool

    @property
    def purse(self) -> Purse:
        """The counters its quote is held in."""
        return Purse(self.mode, self.principal, Unit(self.unit))

    @property
    def is_answered(self) -> bool:
        """True when its answer is here, as a result or on the way to one."""
        return self.result_id is not None or self.has_answer

    @property
    def sent_time(self) -> str | None:
        """When it was sent, ISO 8601 in UTC to the second; None when it was not."""
        return f"{self.sent_at[:19]}Z" if self.sent_at else None
