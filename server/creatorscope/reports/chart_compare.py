"""The charts that set creators or groups side by side."""

from __future__ import annotations

from creatorscope.contract.text import clean_text
from creatorscope.reports.charts import (
    SHORT,
    TIMES_OF_LOG,
    Spec,
    bars_of_shares,
    build_chart,
    height_of,
    interval_line,
    log_ticks,
    names_down,
    percent_axis,
    point,
    quantity,
)
from creatorscope.reports.document import Chart
from creatorscope.reports.figures import Form, format_figure
from creatorscope.reports.prose import Source
from creatorscope.reports.words import word_for

_COMPARED = ("median_plays", "median_likes", "view_rate", "engagement_rate_by_views_median", "reach_trend")
_MOST_RANKED = 20


def comparison_charts(source: Source) -> list[Chart]:
    """Return a chart with intervals for each of the usual measures that two creators or more have."""
    columns = [column["name"] for column in source.value("/columns") or []]
    charts = (_compared(source, columns.index(name)) for name in _COMPARED if name in columns)
    return [chart for chart in charts if chart]


def shortlist_chart(source: Source, ranked: list[str]) -> Chart | None:
    """Return scores and how firm they are; None for fewer than two ranked creators."""
    if len(ranked) < 2:
        return None
    rows = [
        {
            "label": _name(source, place),
            "score": source.value(f"{place}/score"),
            "stays": source.value(f"{place}/p_top"),
        }
        for place in ranked[:_MOST_RANKED]
    ]
    first = ranked[0]
    words = (
        "Scores, and how firm they are",
        f"Bars of scores of the ranked creators, led by {{{first}/creator:name}} with "
        f"{{{first}/score:decimal}}; diamonds show how often each stays among the first {{/k:count}} under "
        "other weights. The table below holds the figures.",
        "Bars: score among these candidates. Diamonds: share of runs with other weights in which the creator "
        "stays among the first {/k:count}."
        + (" Only the first places are drawn." if len(ranked) > _MOST_RANKED else ""),
    )
    return build_chart(source, "shortlist", words, _scores(rows))


def audience_chart(source: Source, place: str) -> Chart | None:
    """Return the shares of one dimension of an audience, largest first; None where there are none."""
    shares = source.value(f"{place}/shares") or {}
    rows = [{"label": clean_text(group), "share": share} for group, share in shares.items()]
    rows = sorted(rows, key=lambda row: (-row["share"], row["label"]))[:_MOST_RANKED]
    if not rows:
        return None
    dimension = str(source.value(f"{place}/name"))
    words = (
        f"Audience by {{{place}/name:lower}}",
        f"Bars of the audience by {{{place}/name:lower}}: {{{place}/shares:size}} groups, the largest "
        f"{{{place}/concentration/largest:text}} with {{{place}/concentration/largest_share:percent}}.",
        f"Shares of the audience known by {{{place}/name:lower}}.",
    )
    return build_chart(source, f"audience_{dimension}", words, bars_of_shares(rows, "Share of the audience"))


def _scores(rows: list[Spec]) -> Spec:
    title = "Score (bar) and chance to stay (diamond)"
    x = {"axis": {"format": ".1f", "tickCount": 6}, "scale": {"domain": [0, 1]}}
    diamond = {
        "type": "point",
        "shape": "diamond",
        "style": "second",
        "filled": True,
        "size": 80,
        "opacity": 1,
    }
    return {
        "data": {"values": rows},
        "height": height_of(len(rows)),
        "encoding": {"y": names_down("label")},
        "layer": [
            {
                "mark": {"type": "bar", "style": "soft", "height": 14},
                "encoding": {"x": quantity("score", title, **x)},
            },
            {"mark": diamond, "encoding": {"x": quantity("stays", title, **x)}},
        ],
    }


def _compared(source: Source, at: int) -> Chart | None:
    rows = _cells(source, at)
    if len(rows) < 2:
        return None
    name = str(source.value(f"/columns/{at}/name"))
    title, x = _axis(str(source.value(f"/columns/{at}/unit")), word_for(name), rows)
    spec = {
        "data": {"values": rows},
        "height": height_of(len(rows), 30),
        "encoding": {"y": names_down("label")},
        "layer": [interval_line(title, **x), point(title, "value", {}, **x)],
    }
    words = (
        f"{{/columns/{at}/name:word}}",
        f"Interval plot of {{/columns/{at}/name:lower}} for each creator. The table below holds the figures.",
        "",
    )
    return build_chart(source, f"compare_{name}", words, spec)


def _axis(unit: str, title: str, rows: list[Spec]) -> tuple[str, Spec]:
    """Return the axis title and the scale that fit the unit; amounts above 0 are logarithmic."""
    low, high = min(row["low"] for row in rows), max(row["high"] for row in rows)
    plain = {"zero": False, "padding": 12}
    if unit in {"plays", "likes"} and low > 0:
        scale = {"type": "log", "nice": False, "padding": 16}
        return f"{title}, log scale", {
            "scale": scale,
            "axis": {"labelExpr": SHORT, "values": log_ticks(low, high)},
        }
    if unit == "fraction":
        return title, {"scale": plain, "axis": percent_axis()}
    if unit == "dex per 30 days":
        return f"{title}, a month", {"scale": plain, "axis": {"labelExpr": TIMES_OF_LOG, "tickCount": 6}}
    return title, {"scale": plain, "axis": {"labelExpr": SHORT, "tickCount": 6}}


def _cells(source: Source, at: int) -> list[Spec]:
    rows = []
    for place in source.places("/rows"):
        cell = source.value(f"{place}/cells/{at}")
        if cell and cell["value"] is not None:
            low, high = cell["interval"] or (cell["value"], cell["value"])
            rows.append({"label": _name(source, place), "value": cell["value"], "low": low, "high": high})
    return rows


def _name(source: Source, place: str) -> str:
    return format_figure(source.value(f"{place}/creator"), Form.NAME, source.names)
