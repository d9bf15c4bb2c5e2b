"""What a collaboration would cost by view and by engagement, from the caller's fee."""

from __future__ import annotations

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.outputs import Figure, Interval, Metric, Part


class CostRange(Part):
    """One cost: at the median work, and between a good (p80) and a weak (p20) one; None when unknown."""

    value: Figure | None
    range: Interval | None
    unit: str
    basis: str


class Costs(Part):
    """The costs of one work at a fee; never from followers. `gaps` names what was missing."""

    fee: Figure
    currency: str
    cpm: CostRange
    cpv: CostRange
    cpe: CostRange
    gaps: list[str]


def estimate_costs(analysis: CreatorAnalysis, fee: float, currency: str) -> Costs:
    """Return the cost per thousand views, per view and per engagement of one work at this fee.

    Views are the median plays with p20 to p80; engagements are those views times the median rate by views.
    Unknown on basis likes.
    """
    plays = analysis.kpis.get("median_plays")
    low, high = analysis.metric_value("p20_plays"), analysis.metric_value("p80_plays")
    rate = analysis.metric_value("engagement_rate_by_views_median")
    gaps = [] if plays and plays.value else ["plays"]
    gaps += [] if rate else ["engagement_rate_by_views"]
    return Costs(
        fee=fee,
        currency=currency,
        cpm=_range(1000 * fee, plays, (low, high), f"{currency} per 1,000 views"),
        cpv=_range(fee, plays, (low, high), f"{currency} per view"),
        cpe=_range(fee / rate if rate else None, plays, (low, high), f"{currency} per engagement"),
        gaps=gaps,
    )


def _range(
    amount: float | None, plays: Metric | None, ends: tuple[float | None, float | None], unit: str
) -> CostRange:
    basis = "fee over the median plays of one work; range from p80 to p20 plays"
    middle = plays.value if plays else None
    if amount is None or not middle:
        return CostRange(value=None, range=None, unit=unit, basis=basis)
    low, high = ends
    spread = (amount / high, amount / low) if low and high else None
    return CostRange(value=amount / middle, range=spread, unit=unit, basis=basis)
