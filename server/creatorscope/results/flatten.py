"""Turning rows of nested objects into columns, without changing a value."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from creatorscope.contract.rows import Row
from creatorscope.results.layout import JOINT

Path = tuple[str, ...]
Columns = dict[Path, list[Any]]

PARENT = "parent"
_DEPTHS = (5, 3, 2, 1, 0)
_MOST_COLUMNS = 800


@dataclass(frozen=True, slots=True)
class _Flat:
    """What has been found so far, and what bounds the finding."""

    found: Columns
    most: int | None
    whole: Collection[str]


def flatten_rows(rows: Sequence[Row], *, nested: bool, whole: Collection[str] = ()) -> Columns:
    """Return a list of values for every path found in the rows, None where a row has none.

    Objects inside a row become columns of their own, to the depth at which there are at most 800 columns;
    below it they stay whole. `nested`: the rows stand in lists of several owners, whose own plain values
    then come first, under `parent`. `whole`: flattened names whose objects are not taken apart.
    """
    values = [row.values for row in rows]
    for depth in _DEPTHS:
        flat = _Flat(_owners(rows) if nested else {}, _MOST_COLUMNS if depth else None, whole)
        if all(_spread(values, (name,), depth, flat) for name in _names(values)):
            return flat.found
    return {}


def _owners(rows: Sequence[Row]) -> Columns:
    owners = [row.owner for row in rows]
    found: Columns = {}
    for name in _names(owners):
        column = [owner.get(name) for owner in owners]
        if not {dict, list} & set(map(type, column)):
            found[PARENT, name] = column
    return found


def _spread(rows: Sequence[Any], path: Path, depth: int, flat: _Flat) -> bool:
    """Add the column at the end of a path, or those inside it; False as soon as there are too many."""
    name = path[-1]
    column = [row.get(name) if isinstance(row, dict) else None for row in rows]
    opened = depth and dict in set(map(type, column)) and JOINT.join(path) not in flat.whole
    inner = _names(column) if opened else []
    for child in inner:
        if not _spread(column, (*path, child), depth - 1, flat):
            return False
    if inner:
        if set(map(type, column)) <= {dict, type(None)}:
            return True
        column = [None if isinstance(value, dict) else value for value in column]
    flat.found[path] = column
    return flat.most is None or len(flat.found) <= flat.most


def _names(rows: Sequence[Any]) -> list[str]:
    """Return every name of any object among the rows, in order of first appearance."""
    return list(dict.fromkeys(chain.from_iterable(row for row in rows if isinstance(row, dict))))


def ordered(paths: Sequence[Path], documented: Sequence[str]) -> list[Path]:
    """Return the paths in the table's order: parents, documented columns in their order, the rest by name."""
    places = {name: place for place, name in enumerate(documented)}
    last = len(places)

    def key(path: Path) -> tuple[int, int, Path]:
        if path[0] == PARENT and len(path) == 2 and PARENT not in places:
            return 0, 0, path
        prefixes = (JOINT.join(path[:length]) for length in range(len(path), 0, -1))
        place = next((places[name] for name in prefixes if name in places), last)
        return 1, place, path if place == last else ()

    return sorted(paths, key=key)


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names with `_2`, `_3` after those that repeat; SQL does not tell cases apart."""
    taken: set[str] = set()
    unique = []
    for name in names:
        plain = "".join(char for char in name if char.isprintable()).strip() or "column"
        candidate, number = plain, 2
        while candidate.lower() in taken:
            candidate, number = f"{plain}_{number}", number + 1
        taken.add(candidate.lower())
        unique.append(candidate)
    return unique
