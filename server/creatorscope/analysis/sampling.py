"""The sample of works handed to the model for labelling, drawn by bucket and shown blind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from creatorscope.analysis.buckets import Ranking
from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.inputs import draw_order
from creatorscope.analysis.outputs import Figure, Part
from creatorscope.analysis.scoring import Scores
from creatorscope.analysis.works_table import Ints, WorkTable

HALF_YEAR_MONTHS = 6


class SampledWork(Part):
    """One sampled work; `weight` is how many works of its bucket it stands for, None for a forced outlier."""

    work_id: str
    bucket: str | None
    weight: Figure | None
    forced_outlier: bool


class Sample(Part):
    """The sample: `works` by bucket, for putting the answers back together; `blind_order` is what the
    labelling step sees, without buckets or figures."""

    works: list[SampledWork]
    blind_order: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draw:
    """What drawing needs to know of every work: its id, its cell of variety, the seed of the draw."""

    ids: tuple[str, ...]
    cell: Ints
    seed: int


def draw_sample(
    table: WorkTable, scores: Scores, ranking: Ranking, seed: int, config: AnalysisConfig
) -> Sample:
    """Return the sample: all scored works when they are few, else the quotas with their forced outliers.

    Works that all perform alike have no buckets and are drawn from as one.
    """
    size = sum(config.sample_quotas)
    if ranking.order.size <= size:
        works = [_sampled(table.ids[place], ranking, int(place), 1.0) for place in ranking.order]
        return _blind(works, seed)
    outliers = _outliers(scores, ranking, config)
    draw = _Draw(ids=table.ids, cell=_cells(table, ranking.order), seed=seed)
    pools = [
        [int(place) for place in ranking.order if ranking.code[place] == code and place not in outliers]
        for code in (range(len(ranking.labels)) if ranking.labels else (-1,))
    ]
    wanted = config.sample_quotas if len(pools) == len(config.sample_quotas) else _evenly(size, len(pools))
    quotas = _quotas(wanted, [len(pool) for pool in pools])
    works = []
    for pool, quota in zip(pools, quotas, strict=True):
        chosen = _varied(pool, quota, draw)
        works += [_sampled(table.ids[place], ranking, place, len(pool) / len(chosen)) for place in chosen]
    works += [_sampled(table.ids[place], ranking, place, None) for place in outliers]
    return _blind(works, seed)


def half_year(table: WorkTable) -> Ints:
    """Return a number for the half-year each work was published in; -1 for undated works."""
    months = np.full(len(table), -1, dtype=np.int64)
    dated = ~np.isnan(table.published)
    stamps = table.published[dated].astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    months[dated] = stamps // HALF_YEAR_MONTHS
    return months


def _outliers(scores: Scores, ranking: Ranking, config: AnalysisConfig) -> list[int]:
    over = [int(place) for place in ranking.order if scores.z_reach[place] > config.outlier_z]
    strongest = sorted(over, key=lambda place: -float(scores.z_reach[place]))
    return strongest[: config.forced_outliers]


def _cells(table: WorkTable, order: Ints) -> Ints:
    """Return half-year x tercile of length x has-transcript as one number for every work."""
    lengths = table.duration[order]
    known = lengths[~np.isnan(lengths)]
    cuts = np.quantile(known, [1 / 3, 2 / 3]) if known.size else np.array([0.0, 0.0])
    tercile = np.where(np.isnan(table.duration), 3, np.searchsorted(cuts, table.duration, side="right"))
    cells: Ints = (half_year(table) * 4 + tercile) * 2 + table.transcript
    return cells


def _evenly(size: int, parts: int) -> tuple[int, ...]:
    return tuple(size // parts + (place < size % parts) for place in range(parts))


def _quotas(wanted: tuple[int, ...], available: list[int]) -> list[int]:
    """Return the quotas that fit: a bucket's shortfall goes to the nearest buckets with works left."""
    quotas = [min(want, have) for want, have in zip(wanted, available, strict=True)]
    for place, want in enumerate(wanted):
        short = want - available[place]
        for other in sorted(range(len(wanted)), key=lambda near: (abs(near - place), near)):
            moved = max(0, min(short, available[other] - quotas[other]))
            quotas[other] += moved
            short -= moved
    return quotas


def _varied(pool: list[int], quota: int, draw: _Draw) -> list[int]:
    """Return `quota` works of the pool: one at random per cell, then at random."""
    place_of = {draw.ids[place]: place for place in pool}
    shuffled = [place_of[key] for key in draw_order(draw.seed, "sample", list(place_of))]
    firsts: dict[int, int] = {}
    for place in shuffled:
        firsts.setdefault(int(draw.cell[place]), place)
    kept = set(firsts.values())
    return [*firsts.values(), *(place for place in shuffled if place not in kept)][:quota]


def _sampled(work_id: str, ranking: Ranking, place: int, weight: float | None) -> SampledWork:
    code = int(ranking.code[place])
    bucket = ranking.labels[code] if code >= 0 else None
    return SampledWork(work_id=work_id, bucket=bucket, weight=weight, forced_outlier=weight is None)


def _blind(works: list[SampledWork], seed: int) -> Sample:
    return Sample(works=works, blind_order=draw_order(seed, "blind", [work.work_id for work in works]))
