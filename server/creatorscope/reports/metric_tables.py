"""Tables of metrics: each with its interval, its number of works and what it is made of."""

from __future__ import annotations

from collections.abc import Iterable

from creatorscope.reports.document import Table
from creatorscope.reports.figures import form_of
from creatorscope.reports.prose import Head, Source

_SUFFIXES = {
    "fraction": "",
    "ratio": "",
    "": "",
    "dex": "dex",
    "dex per 30 days": "a month",
    "fraction per day": "a day",
    "works per week": "a week",
}


def metric_table(source: Source, caption: str, metrics: Iterable[str], *, folded: bool = False) -> Table:
    """Return a table of the metrics these pointers name; those that are absent are left out.

    Intervals have a column where most metrics have one, else they stand beside their value; the
    number measured on has one where most were measured on more than one.
    """
    rows = [base for base in metrics if source.has(base)]
    intervals = 2 * sum(source.has(f"{base}/interval") for base in rows) >= len(rows)
    counted = 2 * sum((source.value(f"{base}/n") or 0) > 1 for base in rows) >= len(rows)

    def value(base: str) -> str:
        beside = not intervals and source.has(f"{base}/interval")
        shown = value_template(source, base) + _unit(source, base)
        return f"{shown} ({interval_template(source, base)})" if beside else shown

    heads = [
        Head(title="Measure", cell="{:key}"),
        Head(title="Value", cell=value, why=lambda base: why_missing(source, base)),
        *[Head(title="Interval", cell=lambda base: interval_template(source, base), why="none given")]
        * intervals,
        *[Head(title="Measured on", cell=lambda base: _measured_on(source, base))] * counted,
        Head(title="Made of", cell=lambda base: made_of(source, base), numeric=False),
    ]
    return source.table(caption, heads, rows, folded=folded)


def value_template(source: Source, base: str) -> str:
    """Return the template of a metric's value in the form that fits its unit, relative to the metric."""
    return f"{{value:{form_of(str(source.value(f'{base}/unit') or ''))}}}"


def interval_template(source: Source, base: str) -> str:
    """Return the template of a metric's interval; – where it has none."""
    form = form_of(str(source.value(f"{base}/unit") or ""))
    if not source.has(f"{base}/interval"):
        return f"{{interval:{form}}}"
    return f"{{interval/0:{form}}} to {{interval/1:{form}}}"


def why_missing(source: Source, base: str) -> str:
    """Return why a metric has no value, as far as the analysis tells."""
    name = base.rpartition("/")[2]
    gaps = source.value("/gaps") or []
    if name == "follower_growth":
        return "too few follower counts over time"
    if (name == "view_rate" or name.endswith("_by_followers")) and "followers" in gaps:
        return "the follower count is not known"
    if source.value("/basis") == "likes" and ("plays" in name or "views" in name):
        return "the platform hides plays"
    if not source.value(f"{base}/n"):
        return "nothing to measure it on"
    if name in {"reach_trend", "works_per_week", "median_gap_days", "gmv_trend"}:
        return "too few dated points"
    return "a figure it is made of is not known"


def _measured_on(source: Source, base: str) -> str:
    return "{n:count}; {missing:count} without" if source.value(f"{base}/missing") else "{n:count}"


def _unit(source: Source, base: str) -> str:
    unit = str(source.value(f"{base}/unit") or "")
    if not source.has(f"{base}/value"):
        return ""
    return f" {_SUFFIXES[unit]}".rstrip() if unit in _SUFFIXES else " {unit:text}"


def made_of(source: Source, base: str) -> str:
    """Return the template of how a metric is made, relative to the metric."""
    parts = ["{aggregation:text}"]
    if source.has(f"{base}/numerator"):
        parts.append("{numerator:text}")
        if source.has(f"{base}/denominator"):
            parts[-1] += " over {denominator:text}"
    return "; ".join(parts)
