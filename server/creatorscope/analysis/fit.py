"""How a creator's prices and categories fit a campaign."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping


def price_band_fit(sold: tuple[float, float], wanted: tuple[float, float]) -> float | None:
    """Return how much of the wanted price band lies in the creator's own, on a log scale, 0 to 1.

    Both in one currency, low before high. None for a price of 0 or less; a band of one price fits wholly or
    not at all.
    """
    if min(*sold, *wanted) <= 0 or sold[0] > sold[1] or wanted[0] > wanted[1]:
        return None
    low, high = max(sold[0], wanted[0]), min(sold[1], wanted[1])
    if low > high:
        return 0.0
    width = math.log(wanted[1] / wanted[0])
    return 1.0 if width == 0 else math.log(high / low) / width


def category_fit(shares: Mapping[str, float], wanted: Collection[str]) -> float | None:
    """Return the share of a creator's sales in the wanted categories; None where shares are unknown."""
    if not shares:
        return None
    return min(1.0, sum(share for category, share in shares.items() if category in set(wanted)))
