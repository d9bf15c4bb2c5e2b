"""Change over time: cadence of publishing, trend of reach, growth of followers."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import scipy.stats as st

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.eligibility import DAY_S
from creatorscope.analysis.measures import Measured
from creatorscope.analysis.outputs import Figure, Metric, Part
from creatorscope.analysis.robust import mad_scale
from creatorscope.analysis.works_table import Bools, Floats, Ints

TREND_DAYS = 30
TREND_FROM = 12
STEP_FLOOR = 0.01


class FollowerStep(Part):
    """A day on which followers moved unlike other days; `change` is a fraction, `z` robust."""

    day: str
    change: Figure
    z: Figure


def cadence(measured: Measured, published: Bools, as_of: datetime) -> dict[str, Metric]:
    """Return works a week over the observed span, the median gap and the days since the last work.

    `published` are the dated works of the window, scored or not; with fewer than two of them, or all at
    once, there is no rate.
    """
    moments = np.sort(measured.table.published[published])
    count = int(moments.size)
    span = float(moments[-1] - moments[0]) / DAY_S if count else 0.0
    gaps = np.diff(moments) / DAY_S
    everything = measured.table.published[~np.isnan(measured.table.published) & ~measured.table.gone]
    past = everything[everything <= as_of.timestamp()]
    idle = (as_of.timestamp() - float(past.max())) / DAY_S if past.size else None
    return {
        "works_per_week": measured.metric(
            (count - 1) * 7 / span if span else None,
            "works per week",
            "works less one over the span from first to last",
            n=count,
        ),
        "median_gap_days": measured.metric(
            float(np.median(gaps)) if gaps.size else None, "days", "median between works", n=int(gaps.size)
        ),
        "days_since_last": measured.metric(idle, "days", "newest of all works", n=int(past.size)),
    }


def reach_trend(measured: Measured, stratum: Ints) -> dict[str, Metric]:
    """Return the Theil-Sen slope of log10 m per 30 days, each stratum about its own median.

    None under 12 dated works. Of very long lists evenly spaced works are taken.
    """
    members = measured.members & ~np.isnan(measured.table.published)
    base = np.log10(measured.table.metric + 1)
    for code in np.unique(stratum[members]):
        inside = members & (stratum == code)
        base[inside] -= np.median(base[inside])
    days, level = measured.table.published[members] / DAY_S, base[members]
    aggregation = f"Theil-Sen of log10 m per {TREND_DAYS} days"
    size = int(days.size)
    if size < TREND_FROM or np.ptp(days) == 0:
        return {"reach_trend": measured.metric(None, "dex per 30 days", aggregation, n=size)}
    slope, interval = theil_sen(days, level, measured.config)
    metric = measured.metric(
        slope * TREND_DAYS,
        "dex per 30 days",
        aggregation,
        n=size,
        interval=(interval[0] * TREND_DAYS, interval[1] * TREND_DAYS),
    )
    return {"reach_trend": metric}


def follower_growth(
    points: tuple[tuple[datetime, int], ...], config: AnalysisConfig
) -> tuple[Metric, list[FollowerStep]]:
    """Return growth of followers a day (a fraction) and the days that stick out.

    Value None under `follower_points` points; points without followers are left out.
    """
    usable = sorted((moment.timestamp() / DAY_S, count) for moment, count in points if count > 0)
    days = np.array([day for day, _ in usable])
    logs = np.log(np.array([count for _, count in usable], dtype=np.float64))
    aggregation = "Theil-Sen of ln followers a day"
    span = f"{len(usable)} points" if usable else "none"
    slope, interval = None, None
    steps: list[FollowerStep] = []
    if len(usable) >= config.follower_points and np.ptp(days) > 0:
        daily, (low, high) = theil_sen(days, logs, config)
        slope, interval = float(np.expm1(daily)), (float(np.expm1(low)), float(np.expm1(high)))
        steps = _steps(days, logs, config)
    metric = Metric(
        value=slope,
        unit="fraction per day",
        aggregation=aggregation,
        n=len(usable),
        window=span,
        interval=interval,
        pinned_excluded=False,
    )
    return metric, steps


def theil_sen(x: Floats, y: Floats, config: AnalysisConfig) -> tuple[float, tuple[float, float]]:
    """Return slope and interval; of more points than the configuration allows, evenly spaced ones."""
    if x.size > config.theil_sen_points:
        places = np.linspace(0, x.size - 1, config.theil_sen_points).astype(np.int64)
        x, y = x[places], y[places]
    fitted = st.theilslopes(y, x - x[0], alpha=config.confidence)
    return float(fitted.slope), (float(fitted.low_slope), float(fitted.high_slope))


def _steps(days: Floats, logs: Floats, config: AnalysisConfig) -> list[FollowerStep]:
    """Return the days whose growth lies beyond the outlier z, spread floored at 1 % a day."""
    gaps = np.diff(days)
    keep = gaps > 0
    rate = np.diff(logs)[keep] / gaps[keep]
    ends = days[1:][keep]
    z = (rate - np.median(rate)) / mad_scale(rate, STEP_FLOOR)
    return [
        FollowerStep(
            day=np.datetime_as_string(np.datetime64(int(ends[at] * DAY_S), "s"), unit="D"),
            change=float(np.expm1(rate[at])),
            z=float(z[at]),
        )
        for at in np.flatnonzero(np.abs(z) > config.outlier_z)
    ]
