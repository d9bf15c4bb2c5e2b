"""The figures of an affiliate creator document, read defensively: what cannot be read is None."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.json_rows import listed, mapping
from creatorscope.works.money import Money, parse_money
from creatorscope.works.numbers import parse_count, parse_decimal

REST = "-1"
BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the trend; None is unknown."""

    date: str
    gmv: float | None
    units: float | None
    plays: float | None
    ecommerce_plays: float | None
    followers: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFigures:
    """The figures of the last 30 days; shares are fractions, money in `currency`."""

    creator_id: str | None
    currency: str | None
    rounded: bool
    region: str | None
    followers: float | None
    gmv: float | None
    video_gmv: float | None
    live_gmv: float | None
    units: float | None
    revenue_per_buyer: float | None
    vendor_gpm: float | None
    commission_rate: float | None
    videos: float | None
    ecommerce_videos: float | None
    channels: dict[str, float]
    categories: dict[str, float]
    category_names: dict[str, str]
    days: tuple[Day, ...]
    profile: Mapping[str, Any]

    @property
    def buyers(self) -> float | None:
        """Return sales over revenue per buyer; None when either is unknown or 0."""
        return self.gmv / self.revenue_per_buyer if self.gmv and self.revenue_per_buyer else None

    @property
    def plays(self) -> float | None:
        """Return plays of all videos over the days; None unless every day states them."""
        return _total([day.plays for day in self.days])

    @property
    def ecommerce_plays(self) -> float | None:
        """Return plays of e-commerce videos over the days; None unless every day states them."""
        return _total([day.ecommerce_plays for day in self.days])


def read_figures(document: Mapping[str, Any]) -> DocumentFigures:
    """Return the figures of a document; AnalysisInputError when it holds no creator profile."""
    profiles = mapping(document.get("profiles"))
    profile = mapping(profiles.get("creator_profile"))
    if not profile:
        raise AnalysisInputError(
            "the document holds no creator_profile", "give one affiliate creator document as it was collected"
        )
    region = _text(profile.get("selection_region"))
    money = {key: parse_money(profile.get(key), region) for key in _MONEY}
    known = [value for value in money.values() if value]
    categories = listed(profile.get("industry_groups"))
    return DocumentFigures(
        creator_id=_text(document.get("id")) or _text(profile.get("creator_oecuid")),
        currency=_currency(known),
        rounded=any(value.is_rounded for value in known),
        region=region,
        followers=_count(profile, "follower_cnt"),
        gmv=_amount(money["med_gmv_revenue"]),
        video_gmv=_amount(money["video_gmv"]),
        live_gmv=_amount(money["live_gmv"]),
        units=_count(profile, "units_sold"),
        revenue_per_buyer=_amount(money["avg_revenue_per_buyer"]),
        vendor_gpm=_amount(money["gpm"]),
        commission_rate=points_of(profile.get("med_commission_rate")),
        videos=_count(profile, "video_publish_cnt_30d"),
        ecommerce_videos=_count(profile, "ec_video_publish_cnt_30d"),
        channels=shares_in(profile.get("content_groups")),
        categories=shares_in(categories),
        category_names={str(row.get("key")): str(row["name"]) for row in categories if row.get("name")},
        days=_days(profiles.get("creator_profile_trend_data"), region),
        profile=profile,
    )


_MONEY = ("med_gmv_revenue", "video_gmv", "live_gmv", "avg_revenue_per_buyer", "gpm")


def _currency(known: list[Money]) -> str | None:
    currencies = {value.currency for value in known}
    if len(currencies) > 1:
        raise AnalysisInputError(
            f"the document mixes currencies ({', '.join(sorted(currencies))})",
            "analyse documents of one market at a time: currencies are never added",
        )
    return next(iter(currencies), None)


def points_of(value: Any) -> float | None:
    """Return basis points as a fraction: 1000 is 0.1; None when unreadable."""
    points = parse_decimal(value)
    return None if points is None else points / BASIS_POINTS


def shares_in(rows: Any) -> dict[str, float]:
    """Return key to fraction of a list of {key, value}; unreadable rows are left out."""
    found = ((row.get("key"), parse_decimal(row.get("value"))) for row in listed(rows))
    return {str(key): value for key, value in found if key is not None and value is not None}


def _days(trend: Any, region: str | None) -> tuple[Day, ...]:
    days = []
    for block in listed(trend):
        for step in listed(block.get("stats")):
            figures, start = mapping(step.get("profile")), parse_decimal(step.get("start_timestamp"))
            if not figures or start is None:
                continue
            days.append(
                Day(
                    date=datetime.fromtimestamp(start, UTC).date().isoformat(),
                    gmv=_amount(parse_money(figures.get("trend_gmv"), region)),
                    units=_count(figures, "trend_units_sold"),
                    plays=_count(figures, "trend_video_play_cnt"),
                    ecommerce_plays=_count(figures, "trend_ec_video_play_cnt"),
                    followers=_count(figures, "trend_follower"),
                )
            )
    return tuple(sorted(days, key=lambda day: day.date))


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _amount(money: Money | None) -> float | None:
    return money.amount if money else None


def _count(row: Mapping[str, Any], key: str) -> float | None:
    count = parse_count(row.get(key))
    return None if count is None else float(count)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
