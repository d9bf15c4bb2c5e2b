"""Metrics of a set of works: centre, spread, rates, each with its n and interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.stats as st

from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.outputs import Metric
from creatorscope.analysis.robust import median_interval, wilson
from creatorscope.analysis.works_table import ACTIONS, Bools, Floats, WorkTable

BOOTSTRAP_UNITS = 2_000
BOOTSTRAP_BATCH = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The works that are measured, with what every metric about them repeats."""

    table: WorkTable
    members: Bools
    outlier: Bools
    reported: tuple[int, ...]
    window: str
    seed: int
    config: AnalysisConfig

    def metric(self, value: float | None, unit: str, aggregation: str, **more: Any) -> Metric:
        """Return a metric of these works; `more` may give n, missing, interval, numerator, denominator."""
        facts = {"n": int(self.members.sum()), **more}
        excluded = not self.config.include_pinned
        return Metric(
            value=None if value is None or not np.isfinite(value) else value,
            unit=unit,
            aggregation=aggregation,
            window=self.window,
            pinned_excluded=excluded,
            **facts,
        )


def centre_and_spread(measured: Measured) -> dict[str, Metric]:
    """Return median, p20, p80, log-MAD, median to mean and outlier rate of plays (likes on basis likes)."""
    unit = "likes" if measured.table.basis == "likes" else "plays"
    values = measured.table.metric[measured.members]
    if values.size == 0:
        return {f"median_{unit}": measured.metric(None, unit, "median")}
    confidence = measured.config.confidence
    low, middle, high = np.quantile(values, [0.2, 0.5, 0.8])
    logs = np.log10(values + 1)
    outliers = int((measured.outlier & measured.members).sum())
    size = int(values.size)
    mean = float(values.mean())
    return {
        f"median_{unit}": measured.metric(
            float(middle), unit, "median", interval=median_interval(values, confidence)
        ),
        f"p20_{unit}": measured.metric(float(low), unit, "20th percentile"),
        f"p80_{unit}": measured.metric(float(high), unit, "80th percentile"),
        "log_mad": measured.metric(
            float(st.median_abs_deviation(logs)), "dex", f"MAD of log10({unit} + 1); lower is steadier"
        ),
        "median_to_mean": measured.metric(
            float(middle) / mean if mean else None,
            "ratio",
            "median over mean; near 1 is even, near 0 a few hits carry the rest",
            numerator=f"median {unit}",
            denominator=f"mean {unit}",
        ),
        "outlier_rate": measured.metric(
            outliers / size,
            "fraction",
            f"share of works with z_reach over {measured.config.outlier_z:g}",
            numerator="outlier works",
            denominator="works",
            interval=wilson(outliers, size, confidence),
        ),
    }


def rates_by_views(measured: Measured) -> dict[str, Metric]:
    """Return engagement by views (median and pooled) and pooled rates of each reported action.

    Empty where plays are hidden: there is no rate by views without views.
    """
    table = measured.table
    if table.basis != "plays" or not measured.reported:
        return {}
    names = [ACTIONS[row] for row in measured.reported]
    actions = table.actions[list(measured.reported)]
    usable = measured.members & (table.plays > 0) & ~np.isnan(actions).any(axis=0)
    missing = int((measured.members & ~usable).sum())
    plays, acted = table.plays[usable], actions[:, usable]
    numerator = " + ".join(names)
    facts: dict[str, Any] = {"n": int(usable.sum()), "missing": missing, "denominator": "plays"}
    if not usable.any():
        empty = measured.metric(None, "fraction", "median over works", numerator=numerator, **facts)
        return {"engagement_rate_by_views_median": empty}
    each = acted.sum(axis=0) / plays
    metrics = {
        "engagement_rate_by_views_median": measured.metric(
            float(np.median(each)),
            "fraction",
            "median over works",
            numerator=numerator,
            interval=median_interval(each, measured.config.confidence),
            **facts,
        )
    }
    pooled = _pooled(np.vstack([acted.sum(axis=0), acted]), plays, measured)
    titles = ["engagement_rate_by_views_pooled", *(f"{name[:-1]}_rate_by_views_pooled" for name in names)]
    for title, label, (value, interval) in zip(titles, [numerator, *names], pooled, strict=True):
        metrics[title] = measured.metric(
            value, "fraction", "sum over sum", numerator=label, interval=interval, **facts
        )
    return metrics


def comments_per_like(measured: Measured) -> dict[str, Metric]:
    """Return pooled comments per like; empty where either is not reported."""
    likes, comments = measured.table.actions[0], measured.table.actions[1]
    usable = measured.members & ~np.isnan(likes) & ~np.isnan(comments)
    if not usable.any():
        return {}
    total = float(likes[usable].sum())
    value, interval = None, None
    if total > 0:
        value, interval = _pooled(comments[None, usable], likes[usable], measured)[0]
    metric = measured.metric(
        value,
        "ratio",
        "sum over sum",
        n=int(usable.sum()),
        missing=int((measured.members & ~usable).sum()),
        numerator="comments",
        denominator="likes",
        interval=interval,
    )
    return {"comments_per_like": metric}


def per_follower(measured: Measured, followers: int | None) -> dict[str, Metric]:
    """Return view rate and engagement by followers; None where followers are unknown or 0."""
    table = measured.table
    metrics = {}
    known = followers or None
    if table.basis == "plays":
        plays = table.plays[measured.members]
        middle = float(np.median(plays)) if plays.size and known else None
        interval = median_interval(plays, measured.config.confidence) if known else None
        metrics["view_rate"] = measured.metric(
            None if middle is None or known is None else middle / known,
            "ratio",
            "median over works",
            numerator="median plays",
            denominator="followers",
            interval=None
            if interval is None or known is None
            else (interval[0] / known, interval[1] / known),
        )
    actions = table.actions[list(measured.reported)]
    usable = measured.members & ~np.isnan(actions).any(axis=0)
    acted = actions[:, usable].sum(axis=0)
    metrics["engagement_rate_by_followers"] = measured.metric(
        float(np.median(acted)) / known if known and acted.size and measured.reported else None,
        "fraction",
        "median over works",
        n=int(usable.sum()),
        missing=int((measured.members & ~usable).sum()),
        numerator=" + ".join(ACTIONS[row] for row in measured.reported),
        denominator="followers",
    )
    return metrics


def _pooled(
    tops: Floats, bottoms: Floats, measured: Measured
) -> list[tuple[float | None, tuple[float, float] | None]]:
    """Return sum over sum of each row of `tops`, with a percentile bootstrap over works.

    Beyond 2,000 works, random groups of works are resampled instead: their sums vary in the same way.
    """
    size = bottoms.size
    if size < 2 or bottoms.sum() <= 0:
        total = float(bottoms.sum())
        return [(float(row.sum()) / total if total > 0 else None, None) for row in tops]
    rng = np.random.default_rng(measured.seed)
    columns = np.vstack([bottoms, tops])
    if size > BOOTSTRAP_UNITS:
        shuffled = columns[:, rng.permutation(size)]
        edges = np.arange(BOOTSTRAP_UNITS) * size // BOOTSTRAP_UNITS
        columns = np.add.reduceat(shuffled, edges, axis=1)
    drawn = st.bootstrap(
        tuple(columns),
        _ratios,
        paired=True,
        vectorized=True,
        n_resamples=measured.config.bootstrap_resamples,
        batch=max(1, BOOTSTRAP_BATCH // columns.shape[1]),
        confidence_level=measured.config.confidence,
        method="percentile",
        rng=rng,
    )
    lows, highs = np.atleast_1d(drawn.confidence_interval.low), np.atleast_1d(drawn.confidence_interval.high)
    values = _ratios(*columns, axis=-1)
    return [
        (float(value), (float(low), float(high)) if np.isfinite(low + high) else None)
        for value, low, high in zip(values, lows, highs, strict=True)
    ]


def _ratios(bottom: Floats, *tops: Floats, axis: int) -> Floats:
    total = bottom.sum(axis=axis)
    total = np.where(total > 0, total, np.nan)
    return np.stack([top.sum(axis=axis) / total for top in tops])
