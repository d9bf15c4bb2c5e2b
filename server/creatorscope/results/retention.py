"""Which kept results have to go: too old, or too much in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from creatorscope.results.ids import made_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long results are kept and how much of them; None is without limit."""

    max_age_days: float | None = 30
    max_bytes: int | None = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stored:
    """One result on disk and the bytes it takes, its table included."""

    result_id: str
    size: int


def expired(stored: Iterable[Stored], now: datetime, retention: Retention) -> list[str]:
    """Return the ids to delete, newest first; never the newest result of all."""
    oldest = None if retention.max_age_days is None else now - timedelta(days=retention.max_age_days)
    gone: list[str] = []
    total = 0
    for position, one in enumerate(sorted(stored, key=lambda item: item.result_id, reverse=True)):
        total += one.size
        too_old = oldest is not None and made_at(one.result_id) < oldest
        too_much = retention.max_bytes is not None and total > retention.max_bytes
        if position and (too_old or too_much):
            gone.append(one.result_id)
    return gone
