"""How far the ranking depends on the judged weights."""

from __future__ import annotations

import numpy as np

from creatorscope.analysis.buckets import Ranking, rank
from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.outputs import Figure, Flag, Part
from creatorscope.analysis.scoring import Scores, combine
from creatorscope.analysis.works_table import Bools, WorkTable


class Sensitivity(Part):
    """The Top set under other weights: Jaccard index with the Top set of the configured ones.

    None where there are no buckets.
    """

    weight_reach: Figure
    weight_engagement: Figure
    top_jaccard: Figure | None


def weigh_otherwise(
    table: WorkTable, scored: Bools, scores: Scores, ranking: Ranking, config: AnalysisConfig
) -> list[Sensitivity]:
    """Return the agreement of the Top sets for each of the alternative weights."""
    runs = []
    for weights in config.alternative_weights:
        performance = combine(scores.z_reach, scores.z_engagement, weights, config)
        other = rank(performance, scored, table.ids, config)
        agreement = _jaccard(ranking, other, scored) if ranking.labels and other.labels else None
        runs.append(Sensitivity(weight_reach=weights[0], weight_engagement=weights[1], top_jaccard=agreement))
    return runs


def sensitivity_flags(runs: list[Sensitivity], config: AnalysisConfig) -> list[Flag]:
    """Return the flag that the ranking is weight-sensitive, where any run agrees too little."""
    known = [run.top_jaccard for run in runs if run.top_jaccard is not None]
    if not known or min(known) >= config.jaccard_floor:
        return []
    text = f"Ranking is weight-sensitive: Top sets agree by {min(known):.2f} only under other weights."
    return [Flag(code="weight_sensitive", count=None, text=text)]


def _jaccard(first: Ranking, second: Ranking, scored: Bools) -> float:
    ours, theirs = (first.code == 0) & scored, (second.code == 0) & scored
    return float(np.sum(ours & theirs) / np.sum(ours | theirs))
