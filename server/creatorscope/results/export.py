"""A kept result as a file for other programs and people."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic_core import to_json

from creatorscope.errors import ArgumentError, LocalFileError, Problem
from creatorscope.results import sheets, web_page
from creatorscope.results.about import Meta, plain_about
from creatorscope.results.cells import guard
from creatorscope.results.kept import Kept
from creatorscope.results.paging import stream_rows
from creatorscope.results.store import ResultStore
from creatorscope.results.tables import Table, load_table

Format = Literal["xlsx", "csv", "parquet", "json", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
SANDBOX_NOTE = "Sandbox data: generated, no real creators."
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class _Export:
    """What a format is written from."""

    kept: Kept
    table: Table
    about: Mapping[str, Any]


def export(store: ResultStore, result_id: str, file_format: Format) -> Path:
    """Write a result below `files` in the storage root and return the path; asking again writes it anew.

    The columns are those SQL sees, in their order; json has the rows as they came instead. Sandbox data
    carries `-sandbox` in the file's name, and says so inside wherever the format has a place for it.
    Raises ArgumentError for an unknown id or format or a table too large for a workbook, LocalFileError
    when the file cannot be written.
    """
    if file_format not in _WRITERS:
        raise ArgumentError(
            [Problem("format", f"no format {file_format}", f"Use one of {', '.join(FORMATS)}.")]
        )
    kept = store.load(result_id)
    source = _Export(kept, load_table(store, result_id), about_export(kept.meta))
    if file_format == "xlsx":
        _check_sheet(source.table)
    path = store.root / "files" / file_name(kept.meta, file_format)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            written = Path(folder) / path.name
            _WRITERS[file_format](source, written)
            written.replace(path)
    except OSError as error:
        raise LocalFileError(
            f"cannot write {path.name}: {error.strerror}",
            code="storage_not_writable",
            remedy="close the file if a program has it open, and check the space below the storage folder.",
        ) from error
    return path


def file_name(meta: Meta, file_format: str) -> str:
    """Return the name of an export, safe on every system and the same each time."""
    mark = "-sandbox" if meta.is_sandbox else ""
    return f"{_UNSAFE.sub('_', meta.tool)[:60]}-{meta.result_id}{mark}.{file_format}"


def about_export(meta: Meta) -> dict[str, Any]:
    """Return the provenance an export carries; `note` is empty for real data."""
    return {**plain_about(meta), "note": SANDBOX_NOTE if meta.is_sandbox else ""}


def _check_sheet(table: Table) -> None:
    if table.count > sheets.MOST_ROWS or len(table.columns) > sheets.MOST_COLUMNS:
        size = f"{table.count:,} rows and {len(table.columns):,} columns"
        fix = "Export csv or parquet, or a query_results answer with fewer."
        raise ArgumentError([Problem("format", f"a workbook cannot hold {size}", fix)])


def _write_xlsx(source: _Export, path: Path) -> None:
    from xlsxwriter.exceptions import FileCreateError

    name = "sandbox data" if source.about["source"] == "sandbox" else "data"
    try:
        sheets.write_sheet(path, source.table.columns, stream_rows(source.table), source.about, name=name)
    except FileCreateError as error:
        raise OSError(0, str(error)) from error


def _write_csv(source: _Export, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guard(column.name) for column in source.table.columns])
        for chunk in stream_rows(source.table):
            writer.writerows([[guard(value) for value in row] for row in chunk])


def _write_parquet(source: _Export, path: Path) -> None:
    shutil.copyfile(source.table.path, path)


def _write_json(source: _Export, path: Path) -> None:
    content = to_json({"about": source.about, "rows": source.kept.rows()}, inf_nan_mode="null")
    path.write_bytes(content + b"\n")


def _write_html(source: _Export, path: Path) -> None:
    rows = islice(chain.from_iterable(stream_rows(source.table)), web_page.MOST_ROWS)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(web_page.format_page(source.table.columns, rows, source.table.count, source.about))


_WRITERS: Mapping[str, Callable[[_Export, Path], None]] = {
    "xlsx": _write_xlsx,
    "csv": _write_csv,
    "parquet": _write_parquet,
    "json": _write_json,
    "html": _write_html,
}
