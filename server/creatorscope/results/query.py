"""Read-only SQL over kept results: one SELECT, on a connection that holds nothing else."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from creatorscope.results.about import About, Documented, Kind
from creatorscope.results.engine import open_engine
from creatorscope.results.flatten import unique_names
from creatorscope.results.ids import is_result_id
from creatorscope.results.plain import plain
from creatorscope.results.query_faults import Limits, refused, translate
from creatorscope.results.store import ResultStore
from creatorscope.results.tables import Table, load_table

if TYPE_CHECKING:
    import duckdb

TOOL = "query_results"
_CHUNK = 5_000
_NAME = re.compile(rb'"?([A-Za-z_]\w*)')


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswer:
    """The answer to a query: its first rows, how many there are, and the result that keeps them all.

    `tables`: SQL name -> id of the result it stood for. `source`: "sandbox" as soon as one of them is.
    """

    result_id: str
    columns: tuple[str, ...]
    rows: list[list[Any]]
    total: int
    source: str
    tables: Mapping[str, str]


def query(
    store: ResultStore, sql: str, *, names: Mapping[str, str] | None = None, limits: Limits | None = None
) -> QueryAnswer:
    """Run one SELECT over the results whose ids, or whose names in `names`, it uses as tables.

    Everything it answers is kept as a new result. Raises ArgumentError for SQL that is not one SELECT, names
    no result, fails, is too slow, or answers too much.
    """
    limits = limits or Limits()
    with open_engine(limits.memory_mb) as engine:
        tables = _named(engine, sql, store, names or {})
        loaded = {result_id: load_table(store, result_id, field="sql") for result_id in tables.values()}
        with _watched(engine, limits) as watch, translate(limits, loaded, store.root):
            _fill(engine, tables, loaded)
            _close(engine)
            columns, rows = _run(engine, sql, limits, watch)
    sources = [store.load_meta(result_id).source for result_id in loaded]
    source = "sandbox" if "sandbox" in sources else sources[0]
    about = About(
        kind=Kind.QUERY,
        tool=TOOL,
        source=source,
        arguments={"sql": sql, **({"names": dict(names)} if names else {})},
        summary=f"{len(rows):,} rows of SQL over {', '.join(loaded)}",
        columns=columns,
    )
    headers = tuple(column.name for column in columns)
    result_id = store.keep_rows([dict(zip(headers, row, strict=True)) for row in rows], about)
    return QueryAnswer(
        result_id=result_id,
        columns=headers,
        rows=rows[: limits.shown_rows],
        total=len(rows),
        source=source,
        tables=tables,
    )


def _named(
    engine: duckdb.DuckDBPyConnection, sql: str, store: ResultStore, names: Mapping[str, str]
) -> dict[str, str]:
    """Return the result behind every table name of the SQL; ArgumentError when it is not one SELECT."""
    import duckdb

    with translate(Limits(), {}, store.root):
        sql.encode()
        statements = engine.extract_statements(sql)
    if len(statements) != 1:
        raise refused(f"{len(statements)} statements", "Write exactly one SELECT.")
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = statements[0].type.name
        hint = " Name a pivot's columns: PIVOT ... ON column IN (...)." if kind == "MULTI" else ""
        raise refused(f"{kind} statement", f"Only SELECT is run: results are read, never changed.{hint}")
    aliases = {name.lower(): result_id for name, result_id in names.items()}
    used = dict.fromkeys(_identifiers(sql))
    tables = {name: aliases.get(name, name) for name in used if name in aliases or is_result_id(name)}
    for result_id in tables.values():
        store.load_meta(result_id, field="sql")
    if not tables:
        recent = ", ".join(store.ids()[:3]) or "none is kept yet"
        raise refused("it names no result", f"Use a result id as the table's name. Most recent: {recent}.")
    return tables


def _identifiers(sql: str) -> Iterator[str]:
    """Yield every name in the SQL, lower case; texts and comments are none.

    DuckDB's own list of tables is not asked: making it opens the files the SQL names.
    """
    import duckdb

    content = sql.encode()
    for at, kind in duckdb.tokenize(sql):
        if kind == duckdb.token_type.identifier:
            found = _NAME.match(content, at)
            if found:
                yield found[1].decode().lower()


def _fill(engine: duckdb.DuckDBPyConnection, tables: Mapping[str, str], loaded: Mapping[str, Table]) -> None:
    for result_id, table in loaded.items():
        engine.read_parquet(str(table.path)).create(result_id)
    for name, result_id in tables.items():
        if name != result_id:
            engine.table(result_id).create_view(name)


def _close(engine: duckdb.DuckDBPyConnection) -> None:
    """Shut the connection off from files, from its own settings, and from writing, in this order."""
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    # The statement's type does not tell: a SELECT may hold an INSERT in its WITH.
    engine.execute("BEGIN TRANSACTION READ ONLY")


def _run(
    engine: duckdb.DuckDBPyConnection, sql: str, limits: Limits, watch: threading.Event
) -> tuple[tuple[Documented, ...], list[list[Any]]]:
    """Return the columns and all rows of the answer."""
    import duckdb

    described = engine.execute(f"DESCRIBE {sql}").fetchall()
    types = [str(row[1]) for row in described]
    names = unique_names([str(row[0]) for row in described])
    engine.execute(_without_zones(sql, types))
    rows: list[list[Any]] = []
    while chunk := engine.fetchmany(_CHUNK):
        if watch.is_set():
            raise duckdb.InterruptException("time limit")
        rows += [[plain(value) for value in row] for row in chunk]
        if len(rows) > limits.kept_rows:
            raise refused(f"it answers more than {limits.kept_rows:,} rows", "Aggregate, or add a LIMIT.")
    plain_types = [kind.replace(" WITH TIME ZONE", "") for kind in types]
    return tuple(Documented(*column) for column in zip(names, plain_types, strict=True)), rows


def _without_zones(sql: str, types: list[str]) -> str:
    """Return the SQL with moments that carry a zone made UTC, as nothing here reads them otherwise."""
    import duckdb

    zoned = [" WITH TIME ZONE" in kind for kind in types]
    if not any(zoned):
        return sql
    content = sql.encode()
    ends = [at for at, _ in duckdb.tokenize(sql) if content[at : at + 1] == b";"]
    body = content[: ends[0]].decode() if ends else sql
    chosen = ", ".join(
        f"c{at}::{kind.replace(' WITH TIME ZONE', '')} AS c{at}" if is_zoned else f"c{at}"
        for at, (kind, is_zoned) in enumerate(zip(types, zoned, strict=True))
    )
    names = ", ".join(f"c{at}" for at in range(len(types)))
    return f"SELECT {chosen} FROM ({body}\n) AS answer({names})"  # noqa: S608 - the checked SELECT itself


@contextmanager
def _watched(engine: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[threading.Event]:
    """Interrupt the connection when the time is up; the event is set then."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        engine.interrupt()

    timer = threading.Timer(limits.seconds, stop)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        timer.join()
