"""How well an audience fits a target, and what is known of the audience."""

from __future__ import annotations

from collections.abc import Mapping

from creatorscope.analysis.concentration import Concentration, concentration
from creatorscope.analysis.outputs import Figure, Part

DEFAULT_WEIGHTS: Mapping[str, float] = {"country": 0.4, "gender": 0.2, "age": 0.3, "language": 0.1}
SUM_TOLERANCE = 0.02


class Dimension(Part):
    """One side of the audience: shares that sum to at most 1, and how they overlap with the target's.

    `overlap` is the overlap coefficient, the sum of the smaller share of each group: 1 is the same, 0 is
    nothing in common; None where audience or target is unknown.
    """

    name: str
    shares: dict[str, Figure]
    total: Figure
    unit: str
    overlap: Figure | None
    weight: Figure
    concentration: Concentration


class AudienceMatch(Part):
    """The fit of an audience: `match` over the dimensions present, `coverage` the weight they hold.

    `match` is None when no dimension of the target is known of the audience.
    """

    match: Figure | None
    coverage: Figure
    dimensions: list[Dimension]
    missing: list[str]


Distribution = Mapping[str, float]


def profile_audience(
    audience: Mapping[str, Distribution],
    target: Mapping[str, Distribution] | None = None,
    weights: Mapping[str, float] = DEFAULT_WEIGHTS,
) -> AudienceMatch:
    """Return the audience by dimension and its match with the target.

    Distributions map groups to counts or shares: amounts that sum over 1.02 are counts and are divided by
    their sum; shares that sum to less keep their gap as unknown. Weights of dimensions that the target names
    are renormalised over those present; a dimension without a configured weight counts as an average one.
    """
    wanted = target or {}
    spare = sum(weights.values()) / len(weights) if weights else 1.0
    names = sorted(set(audience) | set(wanted))
    dimensions = [
        _dimension(name, audience[name], wanted.get(name), weights.get(name, spare))
        for name in names
        if audience.get(name)
    ]
    known = [item for item in dimensions if item.overlap is not None]
    asked = sum(weights.get(name, spare) for name in wanted)
    present = sum(item.weight for item in known)
    match = sum(item.weight * (item.overlap or 0.0) for item in known) / present if present else None
    return AudienceMatch(
        match=match,
        coverage=present / asked if asked else 0.0,
        dimensions=dimensions,
        missing=[name for name in sorted(wanted) if not audience.get(name)],
    )


def overlap(first: Distribution, second: Distribution) -> float:
    """Return the overlap coefficient of two distributions of shares, 0 to 1."""
    return sum(min(share, second.get(group, 0.0)) for group, share in first.items())


def shares_of(amounts: Distribution) -> tuple[dict[str, float], str]:
    """Return amounts as shares, with what they were: "count" or "fraction"."""
    known = {group: amount for group, amount in sorted(amounts.items()) if amount > 0}
    total = sum(known.values())
    if total > 1 + SUM_TOLERANCE:
        return {group: amount / total for group, amount in known.items()}, "count"
    return known, "fraction"


def _dimension(name: str, amounts: Distribution, target: Distribution | None, weight: float) -> Dimension:
    shares, unit = shares_of(amounts)
    wanted = shares_of(target)[0] if target else None
    return Dimension(
        name=name,
        shares=shares,
        total=sum(amounts.values()),
        unit=unit,
        overlap=None if wanted is None else min(1.0, overlap(shares, wanted)),
        weight=weight,
        concentration=concentration(shares),
    )
