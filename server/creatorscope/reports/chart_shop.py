"""The charts of a Shop creator: sales and followers over time, and what sales are made of."""

from __future__ import annotations

from typing import Any

from creatorscope.contract.text import clean_text
from creatorscope.reports.charts import SHORT, bars_of_shares, build_chart, quantity
from creatorscope.reports.document import Chart
from creatorscope.reports.pointers import last_part
from creatorscope.reports.prose import Source
from creatorscope.reports.words import word_for

_LEAST_DAYS = 3
_SALES = ("gmv", "revenue")


def trend_chart(source: Source) -> Chart | None:
    """Return sales day by day; None for fewer than three days."""
    days, name = _days(source, _SALES)
    if len(days) < _LEAST_DAYS:
        return None
    money = " in {/currency:text}" if source.has("/currency") else ""
    axis = {"labelExpr": SHORT, "tickCount": 5}
    title = "Sales" + (f" ({clean_text(str(source.value('/currency')))})" if money else "")
    spec = {
        "data": {"values": days},
        "height": 220,
        "mark": {"type": "bar", "style": "main"},
        "encoding": {"x": _day_axis(), "y": quantity(name, title, axis=axis)},
    }
    whole = "gmv_30d" if source.has("/metrics/gmv_30d/value") else "revenue"
    words = (
        "Sales day by day",
        f"Bar chart of daily sales{money}, {{/window:period}}; together "
        f"{{/metrics/{whole}/value:compact}}. The table below holds every day.",
        f"Each bar is a day. Sales{money}.",
    )
    return build_chart(source, "sales", words, spec)


def followers_chart(source: Source) -> Chart | None:
    """Return followers day by day; None where they are not known for three days."""
    days, name = _days(source, ("followers",))
    if len(days) < _LEAST_DAYS:
        return None
    axis = {"labelExpr": SHORT, "tickCount": 5}
    first, last = (f"/trend/rows/{place}/{_column(source, name)}" for place in _ends(source, name))
    spec = {
        "data": {"values": days},
        "height": 160,
        "mark": {"type": "line", "style": "main", "point": {"style": "main", "filled": True}},
        "encoding": {"x": _day_axis(), "y": quantity(name, "Followers", axis=axis, scale={"zero": False})},
    }
    words = (
        "Followers day by day",
        f"Line chart of followers: {{{first}:count}} on the first day, {{{last}:count}} on the last.",
        "The axis does not start at nought, so that change can be seen.",
    )
    return build_chart(source, "followers", words, spec)


def shares_chart(source: Source, place: str) -> Chart | None:
    """Return the shares of sales that stand at this pointer, largest first; None for fewer than two."""
    parts = sorted(source.value(place) or [], key=lambda part: -part["share"])
    rows = [
        {"label": clean_text(part.get("name") or word_for(part["key"])), "share": part["share"]}
        for part in parts
    ]
    if len(rows) < 2:
        return None
    name = last_part(place)
    largest = f"{place}/{source.value(place).index(parts[0])}"
    named = "name:text" if source.has(f"{largest}/name") else "key:word"
    words = (
        f"Sales by {_PLURALS.get(name, word_for(name).lower())}",
        f"Bars of the shares of sales; the largest is {{{largest}/{named}}} with "
        f"{{{largest}/share:percent}}.",
        "Shares of all sales.",
    )
    return build_chart(source, f"{name}_shares", words, bars_of_shares(rows, "Share of sales"))


_PLURALS = {"channels": "channel", "categories": "category"}


def _days(source: Source, names: tuple[str, ...]) -> tuple[list[dict[str, Any]], str]:
    """Return the days on which the first of these columns that is there is known, and its name."""
    columns = list(source.value("/trend/columns") or [])
    name = next((name for name in names if name in columns), "")
    if not name or "date" not in columns:
        return [], name
    date, value = columns.index("date"), columns.index(name)
    rows = source.value("/trend/rows") or []
    known = [{"day": row[date], name: row[value]} for row in rows if row[date] and row[value] is not None]
    return known, name


def _column(source: Source, name: str) -> int:
    return list(source.value("/trend/columns")).index(name)


def _ends(source: Source, name: str) -> tuple[int, int]:
    at = _column(source, name)
    known = [place for place, row in enumerate(source.value("/trend/rows")) if row[at] is not None]
    return known[0], known[-1]


def _day_axis() -> dict[str, Any]:
    return {
        "field": "day",
        "type": "temporal",
        "timeUnit": "utcyearmonthdate",
        "title": None,
        "scale": {"type": "utc"},
        "axis": {"format": "%d %b", "labelOverlap": True, "grid": False},
    }
