"""The live sessions of the sandbox's Shop creator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.shop_catalogue import Product
from creatorscope.sandbox.shop_figures import Pull, draw_part, draw_sales, total_sales
from creatorscope.sandbox.shop_videos import Sold


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """One live session: viewers, what they did, and each product's sales; `buyers` are distinct people."""

    day: date
    viewers: int
    likes: int
    comments: int
    followers: int
    buyers: int
    sold: tuple[Sold, ...]


def build_month_lives(draw: Draw, first: date, products: tuple[Product, ...]) -> list[Live]:
    """Return the sessions of the month that starts on `first`, in order of days."""
    days = ((first + timedelta(days=32)).replace(day=1) - first).days
    offsets = sorted(draw.whole(0, days - 1) for _ in range(draw.whole(5, 10)))
    return [_live(draw, first + timedelta(days=offset), products) for offset in offsets]


def _live(draw: Draw, day: date, products: tuple[Product, ...]) -> Live:
    viewers = int(draw.lognormal(1_340, 0.7)) + 30
    table = draw.some(products[:20], draw.whole(3, 7))
    pull = Pull(click_rate=draw.between(0.04, 0.12), order_rate=draw.between(0.03, 0.09), direct_rate=0.8)
    sold = tuple(
        Sold(
            day,
            product.product_id,
            draw_sales(draw, draw_part(draw, viewers, draw.between(0.2, 0.7)), pull, product.terms),
        )
        for product in table
    )
    orders = total_sales(item.sales for item in sold).orders
    return Live(
        day=day,
        viewers=viewers,
        likes=round(viewers * draw.between(1.5, 6.0)),
        comments=draw_part(draw, viewers, 0.35),
        followers=draw_part(draw, viewers, 0.02),
        buyers=orders - draw_part(draw, orders, 0.12),
        sold=sold,
    )
