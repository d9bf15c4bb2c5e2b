"""The object a Shop analysis returns, and the parts it is made of."""

from __future__ import annotations

from typing import Any, Literal

from creatorscope.analysis.concentration import Concentration
from creatorscope.analysis.outputs import Columns, Figure, Flag, Metric, Part

Outcome = Literal["passed", "failed", "not_checkable"]


class Identity(Part):
    """One check of figures against each other; a failure is shown and nothing is repaired.

    `deviation` is the distance in the unit of `tolerance`.
    """

    code: str
    outcome: Outcome
    expected: Figure | None
    found: Figure | None
    deviation: Figure | None
    tolerance: Figure
    text: str


class MixPart(Part):
    """One part of the revenue and its share of all of it, a fraction."""

    key: str
    name: str | None
    share: Figure


class FunnelStep(Part):
    """One step from views to orders; `rate` is its count over the step before, None for the first."""

    step: str
    count: Figure | None
    rate: Figure | None


class Funnel(Part):
    """A funnel of one item: the account, all lives, one video or one video's product."""

    subject: str
    steps: list[FunnelStep]


HealthState = Literal["healthy", "warning", "restricted", "removed", "at_risk", "unknown"]


class HealthReading(Part):
    """One reading of a health scale; the two scales run in opposite directions, so the name goes with it."""

    scale: Literal["violation_points", "creator_health_rating"]
    value: Figure | None
    state: HealthState
    high_is: Literal["bad", "good"]
    text: str


class ShopAnalysis(Part):
    """The analysis of a Shop creator. Money is in `currency` (ISO 4217), None where it is not stated.

    `vendor` holds the rates a vendor computed, as fractions, apart from ours. `products` and `videos` are
    tables, best sellers first; `trend` is day by day.
    """

    spec_version: str
    source: Literal["affiliate_document", "account"]
    creator_id: str | None
    currency: str | None
    window: str
    metrics: dict[str, Metric]
    vendor: dict[str, Figure]
    mix: dict[str, list[MixPart]]
    concentration: dict[str, Concentration]
    funnels: list[Funnel]
    trend: Columns
    products: Columns
    videos: Columns
    health: list[HealthReading]
    identities: list[Identity]
    flags: list[Flag]
    gaps: list[str]
    facts: dict[str, Any]
    definitions: dict[str, str]


SHOP_DEFINITIONS: dict[str, str] = {
    "gmv_30d": "Sales of 30 days. The upstream calls it a median; it is the sum of the daily figures.",
    "gpm_ecommerce_plays": "Sales per 1,000 plays of e-commerce videos.",
    "gpm_all_plays": "Sales per 1,000 plays of all videos: lower, by the share of plays that sell nothing.",
    "buyers": "Sales over the average revenue per buyer.",
    "conversion_proxy": "Items sold per play of e-commerce videos; orders per viewer are not known.",
    "commission_value": "Sales times the median commission rate: what the creator earns, roughly.",
    "hhi": "Sum of squared shares of the named parts; 1 over it is the effective number of parts.",
    "violation_points": "Points over 90 days, high is bad: from 9 a warning, from 12 no selling for 24 h, "
    "from 15 for 48 h, from 18 for 72 h, from 21 for a week, from 24 for good.",
    "creator_health_rating": "0 to 1000, low is bad, 200 and over is healthy; replaces points by region.",
    "emv": "Earned media value is not computed: its price list would be an invention.",
}
