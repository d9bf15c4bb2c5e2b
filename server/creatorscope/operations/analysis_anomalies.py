"""Answering detect_anomalies: one creator's analysis held against peers, audience, vendor and Shop."""

from __future__ import annotations

from collections.abc import Sequence

from creatorscope.analysis.anomalies import Against, detect_anomalies
from creatorscope.analysis.anomaly_output import Anomalies
from creatorscope.analysis.audience import AudienceMatch
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.inputs import Peers
from creatorscope.analysis.shop_output import ShopAnalysis
from creatorscope.operations.analysis_inputs import (
    LoadedCreator,
    load_creators,
    load_output,
    names_of,
    source_of,
)
from creatorscope.operations.analysis_keeping import Made, keep_output
from creatorscope.operations.analysis_models import Signals
from creatorscope.operations.analysis_requests import AnomaliesRequest, plain_handle
from creatorscope.operations.analysis_words import shown_name
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.results.kept import Kept
from creatorscope.works.reading import mapping

TOOL = "detect_anomalies"
# Followers from which the next tier begins; creators are compared within one.
TIERS = (10_000, 100_000, 1_000_000)
_VIEW_RATE = "last10_med_video_views_per_sub"
_ENGAGEMENT = "engagement_rate"
# Our metric -> the vendor's figure of the same meaning.
_VENDOR = {
    "view_rate": _VIEW_RATE,
    "engagement_rate_by_views_median": _ENGAGEMENT,
    "median_plays": "last10_med_video_views_cnt",
}


def answer_anomalies(request: AnomaliesRequest, services: Services) -> Outcome:
    """Keep the signals in one creator's analysis."""
    analysis, kept = load_output(services, request.analysis, "analysis", CreatorAnalysis, "analyze_creator")
    found: list[LoadedCreator] = []
    audience = shop = None
    metas = [kept.meta]
    if request.peers is not None:
        found = load_creators(services, request.peers, "peers")
        metas.append(found[0].meta)
    if request.audience is not None:
        audience, told = load_output(
            services, request.audience, "audience", AudienceMatch, "profile_audience"
        )
        metas.append(told.meta)
    if request.shop is not None:
        shop, told = load_output(services, request.shop, "shop", ShopAnalysis, "analyze_shop")
        metas.append(told.meta)
    own = _own_names(analysis, kept)
    against = Against(
        peers=_peers(analysis, found, own) if found else None,
        audience=audience,
        vendor=_vendor(analysis, found, own),
        shop=shop,
    )
    signals = detect_anomalies(analysis, against)
    names = dict(mapping(mapping(kept.data).get("names")))
    made = Made(
        tool=TOOL,
        request=request,
        response=Signals,
        data={**signals.model_dump(mode="json"), "names": names},
        source=source_of(metas),
        summary=_line(signals, names),
    )
    return keep_output(made, services)


def _own_names(analysis: CreatorAnalysis, kept: Kept) -> set[str]:
    data = mapping(kept.data)
    ids = mapping(mapping(data.get("profile")).get("ids")).values()
    handles = mapping(data.get("names")).values()
    return {plain_handle(name) for name in (analysis.creator_id, *handles, *ids) if name}


def _peers(analysis: CreatorAnalysis, found: Sequence[LoadedCreator], own: set[str]) -> Peers:
    """Return the other creators of the platform and, where followers are known, of the same tier."""
    tier = _tier(analysis.followers)
    others = [
        one.creator
        for one in found
        if one.creator.platform == analysis.platform
        and not names_of(one.creator) & own
        and (tier is None or _tier(one.creator.fans_count) == tier)
    ]
    figures = [
        (creator.vendor[_VIEW_RATE].value, creator.vendor[_ENGAGEMENT].value)
        for creator in others
        if _VIEW_RATE in creator.vendor and _ENGAGEMENT in creator.vendor
    ]
    countries = sorted({creator.country for creator in others if creator.country})
    places = (
        countries[0] if len(countries) == 1 else f"{len(countries)} countries" if countries else "any country"
    )
    band = "any size" if tier is None else _TIER_NAMES[tier]
    day = (found[0].meta.fetched_at or "")[:10]
    return Peers(
        source=f"{found[0].meta.tool} of {day}: {analysis.platform}, {band}, {places}, vendor's figures",
        view_rates=tuple(float(view_rate) for view_rate, _ in figures),
        engagement_rates=tuple(float(rate) for _, rate in figures),
    )


_TIER_NAMES = ("under 10,000 followers", "10,000 to 100,000", "100,000 to 1 million", "over 1 million")


def _tier(followers: int | None) -> int | None:
    return None if followers is None else sum(followers >= least for least in TIERS)


def _vendor(analysis: CreatorAnalysis, found: Sequence[LoadedCreator], own: set[str]) -> dict[str, float]:
    """Return what the vendor says of this very creator, where it is among the peers."""
    same = [
        one.creator
        for one in found
        if one.creator.platform == analysis.platform and names_of(one.creator) & own
    ]
    if not same:
        return {}
    vendor = same[0].vendor
    return {name: float(vendor[theirs].value) for name, theirs in _VENDOR.items() if theirs in vendor}


def _line(signals: Anomalies, names: dict[str, str]) -> str:
    count = len(signals.signals)
    found = f"{count} signal{'s' if count != 1 else ''}" if count else "no signal, which is the usual result"
    unchecked = f" Not checked: {'; '.join(signals.not_checked)}." if signals.not_checked else ""
    return (
        f"{shown_name(signals.creator, names)}, attention {signals.attention}, {found}. "
        f"Compared with: {signals.peers}.{unchecked}"
    )
