"""The single signals of anomaly detection, each from one side of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from creatorscope.analysis import anomaly_output as rules
from creatorscope.analysis.anomaly_output import Signal
from creatorscope.analysis.audience import AudienceMatch
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.robust import shift, shift_interval
from creatorscope.analysis.trends import FollowerStep
from creatorscope.analysis.works_table import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The 5th and 95th percentiles of peers (or priors), as fractions."""

    view_rate: tuple[float, float]
    engagement: tuple[float, float]


def against_peers(analysis: CreatorAnalysis, bounds: Bounds) -> list[Signal]:
    """Return low reach, hollow reach: the creator's rates beside those of the peers."""
    view_rate = analysis.metric_value("view_rate")
    engagement = analysis.metric_value("engagement_rate_by_views_median")
    if view_rate is None:
        return []
    low, high = bounds.view_rate
    floor = bounds.engagement[0]
    if view_rate < low:
        return [
            Signal(
                code="low_reach",
                group="reach",
                severity="warning",
                evidence=f"Median plays per follower {view_rate:.3g}, below the peers' p5 of {low:.3g}.",
                figures={"view_rate": view_rate, "peer_p5": low},
                benign="Followers from an older topic, a long pause, or a platform-wide drop in reach.",
                settle_by="Follower history of a year; reach of the same weeks at three peers.",
            )
        ]
    if engagement is None or view_rate <= high or engagement >= floor:
        return []
    evidence = (
        f"Plays per follower {view_rate:.3g} above the peers' p95 of {high:.3g}, engagement by views "
        f"{engagement:.3g} below their p5 of {floor:.3g}."
    )
    return [
        Signal(
            code="hollow_reach",
            group="reach",
            severity="warning",
            evidence=evidence,
            figures={"view_rate": view_rate, "peer_p95": high, "engagement": engagement, "peer_p5": floor},
            benign="Paid promotion of the works, or content people watch without reacting (news, clips).",
            settle_by="The creator's own traffic sources: the share of paid plays.",
        )
    ]


def engagement_shape(analysis: CreatorAnalysis) -> list[Signal]:
    """Return like inflation, comment inflation and engagement that hardly varies between works."""
    likes = _median_ratio(analysis, "likes", "plays")
    comments = _median_ratio(analysis, "comments", "likes")
    signals = []
    if likes is not None and likes > rules.LIKES_PER_PLAY:
        signals.append(
            Signal(
                code="like_inflation",
                group="likes",
                severity="warning",
                evidence=f"In the median work {likes:.0%} of plays carry a like.",
                figures={"likes_per_play": likes},
                benign="Very few plays, or plays counted for other users than likes.",
                settle_by="Likes per hour after publishing of three new works.",
            )
        )
    if comments is not None and not rules.COMMENTS_PER_LIKE[0] <= comments <= rules.COMMENTS_PER_LIKE[1]:
        many = comments > rules.COMMENTS_PER_LIKE[1]
        signals.append(
            Signal(
                code="comment_inflation" if many else "silent_likes",
                group="comments",
                severity="notice",
                evidence=f"{comments:.4g} comments per like in the median work.",
                figures={"comments_per_like": comments},
                benign="Giveaways that ask for a comment." if many else "Comments limited or switched off.",
                settle_by="Reading 100 comments: how many are specific to the work.",
            )
        )
    flat = _flat(analysis)
    return [*signals, flat] if flat else signals


def _flat(analysis: CreatorAnalysis) -> Signal | None:
    plays, likes = _scored(analysis, "plays"), _scored(analysis, "likes")
    usable = (plays > 0) & (likes > 0)
    if analysis.basis != "plays" or usable.sum() < rules.FLAT_FROM:
        return None
    rates = np.log10(likes[usable] / plays[usable])
    spread = float(np.median(np.abs(rates - np.median(rates))) * 1.4826)
    if spread >= rules.FLAT_DEX:
        return None
    return Signal(
        code="flat_engagement",
        group="likes",
        severity="notice",
        evidence=f"Likes per play vary by {spread:.3g} dex only over {int(usable.sum())} works.",
        figures={"spread_dex": spread},
        benign="One format for one steady audience.",
        settle_by="Likes per hour of new works: bought likes come in blocks.",
    )


def follower_steps(analysis: CreatorAnalysis) -> list[Signal]:
    """Return steps of followers without an outlier work within 2 days, or taken back within 14."""
    table = analysis.works
    at_time, at_outlier = table.columns.index("published_at"), table.columns.index("outlier")
    hits = [_day(row[at_time]) for row in table.rows if row[at_outlier] and row[at_time]]
    steps = analysis.aggregates.follower_steps
    signals = []
    for step in (step for step in steps if step.change > 0):
        explained = any(abs((_day(step.day) - hit).days) <= rules.STEP_NEAR_DAYS for hit in hits)
        reversed_by = _taken_back(step, steps)
        if explained and reversed_by is None:
            continue
        ending = f", taken back on {reversed_by}" if reversed_by else ", no outlier work within 2 days"
        signals.append(
            Signal(
                code="follower_step_reversed" if reversed_by else "follower_step",
                group="followers",
                severity="warning" if reversed_by else "notice",
                evidence=f"Followers {step.change:+.1%} on {step.day}{ending}.",
                figures={"change": step.change, "z": step.z},
                benign="Press, a live, a collaboration on another account, or a platform clean-up.",
                settle_by="What was published elsewhere that day; the creator's own follower sources.",
            )
        )
    return signals


def _taken_back(step: FollowerStep, steps: list[FollowerStep]) -> str | None:
    for other in steps:
        gap = (_day(other.day) - _day(step.day)).days
        if other.change < 0 and 0 < gap <= rules.STEP_BACK_DAYS and abs(other.change) >= step.change / 2:
            return other.day
    return None


def recent_works(analysis: CreatorAnalysis) -> list[Signal]:
    """Return inactivity over 30 days, and a fall of the last 10 works against the 30 before."""
    signals = []
    idle = analysis.metric_value("days_since_last")
    if idle is not None and idle > rules.IDLE_DAYS:
        signals.append(
            Signal(
                code="inactive",
                group="activity",
                severity="notice",
                evidence=f"No work for {idle:.0f} days.",
                figures={"days_since_last": idle},
                benign="A holiday, or a move to another platform.",
                settle_by="Asking the creator; their other platforms.",
            )
        )
    logs = np.log10(_scored(analysis, "plays" if analysis.basis == "plays" else "likes") + 1)
    if analysis.window.start is None or logs.size < rules.RECENT + rules.BEFORE:
        return signals
    recent, before = logs[-rules.RECENT :], logs[-rules.RECENT - rules.BEFORE : -rules.RECENT]
    moved, interval = shift(recent, before), shift_interval(recent, before, analysis.config.confidence)
    if 10 ** interval[1] >= rules.DROP_RATIO:
        return signals
    evidence = (
        f"The last {rules.RECENT} works reach x{10**moved:.2g} of the {rules.BEFORE} before "
        f"[{10 ** interval[0]:.2g}, {10 ** interval[1]:.2g}]."
    )
    figures = {"ratio": 10**moved, "low": 10 ** interval[0], "high": 10 ** interval[1]}
    drop = Signal(
        code="falling_reach",
        group="activity",
        severity="warning",
        evidence=evidence,
        figures=figures,
        benign="A new topic or format, a season, or works still collecting views.",
        settle_by="The same works again in two weeks.",
    )
    return [*signals, drop]


def staleness(analysis: CreatorAnalysis) -> list[Signal]:
    """Return that the data is old or partial, which weakens every other signal."""
    reasons = [
        reason for reason in analysis.confidence.reasons if "fetched" in reason or "complete" in reason
    ]
    return [
        Signal(
            code="stale_or_partial_data",
            group="data",
            severity="info",
            evidence=f"{reason[0].upper()}{reason[1:]}.",
            figures={},
            benign="A limit of the collection, not of the creator.",
            settle_by="Collecting the works again.",
        )
        for reason in reasons
    ]


def audience_mismatch(audience: AudienceMatch) -> list[Signal]:
    """Return that the audience hardly overlaps with the one wanted, where enough of it is known."""
    if (
        audience.match is None
        or audience.coverage < rules.MISMATCH_COVERAGE
        or audience.match >= rules.MISMATCH
    ):
        return []
    return [
        Signal(
            code="audience_mismatch",
            group="audience",
            severity="notice",
            evidence=f"Overlap with the target {audience.match:.2f} ({audience.coverage:.0%} known).",
            figures={"match": audience.match, "coverage": audience.coverage},
            benign="A diaspora audience, or a target drawn too narrow.",
            settle_by="The audience of single works from the creator's own account.",
        )
    ]


def vendor_clash(analysis: CreatorAnalysis, vendor: Mapping[str, float]) -> list[Signal]:
    """Return vendor figures that differ from ours by a factor of 2 or more: often they are old."""
    signals = []
    for name, theirs in sorted(vendor.items()):
        ours = analysis.metric_value(name)
        if not ours or ours < 0 or theirs <= 0:
            continue
        factor = max(theirs / ours, ours / theirs)
        if factor < rules.CLASH_FACTOR:
            continue
        signals.append(
            Signal(
                code="vendor_clash",
                group="data",
                severity="info",
                evidence=f"{name}: vendor {theirs:.3g}, works {ours:.3g} (factor {factor:.2g}).",
                figures={"vendor": theirs, "ours": ours, "factor": factor},
                benign="The vendor's figure is old or defined otherwise.",
                settle_by="The vendor's date and definition of the figure.",
            )
        )
    return signals


def _median_ratio(analysis: CreatorAnalysis, top: str, bottom: str) -> float | None:
    """Return the median ratio over works: a pooled one is owned by a single viral work."""
    above, below = _scored(analysis, top), _scored(analysis, bottom)
    usable = (below > 0) & ~np.isnan(above)
    return float(np.median(above[usable] / below[usable])) if usable.any() else None


def _scored(analysis: CreatorAnalysis, column: str) -> Floats:
    """Return a column of the scored works, oldest first; unknown is NaN."""
    table = analysis.works
    place, status = table.columns.index(column), table.columns.index("status")
    values = [row[place] for row in table.rows if row[status] == "scored"]
    return np.array(values, dtype=np.float64)


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
