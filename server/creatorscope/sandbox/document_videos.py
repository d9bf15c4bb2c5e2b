"""The top videos inside a generated affiliate document."""

from __future__ import annotations

from typing import Any

from creatorscope.sandbox.document_markets import Market
from creatorscope.sandbox.draws import Draw

_TOP = 3
_WIDTH, _HEIGHT = 576, 1024
_HEX = "0123456789abcdef"


def draw_top_videos(
    draw: Draw, market: Market, typical_plays: int, end: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the best videos of any kind and the best e-commerce ones of the 30 days to `end` (unix seconds).

    A video in both lists is the same in both, its products included.
    """
    selling = [_video(draw, market, typical_plays, end) for _ in range(_TOP)]
    for video in selling:
        video["video_products"] = [_product(draw, market) for _ in range(draw.pick((1, 1, 1, 2)))]
    others = [_video(draw, market, typical_plays * 2, end) for _ in range(_TOP)]
    return _best([*selling, *others]), _best(selling)


def _best(videos: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(videos, key=lambda video: -video["play_cnt"])[:_TOP]


def _video(draw: Draw, market: Market, typical_plays: int, end: int) -> dict[str, Any]:
    plays = int(draw.lognormal(typical_plays * 4, 0.8)) + 100
    made = end - draw.whole(1, 29 * 86_400)
    caption = draw.pick(market.captions).format(thing=draw.pick(market.goods))
    return {
        "comment_cnt": 0,
        "item_id": str((made << 32) + draw.whole(0, (1 << 31) - 1)),
        "like_cnt": int(plays * draw.between(0.005, 0.05)),
        "name": f"{caption} #review #{market.currency.lower()}finds",
        "play_cnt": plays,
        "release_date": str(made + draw.whole(1, 8)),
        "video": _media(draw, made),
    }


def _media(draw: Draw, made: int) -> dict[str, Any]:
    duration = round(min(300.0, draw.lognormal(48, 0.5)) + draw.between(4.001, 4.999), 3)
    bitrate = draw.whole(700_000, 2_200_000)
    name = f"v1{draw.digits(4)}g50000{_key(draw, 20)}"
    return {
        "duration": duration,
        "id": name,
        "media_type": "video",
        "post_url": f"https://img.sandbox.example/cover/{name}.image",
        "video_infos": [
            {
                "backup_url": f"https://media2.sandbox.example/{name}/",
                "bitrate": bitrate,
                "file_hash": _key(draw, 32),
                "format": "",
                "height": _HEIGHT,
                "main_url": f"https://media.sandbox.example/{name}/",
                "size": int(bitrate * duration / 8),
                "url_expire": made + 86_400,
                "video_quality": "normal",
                "width": _WIDTH,
            }
        ],
    }


def _product(draw: Draw, market: Market) -> dict[str, Any]:
    dollars = draw.lognormal(8, 0.6)
    lowest = market_price(market, dollars)
    highest = market_price(market, dollars * draw.pick((1, 1, 1.5, 2.2)))
    product_id = f"1730{draw.digits(15)}"
    return {
        "image": f"https://img.sandbox.example/product/{product_id}.webp",
        "max_sale_price": _price(market, highest),
        "min_sale_price": _price(market, lowest),
        "name": draw.pick(market.goods),
        "product_id": product_id,
    }


def market_price(market: Market, dollars: float) -> float:
    """Return a price as the market writes them: whole thousands, or ending in .90."""
    value = dollars * market.per_dollar
    return max(1, round(value / 1000)) * 1000 if market.whole else max(0, int(value)) + 0.9


def _price(market: Market, value: float) -> dict[str, str]:
    plain = f"{value:.0f}" if market.whole else f"{value:.2f}"
    return {"currency": market.currency, "formatted_price": market.price(value), "price": plain}


def _key(draw: Draw, length: int) -> str:
    return "".join(draw.pick(_HEX) for _ in range(length))
