"""Choosing the rows and columns of an answer that are shown, within a budget of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from pydantic_core import to_json

from creatorscope.contract.operation import Response
from creatorscope.contract.rows import Row, cell, rows_at
from creatorscope.contract.text import clean_text
from creatorscope.operations.answer import format_line

# Text and structure together; 4 bytes are counted as a token. What surrounds the rows is reserved.
_BUDGET_BYTES = 3_000 * 4
_ASKED_BUDGET_BYTES = 10_000 * 4
_RESERVED_BYTES = 1_600
_LONGEST_CELL = 80
_LONGEST_ASKED_CELL = 2_000
_MOST_PARTS = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of an answer, as cells and as lines of text; `found` counts all its rows."""

    columns: tuple[str, ...]
    rows: list[list[Any]]
    lines: list[str]
    found: int


def build_preview(
    data: Any, response: type[Response], *, fields: Sequence[str] | None, most: int | None
) -> Preview:
    """Return the preview of an answer's data.

    `fields`: columns asked for, else the row type's own choice without the columns that are empty in
    every row. `most`: rows asked for. Only whole rows are shown, as many as the token budget holds:
    3,000 tokens by default, 10,000 where the caller asked for columns or rows.
    """
    found = rows_at(data, response.ROWS)
    asked = bool(fields) or most is not None
    budget = (_ASKED_BUDGET_BYTES if asked else _BUDGET_BYTES) - _RESERVED_BYTES
    longest = _LONGEST_ASKED_CELL if fields else _LONGEST_CELL
    columns, cells = _cells(found if most is None else found[:most], fields, response.PREVIEW)
    rows: list[list[Any]] = []
    lines: list[str] = []
    for values in cells if columns else ():
        row = [_shown(value, longest) for value in values]
        line = format_line(row)
        # As structure a row takes about its text again, with quotes and commas for the separators.
        budget -= 2 * len(line.encode()) + 2 * len(columns)
        if budget < 0 and rows:
            break
        rows.append(row)
        lines.append(line)
    return Preview(columns, rows, lines, len(found))


def build_whole(data: Any, response: type[Response]) -> Preview:
    """Return every row and column of an answer that is kept nowhere else."""
    found = rows_at(data, response.ROWS)
    columns = tuple(dict.fromkeys(name for row in found for name in row.values))
    rows = [[_shown(row.values.get(name), None, None) for name in columns] for row in found]
    return Preview(columns, rows, [format_line(row) for row in rows], len(found))


def _cells(
    rows: list[Row], fields: Sequence[str] | None, preview: Sequence[str]
) -> tuple[tuple[str, ...], list[list[Any]]]:
    """Return the columns to show and their cells; without `fields`, columns empty in every row go."""
    columns = tuple(fields or preview)
    cells = [[cell(row, column) for column in columns] for row in rows]
    if fields:
        return columns, cells
    filled = [any(values[at] is not None for values in cells) for at in range(len(columns))]
    if all(filled):
        return columns, cells
    return tuple(compress(columns, filled)), [list(compress(values, filled)) for values in cells]


def _shown(value: Any, longest: int | None, parts: int | None = _MOST_PARTS) -> Any:
    if isinstance(value, str):
        return clean_text(value, longest)
    if isinstance(value, list):
        return [_shown(part, longest, parts) for part in value[:parts]]
    if isinstance(value, dict):
        return clean_text(to_json(value).decode(), longest)
    return value
