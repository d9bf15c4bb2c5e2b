"""Shares of features among the scored works, overall and by bucket, and the words of their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from creatorscope.analysis.buckets import Ranking
from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.features import FeatureColumn
from creatorscope.analysis.outputs import Figure, Part, Share
from creatorscope.analysis.robust import wilson
from creatorscope.analysis.works_table import Bools, Floats, Ints

PRIOR_SHARE = 0.1
MIN_DOCUMENTS = 3


class FeatureShares(Part):
    """One feature among the scored works; `missing` works gave no evidence and count in no share.

    A number has quantiles (p20, p50, p80) instead of shares.
    """

    feature: str
    n: int
    missing: int
    overall: list[Share]
    by_bucket: dict[str, list[Share]]
    quantiles: tuple[Figure, Figure, Figure] | None


class Keyword(Part):
    """A word or a pair of words: works it occurs in, and how it leans to the better works.

    `lean` is a z of weighted log-odds (upper half of the buckets against the lower); None without buckets.
    """

    term: str
    works: int
    share: Figure
    lean: Figure | None


def feature_shares(
    columns: list[FeatureColumn], ranking: Ranking, scored: Bools, config: AnalysisConfig
) -> list[FeatureShares]:
    """Return the shares of every feature known for at least one scored work, by name."""
    return [
        _shares(column, ranking, scored, config)
        for column in columns
        if not np.isnan(column.values[scored]).all()
    ]


def keywords(
    tokens: Mapping[str, Sequence[str]], ids: tuple[str, ...], ranking: Ranking, config: AnalysisConfig
) -> list[Keyword]:
    """Return the terms of most scored works, uni- and bigrams, each counted once a work."""
    upper = len(ranking.labels) / 2
    high, low = Counter[str](), Counter[str]()
    documents = 0
    for place in ranking.order:
        words = tokens.get(ids[place])
        if not words:
            continue
        documents += 1
        pairs = (f"{first} {second}" for first, second in pairwise(words))
        side = high if 0 <= ranking.code[place] < upper else low
        side.update({*words, *pairs})
    found = high + low
    kept = sorted((term for term in found if found[term] >= MIN_DOCUMENTS), key=lambda t: (-found[t], t))
    leans = _log_odds(high, low, kept) if ranking.labels else np.full(len(kept), np.nan)
    return [
        Keyword(
            term=term,
            works=found[term],
            share=found[term] / documents,
            lean=None if np.isnan(lean) else float(lean),
        )
        for term, lean in list(zip(kept, leans, strict=True))[: config.keywords]
    ]


def _shares(column: FeatureColumn, ranking: Ranking, scored: Bools, config: AnalysisConfig) -> FeatureShares:
    known = scored & ~np.isnan(column.values)
    count = int(known.sum())
    facts = {"feature": column.name, "n": count, "missing": int(scored.sum()) - count}
    if column.kind == "number":
        low, middle, high = (float(v) for v in np.quantile(column.values[known], [0.2, 0.5, 0.8]))
        return FeatureShares(overall=[], by_bucket={}, quantiles=(low, middle, high), **facts)
    levels = column.levels or ("no", "yes")
    codes = column.values[known].astype(np.int64)
    buckets = ranking.code[known]
    by_bucket = {
        label: _of(codes[buckets == place], levels, config) for place, label in enumerate(ranking.labels)
    }
    return FeatureShares(overall=_of(codes, levels, config), by_bucket=by_bucket, quantiles=None, **facts)


def _of(codes: Ints, levels: tuple[str, ...], config: AnalysisConfig) -> list[Share]:
    counts = np.bincount(codes, minlength=len(levels))
    size = int(codes.size)
    shown = range(1, 2) if levels == ("no", "yes") else range(len(levels))
    return [
        Share(
            level=levels[place],
            count=int(counts[place]),
            n=size,
            share=int(counts[place]) / size if size else None,
            interval=wilson(int(counts[place]), size, config.confidence),
        )
        for place in shown
    ]


def _log_odds(high: Counter[str], low: Counter[str], terms: list[str]) -> Floats:
    """Return z of the log-odds of each term between the sides, with all works as an informative prior.

    Source: Monroe, Colaresi and Quinn, Fightin' Words (2008), on document counts.
    """
    ups = np.array([high[term] for term in terms], dtype=np.float64)
    downs = np.array([low[term] for term in terms], dtype=np.float64)
    total_up, total_down = float(high.total()), float(low.total())
    prior = PRIOR_SHARE * (ups + downs)
    all_prior = PRIOR_SHARE * (total_up + total_down)
    up, down = ups + prior, downs + prior
    odds = np.log(up / (total_up + all_prior - up)) - np.log(down / (total_down + all_prior - down))
    return np.asarray(odds / np.sqrt(1 / up + 1 / down))
