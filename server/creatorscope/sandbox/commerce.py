"""What a sandbox account sells: shop figures that add up to one another."""

from __future__ import annotations

from dataclasses import dataclass

from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales:
    """Thirty days of selling, money in US dollars.

    gmv = buyers x gmv_per_buyer (to the cent) and gpm = gmv for each 1,000 views.
    `gmv_per_buyer` is None without a buyer; `commission_rate` in percent, None without a shop.
    """

    views: int
    buyers: int
    gmv: float
    gmv_per_buyer: float | None
    gpm: float
    commission_rate: float | None


def draw_sales(draw: Draw, person: Person, average_views: int, active: bool) -> Sales:
    """Return sales of an account with a shop window; an inactive account sells next to nothing."""
    videos = draw.whole(6, 45) if active else 1
    views = int(average_views * videos * draw.between(0.6, 1.3)) + 1
    buyers = int(views * min(draw.lognormal(0.0004, 0.8), 0.006)) if draw.chance(0.85) else 0
    basket = round(draw.lognormal(person.place.basket, 0.35), 2)
    gmv = round(buyers * basket, 2)
    return Sales(
        views=views,
        buyers=buyers,
        gmv=gmv,
        gmv_per_buyer=basket if buyers else None,
        gpm=round(gmv / views * 1000, 2),
        commission_rate=round(min(max(draw.normal(12.0, 5.0), 2.0), 40.0), 1),
    )
