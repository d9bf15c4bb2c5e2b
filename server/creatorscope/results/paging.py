"""One page of a result's table, with the columns asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from creatorscope.contract.arguments import nearest
from creatorscope.errors import ArgumentError, Problem
from creatorscope.results.about import Meta
from creatorscope.results.engine import open_engine, quoted
from creatorscope.results.layout import JOINT
from creatorscope.results.plain import plain
from creatorscope.results.store import ResultStore
from creatorscope.results.tables import Column, Table, load_table

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a result: `rows` hold a cell for each of `columns`; `total` counts all its rows."""

    meta: Meta
    columns: tuple[Column, ...]
    rows: list[list[Any]]
    total: int


def load_page(
    store: ResultStore, result_id: str, *, page: int = 1, size: int = 50, fields: Sequence[str] | None = None
) -> Page:
    """Return a page, counted from 1, as plain values; a page past the last one has no rows.

    Raises ArgumentError for an unknown id or column.
    """
    table = load_table(store, result_id)
    columns = choose_columns(table, fields)
    chosen = ", ".join(quoted(column.name) for column in columns)
    with open_engine() as engine:
        stored = engine.read_parquet(str(table.path))
        found = stored.project(chosen).limit(size, (page - 1) * size).fetchall()
    rows = [[plain(value) for value in row] for row in found] if table.count else []
    return Page(store.load_meta(result_id), columns, rows, table.count)


def choose_columns(table: Table, fields: Sequence[str] | None) -> tuple[Column, ...]:
    """Return the named columns in the order asked for, all without names; `a.b` is found as `a__b`."""
    if not fields:
        return table.columns
    known = {column.name.lower(): column for column in table.columns}
    chosen, problems = [], []
    for at, name in enumerate(fields):
        column = known.get(name.lower()) or known.get(name.lower().replace(".", JOINT))
        if column is None:
            guess = nearest(name, list(known))
            hint = f"Did you mean {known[guess].name}? " if guess else ""
            listed = ", ".join(column.name for column in table.columns)
            problems.append(Problem(f"fields.{at}", f"no column {name}", f"{hint}Columns: {listed}."))
        else:
            chosen.append(column)
    if problems:
        raise ArgumentError(problems)
    return tuple(chosen)


def stream_rows(table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a table in chunks, as DuckDB's own Python values, in the order they came."""
    if not table.count:
        return
    with open_engine() as engine:
        engine.execute("FROM read_parquet(?)", [str(table.path)])
        while chunk := engine.fetchmany(_CHUNK):
            yield chunk
