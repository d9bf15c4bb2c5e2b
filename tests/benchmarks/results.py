"""How fast large results are kept, queried and exported, against the plainest way to do the same."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from creatorscope.clock import SystemClock
from creatorscope.results.about import About, Kind
from creatorscope.results.export import export
from creatorscope.results.query import query
from creatorscope.results.store import ResultStore
from creatorscope.results.tables import load_table

_ABOUT = About(kind=Kind.IMPORT, tool="import_works", source="live")
_SQL = (
    "SELECT country, category, count(*) AS n, sum(fans) AS fans, median(rate) AS rate "
    "FROM {table} GROUP BY country, category ORDER BY fans DESC"
)


@dataclass(frozen=True)
class KeepFigures:
    """Medians in milliseconds: keeping one answer, and only creating and writing the same file."""

    keep_ms: float
    write_ms: float


@dataclass(frozen=True)
class QueryFigures:
    """Seconds at one size: making the table at the first use, a query, and the floor, bare DuckDB."""

    rows: int
    first_use_s: float
    query_s: float
    bare_s: float


@dataclass(frozen=True)
class SheetFigures:
    """Seconds for a workbook, the first export of a result, and for pandas to write one."""

    rows: int
    ours_s: float
    pandas_s: float


def measure_keep(calls: int = 2_000, size: int = 20_000) -> KeepFigures:
    """Return what keeping an answer costs besides the operating system's own work."""
    raw = b'{"data": "' + b"x" * size + b'"}'
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        store = ResultStore(root, SystemClock())
        paths = iter([root / f"{at}.json" for at in range(calls)])
        return KeepFigures(
            keep_ms=median(_timed(lambda: store.keep(raw, _ABOUT)) for _ in range(calls)) * 1000,
            write_ms=median(_timed(lambda: _create(next(paths), raw)) for _ in range(calls)) * 1000,
        )


def measure_query(count: int = 1_000_000, rounds: int = 5) -> QueryFigures:
    """Return the time to group and sort rows, against bare DuckDB over the same Parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        store = ResultStore(Path(folder), SystemClock())
        kept = store.keep_rows(_small_rows(count), _ABOUT)
        began = time.perf_counter()
        table = load_table(store, kept)
        first_use = time.perf_counter() - began
        pairs = [
            (
                _timed(lambda: query(store, _SQL.format(table=kept))),
                _timed(lambda: _bare(table.path)),
            )
            for _ in range(rounds)
        ]
    return QueryFigures(
        rows=count,
        first_use_s=first_use,
        query_s=median(ours for ours, _ in pairs),
        bare_s=median(bare for _, bare in pairs),
    )


def measure_sheet(count: int = 100_000) -> SheetFigures:
    """Return the time from kept rows to a workbook, against pandas with openpyxl from rows in memory."""
    rows = _wide_rows(count)
    with tempfile.TemporaryDirectory() as folder:
        store = ResultStore(Path(folder), SystemClock())
        kept = store.keep_rows(rows, _ABOUT)
        ours = _timed(lambda: export(store, kept, "xlsx"))
        pandas = _timed(lambda: _pandas_sheet(rows, Path(folder) / "pandas.xlsx"))
    return SheetFigures(rows=count, ours_s=ours, pandas_s=pandas)


def _timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _create(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def _bare(path: Path) -> None:
    with duckdb.connect() as engine:
        engine.execute(_SQL.format(table=f"read_parquet('{path}')")).fetchall()


def _pandas_sheet(rows: list[dict[str, Any]], path: Path) -> None:
    import pandas as pd

    pd.DataFrame(rows).to_excel(path, index=False, engine="openpyxl")


def _small_rows(count: int) -> list[dict[str, Any]]:
    chance = random.Random(7)  # noqa: S311 - made-up rows
    return [
        {
            "id": str(7 * 10**18 + at),
            "country": chance.choice(("US", "VN", "GB", "TH", "ID")),
            "category": at % 40,
            "fans": chance.randrange(10**7),
            "rate": chance.random(),
        }
        for at in range(count)
    ]


def _wide_rows(count: int) -> list[dict[str, Any]]:
    chance = random.Random(7)  # noqa: S311 - made-up rows
    return [
        {
            "creator_id": str(7 * 10**18 + at),
            "username": f"creator_{at}",
            "nickname": f"Tên {at}",
            "country": chance.choice(("US", "VN", "GB")),
            "fans": chance.randrange(10**7),
            "views": chance.randrange(10**6),
            "rate": chance.random(),
            "price": None if at % 7 == 0 else chance.random() * 100,
            "day": f"2026-01-{at % 28 + 1:02}",
            "bio": "skincare = " + "x" * 30,
        }
        for at in range(count)
    ]
