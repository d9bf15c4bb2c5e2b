"""Which signals say that figures may not mean what they seem, and how much attention they call for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from creatorscope.analysis.anomaly_output import (
    HIGH_PERCENTILE,
    LOW_PERCENTILE,
    PEERS_FROM,
    Anomalies,
    Attention,
    Signal,
)
from creatorscope.analysis.anomaly_shop import brand_conflict, shop_signals
from creatorscope.analysis.anomaly_signals import (
    Bounds,
    against_peers,
    audience_mismatch,
    engagement_shape,
    follower_steps,
    recent_works,
    staleness,
    vendor_clash,
)
from creatorscope.analysis.audience import AudienceMatch
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.inputs import Peers
from creatorscope.analysis.shop_output import ShopAnalysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What an analysis is held against; each part may be missing and is then named as not checked.

    `vendor` holds a vendor's figures under the names of our metrics (fractions); `brands` those the creator
    works with, `conflicting` those the campaign must not stand beside.
    """

    peers: Peers | None = None
    audience: AudienceMatch | None = None
    vendor: Mapping[str, float] = field(default_factory=dict)
    shop: ShopAnalysis | None = None
    brands: Collection[str] = ()
    conflicting: Collection[str] = ()


NOTHING = Against()


def detect_anomalies(analysis: CreatorAnalysis, against: Against = NOTHING) -> Anomalies:
    """Return the signals in one creator's analysis; none is the usual result."""
    bounds, label = _bounds(against.peers)
    signals = [
        *(against_peers(analysis, bounds) if bounds else []),
        *engagement_shape(analysis),
        *follower_steps(analysis),
        *recent_works(analysis),
        *staleness(analysis),
        *(audience_mismatch(against.audience) if against.audience else []),
        *vendor_clash(analysis, against.vendor),
        *(shop_signals(against.shop) if against.shop else []),
        *brand_conflict(against.brands, against.conflicting),
    ]
    absent = {
        "peers: neither 30 peers of one platform, tier and country, nor priors": bounds is None,
        "follower steps: fewer than 14 follower counts over time": "follower_points" in analysis.gaps,
        "audience: not given": against.audience is None,
        "vendor figures: not given": not against.vendor,
        "shop: not given": against.shop is None,
        "brand conflict: no brands given": not (against.brands and against.conflicting),
    }
    return Anomalies(
        creator=analysis.creator,
        attention=_attention(signals),
        signals=signals,
        peers=label,
        not_checked=[reason for reason, missing in absent.items() if missing],
    )


def _bounds(peers: Peers | None) -> tuple[Bounds | None, str]:
    """Return the 5th and 95th percentiles to hold rates against: of the peers, else the priors."""
    if peers is None:
        return None, "none"
    count = min(len(peers.view_rates), len(peers.engagement_rates))
    if count >= PEERS_FROM:
        found = {"view_rate": peers.view_rates, "engagement": peers.engagement_rates}
        ends = {
            name: np.percentile(rates, [LOW_PERCENTILE, HIGH_PERCENTILE]) for name, rates in found.items()
        }
        bounds = Bounds(
            view_rate=(float(ends["view_rate"][0]), float(ends["view_rate"][1])),
            engagement=(float(ends["engagement"][0]), float(ends["engagement"][1])),
        )
        return bounds, f"{peers.source} ({count} creators)"
    if peers.prior_view_rate and peers.prior_engagement:
        bounds = Bounds(view_rate=peers.prior_view_rate, engagement=peers.prior_engagement)
        return bounds, f"{peers.source} (priors: only {count} peers)"
    return None, f"{peers.source} (only {count} peers, no priors)"


def _attention(signals: Sequence[Signal]) -> Attention:
    groups = {signal.group for signal in signals if signal.severity != "info"}
    if len(groups) >= 2:
        return "elevated"
    return "notice" if groups else "none"
