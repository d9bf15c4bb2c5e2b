"""The table of a result: its rows typed and flattened, as a Parquet file beside its raw bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic_core import from_json, to_json

from creatorscope.contract.rows import Row
from creatorscope.errors import LocalFileError
from creatorscope.results.columns import Typed, type_column
from creatorscope.results.engine import literal, open_engine, quoted
from creatorscope.results.flatten import flatten_rows, ordered, unique_names
from creatorscope.results.kept import Kept
from creatorscope.results.layout import JOINT
from creatorscope.results.store import ResultStore

# Part of the file's name: a table made by other rules is not found, and made again.
_FORM = 1
_SUFFIX = f".v{_FORM}.parquet"
_CHUNK = 5_000
_LEAST_OBJECT_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """One column as SQL sees it; `note` says what its type does not."""

    name: str
    type: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A result's table on disk. Without rows and documented columns it has one column, `empty`."""

    path: Path
    columns: tuple[Column, ...]
    count: int


def load_table(store: ResultStore, result_id: str, *, field: str = "result_id") -> Table:
    """Return the table of a result, made at the first use; the same bytes always give the same table.

    Errors as in `ResultStore.load`.
    """
    meta = store.load_meta(result_id, field=field)
    path = store.path(meta.result_id, _SUFFIX)
    if not path.exists():
        build_table(store.load(result_id, field=field), path)
    return _read_table(path)


@lru_cache(maxsize=1024)
def _read_table(path: Path) -> Table:
    """Return what the file of a table says: it never changes, and opening DuckDB each time is slow."""
    with open_engine() as engine:
        found = engine.execute(
            "SELECT value FROM parquet_kv_metadata(?) WHERE key = 'creatorscope'", [str(path)]
        ).fetchone()
    facts = from_json(found[0] if found else b"{}")
    return Table(path, tuple(Column(*column) for column in facts["columns"]), facts["count"])


def build_table(kept: Kept, path: Path) -> None:
    """Write the table of a result to a path, whole or not at all; LocalFileError when it cannot be."""
    rows = kept.owned_rows()
    names, typed = _columns(kept, rows)
    columns = [Column(name, one.type, one.note) for name, one in zip(names, typed, strict=True)]
    facts = {
        "count": len(rows),
        "source": kept.meta.source,
        "columns": [(column.name, column.type, column.note) for column in columns],
    }
    import duckdb

    try:
        _write(path, columns, typed, to_json(facts).decode())
    except (OSError, duckdb.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else type(error).__name__
        raise LocalFileError(
            f"cannot write the table of {kept.meta.result_id}: {reason}",
            code="storage_not_writable",
            remedy="free space below the storage folder, or choose another with --storage.",
        ) from error


def _columns(kept: Kept, rows: Sequence[Row]) -> tuple[list[str], list[Typed]]:
    """Return the names and values of the table's columns, at least one."""
    documented = {column.name: column.type for column in kept.meta.columns}
    whole = {column.name for column in kept.meta.columns if column.whole}
    found = flatten_rows(rows, nested=kept.meta.rows_path.count("[]") > 1, whole=whole)
    paths = ordered(list(found), list(documented))
    if paths:
        typed = [type_column(found.pop(path), documented.get(JOINT.join(path))) for path in paths]
        return unique_names([JOINT.join(path) for path in paths]), typed
    if rows or not documented:
        return ["empty"], [Typed("VARCHAR", [None] * len(rows))]
    return list(documented), [Typed(kind, ()) for kind in documented.values()]


def _write(path: Path, columns: Sequence[Column], typed: Sequence[Typed], facts: str) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        source, target = Path(folder) / "rows.json", Path(folder) / "table.parquet"
        longest = max(_write_rows(source, typed), _LEAST_OBJECT_BYTES)
        loaded = ", ".join(
            f"c{at}: {literal('VARCHAR' if column.type == 'JSON' else column.type)}"
            for at, column in enumerate(columns)
        )
        chosen = ", ".join(
            f"c{at}{'::JSON' if column.type == 'JSON' else ''} AS {quoted(column.name)}"
            for at, column in enumerate(columns)
        )
        with open_engine() as engine:
            options = f"format = 'newline_delimited', maximum_object_size = {longest}"
            stored = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{creatorscope: {literal(facts)}}}"
            rows = f"FROM read_json({literal(str(source))}, columns = {{{loaded}}}, {options})"
            engine.execute(f"COPY ({rows} SELECT {chosen}) TO {literal(str(target))} ({stored})")
        target.replace(path)


def _write_rows(path: Path, typed: Sequence[Typed]) -> int:
    """Write the columns as one JSON object a line and return the bytes of the longest."""
    names = [f"c{at}" for at in range(len(typed))]
    longest = 0
    with path.open("wb") as file:
        for lines in _lines(names, typed):
            longest = max(longest, *map(len, lines))
            file.write(b"\n".join(lines) + b"\n")
    return longest + 1


def _lines(names: list[str], typed: Sequence[Typed]) -> Iterator[list[bytes]]:
    count = len(typed[0].values)
    for start in range(0, count, _CHUNK):
        columns = [one.values[start : start + _CHUNK] for one in typed]
        yield [to_json(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]
