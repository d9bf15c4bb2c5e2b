"""The performance score of every work, against the works around it in its stratum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.eligibility import Selection
from creatorscope.analysis.robust import mad_scale, running_median
from creatorscope.analysis.works_table import ACTIONS, Bools, Floats, WorkTable

REPORTED_FROM = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores of all works, NaN where there is none; pinned, ad and other works get what they would get.

    `reach` is in dex against the works around; `actions` names the actions behind z_eng.
    """

    reach: Floats
    z_reach: Floats
    z_engagement: Floats
    performance: Floats
    actions: tuple[str, ...]


def score(table: WorkTable, selection: Selection, config: AnalysisConfig) -> Scores:
    """Return the scores of every work with a metric, baselines made from scored works only."""
    size = len(table)
    reach, z_reach, z_eng = np.full(size, np.nan), np.full(size, np.nan), np.full(size, np.nan)
    base = np.log10(table.metric + 1)
    reported = reported_actions(table, selection.scored)
    for code in np.unique(selection.stratum):
        members = (selection.stratum == code) & ~np.isnan(base)
        baseline = members & selection.scored
        if not baseline.any():
            continue
        reach[members], z_reach[members] = _against(base, members, baseline, config)
        rate = _engagement(table, members, baseline, reported, config)
        known = members & ~np.isnan(rate)
        if (known & baseline).any():
            z_eng[known] = _against(rate, known, known & baseline, config)[1]
    weights = (config.weight_reach, config.weight_engagement)
    performance = combine(z_reach, z_eng, weights, config)
    names = tuple(ACTIONS[row] for row in reported) if table.basis == "plays" else ()
    return Scores(reach=reach, z_reach=z_reach, z_engagement=z_eng, performance=performance, actions=names)


def combine(z_reach: Floats, z_eng: Floats, weights: tuple[float, float], config: AnalysisConfig) -> Floats:
    """Return P for these weights; where z_eng is unknown, z_reach alone."""
    reach = np.clip(z_reach, config.clip_low, config.clip_high)
    engagement = np.clip(z_eng, config.clip_low, config.clip_high)
    mixed = (weights[0] * reach + weights[1] * engagement) / sum(weights)
    return np.where(np.isnan(engagement), reach, mixed)


def reported_actions(table: WorkTable, scored: Bools) -> list[int]:
    """Return which rows of `actions` the platform reports: known for most of the scored works."""
    if not scored.any():
        return []
    known = (~np.isnan(table.actions[:, scored])).mean(axis=1)
    return [row for row in range(len(ACTIONS)) if known[row] >= REPORTED_FROM]


def _against(
    values: Floats, members: Bools, baseline: Bools, config: AnalysisConfig
) -> tuple[Floats, Floats]:
    """Return residual and robust z of the members against the baseline works around them by date."""
    centre = np.full(values.size, np.nan)
    base = values[baseline]
    if base.size < config.running_from:
        centre[members] = np.median(base)
    else:
        centre[baseline] = running_median(base, config.neighbours)
        places = np.flatnonzero(baseline)
        for guest in np.flatnonzero(members & ~baseline):
            at = int(np.searchsorted(places, guest))
            centre[guest] = np.median(base[max(0, at - config.neighbours) : at + config.neighbours])
    residual = values - centre
    scale = mad_scale(residual[baseline], config.mad_floor_dex)
    return residual[members], residual[members] / scale


def _engagement(
    table: WorkTable, members: Bools, baseline: Bools, reported: list[int], config: AnalysisConfig
) -> Floats:
    """Return the log of weighted actions per play, shrunk toward the pooled rate; NaN without plays."""
    rate = np.full(len(table), np.nan)
    if table.basis != "plays" or not reported:
        return rate
    weights = np.array(config.action_weights)[reported]
    acted = weights @ table.actions[reported]
    used = baseline & ~np.isnan(acted)
    plays = table.plays[used]
    if not plays.sum() > 0 or not acted[used].sum() > 0:
        return rate
    prior_plays = max(float(np.median(plays)) / 4, 1.0)
    prior_actions = prior_plays * float(acted[used].sum() / plays.sum())
    rate[members] = np.log((acted[members] + prior_actions) / (table.plays[members] + prior_plays))
    return rate
