"""Sales figures in whole cents and counts that can be added without losing anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from creatorscope.sandbox.draws import Draw


@dataclass(frozen=True, slots=True)
class Sales:
    """What one product earned somewhere on one day; money in whole cents.

    `views` of the product, of which `clicks`, of which `orders`, holding `items`; `direct` revenue comes from
    buyers who never left the video; `base` is revenue less refunds, on which `commission` is paid.
    """

    views: int = 0
    clicks: int = 0
    orders: int = 0
    items: int = 0
    revenue: int = 0
    direct: int = 0
    base: int = 0
    commission: int = 0


def total_sales(parts: Iterable[Sales]) -> Sales:
    """Return the sum of all parts, zeros for none."""
    return Sales(*(sum(column) for column in zip(astuple(Sales()), *map(astuple, parts), strict=True)))


@dataclass(frozen=True, slots=True)
class Pull:
    """How well a place sells: clicks per view, orders per click, share of buyers who never leave it."""

    click_rate: float
    order_rate: float
    direct_rate: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What a product costs, in cents, and its commission in basis points."""

    price: int
    commission_bp: int


def draw_sales(draw: Draw, views: int, pull: Pull, terms: Terms) -> Sales:
    """Return one day's sales of one product seen `views` times.

    clicks <= views, orders <= clicks, items >= orders; direct and base <= revenue.
    """
    clicks = draw_part(draw, views, pull.click_rate)
    orders = draw_part(draw, clicks, pull.order_rate)
    items = orders + draw_part(draw, orders, 0.18)
    revenue = items * terms.price - round(items * terms.price * draw.pick((0, 0, 0.05, 0.1)))
    base = revenue - round(revenue * draw.between(0.0, 0.06))
    return Sales(
        views=views,
        clicks=clicks,
        orders=orders,
        items=items,
        revenue=revenue,
        direct=round(revenue * min(1.0, pull.direct_rate * draw.between(0.8, 1.2))),
        base=base,
        commission=round(base * terms.commission_bp / 10_000),
    )


def draw_part(draw: Draw, whole: int, rate: float) -> int:
    """Return about `whole * rate`, a whole number from 0 to `whole`."""
    expected = whole * rate * draw.between(0.75, 1.25)
    return min(whole, int(expected) + draw.chance(expected % 1))


def spread(total: int, weights: list[float]) -> list[int]:
    """Return whole numbers in proportion to the weights that add up to `total` exactly; [] for no weights."""
    shares, done, cumulated, whole = [], 0, 0.0, sum(weights)
    for weight in weights:
        cumulated += weight
        upto = round(total * cumulated / whole)
        shares.append(upto - done)
        done = upto
    return shares
