"""The report on a result that no other report knows: its values and its tables as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.reports.document import Block, Section, Table
from creatorscope.reports.figures import Form
from creatorscope.reports.method_sections import caveats, method
from creatorscope.reports.pointers import join, last_part
from creatorscope.reports.prose import Head, Source

_ELSEWHERE = frozenset(
    {
        "names",
        "preview",
        "flags",
        "gaps",
        "notes",
        "definitions",
        "config",
        "spec_version",
        "as_of",
        "input_hash",
        "seed",
    }
)
_MOST_ROWS = 200
_MOST_COLUMNS = 10
_SHORT = 12


def generic_sections(source: Source) -> tuple[Section, ...]:
    """Return one section with the plain values, and one for each list or table in the result."""
    places = [place for place in source.places("") if last_part(place) not in _ELSEWHERE]
    plain = [place for place in places if not isinstance(source.value(place), Mapping | list)]
    blocks: list[Block] = []
    if plain:
        blocks.append(source.table("Values", _VALUE_HEADS, plain))
    sections = [Section(key="values", title="At a glance", blocks=tuple(blocks))]
    for place in places:
        if place not in plain and (tables := _tables(source, place)):
            title = str(source.text("{:key}", place))
            key = "".join(letter for letter in last_part(place) if letter.isalnum() or letter == "_")
            sections.append(Section(key=f"part_{key}", title=title, blocks=tuple(tables)))
    found = (*sections, caveats(source), method(source))
    return tuple(section for section in found if section and section.blocks)


_VALUE_HEADS = (Head(title="Name", cell="{:key}"), Head(title="Value", cell="{:text}", numeric=False))


def _tables(source: Source, place: str) -> list[Table]:
    value = source.value(place)
    if (
        isinstance(value, Mapping)
        and isinstance(value.get("columns"), list)
        and isinstance(value.get("rows"), list)
    ):
        return [_of_columns(source, place)]
    if isinstance(value, Mapping):
        parts = source.places(place)
        if parts and all(isinstance(source.value(part), Mapping) for part in parts):
            return [_of_rows(source, place, first=Head(title="Name", cell="{:key}"))]
        simple = [part for part in parts if not isinstance(source.value(part), Mapping | list)]
        return [source.table("Values", _VALUE_HEADS, simple)] if simple else []
    if value and all(isinstance(row, Mapping) for row in value):
        return [_of_rows(source, place, first=None)]
    heads = (Head(title="Value", cell="{:text}"),)
    rows = source.places(place)[:_MOST_ROWS]
    return [source.table(_caption(value), heads, rows, folded=len(rows) > _SHORT)] if rows else []


def _of_columns(source: Source, place: str) -> Table:
    names = source.value(f"{place}/columns")
    heads = [
        Head(
            title=f"{{{place}/columns/{at}:word}}", cell=f"{{{at}:{_form(source, place, at)}}}", sort=str(at)
        )
        for at in range(min(len(names), _MOST_COLUMNS))
    ]
    rows = source.places(f"{place}/rows")[:_MOST_ROWS]
    return source.table(_caption(source.value(f"{place}/rows")), heads, rows, folded=len(rows) > _SHORT)


def _of_rows(source: Source, place: str, first: Head | None) -> Table:
    rows = source.places(place)[:_MOST_ROWS]
    names = list(dict.fromkeys(name for row in rows for name in source.value(row)))
    simple = [
        name for name in names if not any(isinstance(source.value(join(row, name)), Mapping) for row in rows)
    ]
    heads = [first] if first else []
    for name in simple[:_MOST_COLUMNS]:
        owner = next(row for row in rows if name in source.value(row))
        cell = join("", name).removeprefix("/")
        heads.append(Head(title=f"{{{join(owner, name)}:key}}", cell=f"{{{cell}:{Form.TEXT}}}", sort=cell))
    return source.table(_caption(source.value(place)), heads, rows, folded=len(rows) > _SHORT)


def _form(source: Source, place: str, at: int) -> Form:
    values: list[Any] = [row[at] for row in source.value(f"{place}/rows") if at < len(row)]
    whole = all(
        isinstance(value, int) and not isinstance(value, bool) for value in values if value is not None
    )
    return Form.COUNT if whole and any(value is not None for value in values) else Form.TEXT


def _caption(value: Any) -> str:
    return "Its first rows" if len(value) > _MOST_ROWS else "All of its rows"
