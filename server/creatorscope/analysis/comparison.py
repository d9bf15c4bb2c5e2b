"""Creators side by side: one definition and window per column, the interval in the cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.outputs import Figure, Interval, Metric, Part

DEFAULT_COLUMNS = (
    "median_plays",
    "view_rate",
    "engagement_rate_by_views_median",
    "engagement_rate_by_followers",
    "log_mad",
    "outlier_rate",
    "works_per_week",
    "days_since_last",
    "reach_trend",
    "follower_growth",
)


class Column(Part):
    """One column: the one definition all of its cells share."""

    name: str
    unit: str
    aggregation: str
    numerator: str | None
    denominator: str | None


class Cell(Part):
    """One figure; None is unknown and is not 0. `reason` says why it is not shown."""

    value: Figure | None
    interval: Interval | None
    n: int
    reason: str | None


class ComparedCreator(Part):
    """One row: the creator, its own window and confidence, one cell per column."""

    creator: str
    basis: str
    window: str
    as_of: str
    confidence: str
    cells: list[Cell]


class Comparison(Part):
    """The table; `overlaps` names columns whose intervals all overlap, where no order can be claimed.

    `notes` say where windows or dates of fetching differ.
    """

    columns: list[Column]
    rows: list[ComparedCreator]
    overlaps: list[str]
    notes: list[str]


def compare_creators(
    analyses: Sequence[CreatorAnalysis], columns: Sequence[str] = DEFAULT_COLUMNS
) -> Comparison:
    """Return the creators as rows, in the order given.

    A figure made by another definition than the column's (other actions reported, likes for plays) is left
    out of its cell with a reason. Raises AnalysisInputError for fewer than two creators, one given twice,
    analyses of different versions or configurations.
    """
    _check(analyses)
    made = [_column(name, analyses) for name in columns]
    rows = [
        ComparedCreator(
            creator=item.creator,
            basis=item.basis,
            window=str(item.window),
            as_of=item.as_of,
            confidence=item.confidence.level,
            cells=[_cell(column, item.kpis.get(column.name)) for column in made],
        )
        for item in analyses
    ]
    overlapping = [
        column.name
        for place, column in enumerate(made)
        if _all_overlap([row.cells[place].interval for row in rows])
    ]
    return Comparison(columns=made, rows=rows, overlaps=overlapping, notes=_notes(analyses))


def _check(analyses: Sequence[CreatorAnalysis]) -> None:
    if len(analyses) < 2:
        raise AnalysisInputError("there are fewer than two creators", "give two analyses or more")
    names = [item.creator for item in analyses]
    if len(set(names)) < len(names):
        raise AnalysisInputError("a creator is there twice", "give each creator's newest analysis once")
    if len({(item.spec_version, item.config.model_dump_json()) for item in analyses}) > 1:
        raise AnalysisInputError(
            "the analyses were made by different versions or configurations",
            "analyse all creators again with the same configuration",
        )


def _column(name: str, analyses: Sequence[CreatorAnalysis]) -> Column:
    """Return the definition most of the creators' figures share, the first one where tied."""
    found = [metric for item in analyses if (metric := item.kpis.get(name)) is not None]
    if not found:
        return Column(name=name, unit="", aggregation="not known of any", numerator=None, denominator=None)
    definitions = [_definition(name, metric) for metric in found]
    return max(definitions, key=lambda one: sum(one == other for other in definitions))


def _definition(name: str, metric: Metric) -> Column:
    return Column(
        name=name,
        unit=metric.unit,
        aggregation=metric.aggregation,
        numerator=metric.numerator,
        denominator=metric.denominator,
    )


def _cell(column: Column, metric: Metric | None) -> Cell:
    if metric is None:
        return Cell(value=None, interval=None, n=0, reason="not measured for this creator")
    if _definition(column.name, metric) != column:
        made_of = metric.numerator or metric.unit
        return Cell(value=None, interval=None, n=metric.n, reason=f"another definition here: {made_of}")
    reason = "unknown" if metric.value is None else None
    return Cell(value=metric.value, interval=metric.interval, n=metric.n, reason=reason)


def _all_overlap(intervals: list[tuple[float, float] | None]) -> bool:
    known = [interval for interval in intervals if interval is not None]
    return len(known) > 1 and max(low for low, _ in known) <= min(high for _, high in known)


def _notes(analyses: Sequence[CreatorAnalysis]) -> list[str]:
    notes = []
    limits = {item.window.limit_days for item in analyses}
    if len(limits) > 1:
        spans = ", ".join(
            "undated" if limit is None else f"{limit} days" for limit in sorted(limits, key=str)
        )
        notes.append(f"Windows differ ({spans}): creators with few works were followed further back.")
    moments = [datetime.fromisoformat(item.as_of) for item in analyses]
    if (max(moments) - min(moments)).days >= 7:
        notes.append("The analyses were made a week or more apart.")
    if len({item.platform for item in analyses}) > 1:
        notes.append("Platforms differ: plays are not counted alike on them.")
    return notes
