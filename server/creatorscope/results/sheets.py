"""A result's table as a workbook, written a row at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from creatorscope.results.cells import shown
from creatorscope.results.tables import Column

MOST_ROWS = 1_048_575
MOST_COLUMNS = 16_384
_LONGEST_TEXT = 32_767
_EXACT = 2**53
_WIDEST, _NARROWEST = 60, 8
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's moments have no zone
# Sheets cannot show days before this one.
_EARLIEST = datetime(1900, 3, 1)  # noqa: DTZ001
_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(x[0-9a-fA-F]{4}_)")

Chunk = Sequence[Sequence[Any]]
Cell = Callable[[Any], str]


def write_sheet(
    path: Path, columns: Sequence[Column], chunks: Iterable[Chunk], about: Mapping[str, Any], *, name: str
) -> None:
    """Write a workbook: the rows under bold, frozen headers, and a second sheet that says what they are.

    Numbers are numbers, dates are dates, unknown is an empty cell; text is never run as a formula or made
    a link. `name`: of the first sheet. At most 1,048,575 rows and 16,384 columns; OSError when the path
    cannot be written.
    """
    from xlsxwriter import Workbook

    book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#DDE7F3", "bottom": 1})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name[:_LONGEST_TEXT], bold)
    sheet.freeze_panes(1, 0)
    writer = _RowWriter(
        sheet,
        [column.type for column in columns],
        {
            "DATE": book.add_format({"num_format": "yyyy-mm-dd"}),
            "TIMESTAMP": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        },
    )
    widths = [len(column.name) for column in columns]
    for number, chunk in enumerate(chunks):
        if number == 0:
            widths = [_width(width, chunk, at) for at, width in enumerate(widths)]
        writer.append(chunk)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(_WIDEST, max(_NARROWEST, width + 2)))
    if writer.row > 1:
        sheet.autofilter(0, 0, writer.row - 1, len(columns) - 1)
    _write_about(book.add_worksheet("about"), about, bold)
    book.set_properties({"title": f"{about['tool']} {about['result_id']}", "comments": str(about["note"])})
    book.close()


class _RowWriter:
    """Appends rows to a sheet that keeps none in memory.

    The library's own call for a cell takes most of the time a large export has (measured: 5 s of 6 s for a
    million cells), so the cells are written here, in the form the library writes them.
    """

    def __init__(self, sheet: Any, types: Sequence[str], formats: Mapping[str, Any]) -> None:
        self._sheet = sheet
        self._letters = [_letters(at) for at in range(len(types))]
        self._cells = [_cell_of(kind, formats) for kind in types]
        self.row = 1
        sheet._write_single_row(1)

    def append(self, chunk: Chunk) -> None:
        """Write some rows below those written before."""
        numbers = range(self.row + 1, self.row + 1 + len(chunk))
        columns = [
            [
                f'<c r="{letters}{number}"{cell(value)}</c>' if value is not None else ""
                for number, value in zip(numbers, values, strict=True)
            ]
            for letters, cell, values in zip(
                self._letters, self._cells, zip(*chunk, strict=True), strict=True
            )
        ]
        rows = [
            f'<row r="{number}">{"".join(cells)}</row>'
            for number, cells in zip(numbers, zip(*columns, strict=True), strict=True)
        ]
        self._sheet.row_data_fh.write("".join(rows))
        self.row += len(chunk)
        self._sheet.dim_rowmax = self.row - 1
        self._sheet.previous_row = self.row


def _cell_of(kind: str, formats: Mapping[str, Any]) -> Cell:
    """Return what writes the rest of a cell of an SQL type, from its attributes on."""
    if kind in formats:
        style = formats[kind]._get_xf_index()
        return lambda value: _moment(value, style)
    if kind == "BOOLEAN":
        return lambda value: f' t="b"><v>{int(value)}</v>'
    if kind in {"BIGINT", "DOUBLE", "DECIMAL(38,0)"}:
        return _number
    return _text


def _number(value: Any) -> str:
    # A sheet's numbers are doubles: larger whole ones would change their last digits.
    if not math.isfinite(value) or (abs(value) > _EXACT and not isinstance(value, float)):
        return _text(str(value))
    return f"><v>{value}</v>"


def _moment(value: date, style: int) -> str:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if moment < _EARLIEST:
        return _text(value.isoformat())
    since = moment - _FIRST_DAY
    days = since.days if not since.seconds and not since.microseconds else since.total_seconds() / 86400
    return f' s="{style}"><v>{days!r}</v>'


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else shown(value)
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "…"
    if "_x" in text:
        text = _ESCAPE.sub(r"_x005F_\1", text)
    if not text.isprintable():
        text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f' t="inlineStr"><is><t xml:space="preserve">{text.translate(_MARKUP)}</t></is>'


def _letters(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    text, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        text = chr(65 + letter) + text
    return text


def _width(header: int, chunk: Chunk, at: int) -> int:
    return max(header, max((len(shown(row[at])) for row in chunk), default=0))


def _write_about(sheet: Any, about: Mapping[str, Any], bold: Any) -> None:
    for row, (name, value) in enumerate(about.items()):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, shown(value)[:_LONGEST_TEXT])
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)
