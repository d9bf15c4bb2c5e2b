"""What chart specifications have in common: size, axes, and layers that several of them use."""

from __future__ import annotations

import math
from typing import Any

from creatorscope.reports.document import Chart
from creatorscope.reports.prose import Source

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 720
# Vega writes thousands as k and billions as G.
SHORT = (
    "datum.value < 1000 ? format(datum.value, '.3~r') : "
    "replace(replace(format(datum.value, '.3~s'), 'G', 'B'), 'k', 'K')"
)
SHORT_OF_LOG = SHORT.replace("datum.value", "pow(10, datum.value)")
TIMES = "'×' + format(datum.value, '.3~r')"
TIMES_OF_LOG = "'×' + format(pow(10, datum.value), '.2f')"

Spec = dict[str, Any]


def build_chart(source: Source, name: str, words: tuple[str, str, str], spec: Spec) -> Chart:
    """Return a chart from the templates of its title, its alternative text and its caption."""
    title, alt, caption = (source.text(template) for template in words)
    fit = {"type": "fit-x", "contains": "padding"}
    whole = {"$schema": SCHEMA, "title": str(title), "width": WIDTH, "autosize": fit, **spec}
    return Chart(name=name, title=title, alt=alt, caption=caption, spec=whole)


def quantity(field: str, title: str, **more: Any) -> Spec:
    """Return the encoding of a number under its axis title."""
    return {"field": field, "type": "quantitative", "title": title, **more}


def log_ticks(low: float, high: float) -> list[float]:
    """Return readable places on a logarithmic axis between two positive amounts: powers of ten and thirds."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    steps = (1, 3) if last - first > 2 else (1, 2, 5)
    places = [step * 10.0**power for power in range(first, last + 1) for step in steps]
    return [place for place in places if low <= place <= high] or [low, high]


def percent_axis() -> Spec:
    """Return the axis of fractions, written as percentages."""
    return {"format": "~%", "tickCount": 6}


def names_down(field: str) -> Spec:
    """Return the encoding of names down the side, in the order of the data."""
    axis = {"labelLimit": 260, "ticks": False, "domain": False, "labelPadding": 10}
    return {"field": field, "type": "nominal", "sort": None, "title": None, "axis": axis}


def height_of(rows: int, each: int = 26) -> int:
    """Return the height in pixels of a chart with one row per name."""
    return max(60, rows * each)


def interval_line(title: str, **scale: Any) -> Spec:
    """Return the layer that draws a line from the field `low` to the field `high`."""
    encoding = {"x": quantity("low", title, **scale), "x2": {"field": "high"}}
    return {"mark": {"type": "rule", "style": "interval"}, "encoding": encoding}


def point(title: str, field: str, more: Spec, **scale: Any) -> Spec:
    """Return the layer that draws a point at a field; `more` are further encodings."""
    mark = {"type": "point", "filled": True, "size": 90, "opacity": 1, "style": "main"}
    return {"mark": mark, "encoding": {"x": quantity(field, title, **scale), **more}}


def bars_of_shares(rows: list[Spec], title: str) -> Spec:
    """Return bars of the fractions in `share`, one per `label`, each with its percentage written."""
    written = {"text": {"field": "share", "type": "quantitative", "format": ".1~%"}}
    return {
        "data": {"values": rows},
        "height": height_of(len(rows)),
        "encoding": {"y": names_down("label"), "x": quantity("share", title, axis=percent_axis())},
        "layer": [
            {"mark": {"type": "bar", "style": "main", "height": 16}},
            {"mark": {"type": "text", "style": "value-text", "align": "left", "dx": 4}, "encoding": written},
        ],
    }
