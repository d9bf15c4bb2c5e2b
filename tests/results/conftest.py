"""A store in a temporary folder whose clock the test sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from creatorscope.results.about import About, Kind
from creatorscope.results.store import ResultStore

KeepRows = Callable[..., str]


@dataclass
class SetClock:
    """A clock that moves only when told."""

    time: datetime = field(default_factory=lambda: datetime(2026, 3, 15, 12, tzinfo=UTC))

    def now(self) -> datetime:
        return self.time

    def advance(self, **parts: float) -> None:
        self.time += timedelta(**parts)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> ResultStore:
    return ResultStore(tmp_path, clock)


@pytest.fixture
def keep(store: ResultStore) -> KeepRows:
    """Keep rows as an import would; facts of `About` may be given by name."""

    def kept(rows: list[dict[str, Any]], **facts: Any) -> str:
        return store.keep_rows(
            rows, About(**{"kind": Kind.IMPORT, "tool": "import_works", "source": "live", **facts})
        )

    return kept


@pytest.fixture
def rows(keep):
    """A kept result of 1,000 rows."""
    return keep(
        [
            {
                "id": str(7 * 10**18 + at),
                "country": "VN" if at % 2 else "US",
                "fans": at,
                "plays": None if at % 10 == 0 else at * 2,
                "day": "2026-01-01",
                "made": 1_700_000_000 + at,
            }
            for at in range(1000)
        ]
    )
