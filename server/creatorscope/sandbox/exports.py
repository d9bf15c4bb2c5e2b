"""Collected rows as a spreadsheet, a text file or a web page; the same rows give the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO, StringIO
from typing import Any

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60

Row = Mapping[str, Any]
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What goes into a file: its title, when it was made, its columns and its cells."""

    title: str
    made_at: datetime
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


def build_table(title: str, made_at: datetime, rows: Sequence[Row]) -> Table:
    """Return the table of rows; a column for every name in any row, in order of first appearance."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = tuple(tuple(_flat(row.get(name)) for name in columns) for row in rows)
    return Table(title=title, made_at=made_at, columns=columns, cells=cells)


def format_csv(table: Table) -> bytes:
    """Return UTF-8 with a byte order mark; text that would run as a formula gets a quote before it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    for cells in table.cells:
        writer.writerow([_harmless(cell) for cell in cells])
    return (BOM + text.getvalue()).encode()


def format_html(table: Table) -> bytes:
    """Return a page with one table, all text escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in table.columns)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(_shown(cell))}</td>" for cell in cells) + "</tr>"
        for cells in table.cells
    )
    title = escape(table.title)
    style = (
        "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:4px 8px}th{background:#dde7f3}"
    )
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head>\n<body><h1>{title}</h1>\n<table>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></body></html>\n"
    )
    return page.encode()


def format_xlsx(table: Table) -> bytes:
    """Return a workbook of one sheet: bold filled headers, columns as wide as their text, no formulas."""
    from xlsxwriter import Workbook

    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": table.title, "created": table.made_at.replace(tzinfo=None)})
    sheet = workbook.add_worksheet("Creators")
    header = workbook.add_format({"bold": True, "bg_color": "#DDE7F3", "bottom": 1})
    sheet.write_row(0, 0, table.columns, header)
    for number, cells in enumerate(table.cells, start=1):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(number, column, cell)
    for column, name in enumerate(table.columns):
        longest = max((len(_shown(cells[column])) for cells in table.cells), default=0)
        sheet.set_column(column, column, min(_WIDEST, max(len(name), longest) + 2))
    sheet.freeze_panes(1, 0)
    workbook.close()
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its media type and how it is made."""

    media_type: str
    build: Callable[[Table], bytes]


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", format_xlsx),
    "csv": Format("text/csv; charset=utf-8", format_csv),
    "html": Format("text/html; charset=utf-8", format_html),
}


def _flat(value: Any) -> Cell:
    """Return one cell: lists joined by commas, the parts of an object by ' > '."""
    if isinstance(value, Mapping):
        return " > ".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_flat(part)) for part in value)
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _harmless(cell: Cell) -> str:
    text = _shown(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA_STARTS) else text
