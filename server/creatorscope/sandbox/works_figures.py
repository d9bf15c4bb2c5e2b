"""How often the sandbox's works were played, liked, answered, saved and shared."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, median

from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.works_authors import Level

LAST = 10
PINNED_LIFT = 5.0
_VIRAL_SHARE = 0.015
_DEFAULT_SPREAD = 0.34
_SPREADS = (0.16, 0.45)


@dataclass(frozen=True, slots=True)
class Counts:
    """What one work got so far."""

    plays: int
    likes: int
    comments: int
    collects: int
    shares: int


def draw_plays(draw: Draw, level: Level, lifts: list[float], pinned: set[int]) -> list[int]:
    """Return the plays of works, newest first: log-normal around the level's median.

    `lifts`: decades each work is above its like for what it says. `pinned`: positions of pinned works, which
    do about PINNED_LIFT times better. The last ten others have the level's median, and its mean where one
    hit can lift theirs to it.
    """
    scores = [draw.normal() for _ in lifts]
    recent = [index for index in range(len(lifts)) if index not in pinned][:LAST]
    spread = _fitting_spread([scores[index] for index in recent], level)
    plays = [level.median * 10 ** (spread * score + lift) for score, lift in zip(scores, lifts, strict=True)]
    for index in range(len(plays)):
        if index in pinned:
            plays[index] = level.median * draw.lognormal(PINNED_LIFT, 0.25)
        elif index not in recent and draw.chance(_VIRAL_SHARE):
            plays[index] *= 10 ** draw.between(0.9, 1.6)
    if recent:
        shift = level.median / median(plays[index] for index in recent)
        for index in recent:
            plays[index] *= shift
        missing = level.average - mean(plays[index] for index in recent)
        hit = max(recent, key=lambda index: plays[index])
        plays[hit] += max(0.0, missing * len(recent))
    return [max(1, round(count)) for count in plays]


def draw_counts(draw: Draw, plays: int, level: Level) -> Counts:
    """Return the interactions that so many plays brought; a little fewer a play the more there are."""
    beyond = (plays / max(level.median, 1)) ** -0.06
    rate = min(0.4, level.engagement * beyond * draw.lognormal(1.0, 0.25))
    comment, collect, share = (draw.lognormal(part, 0.35) for part in (0.035, 0.08, 0.045))
    return Counts(
        plays=plays,
        likes=round(plays * rate * 0.84),
        comments=round(plays * rate * comment),
        collects=round(plays * rate * collect),
        shares=round(plays * rate * share),
    )


def _fitting_spread(scores: list[float], level: Level) -> float:
    """Return the deviation in decades that gives such scores the level's ratio of mean to median."""
    low, high = _SPREADS
    if len(scores) < LAST:
        return _DEFAULT_SPREAD
    wanted = level.average / max(level.median, 1)
    for _ in range(30):
        middle = (low + high) / 2
        values = [10 ** (middle * score) for score in scores]
        low, high = (middle, high) if mean(values) / median(values) < wanted else (low, middle)
    return (low + high) / 2
