"""The charts of what goes with a creator's reach, and of what the works have in common."""

from __future__ import annotations

from creatorscope.reports.charts import (
    TIMES,
    Spec,
    build_chart,
    height_of,
    interval_line,
    names_down,
    percent_axis,
    point,
    quantity,
)
from creatorscope.reports.document import Chart
from creatorscope.reports.prose import Source
from creatorscope.reports.words import word_for

_MOST_BARS = 14
_LEAST_COUNT = 3
_LEAST_WORKS = 12
_RATIOS = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20]


def findings_chart(source: Source) -> Chart | None:
    """Return the surviving differences as ratios with intervals; None where there are none."""
    rows = [
        {
            "label": word_for(finding["feature"]) + (f" {finding['level']}" if finding["level"] else ""),
            "ratio": finding["ratio"],
            "low": finding["interval"][0],
            "high": finding["interval"][1],
            "status": word_for(finding["status"]),
        }
        for finding in source.value("/findings/findings") or []
    ]
    if not rows:
        return None
    unit = "likes" if source.value("/basis") == "likes" else "views"
    words = (
        "Differences that survive the test",
        "Interval plot of {/findings/findings:size} differences out of {/findings/family_size:count} tested; "
        f"each is the ratio of {unit} that goes with a feature, with its interval. The table below holds "
        "the figures.",
        "The dashed line is no difference. Associated with, not caused by.",
    )
    return build_chart(source, "findings", words, _forest(rows, f"Times the {unit} (log scale)"))


def content_chart(source: Source) -> Chart | None:
    """Return the most frequent labels among the compared works; None where few could be read."""
    scored = source.value("/exclusions/scored") or 0
    rows: list[Spec] = []
    for feature in source.value("/aggregates/shares") or []:
        flag = next((share for share in feature["overall"] if share["level"] == "yes"), None)
        if flag and flag["count"] >= _LEAST_COUNT and flag["interval"] and 2 * feature["n"] >= scored:
            low, high = flag["interval"]
            label = word_for(feature["feature"])
            rows.append({"label": label, "share": flag["share"], "low": low, "high": high})
    rows = sorted(rows, key=lambda row: (-row["share"], row["label"]))[:_MOST_BARS]
    if not rows or scored < _LEAST_WORKS:
        return None
    title = "Share of the works"
    bar = {"type": "bar", "style": "soft", "height": 14}
    axis = percent_axis()
    spec = {
        "data": {"values": rows},
        "height": height_of(len(rows)),
        "encoding": {"y": names_down("label")},
        "layer": [
            {"mark": bar, "encoding": {"x": quantity("share", title, axis=axis)}},
            interval_line(title, axis=axis),
        ],
    }
    words = (
        "What the works have in common",
        "Bars of the most frequent content labels among {/exclusions/scored:count} compared works, each with "
        "its interval. The table below holds the figures.",
        "Labels are found by word lists in captions and transcripts; the thin lines are "
        "{/config/confidence:percent} intervals.",
    )
    return build_chart(source, "content", words, spec)


def _forest(rows: list[Spec], title: str) -> Spec:
    x = {
        "scale": {"type": "log", "nice": False, "padding": 24},
        "axis": {"labelExpr": TIMES, "values": _RATIOS},
    }
    present = [word for word in ("Supported", "Suggestive") if any(row["status"] == word for row in rows)]
    status = {"field": "status", "type": "nominal", "title": None, "scale": {"domain": present}}
    no_difference = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "style": "reference"},
        "encoding": {"x": {"datum": 1, "type": "quantitative"}, "y": {}},
    }
    return {
        "data": {"values": rows},
        "height": height_of(len(rows), 32),
        "encoding": {"y": names_down("label")},
        "layer": [
            interval_line(title, **x),
            point(title, "ratio", {"color": status, "shape": status}, **x),
            no_difference,
        ],
    }
