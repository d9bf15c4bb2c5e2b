"""The videos of the sandbox's Shop creator, day by day from publishing until they fade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from creatorscope.sandbox.draws import Draw, Weighted
from creatorscope.sandbox.shop_catalogue import Product
from creatorscope.sandbox.shop_figures import Pull, Sales, draw_part, draw_sales, spread

KNOWN_VIDEOS = ("7496499484705246507", "7496110433699482923")
LIFE_DAYS = 45
_PRODUCTS_A_VIDEO = Weighted([(0, 16), (1, 62), (2, 16), (3, 6)])
_PINNED_LIFT = 5.5


@dataclass(frozen=True, slots=True)
class Reach:
    """How one video did on one day; `completion` is the share of plays that reached its end, 0 to 1."""

    day: date
    plays: int
    likes: int
    comments: int
    shares: int
    followers: int
    completion: float


@dataclass(frozen=True, slots=True)
class Sold:
    """What one product earned through one video on one day."""

    day: date
    product_id: str
    sales: Sales


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A published video; `reach` has one entry a day, `sold` one a day and product."""

    item_id: str
    title: str
    publish_time: int
    duration_s: int
    pinned: bool
    products: tuple[Product, ...]
    reach: tuple[Reach, ...]
    sold: tuple[Sold, ...]

    @property
    def published(self) -> date:
        """The UTC day it was published."""
        return _moment(self.publish_time).date()

    @property
    def cover_url(self) -> str:
        """The address of its cover; nothing is served there."""
        return f"https://img.sandbox.example/cover/{self.item_id}.webp"

    @property
    def play_url(self) -> str:
        """The address of its media file; the sandbox's transcription reads it by name only."""
        return f"https://media.sandbox.example/video/{self.item_id}.mp4"


def build_month_videos(draw: Draw, first: date, products: tuple[Product, ...]) -> list[Video]:
    """Return the videos published in the month that starts on `first`, in no particular order."""
    days = ((first + timedelta(days=32)).replace(day=1) - first).days
    start = int(datetime(first.year, first.month, 1, tzinfo=UTC).timestamp())
    moments = [start + draw.whole(0, days - 1) * 86_400 + _hour(draw) for _ in range(draw.whole(18, 26))]
    ids = [str((moment << 32) + draw.whole(0, (1 << 31) - 1)) for moment in moments]
    return [build_video(draw, item_id, _featured(draw, products)) for item_id in ids]


def build_video(draw: Draw, item_id: str, products: tuple[Product, ...]) -> Video:
    """Return a video whose publishing time is the one its id carries in its upper 32 bits."""
    publish_time = int(item_id) >> 32
    pinned = draw.chance(0.04)
    plays = int(draw.lognormal(4_400, 1.25) * (_PINNED_LIFT if pinned else 1)) + 40
    reach = _reach(draw, _moment(publish_time).date(), plays)
    return Video(
        item_id=item_id,
        title=_title(draw, products),
        publish_time=publish_time,
        duration_s=min(600, round(draw.lognormal(36, 0.5)) + 6),
        pinned=pinned,
        products=products,
        reach=reach,
        sold=_sold(draw, reach, products),
    )


def _reach(draw: Draw, published: date, plays: int) -> tuple[Reach, ...]:
    """Return the plays of a life, most of them early, with the interactions they brought."""
    fade = draw.between(0.9, 1.6)
    daily = spread(plays, [(age + 1) ** -fade * draw.between(0.7, 1.3) for age in range(LIFE_DAYS)])
    like, comment, share, follow = (draw.lognormal(median, 0.4) for median in (0.04, 0.002, 0.0014, 0.0017))
    finished = min(0.85, draw.lognormal(0.25, 0.4))
    return tuple(
        Reach(
            day=published + timedelta(days=age),
            plays=seen,
            likes=draw_part(draw, seen, like),
            comments=draw_part(draw, seen, comment),
            shares=draw_part(draw, seen, share),
            followers=draw_part(draw, seen, follow),
            completion=min(0.95, finished * draw.between(0.9, 1.1)),
        )
        for age, seen in enumerate(daily)
    )


def _sold(draw: Draw, reach: tuple[Reach, ...], products: tuple[Product, ...]) -> tuple[Sold, ...]:
    """Return every product's sales on every day of the video's life."""
    sold = []
    for rank, product in enumerate(products):
        shown = draw.between(0.25, 0.6) / (rank + 1)
        pull = Pull(
            click_rate=min(0.3, draw.lognormal(0.045, 0.5)),
            order_rate=min(0.3, draw.lognormal(0.05, 0.5)),
            direct_rate=draw.between(0.55, 0.8),
        )
        for seen in reach:
            sales = draw_sales(draw, draw_part(draw, seen.plays, shown), pull, product.terms)
            sold.append(Sold(seen.day, product.product_id, sales))
    return tuple(sold)


def _featured(draw: Draw, products: tuple[Product, ...]) -> tuple[Product, ...]:
    """Return the one to three products of a video, none for one video in six."""
    shown = Weighted((product, product.weight) for product in products)
    drawn = [draw.weighted(shown) for _ in range(draw.weighted(_PRODUCTS_A_VIDEO))]
    return tuple({product.product_id: product for product in drawn}.values())


def _title(draw: Draw, products: tuple[Product, ...]) -> str:
    if not products:
        return f"{draw.pick(_STORIES)} #{draw.pick(_TAGS)}"
    thing = products[0].title.split(",", maxsplit=1)[0].lower()
    return f"{draw.pick(_PITCHES).format(thing=thing)} #{draw.pick(_TAGS)} #tiktokshop"


def _hour(draw: Draw) -> int:
    """Return seconds into the day, mostly in the evening."""
    return int((6 + 18 * max(draw.unit(), draw.unit())) * 3600)


def _moment(unix: int) -> datetime:
    return datetime.fromtimestamp(unix, UTC)


_PITCHES = (
    "I tested the {thing} for two weeks",
    "Nobody told me about the {thing}",
    "Is the {thing} worth it? Honest answer",
    "Three mistakes before I found the {thing}",
    "Restocking the {thing} again",
    "The {thing} that my sister borrowed and kept",
    "Unboxing the {thing} with you",
)
_STORIES = (
    "A quiet Sunday reset",
    "Answering your questions from last week",
    "What I eat on a filming day",
    "Small flat, big tidy-up",
    "How I plan a week of videos",
)
_TAGS = ("musthaves", "honestreview", "dailyroutine", "smallwins", "finds", "getreadywithme")
