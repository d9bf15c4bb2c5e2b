"""The figures of the account calls' answers, read defensively: what cannot be read is None."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from creatorscope.analysis.json_rows import Row, listed, mapping
from creatorscope.works.money import currency_of_sign
from creatorscope.works.numbers import parse_decimal

Answers = Mapping[str, Any]
"""Tool name -> its `data` object, or a list of them for a paged call."""

DAY_S = 86_400
DAILY = frozenset({"1d", "d", "day", "daily"})
_SIGN = re.compile(r"[^\d\s.,\-]+")


def steps(answers: Answers, tool: str, key: str) -> Iterator[tuple[str | None, Row]]:
    """Yield every row under `segments[].key[]` of a tool's answers with its day, None when not known.

    Rows without a time of their own are the days of their segment in order, when it says that its steps are
    days or is as long as they are many; a single row has its segment's first day.
    """
    for data in pages(answers, tool):
        for segment in listed(data.get("segments")):
            rows = listed(segment.get(key))
            starts = _starts(mapping(segment.get("time_selector")), len(rows))
            for row, start in zip(rows, starts, strict=True):
                own = figure(row, "start_timestamp")
                moment = own if own is not None else start
                day = None if moment is None else datetime.fromtimestamp(moment, UTC).date().isoformat()
                yield day, row


def _starts(selector: Row, count: int) -> list[float | None]:
    start, end = figure(selector, "start_timestamp"), figure(selector, "end_timestamp")
    if count == 1 or start is None or end is None:
        return [start if count == 1 else None] * count
    length = round((end - start) / DAY_S)
    daily = length == count or (count <= length and str(selector.get("granularity")).lower() in DAILY)
    return [start + DAY_S * place if daily else None for place in range(count)]


def pages(answers: Answers, tool: str) -> list[Row]:
    """Return the answers of a tool, none when it was not called."""
    found = answers.get(tool)
    return listed(found) if isinstance(found, list) else [mapping(found)] if found else []


def figure(row: Row, path: str) -> float | None:
    """Return the number at a dotted path, None when it is not there or not a number."""
    value: Any = row
    for part in path.split("."):
        value = mapping(value).get(part)
    return parse_decimal(value)


def total(rows: list[Row], path: str) -> float | None:
    """Return the sum over rows that state the figure; None when none does."""
    known = [value for row in rows if (value := figure(row, path)) is not None]
    return sum(known) if known else None


def currencies(value: Any, region: str | None) -> set[str]:
    """Return every currency that a formatted amount anywhere in the answers shows."""
    if isinstance(value, Mapping):
        shown = value.get("amount_formatted")
        own = {code} if isinstance(shown, str) and (code := _code(shown, region)) else set()
        return own.union(*(currencies(part, region) for part in value.values()))
    if isinstance(value, list):
        return set[str]().union(*(currencies(part, region) for part in value))
    return set()


def _code(shown: str, region: str | None) -> str | None:
    signs = [text for text in _SIGN.findall(shown) if text.lower() not in {"k", "m", "b"}]
    return next((code for sign in signs if (code := currency_of_sign(sign, region))), None)
