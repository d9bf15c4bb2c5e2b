"""Checks of a Shop document's figures against each other; nothing is repaired."""

from __future__ import annotations

from creatorscope.analysis.shop_document_figures import DocumentFigures
from creatorscope.analysis.shop_output import Identity, Outcome

TREND_TOLERANCE = 0.005
SHARE_TOLERANCE = 0.02
BUYER_TOLERANCE = 0.01
GPM_TOLERANCE = 0.05
CHANNEL_TOLERANCE = 0.005


def check_identities(figures: DocumentFigures) -> list[Identity]:
    """Return every check, with those that lack a figure as not checkable."""
    days = figures.days
    daily = [day.gmv for day in days if day.gmv is not None]
    units = [day.units for day in days if day.units is not None]
    video_share = figures.channels.get("video_gmv")
    return [
        _relative("trend_sums_to_gmv", sum(daily) if daily else None, figures.gmv, TREND_TOLERANCE),
        _absolute("trend_sums_to_units", sum(units) if units else None, figures.units, 0.0),
        _whole_buyers(figures),
        _shares("channel_shares", figures.channels),
        _shares("category_shares", figures.categories),
        _absolute(
            "video_share_of_gmv",
            figures.video_gmv / figures.gmv if figures.video_gmv is not None and figures.gmv else None,
            video_share,
            CHANNEL_TOLERANCE,
        ),
        _relative(
            "gpm_on_ecommerce_plays",
            1000 * figures.gmv / figures.ecommerce_plays
            if figures.gmv is not None and figures.ecommerce_plays
            else None,
            figures.vendor_gpm,
            GPM_TOLERANCE,
        ),
    ]


_TEXTS = {
    "trend_sums_to_gmv": "The daily sales sum to the sales of 30 days.",
    "trend_sums_to_units": "The daily items sum to the items sold.",
    "whole_buyers": "Sales over revenue per buyer is a whole number of buyers.",
    "channel_shares": "The shares of sales by channel sum to 1.",
    "category_shares": "The shares of sales by category sum to 1.",
    "video_share_of_gmv": "Video sales over all sales equal the stated share of videos.",
    "gpm_on_ecommerce_plays": "Sales per 1,000 plays of e-commerce videos equal the stated GPM.",
}


def _relative(code: str, found: float | None, expected: float | None, tolerance: float) -> Identity:
    gap = abs(found - expected) / expected if found is not None and expected else None
    return _identity(code, (found, expected), gap, tolerance)


def _absolute(code: str, found: float | None, expected: float | None, tolerance: float) -> Identity:
    gap = abs(found - expected) if found is not None and expected is not None else None
    return _identity(code, (found, expected), gap, tolerance)


def _whole_buyers(figures: DocumentFigures) -> Identity:
    buyers = figures.buyers
    whole = float(round(buyers)) if buyers is not None else None
    gap = abs(buyers - whole) if buyers is not None and whole is not None else None
    return _identity("whole_buyers", (buyers, whole), gap, BUYER_TOLERANCE)


def _shares(code: str, shares: dict[str, float]) -> Identity:
    total = sum(shares.values()) if shares else None
    return _absolute(code, total, 1.0, SHARE_TOLERANCE)


def _identity(
    code: str, pair: tuple[float | None, float | None], gap: float | None, tolerance: float
) -> Identity:
    outcome: Outcome = "not_checkable"
    if gap is not None:
        outcome = "passed" if gap <= tolerance else "failed"
    return Identity(
        code=code,
        outcome=outcome,
        expected=pair[1],
        found=pair[0],
        deviation=gap,
        tolerance=tolerance,
        text=_TEXTS[code],
    )
