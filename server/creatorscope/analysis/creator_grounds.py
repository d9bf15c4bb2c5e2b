"""What the reader of one creator's analysis must know: exclusions, flags, gaps, confidence."""

from __future__ import annotations

import numpy as np

from creatorscope.analysis.confidence import Confidence, Grounds, judge
from creatorscope.analysis.creator_output import Exclusions
from creatorscope.analysis.creator_run import Run
from creatorscope.analysis.eligibility import DAY_S, REASONS
from creatorscope.analysis.features import zone_of
from creatorscope.analysis.outputs import Flag
from creatorscope.analysis.works_table import ACTIONS


def exclusions(run: Run) -> Exclusions:
    """Return how many works are scored and why the others are not."""
    recent = np.flatnonzero(run.selection.reason == REASONS.index("young"))
    return Exclusions(
        total=len(run.table),
        scored=int(run.scored.sum()),
        reasons=run.selection.counts(),
        actions=list(run.scores.actions),
        recent=[run.table.ids[place] for place in recent],
    )


def situation_flags(run: Run) -> list[Flag]:
    """Return flags about the input as a whole: nothing scored, zone unknown, engagement partly unknown."""
    flags = []
    if not run.scored.any():
        text = "No work is left to score: all are pinned, ads, too young, undated or without figures."
        flags.append(Flag(code="nothing_scored", count=len(run.table), text=text))
    if zone_of(run.context.timezone) is None:
        text = "Hours and weekdays are UTC: the creator's time zone is not known."
        flags.append(Flag(code="hours_approximate", count=None, text=text))
    reach_only = run.scored & np.isnan(run.scores.z_engagement)
    if run.table.basis == "plays" and (count := int(reach_only.sum())):
        text = "Scored on reach alone: an action the platform reports is unknown for them."
        flags.append(Flag(code="reach_only", count=count, text=text))
    if count := int((run.scored & run.table.approximate).sum()):
        text = "Publishing times known only roughly; left out of hours and weekdays."
        flags.append(Flag(code="times_approximate", count=count, text=text))
    if is_partial(run):
        text = "The list of works ends inside the window: older works of the window are missing."
        flags.append(Flag(code="partial_list", count=None, text=text))
    return flags


def gaps(run: Run) -> list[str]:
    """Return the names of what was not there, in a fixed order."""
    table, context = run.table, run.context
    missing = {
        "plays": np.isnan(table.plays).all(),
        **{name: np.isnan(row).all() for name, row in zip(ACTIONS, table.actions, strict=True)},
        "published_at": np.isnan(table.published).all(),
        "duration_s": np.isnan(table.duration).all(),
        "transcripts": not table.transcript.any(),
        "followers": context.profile is None or context.profile.fans_count is None,
        "follower_points": len(context.follower_points) < run.config.follower_points,
        "timezone": zone_of(context.timezone) is None,
        "fetched_at": context.fetched_at is None,
        "peers": context.peers is None,
        "tokens": not context.tokens,
        "author_id": not table.author,
    }
    return [name for name, absent in missing.items() if absent]


def confidence(run: Run) -> Confidence:
    """Return how far the numbers can be trusted."""
    videos = run.videos
    missing = float((~run.table.transcript[videos]).mean()) if videos.any() else None
    fetched = run.context.fetched_at
    return judge(
        Grounds(
            works=int(run.scored.sum()),
            basis=run.table.basis,
            transcripts_missing=missing,
            span_days=run.selection.window.days,
            fetched_days_ago=(run.as_of - fetched).total_seconds() / DAY_S if fetched else None,
            partial=is_partial(run),
            vendor_only=run.context.vendor_only,
        )
    )


def is_partial(run: Run) -> bool:
    """Tell whether works of the window are known to be missing from the list.

    So it is when the caller says it, or when the profile counts more works than there are and the oldest
    unpinned one is younger than the window.
    """
    if run.context.partial:
        return True
    limit, profile = run.selection.window.limit_days, run.context.profile
    if limit is None or profile is None or (profile.works_count or 0) <= len(run.table):
        return False
    unpinned = run.table.published[~run.table.pinned & ~np.isnan(run.table.published)]
    oldest = run.as_of.timestamp() - limit * DAY_S
    return bool(unpinned.size) and float(unpinned.min()) > oldest
