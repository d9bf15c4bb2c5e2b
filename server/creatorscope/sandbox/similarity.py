"""How alike two sandbox creators are."""

from __future__ import annotations

import math
from collections.abc import Iterable

from creatorscope.sandbox.accounts import SandboxCreator

_WEIGHTS = {
    "topics": 0.42,
    "country": 0.12,
    "language": 0.12,
    "followers": 0.14,
    "views": 0.08,
    "audience": 0.12,
}


def match_score(seed: SandboxCreator, other: SandboxCreator) -> float:
    """Return likeness from 0 to 1, to 4 places.

    Weighted over topics, country, language, size, reach and audience; a part unknown for either
    creator drops out and the other weights are scaled up.
    """
    known = {name: part for name, part in _parts(seed, other).items() if part is not None}
    weight = sum(_WEIGHTS[name] for name in known)
    return round(sum(_WEIGHTS[name] * part for name, part in known.items()) / weight, 4)


def _parts(seed: SandboxCreator, other: SandboxCreator) -> dict[str, float | None]:
    mine, theirs = seed.values, other.values
    leaves = _overlap(mine["industry_ids"], theirs["industry_ids"])
    tops = _overlap(seed.person.tops, other.person.tops)
    return {
        "topics": (leaves + tops) / 2,
        "country": float(mine["country_code"] == theirs["country_code"]),
        "language": float(mine["language"] == theirs["language"]),
        "followers": _closeness(mine["followers_count"], theirs["followers_count"]),
        "views": _closeness(mine["avg_views"], theirs["avg_views"]),
        "audience": _audience(seed, other),
    }


def _overlap(mine: Iterable[str], theirs: Iterable[str]) -> float:
    """Return the shared part of all values of both (Jaccard); 0 when both are empty."""
    left, right = set(mine), set(theirs)
    return len(left & right) / len(left | right) if left | right else 0.0


def _closeness(mine: int | None, theirs: int | None) -> float | None:
    """Return 1 for equal numbers, 0 from a hundredfold difference on; None when one is unknown."""
    if not mine or not theirs:
        return None
    return max(0.0, 1 - abs(math.log10(mine / theirs)) / 2)


def _audience(seed: SandboxCreator, other: SandboxCreator) -> float | None:
    """Return likeness of viewers' countries and share of women; None when one audience is unknown."""
    mine, theirs = seed.values, other.values
    if mine["audience_female_rate"] is None or theirs["audience_female_rate"] is None:
        return None
    women: float = 1 - abs(mine["audience_female_rate"] - theirs["audience_female_rate"]) / 100
    countries = _overlap(mine["audience_country_code_list"], theirs["audience_country_code_list"])
    return (women + countries) / 2
