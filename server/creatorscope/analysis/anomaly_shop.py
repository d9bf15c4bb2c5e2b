"""Signals from a creator's Shop figures and brands."""

from __future__ import annotations

from collections.abc import Collection

from creatorscope.analysis.anomaly_output import Severity, Signal
from creatorscope.analysis.shop_output import ShopAnalysis

_WORSE: dict[str, Severity] = {"warning": "notice", "at_risk": "warning"}


def shop_signals(shop: ShopAnalysis) -> list[Signal]:
    """Return a health scale that is not healthy, and sales that came on one day."""
    signals = [
        Signal(
            code=reading.scale,
            group="health",
            severity=_WORSE.get(reading.state, "warning"),
            evidence=reading.text,
            figures={"value": reading.value} if reading.value is not None else {},
            benign="A violation under appeal, or one about to lapse.",
            settle_by="The list of violations, with appeals and dates.",
        )
        for reading in shop.health
        if reading.state not in {"healthy", "unknown"}
    ]
    days = shop.concentration.get("days")
    if any(flag.code == "one_day_gmv" for flag in shop.flags):
        share = days.largest_share if days else None
        signals.append(
            Signal(
                code="one_day_gmv",
                group="sales",
                severity="notice",
                evidence="One step of time brought over half of the sales.",
                figures={"share": share} if share is not None else {},
                benign="A campaign day or a single large live.",
                settle_by="Sales of three more months, by day.",
            )
        )
    return signals


def brand_conflict(own: Collection[str], conflicting: Collection[str]) -> list[Signal]:
    """Return the brands a creator works with that the campaign must not stand beside."""
    unwanted = {name.strip().casefold() for name in conflicting}
    found = sorted(name for name in own if name.strip().casefold() in unwanted)
    if not found:
        return []
    return [
        Signal(
            code="brand_conflict",
            group="brands",
            severity="warning",
            evidence=f"Works with {', '.join(found)}.",
            figures={"brands": float(len(found))},
            benign="An ended collaboration.",
            settle_by="The date of the last work for the brand.",
        )
    ]
