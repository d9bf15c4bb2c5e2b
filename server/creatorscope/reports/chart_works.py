"""The charts of a creator's works: every one over time, and how they spread."""

from __future__ import annotations

import math

from creatorscope.reports.charts import SHORT, SHORT_OF_LOG, Spec, build_chart, log_ticks, quantity
from creatorscope.reports.creator_works import column_places
from creatorscope.reports.document import Chart
from creatorscope.reports.prose import Source

_NOT_COMPARED, _ALL = "Not compared", "Compared"
_LEAST_POINTS, _MOST_POINTS = 3, 1500
_LEAST_TO_SPREAD = 12
_BIN_DEX = 0.125


def reach_chart(source: Source, unit: str) -> Chart | None:
    """Return every work by date and plays, with its bucket; None for fewer than three that are compared."""
    points = _points(source, unit)
    if sum(point["group"] != _NOT_COMPARED for point in points) < _LEAST_POINTS:
        return None
    newest = points[-_MOST_POINTS:]
    heights = [point[unit] for point in newest]
    axis = {"labelExpr": SHORT, "values": log_ticks(min(heights), max(heights))}
    scale = {"type": "log", "nice": False, "padding": 12}
    at = {
        "x": {
            "field": "published",
            "type": "temporal",
            "title": "Published",
            "scale": {"type": "utc", "padding": 10},
            "axis": {"format": "%b %Y", "labelOverlap": "greedy", "labelSeparation": 12, "tickCount": 8},
        },
        "y": quantity(unit, f"{unit.capitalize()} (log scale)", scale=scale, axis=axis),
    }
    words = (
        "Reach of every work over time",
        f"Scatter plot of works by date of publishing and {unit}, logarithmic. Compared: "
        f"{{/exclusions/scored:count}}; the typical one got {{/kpis/median_{unit}/value:compact}} {unit}. "
        "{/kpis/outlier_rate/value:percent} of them are outliers.",
        _caption(source, cut=len(points) > len(newest)),
    )
    layers = _layers(source, at, source.value(f"/kpis/median_{unit}/value"))
    return build_chart(source, "reach", words, {"data": {"values": newest}, "height": 300, "layer": layers})


def spread_chart(source: Source, unit: str) -> Chart | None:
    """Return how many works reached how much; None for fewer than a dozen compared works."""
    compared = [point[unit] for point in _points(source, unit) if point["group"] != _NOT_COMPARED]
    if len(compared) < _LEAST_TO_SPREAD:
        return None
    ticks = [math.log10(tick) for tick in log_ticks(min(compared), max(compared))]
    axis = {"labelExpr": SHORT_OF_LOG, "values": ticks, "grid": False}
    x = quantity("from", f"{unit.capitalize()} (log scale)", axis=axis, scale={"zero": False}, bin="binned")
    to_log = {"calculate": f"log(datum.{unit}) / LN10", "as": "size"}
    bins = {"bin": {"step": _BIN_DEX}, "field": "size", "as": ["from", "to"]}
    count = {"aggregate": "count", "type": "quantitative", "title": "Works"}
    bars = {
        "data": {"values": [{unit: amount} for amount in compared]},
        "transform": [to_log, bins],
        "mark": {"type": "bar", "style": "soft", "binSpacing": 2},
        "encoding": {"x": x, "x2": {"field": "to"}, "y": count},
    }
    words = (
        f"How {unit} spread over the works",
        f"Histogram of the compared works by {unit}, logarithmic. A fifth of them stayed below "
        f"{{/kpis/p20_{unit}/value:compact}}, half passed {{/kpis/median_{unit}/value:compact}}, "
        f"a fifth passed {{/kpis/p80_{unit}/value:compact}}.",
        "Dashed lines: a fifth of the works is left of Weak, half left of Typical, a fifth right of Strong.",
    )
    spec = {"height": 200, "layer": [bars, {**_marks(source, unit), "transform": [to_log]}]}
    return build_chart(source, "spread", words, spec)


def _points(source: Source, unit: str) -> list[Spec]:
    """Return the works whose date and plays (or likes) are known and not 0, oldest first."""
    place = column_places(source)
    return [
        {
            "published": row[place["published_at"]],
            unit: row[place[unit]],
            "group": (row[place["bucket"]] or _ALL) if row[place["status"]] == "scored" else _NOT_COMPARED,
            "outlier": row[place["status"]] == "scored" and row[place["outlier"]],
        }
        for row in source.value("/works/rows") or []
        if row[place["published_at"]] and row[place[unit]]
    ]


def _caption(source: Source, *, cut: bool) -> str:
    words = "Each mark is a work. "
    if source.has("/buckets/ids"):
        words += "Colour and shape show its bucket. "
    words += (
        "Faint marks are not compared: too young, too old, pinned or advertising. Rings mark outliers; "
        "the dashed line is the typical work."
    )
    return words + (" Only the newest works are drawn." if cut else "")


def _layers(source: Source, at: Spec, typical: float | None) -> list[Spec]:
    buckets = list(source.value("/buckets/ids") or {})
    group = {"field": "group", "type": "nominal", "title": None, "scale": {"domain": buckets}}
    shown = {"color": group, "shape": group} if buckets else {}
    faint = {"type": "point", "style": "faint", "size": 18, "filled": True}
    main = {"type": "point", "filled": True, "size": 55, "opacity": 0.9}
    if not buckets:
        main["style"] = "main"
    return [
        {
            "transform": [{"filter": f"datum.group === '{_NOT_COMPARED}'"}],
            "mark": faint,
            "encoding": at,
        },
        {
            "transform": [{"filter": f"datum.group !== '{_NOT_COMPARED}'"}],
            "mark": main,
            "encoding": {**at, **shown},
        },
        {
            "transform": [{"filter": "datum.outlier"}],
            "mark": {"type": "point", "style": "ring", "size": 190},
            "encoding": at,
        },
        {
            "data": {"values": [{"typical": typical}]},
            "mark": {"type": "rule", "style": "reference"},
            "encoding": {"y": {"field": "typical", "type": "quantitative"}},
        },
    ]


def _marks(source: Source, unit: str) -> Spec:
    """Return the layer of lines at the weak, the typical and the strong work."""
    ends = [("Weak", f"p20_{unit}"), ("Typical", f"median_{unit}"), ("Strong", f"p80_{unit}")]
    marks = [{"mark": name, unit: source.value(f"/kpis/{key}/value")} for name, key in ends]
    words = {"type": "text", "style": "reference-text", "baseline": "bottom", "dy": -4}
    return {
        "data": {"values": [mark for mark in marks if mark[unit]]},
        "encoding": {"x": {"field": "size", "type": "quantitative"}},
        "layer": [
            {"mark": {"type": "rule", "style": "reference"}},
            {"mark": words, "encoding": {"text": {"field": "mark"}, "y": {"value": 0}}},
        ],
    }
