"""Every work of an analysis as one row: what it had, what it scored, why it was left out."""

from __future__ import annotations

from typing import Any

import numpy as np

from creatorscope.analysis.creator_run import Run
from creatorscope.analysis.eligibility import REASONS
from creatorscope.analysis.outputs import Columns
from creatorscope.analysis.works_table import Floats

CAPTION_LENGTH = 80
STATUS = (*REASONS, "scored")
COLUMNS = (
    "work_id",
    "published_at",
    "caption",
    "status",
    "stratum",
    "bucket",
    "duration_s",
    "plays",
    "likes",
    "comments",
    "shares",
    "collects",
    "reach_dex",
    "z_reach",
    "z_engagement",
    "performance",
    "outlier",
)


def work_rows(run: Run) -> Columns:
    """Return the works, oldest first; unknown is None. Unscored works carry what they would score."""
    table, scores = run.table, run.scores
    buckets = (*run.ranking.labels, None)
    columns: list[list[Any]] = [
        list(table.ids),
        _times(table.published),
        [caption[:CAPTION_LENGTH] for caption in table.captions],
        [STATUS[code] for code in run.selection.reason],
        [run.selection.strata[code] for code in run.selection.stratum],
        [buckets[code] for code in run.ranking.code],
        _plain(table.duration, 3),
        _whole(table.plays),
        *(_whole(row) for row in table.actions),
        _plain(scores.reach, 4),
        _plain(scores.z_reach, 4),
        _plain(scores.z_engagement, 4),
        _plain(scores.performance, 4),
        run.outlier.tolist(),
    ]
    return Columns(columns=COLUMNS, rows=list(zip(*columns, strict=True)))


def _times(published: Floats) -> list[str | None]:
    known = ~np.isnan(published)
    moments = np.where(known, published, 0).astype("datetime64[s]")
    texts = np.datetime_as_string(moments, unit="s", timezone="UTC")
    return [str(text) if there else None for text, there in zip(texts, known, strict=True)]


def _plain(values: Floats, digits: int) -> list[float | None]:
    return [None if value != value else value for value in np.round(values, digits).tolist()]  # noqa: PLR0124


def _whole(values: Floats) -> list[int | None]:
    return [None if value != value else int(value) for value in values.tolist()]  # noqa: PLR0124
