"""One analysis under way: the works as columns, what is scored, how, and into which buckets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from creatorscope.analysis.buckets import Ranking, rank
from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.eligibility import Selection, select
from creatorscope.analysis.features import FeatureColumn, build_columns
from creatorscope.analysis.inputs import CreatorContext, Features, seed_of
from creatorscope.analysis.scoring import Scores, score
from creatorscope.analysis.works_table import Bools, WorkTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What every part of one analysis shares."""

    table: WorkTable
    selection: Selection
    scores: Scores
    ranking: Ranking
    columns: list[FeatureColumn]
    context: CreatorContext
    config: AnalysisConfig
    as_of: datetime
    seed: int

    @property
    def scored(self) -> Bools:
        """Return which works are scored."""
        return self.selection.scored

    @property
    def outlier(self) -> Bools:
        """Return which works reach far beyond the works around them."""
        beyond: Bools = np.nan_to_num(self.scores.z_reach, nan=0.0) > self.config.outlier_z
        return beyond

    @property
    def videos(self) -> Bools:
        """Return which scored works are videos, which could have a transcript."""
        videos: Bools = self.scored & np.array([kind == "video" for kind in self.table.media])
        return videos


def build_run(
    table: WorkTable, features: Features, as_of: datetime, context: CreatorContext, config: AnalysisConfig
) -> Run:
    """Return the scored and ranked works."""
    selection = select(table, as_of, config)
    scores = score(table, selection, config)
    return Run(
        table=table,
        selection=selection,
        scores=scores,
        ranking=rank(scores.performance, selection.scored, table.ids, config),
        columns=build_columns(table, features, context.timezone),
        context=context,
        config=config,
        as_of=as_of,
        seed=seed_of(table.author or "unknown"),
    )
