"""The analysis of an affiliate creator document: sales, their mix, efficiency, trend and checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from creatorscope.analysis.concentration import Concentration, concentration
from creatorscope.analysis.definitions import DEFAULT_CONFIG, SPEC_VERSION
from creatorscope.analysis.outputs import Columns, Flag, Metric
from creatorscope.analysis.shop_document_figures import (
    REST,
    DocumentFigures,
    points_of,
    read_figures,
)
from creatorscope.analysis.shop_health import read_points, read_rating
from creatorscope.analysis.shop_identities import check_identities
from creatorscope.analysis.shop_output import (
    SHOP_DEFINITIONS,
    Funnel,
    FunnelStep,
    MixPart,
    ShopAnalysis,
)
from creatorscope.analysis.shop_videos import document_products, document_videos
from creatorscope.analysis.trends import theil_sen

VENDOR_RATES = ("video_engagement", "ec_video_engagement", "live_engagement", "ec_live_engagement")
ONE_DAY_SHARE = 0.5
TREND_FROM = 14
TREND = ("date", "gmv", "units", "plays", "ecommerce_plays", "followers")


def analyze_shop_document(document: Mapping[str, Any], *, health_rating: float | None = None) -> ShopAnalysis:
    """Return the analysis of one document; `health_rating` is a Creator Health Rating known elsewhere.

    Raises AnalysisInputError for a document without profile or with several currencies.
    """
    figures = read_figures(document)
    window = f"{figures.days[0].date}..{figures.days[-1].date}" if figures.days else "30 days"
    identities = check_identities(figures)
    return ShopAnalysis(
        spec_version=SPEC_VERSION,
        source="affiliate_document",
        creator_id=figures.creator_id,
        currency=figures.currency,
        window=window,
        metrics=_metrics(figures, window),
        vendor=_vendor(figures),
        mix=_mix(figures),
        concentration=_concentration(figures),
        funnels=[_funnel(figures)],
        trend=Columns(
            columns=TREND, rows=[tuple(getattr(day, name) for name in TREND) for day in figures.days]
        ),
        products=document_products(figures),
        videos=document_videos(figures),
        health=[read_points(None), read_rating(health_rating)],
        identities=identities,
        flags=_flags(figures, [check.code for check in identities if check.outcome == "failed"]),
        gaps=_gaps(figures),
        facts={"region": figures.region, "price_range": figures.profile.get("product_price_range")},
        definitions=SHOP_DEFINITIONS,
    )


def _metrics(figures: DocumentFigures, window: str) -> dict[str, Metric]:
    money = figures.currency or "money"
    thousand = figures.gmv * 1000 if figures.gmv is not None else None
    rate = figures.commission_rate
    earned = figures.gmv * rate if figures.gmv is not None and rate is not None else None
    rows: list[tuple[str, float | None, float | None, tuple[str, str, str | None]]] = [
        ("gmv_30d", figures.gmv, 1.0, (money, "GMV", None)),
        ("units_30d", figures.units, 1.0, ("items", "items sold", None)),
        ("buyers", figures.buyers, 1.0, ("people", "GMV", "revenue per buyer")),
        ("revenue_per_buyer", figures.revenue_per_buyer, 1.0, (money, "GMV", "buyers")),
        ("average_item_price", figures.gmv, figures.units, (money, "GMV", "items sold")),
        ("gpm_ecommerce_plays", thousand, figures.ecommerce_plays, (money, "GMV", "1,000 e-commerce plays")),
        ("gpm_all_plays", thousand, figures.plays, (money, "GMV", "1,000 plays of all videos")),
        ("revenue_per_follower", figures.gmv, figures.followers, (money, "GMV", "followers")),
        ("revenue_per_video", figures.gmv, figures.videos, (money, "GMV", "videos published")),
        (
            "revenue_per_ecommerce_video",
            figures.gmv,
            figures.ecommerce_videos,
            (money, "GMV", "e-commerce videos published"),
        ),
        (
            "conversion_proxy",
            figures.units,
            figures.ecommerce_plays,
            ("fraction", "items sold", "e-commerce plays"),
        ),
        ("commission_rate", rate, 1.0, ("fraction", "median commission rate", None)),
        ("commission_value", earned, 1.0, (money, "GMV x median commission rate", None)),
        ("live_share", figures.live_gmv, figures.gmv, ("fraction", "live GMV", "GMV")),
    ]
    metrics = {name: _ratio(top, bottom, words, window) for name, top, bottom, words in rows}
    return {**metrics, "gmv_trend": _trend(figures, window)}


def _mix(figures: DocumentFigures) -> dict[str, list[MixPart]]:
    names = figures.category_names
    return {
        "channels": [MixPart(key=key, name=None, share=part) for key, part in figures.channels.items()],
        "categories": [
            MixPart(key=key, name=names.get(key), share=part) for key, part in figures.categories.items()
        ],
    }


def _concentration(figures: DocumentFigures) -> dict[str, Concentration]:
    named = {key: share for key, share in figures.categories.items() if key != REST}
    return {
        "categories": concentration(named, other=figures.categories.get(REST, 0.0)),
        "days": concentration({day.date: day.gmv for day in figures.days if day.gmv is not None}),
    }


def _ratio(
    top: float | None, bottom: float | None, words: tuple[str, str, str | None], window: str
) -> Metric:
    unit, numerator, denominator = words
    return Metric(
        value=top / bottom if top is not None and bottom else None,
        unit=unit,
        numerator=numerator,
        denominator=denominator,
        aggregation="over 30 days",
        n=1 if top is not None else 0,
        window=window,
        pinned_excluded=False,
    )


def _trend(figures: DocumentFigures, window: str) -> Metric:
    """Return the Theil-Sen slope of ln(daily GMV + 1), a fraction per day; None under 14 days."""
    daily = np.array([day.gmv for day in figures.days if day.gmv is not None], dtype=np.float64)
    value, interval = None, None
    if daily.size >= TREND_FROM:
        slope, (low, high) = theil_sen(
            np.arange(daily.size, dtype=np.float64), np.log1p(daily), DEFAULT_CONFIG
        )
        value, interval = float(np.expm1(slope)), (float(np.expm1(low)), float(np.expm1(high)))
    return Metric(
        value=value,
        unit="fraction per day",
        aggregation="Theil-Sen of ln daily GMV",
        n=int(daily.size),
        window=window,
        interval=interval,
        pinned_excluded=False,
    )


def _vendor(figures: DocumentFigures) -> dict[str, float]:
    rates = {name: points_of(figures.profile.get(name)) for name in VENDOR_RATES}
    known = {name: rate for name, rate in rates.items() if rate is not None}
    if figures.vendor_gpm is not None:
        known["gpm"] = figures.vendor_gpm
    return known


def _funnel(figures: DocumentFigures) -> Funnel:
    counts = [
        ("plays of all videos", figures.plays),
        ("plays of e-commerce videos", figures.ecommerce_plays),
        ("items sold", figures.units),
        ("buyers", figures.buyers),
    ]
    return funnel("30 days", counts)


def funnel(subject: str, counts: list[tuple[str, float | None]]) -> Funnel:
    """Return the steps with the rate of each over the step before; None where either is unknown or 0."""
    steps = []
    before: float | None = None
    for name, count in counts:
        rate = count / before if count is not None and before else None
        steps.append(FunnelStep(step=name, count=count, rate=rate))
        before = count
    return Funnel(subject=subject, steps=steps)


def _flags(figures: DocumentFigures, failed: list[str]) -> list[Flag]:
    flags = []
    if failed:
        text = f"Figures contradict each other, shown as they are: {', '.join(failed)}."
        flags.append(Flag(code="identities_failed", count=len(failed), text=text))
    if figures.rounded:
        text = "Some sums were only there as rounded display text."
        flags.append(Flag(code="rounded_money", count=None, text=text))
    daily = [day.gmv for day in figures.days if day.gmv is not None]
    if daily and max(daily) > ONE_DAY_SHARE * sum(daily) > 0:
        text = "One day brought over half of the sales: do not extrapolate."
        flags.append(Flag(code="one_day_gmv", count=1, text=text))
    return flags


def _gaps(figures: DocumentFigures) -> list[str]:
    wanted = (
        "currency",
        "followers",
        "gmv",
        "units",
        "revenue_per_buyer",
        "commission_rate",
        "plays",
        "ecommerce_plays",
    )
    gaps = [name for name in wanted if getattr(figures, name) is None]
    return gaps + [name for name in ("channels", "categories", "days") if not getattr(figures, name)]
