"""The metrics of one creator: the headline over all scored works, and each stratum's."""

from __future__ import annotations

import numpy as np

from creatorscope.analysis.creator_output import Stratum
from creatorscope.analysis.creator_run import Run
from creatorscope.analysis.eligibility import DAY_S, REASONS
from creatorscope.analysis.measures import (
    Measured,
    centre_and_spread,
    comments_per_like,
    per_follower,
    rates_by_views,
)
from creatorscope.analysis.outputs import Metric
from creatorscope.analysis.scoring import reported_actions
from creatorscope.analysis.trends import cadence, reach_trend
from creatorscope.analysis.works_table import Bools

PUBLISHED = ("young", "ad", "no_metric")


def headline(run: Run) -> dict[str, Metric]:
    """Return the metrics over all scored works; plays of different strata are mixed in them."""
    measured = _measured(run, run.scored)
    profile = run.context.profile
    return {
        **centre_and_spread(measured),
        **rates_by_views(measured),
        **comments_per_like(measured),
        **per_follower(measured, profile.fans_count if profile else None),
        **cadence(measured, _published(run), run.as_of),
        **reach_trend(measured, run.selection.stratum),
    }


def strata_of(run: Run) -> list[Stratum]:
    """Return the metrics of each stratum that has scored works."""
    found = []
    for code, name in enumerate(run.selection.strata):
        members = run.scored & (run.selection.stratum == code)
        if members.any():
            measured = _measured(run, members)
            metrics = {**centre_and_spread(measured), **rates_by_views(measured)}
            found.append(Stratum(name=name, n=int(members.sum()), metrics=metrics))
    return found


def _measured(run: Run, members: Bools) -> Measured:
    return Measured(
        table=run.table,
        members=members,
        outlier=run.outlier,
        reported=tuple(reported_actions(run.table, run.scored)),
        window=str(run.selection.window),
        seed=run.seed,
        config=run.config,
    )


def _published(run: Run) -> Bools:
    """Return the dated works inside the window, scored or not; pinned ones may be cut out of older years."""
    counted = run.scored | np.isin(run.selection.reason, [REASONS.index(name) for name in PUBLISHED])
    limit = run.selection.window.limit_days
    dated = counted & ~np.isnan(run.table.published)
    if limit is None:
        return dated
    in_window: Bools = dated & (run.table.published >= run.as_of.timestamp() - limit * DAY_S)
    return in_window
