"""The figures and gates by which a candidate is judged for a brief."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from creatorscope.analysis.anomaly_output import IDLE_DAYS
from creatorscope.analysis.audience import profile_audience
from creatorscope.analysis.fit import category_fit, price_band_fit
from creatorscope.analysis.shop_output import ShopAnalysis
from creatorscope.operations.analysis_audience import audience_of
from creatorscope.operations.analysis_brief import Brief
from creatorscope.operations.analysis_candidates import Figures, Known
from creatorscope.operations.analysis_requests import plain_handle

_FAILING = frozenset({"restricted", "removed", "at_risk"})


def figures_of(one: Known, brief: Brief) -> dict[str, Figures]:
    """Return criterion -> figures of a candidate, ours before a vendor's."""
    return {
        "reach_efficiency": _own(one, "view_rate")
        | one.vendor("last10_med_video_views_per_sub", "views_per_follower", "last10_video_views_per_sub"),
        "engagement": _own(one, "engagement_rate_by_views_median")
        | one.vendor("engagement_rate", "engagement_rate_video"),
        "consistency": _own(one, "log_mad"),
        "audience": _audience(one, brief),
        "content_fit": _content_fit(one, brief),
        "cost": _cost(one, brief),
        "gpm_gmv": _sales(one),
        "category_price_fit": _shop_fit(one, brief),
        "health": _health(one),
    }


def _own(one: Known, name: str) -> Figures:
    value = one.metric(name)
    return {} if value is None else {name: value}


def _audience(one: Known, brief: Brief) -> Figures:
    if not brief.audience:
        return {}
    for creator in one.profiles:
        match = profile_audience(audience_of(creator), brief.audience)
        if match.match is not None:
            return {"audience match": match.match}
    return {}


def _content_fit(one: Known, brief: Brief) -> Figures:
    """Return the share of the wanted categories that the creator's own categories or tags name."""
    own = [name.casefold() for creator in one.profiles for name in (*creator.categories, *creator.tags)]
    wanted = {name.casefold() for name in brief.categories}
    if not own or not wanted:
        return {}
    hits = sum(any(name in word or word in name for word in own) for name in wanted)
    return {"wanted categories named": hits / len(wanted)}


def _cost(one: Known, brief: Brief) -> Figures:
    fee = fee_of(one, brief)
    if fee is None:
        return {}
    views = _own(one, "median_plays") | one.vendor("last10_med_video_views_cnt", "avg_views")
    return {f"fee over {name}": fee / value for name, value in views.items() if value}


def fee_of(one: Known, brief: Brief) -> float | None:
    """Return the fee the brief states for a candidate, None where it states none."""
    return next((fee for name, fee in brief.fees.items() if plain_handle(name) in one.names), None)


def _sales(one: Known) -> Figures:
    found: Figures = {}
    for name in ("gpm_all_plays", "gpm_ecommerce_plays", "gmv_30d", "revenue"):
        metric = one.shop.metrics.get(name) if one.shop else None
        if one.shop and metric and metric.value is not None:
            found[f"{name} in {one.shop.currency or 'a currency not stated'}"] = metric.value
    return found | one.vendor("gpm_ec", "gmv_30d")


def _shop_fit(one: Known, brief: Brief) -> Figures:
    """Return the mean of category fit and price fit, whichever are known."""
    if one.shop is None:
        return {}
    shares = {(part.name or part.key).casefold(): part.share for part in one.shop.mix.get("categories", [])}
    wanted = {name.casefold() for name in brief.categories}
    parts = {
        "category": category_fit(shares, wanted) if wanted else None,
        "price": _price_fit(one.shop, brief),
    }
    known = {name: value for name, value in parts.items() if value is not None}
    return {f"{' and '.join(known)} fit": sum(known.values()) / len(known)} if known else {}


def _price_fit(shop: ShopAnalysis, brief: Brief) -> float | None:
    """Return how the prices of the products listed cover the wanted band; None in another currency."""
    columns = shop.products.columns
    if brief.price_band is None or shop.currency != brief.currency or "price_low" not in columns:
        return None
    low, high = columns.index("price_low"), columns.index("price_high")
    rows = [row for row in shop.products.rows if row[low] is not None and row[high] is not None]
    if not rows:
        return None
    sold = (min(float(row[low]) for row in rows), max(float(row[high]) for row in rows))
    return price_band_fit(sold, (brief.price_band[0], brief.price_band[1]))


def _health(one: Known) -> Figures:
    readings = (
        {reading.scale: reading for reading in one.shop.health if reading.value is not None}
        if one.shop
        else {}
    )
    found: Figures = {}
    for scale in ("creator_health_rating", "violation_points"):
        if scale in readings:
            value = readings[scale].value or 0.0
            good = readings[scale].high_is == "good"
            found[scale if good else f"minus {scale}"] = value if good else -value
    return found


# --- gates -------------------------------------------------------------------------------------------


def gates_of(one: Known, brief: Brief) -> dict[str, bool | None]:
    """Return gate -> passed, for the gates the brief asks for; None is unknown."""
    gates: dict[str, bool | None] = {"inactive": _is_active(one)}
    if brief.countries:
        gates["country"] = _is_among(one.first("country"), brief.countries)
    if brief.languages:
        gates["language"] = _is_among(one.first("language"), brief.languages)
    if one.shop or brief.goal == "shop":
        gates["health"] = _is_healthy(one)
    if brief.avoid_brands:
        unwanted = {name.casefold() for name in brief.avoid_brands}
        own = None if one.brands is None else {name.casefold() for name in one.brands}
        gates["brand_conflict"] = None if own is None else not own & unwanted
    if brief.budget is not None:
        fee = fee_of(one, brief)
        gates["budget"] = None if fee is None else fee <= brief.budget
    return gates


def _is_among(value: object, wanted: Iterable[str]) -> bool | None:
    if value is None:
        return None
    return str(value).casefold() in {name.casefold() for name in wanted}


def _is_active(one: Known) -> bool | None:
    idle = one.metric("days_since_last")
    if idle is not None:
        return idle <= IDLE_DAYS
    last = max(
        (creator.last_published_at for creator in one.profiles if creator.last_published_at), default=None
    )
    if last is None or one.seen_at is None:
        return None
    return one.seen_at - last <= timedelta(days=IDLE_DAYS)


def _is_healthy(one: Known) -> bool | None:
    states = [reading.state for reading in one.shop.health if reading.state != "unknown"] if one.shop else []
    return not _FAILING & set(states) if states else None
