"""The candidates of a shortlist: all that kept results say of each creator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.shop_output import ShopAnalysis
from creatorscope.operations.analysis_inputs import (
    LoadedCreator,
    creators_of,
    load,
    load_output,
    moment_of,
    names_of,
    refusal,
)
from creatorscope.operations.analysis_requests import plain_handle
from creatorscope.operations.services import Services
from creatorscope.results.about import Meta
from creatorscope.works.creator import Creator
from creatorscope.works.export_rows import creator_from_export
from creatorscope.works.reading import mapping, texts
from creatorscope.works.work import Platform

Figures = dict[str, float]
"""Which figure it is -> its value, for one criterion; the first names are ours, later ones a vendor's."""


@dataclass(slots=True)
class Known:
    """All that the results say of one creator; `seen_at` is when the newest of them was fetched."""

    platform: str
    names: set[str]
    label: str
    profiles: list[Creator] = field(default_factory=list)
    analysis: CreatorAnalysis | None = None
    shop: ShopAnalysis | None = None
    brands: set[str] | None = None
    seen_at: datetime | None = None

    def first(self, name: str) -> object:
        """Return the first value that a profile gives for a field, None where none does."""
        return next((value for one in self.profiles if (value := getattr(one, name))), None)

    def metric(self, name: str) -> float | None:
        """Return a headline metric of the analysis, None where it is unknown."""
        return self.analysis.metric_value(name) if self.analysis else None

    def vendor(self, *names: str) -> Figures:
        """Return the vendor figures of these names that a profile states; money under name and currency."""
        found: Figures = {}
        for name in names:
            metric = next((one.vendor[name] for one in self.profiles if name in one.vendor), None)
            if metric is not None:
                currency = f" in {metric.currency}" if metric.currency else ""
                found[f"vendor {name}{currency}"] = float(metric.value)
        return found


def gather(result_ids: Sequence[str], services: Services) -> tuple[list[Known], list[Meta]]:
    """Return the candidates of all results, one for each creator, and the results' descriptions.

    Results of one creator are joined by platform and any id or handle they share.
    """
    known: list[Known] = []
    metas = []
    for result_id in result_ids:
        kept = load(services, result_id, "candidates")
        metas.append(kept.meta)
        if kept.meta.tool == "analyze_creator":
            _add_analysis(known, result_id, services)
        elif kept.meta.tool == "analyze_shop":
            _add_shop(known, result_id, services)
        elif creators := creators_of(kept):
            for one in creators:
                _add_profile(known, one)
        else:
            fix = "Give results of creator searches, profiles, imports, analyze_creator or analyze_shop."
            raise refusal("candidates", f"{result_id} of {kept.meta.tool} holds no creators", fix)
    return known, metas


def _place(known: list[Known], platform: str, names: set[str], label: str) -> Known:
    """Return the candidate these names are of, joined with every other one they show to be the same."""
    same = [one for one in known if one.platform == platform and one.names & names]
    if not same:
        known.append(Known(platform=platform, names=set(names), label=label))
        return known[-1]
    first = same[0]
    first.names |= names
    for other in same[1:]:
        first.names |= other.names
        first.profiles += other.profiles
        first.analysis, first.shop = first.analysis or other.analysis, first.shop or other.shop
        first.brands = other.brands if first.brands is None else first.brands | (other.brands or set())
        known.remove(other)
    return first


def _add_profile(known: list[Known], one: LoadedCreator) -> None:
    creator = one.creator
    label = f"{creator.platform}:{creator.author_handle or creator.key}"
    candidate = _place(known, creator.platform, names_of(creator), label)
    candidate.label = label if creator.author_handle else candidate.label
    candidate.profiles.append(creator)
    if one.brands is not None:
        candidate.brands = (candidate.brands or set()) | set(one.brands)
    _see(candidate, one.meta.fetched_at)


def _add_analysis(known: list[Known], result_id: str, services: Services) -> None:
    analysis, kept = load_output(services, result_id, "candidates", CreatorAnalysis, "analyze_creator")
    data = mapping(kept.data)
    profile = creator_from_export(mapping(data["profile"])) if data.get("profile") else None
    handle = next(iter(mapping(data.get("names")).values()), None)
    names = {plain_handle(name) for name in (analysis.creator_id, handle) if name}
    names |= names_of(profile) if profile else set()
    label = f"{analysis.platform}:{str(handle).removeprefix('@') if handle else analysis.creator_id}"
    candidate = _place(known, analysis.platform, names, label)
    if candidate.analysis is not None:
        fix = "Give each creator's newest analysis once."
        raise refusal("candidates", f"two analyses of {label}", fix)
    candidate.analysis = analysis
    candidate.profiles += [profile] if profile else []
    _see(candidate, analysis.as_of)


def _add_shop(known: list[Known], result_id: str, services: Services) -> None:
    shop, kept = load_output(services, result_id, "candidates", ShopAnalysis, "analyze_shop")
    data = mapping(kept.data)
    platform: Platform = "tiktok"
    handle = next(iter(mapping(data.get("names")).values()), None)
    names = {plain_handle(name) for name in (shop.creator_id, handle) if name}
    label = f"{platform}:{str(handle).removeprefix('@') if handle else shop.creator_id}"
    candidate = _place(known, platform, names, label)
    candidate.shop = shop
    if data.get("brands") is not None:
        candidate.brands = (candidate.brands or set()) | set(texts(data["brands"]))


def _see(candidate: Known, moment: str | None) -> None:
    at = moment_of(moment)
    if at and (candidate.seen_at is None or at > candidate.seen_at):
        candidate.seen_at = at
