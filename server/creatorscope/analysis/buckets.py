"""Buckets of scored works by rank of performance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.outputs import Part
from creatorscope.analysis.works_table import Bools, Floats, Ints

QUARTERS = ("Top", "Strong", "Mid", "Bottom")
THIRDS = ("Upper third", "Middle third", "Lower third")
ANECDOTES = 3

Rule = Literal["none", "thirds", "quarters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Buckets of works: `code` indexes `labels`, -1 for none; `order` is scored works, best first."""

    rule: Rule
    labels: tuple[str, ...]
    code: Ints
    order: Ints
    claims: bool
    note: str


class Buckets(Part):
    """The buckets of the output: ids by bucket, best first.

    Under 12 works `anecdotes` holds the three best and worst instead; `pinned_would_be` says which bucket
    each pinned work would take; `claims` whether the number of works lets differences be claimed.
    """

    rule: Rule
    claims: bool
    note: str
    ids: dict[str, list[str]]
    anecdotes: dict[str, list[str]]
    pinned_would_be: dict[str, str]


def rank(performance: Floats, scored: Bools, ids: tuple[str, ...], config: AnalysisConfig) -> Ranking:
    """Return the buckets of the scored works, ties by id, and those that unscored works would take."""
    places = np.flatnonzero(scored)
    size = places.size
    order = places[np.lexsort((np.array(ids)[places], -performance[places]))]
    code = np.full(performance.size, -1, dtype=np.int64)
    if size < config.buckets_from:
        note = f"{size} scored works: fewer than {config.buckets_from}, no buckets; anecdotes only."
        return Ranking(rule="none", labels=(), code=code, order=order, claims=False, note=note)
    values = performance[order]
    if values[0] == values[-1]:
        note = "All scored works perform alike: no buckets."
        return Ranking(rule="none", labels=(), code=code, order=order, claims=False, note=note)
    quarters = size >= config.quarters_from
    labels = QUARTERS if quarters else THIRDS
    cuts = _cuts(size, config) if quarters else [-(-size // 3), -(-2 * size // 3)]
    code[order] = np.searchsorted(np.array(cuts), np.arange(size), side="right")
    others = np.flatnonzero(~scored & ~np.isnan(performance))
    above = np.searchsorted(-values, -performance[others], side="left")
    code[others] = np.searchsorted(np.array(cuts), above, side="right")
    claims = size >= config.claims_from
    note = "" if claims else f"{size} scored works: buckets describe, no claims under {config.claims_from}."
    rule: Rule = "quarters" if quarters else "thirds"
    return Ranking(rule=rule, labels=labels, code=code, order=order, claims=claims, note=note)


def _cuts(size: int, config: AnalysisConfig) -> list[int]:
    """Return how many works from the best lie above each percentile: 85 of 100 works leaves 15 above."""
    return [size - -(-percentile * size // 100) for percentile in config.bucket_percentiles]


def describe(ranking: Ranking, ids: tuple[str, ...], scored: Bools, pinned: Bools) -> Buckets:
    """Return the buckets by work id."""
    code = ranking.code[ranking.order]
    ranked = np.array(ids, dtype=object)[ranking.order]
    few = min(ANECDOTES, ranked.size // 2) if ranking.rule == "none" else 0
    guests = np.flatnonzero(pinned & ~scored & (ranking.code >= 0))
    return Buckets(
        rule=ranking.rule,
        claims=ranking.claims,
        note=ranking.note,
        ids={label: ranked[code == place].tolist() for place, label in enumerate(ranking.labels)},
        anecdotes={"best": ranked[:few].tolist(), "worst": ranked[::-1][:few].tolist()} if few else {},
        pinned_would_be={ids[place]: ranking.labels[ranking.code[place]] for place in guests},
    )
