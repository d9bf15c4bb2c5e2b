"""Ranking candidates for a brief: gates first, then weighted percentiles, with how stable the ranks are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.stats as st

from creatorscope.analysis.definitions import SPEC_VERSION
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.inputs import seed_of
from creatorscope.analysis.outputs import Figure, Part
from creatorscope.analysis.works_table import Bools, Floats, Ints

AWARENESS: Mapping[str, float] = {
    "reach_efficiency": 0.30,
    "audience": 0.25,
    "content_fit": 0.15,
    "engagement": 0.10,
    "consistency": 0.10,
    "cost": 0.10,
}
SHOP: Mapping[str, float] = {
    "gpm_gmv": 0.30,
    "category_price_fit": 0.25,
    "audience": 0.15,
    "consistency": 0.10,
    "health": 0.10,
    "cost": 0.10,
}
LOWER_IS_BETTER = frozenset({"consistency", "cost"})
COVERAGE_FLOOR = 0.60
PERTURBATIONS = 500
PERTURBED_BY = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One creator: figures by criterion (None is unknown) and gates (name -> passed; None is unknown).

    Gates are decided by the caller: country, language, health, inactive, brand_conflict and the like.
    """

    creator: str
    figures: Mapping[str, float | None]
    gates: Mapping[str, bool | None] = field(default_factory=dict)


class RankedCreator(Part):
    """One candidate. `score` is 0 to 1 over the criteria known, `coverage` the weight they hold.

    `rank` is None when a gate failed or coverage is under 60 %; `p_top` is the share of perturbed weights
    under which it is among the first k.
    """

    creator: str
    rank: int | None
    score: Figure | None
    coverage: Figure
    p_top: Figure | None
    percentiles: dict[str, Figure]
    missing: list[str]
    failed_gates: list[str]
    unknown_gates: list[str]


class Shortlist(Part):
    """All candidates, ranked ones first; `k` is how many are wanted."""

    spec_version: str
    k: int
    weights: dict[str, Figure]
    perturbations: int
    creators: list[RankedCreator]
    notes: list[str]


def score_shortlist(
    candidates: Sequence[Candidate], weights: Mapping[str, float] = AWARENESS, k: int = 10
) -> Shortlist:
    """Return the candidates ranked by weighted percentiles among those that pass every gate.

    Lower is better for `consistency` (log-MAD) and `cost`. A missing figure drops its weight and the others
    are renormalised. Unknown gates pass and are named. Raises AnalysisInputError for no candidates, a
    creator given twice, or weights that are negative or all 0.
    """
    _check(candidates, weights)
    names = list(weights)
    weight = np.array([weights[name] for name in names])
    passed = np.array([all(mark is not False for mark in item.gates.values()) for item in candidates])
    table = _Table(candidates=candidates, names=names, percentiles=_percentiles(candidates, names, passed))
    known = ~np.isnan(table.percentiles)
    coverage = (known * weight).sum(axis=1) / weight.sum()
    ranked = passed & (coverage >= COVERAGE_FLOOR - 1e-9)
    scores = _scores(table.percentiles, weight[None, :])[0]
    place_of = {int(place): at for at, place in enumerate(_order(scores, ranked, candidates), start=1)}
    p_top = _stability(table, weight, ranked, k)
    rows = [
        _row(table, place).model_copy(
            update={
                "rank": place_of.get(place),
                "score": float(scores[place]) if passed[place] and known[place].any() else None,
                "coverage": float(coverage[place]),
                "p_top": float(p_top[place]) if ranked[place] else None,
            }
        )
        for place in range(len(candidates))
    ]
    return Shortlist(
        spec_version=SPEC_VERSION,
        k=k,
        weights={name: float(share) for name, share in zip(names, weight / weight.sum(), strict=True)},
        perturbations=PERTURBATIONS,
        creators=sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.creator)),
        notes=_notes(rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The candidates' percentiles, one row each, one column per criterion."""

    candidates: Sequence[Candidate]
    names: list[str]
    percentiles: Floats


def _row(table: _Table, place: int) -> RankedCreator:
    item, percentiles = table.candidates[place], table.percentiles[place]
    known = {name: float(at) for name, at in zip(table.names, percentiles, strict=True) if not np.isnan(at)}
    return RankedCreator(
        creator=item.creator,
        rank=None,
        score=None,
        coverage=0.0,
        p_top=None,
        percentiles=known,
        missing=[name for name in table.names if item.figures.get(name) is None],
        failed_gates=sorted(name for name, mark in item.gates.items() if mark is False),
        unknown_gates=sorted(name for name, mark in item.gates.items() if mark is None),
    )


def _check(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> None:
    if not candidates:
        raise AnalysisInputError("there are no candidates", "search for creators first")
    names = [item.creator for item in candidates]
    if len(set(names)) < len(names):
        raise AnalysisInputError("a creator is there twice", "give each candidate once")
    if not weights or min(weights.values()) < 0 or sum(weights.values()) <= 0:
        raise AnalysisInputError("the weights are negative or all 0", "give at least one positive weight")


def _percentiles(candidates: Sequence[Candidate], names: list[str], passed: Bools) -> Floats:
    """Return percentiles of 0 to 1 (mid-ranks) among those that passed; NaN for unknown figures."""
    result = np.full((len(candidates), len(names)), np.nan)
    for at, name in enumerate(names):
        values = np.array([item.figures.get(name) for item in candidates], dtype=np.float64)
        usable = passed & ~np.isnan(values)
        if usable.any():
            signed = -values[usable] if name in LOWER_IS_BETTER else values[usable]
            result[usable, at] = (st.rankdata(signed) - 0.5) / usable.sum()
    return result


def _scores(percentiles: Floats, weights: Floats) -> Floats:
    """Return the weighted mean of the known percentiles, one row per set of weights."""
    known = ~np.isnan(percentiles)
    held = weights @ known.T.astype(np.float64)
    reached = weights @ np.nan_to_num(percentiles).T
    return np.asarray(np.divide(reached, held, out=np.zeros_like(reached), where=held > 0))


def _order(scores: Floats, ranked: Bools, candidates: Sequence[Candidate]) -> Ints:
    """Return the ranked places, best first, ties by creator."""
    places = np.flatnonzero(ranked)
    names = np.array([item.creator for item in candidates])
    order: Ints = places[np.lexsort((names[places], -scores[places].round(12)))]
    return order


def _stability(table: _Table, weight: Floats, ranked: Bools, k: int) -> Floats:
    """Return how often each candidate is among the first k when every weight moves by up to 20 %."""
    seed = seed_of("|".join(sorted(item.creator for item in table.candidates)))
    moves = np.random.default_rng(seed).uniform(-PERTURBED_BY, PERTURBED_BY, (PERTURBATIONS, weight.size))
    counts = np.zeros(len(table.candidates))
    for scores in _scores(table.percentiles, weight * (1 + moves)):
        counts[_order(scores, ranked, table.candidates)[:k]] += 1
    return counts / PERTURBATIONS


def _notes(rows: list[RankedCreator]) -> list[str]:
    notes = []
    thin = [row.creator for row in rows if row.rank is None and not row.failed_gates]
    if thin:
        notes.append(
            f"Not ranked, under {COVERAGE_FLOOR:.0%} of the weight known: {', '.join(sorted(thin))}."
        )
    if any(row.unknown_gates for row in rows):
        notes.append("Some gates could not be checked; they count as passed: see unknown_gates.")
    return notes
