"""Writing a claim's text with its figures: each {eN} becomes the figure it stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from creatorscope.claims.claim import (
    Claim,
    ClaimEvidence,
    Evidence,
    FindingEvidence,
    QuoteEvidence,
    StatisticEvidence,
    ValueEvidence,
)
from creatorscope.claims.prepared import PreparedInput, Value, flatten
from creatorscope.claims.rules_wording import PLACEHOLDER

FigureForm = Literal["count", "percent", "times", "dex_times", "decimal", "p", "date", "text"]
"""How a figure is written, named as the forms of a report's figures are."""

WriteFigure = Callable[[Value, FigureForm], str]

_BY_NAME: tuple[tuple[FigureForm, tuple[str, ...]], ...] = (
    ("times", ("ratio", "ratio_low", "ratio_high", "interval_low", "interval_high", "reach_ratio")),
    ("dex_times", ("shift_dex", "reach_dex")),
    ("p", ("p", "q", "p_within_half_years")),
)
_DATES = ("published_date", "published_at", "start", "end")
_FRACTIONS = ("share", "rate", "share_of", "top", "bottom", "strong", "mid")
_BY_UNIT: dict[str, FigureForm] = {
    "fraction": "percent",
    "fraction per day": "percent",
    "dex per 30 days": "dex_times",
    "plays": "count",
    "likes": "count",
}


def render(claim: Claim, prepared: PreparedInput, write: WriteFigure) -> str:
    """Return a checked claim's text, its figures written by `write` and its quotes in marks.

    `write` takes the stored figure and its form. A {eN} that stands for a claim or nothing is left out: it
    does not pass a check.
    """
    evidence = {item.id: item for item in claim.evidence}
    statistics = flatten(prepared.statistics)

    def figure(name: str) -> str:
        item = evidence.get(name)
        if item is None or isinstance(item, ClaimEvidence):
            return ""
        if isinstance(item, QuoteEvidence):
            return f"“{item.quote.strip()}”"
        return write(item.value, form_of(item, statistics))

    return PLACEHOLDER.sub(lambda match: figure(match[1]), claim.text)


def form_of(item: Evidence, statistics: dict[str, Value]) -> FigureForm:
    """Return how a figure is written, by its unit where the statistics name one, else by its name and kind.

    Fractions are percents, factors times, whole numbers counts.
    """
    if isinstance(item, QuoteEvidence | ClaimEvidence):
        return "text"
    name = _name_of(item)
    if isinstance(item.value, str):
        return "date" if name in _DATES else "text"
    if not _is_number(item.value):
        return "text"
    return _by_unit(item, statistics) or _by_name(name, item.value)


def _by_unit(
    item: FindingEvidence | StatisticEvidence | ValueEvidence, statistics: dict[str, Value]
) -> FigureForm | None:
    if not isinstance(item, StatisticEvidence) or _name_of(item) not in {"value", "low", "high"}:
        return None
    owner, dot, _ = item.ref.rpartition(".")
    unit = statistics.get(f"{owner}{dot}unit")
    return _BY_UNIT.get(unit) if isinstance(unit, str) else None


def _by_name(name: str, value: Value) -> FigureForm:
    for form, names in _BY_NAME:
        if name in names:
            return form
    if name in _FRACTIONS or name.endswith(("_share", "_rate")) or "_rate_by_" in name:
        return "percent"
    return "count" if isinstance(value, int) else "decimal"


def _name_of(item: FindingEvidence | StatisticEvidence | ValueEvidence) -> str:
    """Return the name a figure stands under: its field, or the last part of its path."""
    return item.ref.rpartition(".")[2] if isinstance(item, StatisticEvidence) else item.field


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
