"""The SQL type of a column of JSON values, and the values in the form that type is loaded from."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pydantic_core import to_json

_LARGEST_BIGINT = 2**63 - 1
_LARGEST_DECIMAL = 10**38 - 1
# Up to here every integer has a double of its own.
_EXACT = 2**53
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A column's SQL type, its values as JSON for loading, and what a reader should know of it."""

    type: str
    values: Sequence[Any]
    note: str | None = None


def type_column(values: Sequence[Any], documented: str | None = None) -> Typed:
    """Return a column typed by its values alone; `documented` is the type of one without any value.

    Numbers in text stay text. Text is a date or a moment only when every value is one in full ISO 8601
    form; moments with an offset become UTC. Values of several kinds become text, with a note.
    """
    kinds = set(map(type, values)) - {type(None)}
    if not kinds:
        return Typed(documented or "VARCHAR", values)
    if kinds <= {int, float}:
        return _numbers(values, kinds)
    one_kind = _OF_ONE_KIND.get(next(iter(kinds))) if len(kinds) == 1 else None
    return one_kind(values) if one_kind else _mixed(values, kinds)


def _mixed(values: Sequence[Any], kinds: set[type]) -> Typed:
    if dict in kinds or list in kinds:
        note = "objects, as JSON text" if kinds == {dict} else "values of several kinds, as JSON text"
        return Typed("JSON", [_json(value) for value in values], note)
    texts = [value if value is None or isinstance(value, str) else _json(value) for value in values]
    return Typed("VARCHAR", texts, "values of several kinds, as text")


def _numbers(values: Sequence[Any], kinds: set[type]) -> Typed:
    if kinds == {int}:
        most = max(map(abs, filter(None, values)), default=0)
        if most <= _LARGEST_BIGINT:
            return Typed("BIGINT", values)
        texts = [None if value is None else str(value) for value in values]
        if most <= _LARGEST_DECIMAL:
            return Typed("DECIMAL(38,0)", texts, "whole numbers beyond 64 bits")
        return Typed("VARCHAR", texts, "whole numbers beyond 38 digits, as text")
    if int in kinds and any(isinstance(value, int) and abs(value) > _EXACT for value in values):
        note = "fractions and whole numbers too large to be exact, as text"
        return Typed("VARCHAR", [None if value is None else _json(value) for value in values], note)
    if all(value is None or math.isfinite(value) for value in values):
        return Typed("DOUBLE", values)
    finite = [value if value is not None and math.isfinite(value) else None for value in values]
    return Typed("DOUBLE", finite, "NaN and infinity are null")


def _texts(values: Sequence[Any]) -> Typed:
    return _dates(values) or _moments(values) or Typed("VARCHAR", values)


def _dates(values: Sequence[Any]) -> Typed | None:
    """Return the column as dates; None as soon as a text is not one."""
    for value in values:
        if value is not None and not (_DATE.fullmatch(value) and _is_date(value)):
            return None
    return Typed("DATE", values)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _moments(values: Sequence[Any]) -> Typed | None:
    """Return the column as moments; None where a text is not one, or only some have an offset."""
    moments: list[str | None] = []
    with_offset: bool | None = None
    for value in values:
        if value is None:
            moments.append(None)
            continue
        form = _MOMENT.fullmatch(value)
        if form is None or with_offset not in {None, form[1] is not None}:
            return None
        with_offset = form[1] is not None
        try:
            moment = datetime.fromisoformat(value)
            moment = moment.astimezone(UTC) if with_offset else moment
        except (ValueError, OverflowError):
            return None
        moments.append(moment.replace(tzinfo=None).isoformat())
    return Typed("TIMESTAMP", moments, "UTC" if with_offset else "time zone not told")


def _lists(values: Sequence[Any]) -> Typed:
    """Return a list type where all elements are plain values of one kind, else JSON."""
    elements = [element for value in values if value for element in value]
    kinds = set(map(type, elements)) - {type(None)}
    if kinds == {str} or not kinds:
        return Typed("VARCHAR[]", values)
    if kinds == {bool}:
        return Typed("BOOLEAN[]", values)
    if kinds <= {int, float}:
        inner = _numbers(elements, kinds)
        if inner.note is None:
            return Typed(f"{inner.type}[]", values)
    return Typed("JSON", [_json(value) for value in values], "lists of objects or mixed values, as JSON text")


def _json(value: Any) -> str | None:
    return None if value is None else to_json(value, inf_nan_mode="null").decode()


_OF_ONE_KIND: dict[type, Callable[[Sequence[Any]], Typed]] = {
    bool: lambda values: Typed("BOOLEAN", values),
    str: _texts,
    list: _lists,
}
