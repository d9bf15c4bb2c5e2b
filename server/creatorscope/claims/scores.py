"""The scores only code computes: a work's average and verdict, an author's benchmark and radar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import regex

from creatorscope.claims.outputs import Output
from creatorscope.claims.outputs_judgement import ScoreOfWork, WorkScore
from creatorscope.claims.prepared import Frozen, PreparedInput, Value, flatten

STRONG_FROM = 4.2
FAIR_FROM = 3.4
SCORED = ("hook", "structure", "style", "cta", "insight")
NOT_ENOUGH = "not enough data"

Verdict = Literal["strong", "fair", "weak"]
_SHARE = regex.compile(r"aggregates\.(?P<family>\w+)\.(?P<label>[^.]+)\.share")
_SELLING = ("click_link", "voucher", "visit_store")


class WorkVerdict(Frozen):
    """The five scores of one work (1 to 5), their average to one decimal, and what it amounts to.

    strong from 4.2, fair from 3.4, weak below.
    """

    hook: int
    structure: int
    style: int
    cta: int
    insight: int
    average: float
    verdict: Verdict


class Computed(Frozen):
    """One score from 0 to 100 with its formula and the figures it took, by path.

    `value` is None where one is missing: `note` then says 'not enough data', and `missing` what lacks.
    """

    value: float | None
    formula: str
    inputs: dict[str, Value]
    missing: list[str]
    note: str


class Benchmark(Frozen):
    """The scores of an author benchmark; the radar has eight dimensions."""

    business_score: Computed
    benchmark_gap_score: Computed
    style_radar: dict[str, Computed]


def judge_work(scores: ScoreOfWork) -> WorkVerdict:
    """Return the average of the five scores of one work, and the verdict it gives."""
    given = {name: getattr(scores, name).score for name in SCORED}
    average = round(sum(given.values()) / len(given), 1)
    verdict: Verdict = "strong" if average >= STRONG_FROM else "fair" if average >= FAIR_FROM else "weak"
    return WorkVerdict(**given, average=average, verdict=verdict)


def benchmark(prepared: PreparedInput) -> Benchmark:
    """Return the scores of an author from the input's statistics, each None where a figure is missing."""
    figures = _Figures(prepared)
    radar = {
        "reach": figures.score(
            "100 x view_rate (median plays over followers), at most 100",
            _kpi("view_rate"),
            lambda rate: min(1.0, rate),
        ),
        "engagement": figures.score(
            "1000 x median engagement by views, at most 100: one action in ten views is 100",
            _kpi("engagement_rate_by_views_median"),
            lambda rate: min(1.0, 10 * rate),
        ),
        "steadiness": figures.score(
            "100 / 10^log_mad: 100 over the factor by which a work typically leaves the centre",
            _kpi("log_mad"),
            lambda spread: 1 / 10**spread,
        ),
        "evenness": figures.score(
            "100 x median over mean of plays, at most 100: low where a few hits carry the rest",
            _kpi("median_to_mean"),
            lambda ratio: min(1.0, ratio),
        ),
        "cadence": figures.score(
            "100 x works a week over 7, at most 100: a work a day is 100",
            _kpi("works_per_week"),
            lambda pace: min(1.0, pace / 7),
        ),
        "hook_variety": figures.variety("hook"),
        "structure_variety": figures.variety("structure"),
        "calls_to_action": figures.largest(
            "cta", "100 x the share of works with the most frequent call to action"
        ),
    }
    return Benchmark(business_score=figures.business(), benchmark_gap_score=figures.gap(), style_radar=radar)


def computed_scores(prepared: PreparedInput, output: Output) -> dict[str, Any]:
    """Return what code computes for an analysis that passed, as JSON data; {} where it computes nothing.

    work-score: one verdict by work id; author-benchmark: its two scores and its radar.
    """
    if isinstance(output, WorkScore):
        return {item.work_id: judge_work(item).model_dump(mode="json") for item in output.works}
    if prepared.contract == "author-benchmark":
        return benchmark(prepared).model_dump(mode="json")
    return {}


class _Figures:
    """The figures of an input, and the scores made of them."""

    def __init__(self, prepared: PreparedInput) -> None:
        self._numbers = {
            path: float(value)
            for path, value in flatten(prepared.statistics).items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }
        self._sells = prepared.has_conversion_signal

    def score(self, formula: str, path: str, of: Callable[[float], float]) -> Computed:
        """Return the score made of one figure."""
        value = self._numbers.get(path)
        return _computed(None if value is None else of(value), formula, {path: value}, [path])

    def variety(self, family: str) -> Computed:
        """Return how little of the works share one label of a family."""
        formula = f"100 x (1 - share of works with the most frequent {family})"
        path, share = self._most(family)
        return _computed(None if share is None else 1 - share, formula, {path: share}, [path])

    def largest(self, family: str, formula: str, labels: tuple[str, ...] = ()) -> Computed:
        """Return the largest share among the labels of a family."""
        path, share = self._most(family, labels)
        return _computed(share, formula, {path: share}, [path])

    def business(self) -> Computed:
        """Return how often the works call to buy; nothing without measured sales."""
        formula = (
            f"100 x the largest share of works among the calls {', '.join(_SELLING)}; needs measured sales"
        )
        if not self._sells:
            return _computed(None, formula, {}, ["conversion"])
        return self.largest("cta", formula, _SELLING)

    def gap(self) -> Computed:
        """Return how far the typical work is from the creator's own good ones."""
        formula = "100 x (1 - median over 80th percentile of plays, of likes where plays are hidden)"
        unit = "plays" if _kpi("median_plays") in self._numbers else "likes"
        middle, high = _kpi(f"median_{unit}"), _kpi(f"p80_{unit}")
        found = {middle: self._numbers.get(middle), high: self._numbers.get(high)}
        low, top = found[middle], found[high]
        value = 1 - low / top if low is not None and top else None
        return _computed(value, formula, found, [path for path, known in found.items() if not known])

    def _most(self, family: str, labels: tuple[str, ...] = ()) -> tuple[str, float | None]:
        shares = {
            path: share
            for path, share in self._numbers.items()
            if (match := _SHARE.fullmatch(path))
            and match["family"] == family
            and (not labels or match["label"] in labels)
        }
        if not shares:
            return f"aggregates.{family}", None
        path = max(sorted(shares), key=shares.__getitem__)
        return path, shares[path]


def _kpi(name: str) -> str:
    return f"kpis.{name}.value"


def _computed(
    value: float | None, formula: str, inputs: Mapping[str, float | None], needed: list[str]
) -> Computed:
    known = {path: figure for path, figure in inputs.items() if figure is not None}
    if value is None:
        return Computed(value=None, formula=formula, inputs=dict(known), missing=needed, note=NOT_ENOUGH)
    shown = round(100 * min(1.0, max(0.0, value)), 1)
    return Computed(value=shown, formula=formula, inputs=dict(known), missing=[], note="")
