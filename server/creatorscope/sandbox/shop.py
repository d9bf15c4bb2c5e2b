"""The account of a TikTok Shop creator: figures that add up, for any calendar month it has data for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from creatorscope.sandbox.shop_catalogue import Product, build_products
from creatorscope.sandbox.shop_figures import Sales, total_sales
from creatorscope.sandbox.shop_lives import Live, build_month_lives
from creatorscope.sandbox.shop_videos import KNOWN_VIDEOS, Sold, Video, build_month_videos, build_video
from creatorscope.sandbox.streams import stream

if TYPE_CHECKING:
    from creatorscope.sandbox.world import World

KNOWN_MONTH = date(2025, 4, 1)
_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What videos and lives sold on one day."""

    day: date
    video: Sales
    live: Sales


@dataclass(frozen=True, slots=True)
class VideoFigures:
    """One video within a window; `completion` is its mean over plays, 0 to 1."""

    video: Video
    plays: int
    likes: int
    comments: int
    shares: int
    followers: int
    completion: float
    sales: Sales


@dataclass(frozen=True, slots=True)
class ProductFigures:
    """One product within a window, over videos and lives."""

    product: Product
    sales: Sales


@dataclass(frozen=True, slots=True)
class Shop:
    """A creator's Shop account. Data exist for the last 13 months to `as_of`, and for April 2025 always.

    Every total is the sum of the same entries, so totals of days, videos, products and lives agree.
    """

    as_of: date
    products: tuple[Product, ...]
    videos: tuple[Video, ...]
    lives: tuple[Live, ...]

    def covered(self, window: Window) -> frozenset[date]:
        """Return the days of the window that have data; empty for the future and for too long ago."""
        days = (window.start + timedelta(days=n) for n in range((window.end - window.start).days + 1))
        return frozenset(day for day in days if _has_data(day, self.as_of))

    def day_figures(self, window: Window) -> list[DayFigures]:
        """Return each covered day's sales, in order, days without sales included."""
        days = self.covered(window)
        videos = _by_day(item for video in self.videos for item in video.sold if item.day in days)
        lives = _by_day(item for live in self.lives if live.day in days for item in live.sold)
        return [DayFigures(day, videos.get(day, Sales()), lives.get(day, Sales())) for day in sorted(days)]

    def video_figures(self, window: Window) -> list[VideoFigures]:
        """Return every video that was played in the window, latest first."""
        days = self.covered(window)
        found = (_video_figures(video, days) for video in self.videos)
        played = [item for item in found if item.plays]
        return sorted(played, key=lambda item: (item.video.publish_time, item.video.item_id), reverse=True)

    def product_figures(self, window: Window) -> list[ProductFigures]:
        """Return every product with a view in the window, highest revenue first."""
        sales: dict[str, list[Sales]] = defaultdict(list)
        for item in self.sold(self.covered(window)):
            sales[item.product_id].append(item.sales)
        found = [
            ProductFigures(product, total_sales(sales[product.product_id]))
            for product in self.products
            if product.product_id in sales
        ]
        return sorted(found, key=lambda item: (-item.sales.revenue, item.product.product_id))

    def sold(self, days: frozenset[date]) -> Iterator[Sold]:
        """Yield every entry of those days, videos first, then lives."""
        for video in self.videos:
            yield from (item for item in video.sold if item.day in days)
        for live in self.lives:
            if live.day in days:
                yield from live.sold

    def find_video(self, item_id: str) -> Video | None:
        """Return the video of that id, None when this account has none."""
        return next((video for video in self.videos if video.item_id == item_id), None)


def build_shop(world: World) -> Shop:
    """Return the account of this world's Shop creator; the same seed and day always give the same one."""
    return _build_shop(world.seed, world.as_of)


def build_rivals(world: World, product_id: str, window: Window) -> list[VideoFigures]:
    """Return other creators' videos of one product in a window; [] for products and days without data."""
    shop = build_shop(world)
    product = next((item for item in shop.products if item.product_id == product_id), None)
    if product is None:
        return []
    draw = stream(world.seed, "shop", "rivals", product_id, window.start.isoformat())
    videos = build_month_videos(draw, window.start, (product,))[: draw.whole(2, 8)]
    found = [_video_figures(video, shop.covered(window)) for video in videos if video.products]
    return [item for item in found if item.plays]


def month_of(day: date) -> Window:
    """Return the calendar month a day lies in."""
    first = day.replace(day=1)
    return Window(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


@lru_cache(maxsize=4)
def _build_shop(seed: int, as_of: date) -> Shop:
    products = build_products(stream(seed, "shop", "products"))
    videos: list[Video] = []
    lives: list[Live] = []
    for first in _months(as_of):
        name = first.isoformat()
        videos += build_month_videos(stream(seed, "shop", "videos", name), first, products)
        lives += build_month_lives(stream(seed, "shop", "lives", name), first, products)
    for rank, item_id in enumerate(KNOWN_VIDEOS):
        videos.append(build_video(stream(seed, "shop", "video", item_id), item_id, products[: 2 - rank]))
    visible = [video for video in videos if video.published <= max(as_of, month_of(KNOWN_MONTH).end)]
    return Shop(as_of=as_of, products=products, videos=tuple(visible), lives=tuple(lives))


def _months(as_of: date) -> list[date]:
    """Return the first days of all months with data, and of the two before each, whose videos still play."""
    first, months = as_of.replace(day=1), set()
    for _ in range(_MONTHS + 2):
        months.add(first)
        first = _month_before(first)
    months |= {KNOWN_MONTH, _month_before(KNOWN_MONTH), _month_before(_month_before(KNOWN_MONTH))}
    return sorted(months)


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _has_data(day: date, as_of: date) -> bool:
    if day.replace(day=1) == KNOWN_MONTH:
        return True
    months_ago = (as_of.year - day.year) * 12 + as_of.month - day.month
    return day <= as_of and months_ago < _MONTHS


def _by_day(entries: Iterable[Sold]) -> dict[date, Sales]:
    grouped: dict[date, list[Sales]] = defaultdict(list)
    for item in entries:
        grouped[item.day].append(item.sales)
    return {day: total_sales(sales) for day, sales in grouped.items()}


def _video_figures(video: Video, days: frozenset[date]) -> VideoFigures:
    seen = [item for item in video.reach if item.day in days]
    plays = sum(item.plays for item in seen)
    return VideoFigures(
        video=video,
        plays=plays,
        likes=sum(item.likes for item in seen),
        comments=sum(item.comments for item in seen),
        shares=sum(item.shares for item in seen),
        followers=sum(item.followers for item in seen),
        completion=sum(item.completion * item.plays for item in seen) / plays if plays else 0.0,
        sales=total_sales(item.sales for item in video.sold if item.day in days),
    )
