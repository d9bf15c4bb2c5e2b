"""The affiliate document's own figures as vendor metrics: named, in canonical units, with currency."""

from __future__ import annotations

from typing import Any

from creatorscope.works.creator import Metric
from creatorscope.works.money import Money, parse_money, parse_money_range
from creatorscope.works.numbers import parse_count, parse_decimal
from creatorscope.works.people import put_metric
from creatorscope.works.reading import Reader, at

# Our name -> the document's. The 30-day GMV is called a median there and is the sum of the daily trend.
_SUMS = {
    "gmv_30d": "med_gmv_revenue",
    "video_gmv_30d": "video_gmv",
    "live_gmv_30d": "live_gmv",
    "gpm_ec": "gpm",
    "revenue_per_buyer_30d": "avg_revenue_per_buyer",
}
_RANGES = {"gpm_ec_video": "ec_video_gpm", "gpm_ec_live": "ec_live_gpm"}
_RATES = {
    "commission_rate_median": "med_commission_rate",
    "engagement_rate_video": "video_engagement",
    "engagement_rate_ec_video": "ec_video_engagement",
    "engagement_rate_live": "live_engagement",
    "engagement_rate_ec_live": "ec_live_engagement",
}
_COUNTS = {
    "units_sold_30d": ("units_sold", "items"),
    "videos_30d": ("video_publish_cnt_30d", "videos"),
    "ec_videos_30d": ("ec_video_publish_cnt_30d", "videos"),
    "lives_30d": ("live_streaming_cnt_30d", "lives"),
    "ec_lives_30d": ("ec_live_streaming_cnt_30d", "lives"),
    "promoted_products": ("promoted_product_num", "products"),
    "brands": ("collaborated_brands_num", "brands"),
    "ec_live_comments_mean": ("ec_live_avg_comment_cnt", "comments"),
} | {
    f"{kind}_{what}s_median": (f"{kind}_med_{what}_cnt", f"{what}s")
    for kind in ("video", "ec_video", "live", "ec_live")
    for what in ("view", "like", "comment", "share")
}


def vendor_metrics(reader: Reader, profile: str, region: str | None) -> dict[str, Metric]:
    """Return the figures of the profile at a path; what is null there is left out.

    So are rates and medians over no works at all: 0 there is the mark of nothing. Sums of money whose
    currency cannot be told are left out too and flagged `<name>_unreadable`.
    """
    vendor: dict[str, Metric] = {}
    for name, key in _SUMS.items():
        path = f"{profile}.{key}"
        money = parse_money(at(reader.raw, path), region)
        reader.flag(f"{name}_unreadable", when=money is None and at(reader.raw, path) is not None)
        put_metric(vendor, reader, name, _of_money(money), path)
    for name, key in _RANGES.items():
        _put_range(vendor, reader, name, f"{profile}.{key}", region)
    for name, key in _RATES.items():
        rate = basis_points(at(reader.raw, f"{profile}.{key}"))
        metric = Metric(value=rate, unit="fraction") if rate is not None else None
        put_metric(vendor, reader, name, metric, f"{profile}.{key}")
    for name, (key, unit) in _COUNTS.items():
        count = parse_count(at(reader.raw, f"{profile}.{key}"))
        metric = Metric(value=count, unit=unit) if count is not None else None
        put_metric(vendor, reader, name, metric, f"{profile}.{key}")
    return {name: metric for name, metric in vendor.items() if not _over_nothing(name, vendor)}


def _over_nothing(name: str, vendor: dict[str, Metric]) -> bool:
    """Return True for a rate, median or price of a kind of work the creator published none of."""
    kinds = {
        "ec_video": "ec_videos_30d",
        "ec_live": "ec_lives_30d",
        "video": "videos_30d",
        "live": "lives_30d",
    }
    if name.endswith("_30d") or name == "gpm_ec":
        return False
    for kind, count in kinds.items():
        if name.startswith(f"{kind}_") or f"_{kind}" in name:
            return count in vendor and vendor[count].value == 0
    return False


def basis_points(value: Any) -> float | None:
    """Return a fraction for basis points (316 is 0.0316); None when unreadable."""
    number = parse_decimal(value)
    return number / 10_000 if number is not None and number >= 0 else None


def _of_money(money: Money | None) -> Metric | None:
    if money is None:
        return None
    return Metric(value=money.amount, unit="money", currency=money.currency, is_rounded=money.is_rounded)


def _put_range(vendor: dict[str, Metric], reader: Reader, name: str, path: str, region: str | None) -> None:
    """Add a range as `<name>_low` and `<name>_high`; flag it when the document marks it as a reference."""
    found = parse_money_range(at(reader.raw, path), region)
    put_metric(vendor, reader, f"{name}_low", _of_money(found.low) if found else None, f"{path}.minimal")
    put_metric(vendor, reader, f"{name}_high", _of_money(found.high) if found else None, f"{path}.maximum")
    reader.flag(f"{name}_is_reference", when=at(reader.raw, f"{path}_reference") is True)
