"""The violation records of the sandbox's Shop creator, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from creatorscope.sandbox.streams import stream

if TYPE_CHECKING:
    from creatorscope.sandbox.world import World

_COUNT = 23
_SCORED_DAYS = 90
_RECENT_POINTS = (2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One record; times are unix seconds, `points` count for 90 days."""

    record_id: str
    happened: int
    appeal_until: int
    kind: str
    reason: str
    suggestion: str
    points: int
    appealed: bool
    active: bool


def build_violations(world: World) -> list[Violation]:
    """Return 23 records of the last year, newest first; two of the last 90 days carry points."""
    draw = stream(world.seed, "shop", "violations")
    noon = int(datetime.combine(world.as_of, time(12), UTC).timestamp())
    recent = sorted(draw.some(range(4, _SCORED_DAYS - 4), 4))
    older = sorted(draw.some(range(_SCORED_DAYS + 5, 364), _COUNT - len(recent)))
    records = []
    for rank, days in enumerate([*recent, *older]):
        happened = noon - days * 86_400 - draw.whole(0, 39_999)
        kind, reason, suggestion = draw.pick(_CAUSES)
        old = days > _SCORED_DAYS
        records.append(
            Violation(
                record_id=str(7_400_000_000_000_000_000 + (happened << 20) + draw.whole(0, (1 << 20) - 1)),
                happened=happened,
                appeal_until=happened + int(timedelta(days=30).total_seconds()),
                kind=kind,
                reason=reason,
                suggestion=suggestion,
                points=draw.pick((0, 0, 1, 2)) if old else dict(enumerate(_RECENT_POINTS)).get(rank, 0),
                appealed=draw.chance(0.25),
                active=not old or draw.chance(0.5),
            )
        )
    return records


def violation_points(world: World) -> int:
    """Return the points that count on the world's day: those of active records of the last 90 days."""
    since = datetime.combine(world.as_of - timedelta(days=_SCORED_DAYS), time(0), UTC).timestamp()
    return sum(item.points for item in build_violations(world) if item.active and item.happened >= since)


_CAUSES = (
    (
        "Video violation",
        "The video shows a product that differs from the one linked",
        "Link the exact product shown, then publish again",
    ),
    (
        "Video violation",
        "A health effect is claimed without proof",
        "Leave out effects on health that the seller cannot document",
    ),
    (
        "Video violation",
        "The clip was largely recorded from another account's video",
        "Film your own footage of the product",
    ),
    (
        "LIVE violation",
        "The host was away from the stream for a long time",
        "Stay in view and talk about the products while live",
    ),
    (
        "LIVE violation",
        "Viewers were asked to pay outside the platform",
        "Let every order go through the product link",
    ),
    (
        "Promotion violation",
        "A discount was announced that the product page does not give",
        "Check the price on the product page before you name it",
    ),
)
