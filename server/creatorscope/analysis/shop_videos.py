"""The best videos of an affiliate document, and the products in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from creatorscope.analysis.json_rows import listed, mapping
from creatorscope.analysis.outputs import Columns
from creatorscope.analysis.shop_document_figures import DocumentFigures
from creatorscope.works.money import Money, parse_money
from creatorscope.works.numbers import parse_count, parse_decimal

TITLE_LENGTH = 80
VIDEO_COLUMNS = ("video_id", "title", "published_at", "kind", "plays", "likes", "duration_s")
PRODUCT_COLUMNS = ("product_id", "name", "currency", "price_low", "price_high", "videos")


def document_videos(figures: DocumentFigures) -> Columns:
    """Return the listed best videos, e-commerce and all, most played first."""
    rows = [
        (
            video.get("item_id"),
            str(video.get("name") or "")[:TITLE_LENGTH],
            _moment(video.get("release_date")),
            kind,
            parse_count(video.get("play_cnt")),
            parse_count(video.get("like_cnt")),
            parse_decimal(mapping(video.get("video")).get("duration")),
        )
        for kind, key in (("e-commerce", "ec_top_video_data"), ("all", "top_video_data"))
        for video in listed(figures.profile.get(key))
    ]
    return Columns(columns=VIDEO_COLUMNS, rows=sorted(rows, key=lambda row: (-(row[4] or 0), str(row[0]))))


def document_products(figures: DocumentFigures) -> Columns:
    """Return the products of the listed e-commerce videos; their sales are not in the document."""
    found: dict[str, dict[str, Any]] = {}
    for video in listed(figures.profile.get("ec_top_video_data")):
        for product in listed(video.get("video_products")):
            key = str(product.get("product_id"))
            low = parse_money(product.get("min_sale_price"), figures.region)
            high = parse_money(product.get("max_sale_price"), figures.region)
            entry = found.setdefault(
                key, {"name": product.get("name"), "low": low, "high": high, "videos": 0}
            )
            entry["videos"] += 1
    rows = [
        (
            key,
            str(entry["name"] or "")[:TITLE_LENGTH],
            _currency(entry["low"], entry["high"]),
            entry["low"].amount if entry["low"] else None,
            entry["high"].amount if entry["high"] else None,
            entry["videos"],
        )
        for key, entry in found.items()
    ]
    return Columns(columns=PRODUCT_COLUMNS, rows=sorted(rows, key=lambda row: (-row[5], row[0])))


def _currency(low: Money | None, high: Money | None) -> str | None:
    price = low or high
    return price.currency if price else None


def _moment(value: Any) -> str | None:
    seconds = parse_decimal(value)
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()
