"""Answering profile_audience: who follows or watches one creator, and whether that is who is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from creatorscope.analysis.audience import AudienceMatch, profile_audience, shares_of
from creatorscope.contract.text import clean_text
from creatorscope.operations.analysis_inputs import creators_of, load, names_of, refusal, source_of
from creatorscope.operations.analysis_keeping import Made, keep_output
from creatorscope.operations.analysis_models import AudienceProfiled
from creatorscope.operations.analysis_requests import AudienceRequest, plain_handle
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.results.kept import Kept
from creatorscope.works.creator import Creator
from creatorscope.works.numbers import parse_decimal
from creatorscope.works.reading import listed, mapping

TOOL = "profile_audience"
VIDEO_AUDIENCE = "get_video_audience"
_NAMED = 5
_DIVISIONS = {"gender": "follower_genders", "age": "follower_ages", "country": "follower_regions"}

Distributions = dict[str, dict[str, float]]


@dataclass(slots=True)
class _Known:
    """What the results say: shares or counts by dimension, groups only named, and whose audience it is."""

    shares: Distributions = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)
    creators: list[Creator] = field(default_factory=list)


def answer_audience(request: AudienceRequest, services: Services) -> Outcome:
    """Keep one creator's audience by dimension and its match with the target."""
    loaded = [load(services, result_id, "results") for result_id in request.results]
    known = _gather(loaded, request)
    if not known.shares and not known.named:
        fix = "Search with service_level S3, import affiliate documents, or call get_video_audience."
        raise refusal("results", "nothing in them tells who the audience is", fix)
    match = profile_audience(known.shares, request.target)
    creator = known.creators[0] if known.creators else None
    key = f"{creator.platform}:{creator.key}" if creator else None
    handle = creator.author_handle if creator else None
    data = {
        **match.model_dump(mode="json"),
        "creator": key,
        "names": {key: f"@{handle}"} if key and handle else {},
        "named": known.named,
        "preview": _rows(match, known.named, request.target or {}),
    }
    made = Made(
        tool=TOOL,
        request=request,
        response=AudienceProfiled,
        data=data,
        source=source_of(kept.meta for kept in loaded),
        summary=_line(match, handle or key, known.named),
    )
    return keep_output(made, services)


def audience_of(creator: Creator) -> Distributions:
    """Return the shares and counts a profile states, by dimension; groups it only names have none."""
    found: Distributions = {}
    women = creator.audience.female_rate
    if women is not None:
        found["gender"] = {"female": women, "male": 1 - women}
    if creator.audience.places:
        found["place"] = {place.name or place.key: place.value for place in creator.audience.places}
    return found


def _gather(loaded: Sequence[Kept], request: AudienceRequest) -> _Known:
    known = _Known()
    videos = [kept for kept in loaded if kept.meta.tool == VIDEO_AUDIENCE]
    for kept in loaded:
        if kept.meta.tool != VIDEO_AUDIENCE:
            known.creators += _wanted(kept, request)
    keys = {plain_handle(one.author_handle or one.key): one.key for one in known.creators}
    if len(keys) > 1:
        fix = f"Give creator, such as one of: {', '.join(list(keys)[:_NAMED])}."
        raise refusal("creator", f"the results hold {len(keys)} creators", fix)
    for creator in known.creators:
        known.shares |= {
            name: found for name, found in audience_of(creator).items() if name not in known.shares
        }
        told = creator.audience
        groups = {"country": told.countries, "language": told.languages, "age": told.ages}
        known.named |= {
            name: list(found) for name, found in groups.items() if found and name not in known.named
        }
    # What the account's own videos say is the platform's own: it goes before a vendor's.
    known.shares |= _watched(videos)
    known.named = {name: groups for name, groups in known.named.items() if name not in known.shares}
    return known


def _wanted(kept: Kept, request: AudienceRequest) -> list[Creator]:
    found = [one.creator for one in creators_of(kept)]
    if not found:
        fix = "Give a creator search, a profile, an import of creators or documents, or get_video_audience."
        raise refusal("results", f"{kept.meta.result_id} of {kept.meta.tool} tells of no audience", fix)
    if request.creator is None:
        return found
    wanted = plain_handle(request.creator)
    chosen = [creator for creator in found if wanted in names_of(creator)]
    if not chosen:
        there = ", ".join(creator.author_handle or creator.key for creator in found[:_NAMED])
        fix = f"It holds, among others: {there}."
        raise refusal("creator", f"no creator {request.creator[:40]} in {kept.meta.result_id}", fix)
    return chosen


def _watched(videos: Sequence[Kept]) -> Distributions:
    """Return the mean shares of who watched the videos, each video and stretch of time counting alike."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    steps: dict[str, int] = defaultdict(int)
    for kept in videos:
        for row in kept.rows():
            figures = mapping(row.get("stats"))
            for name, key in _DIVISIONS.items():
                shares = _shares(figures.get(key))
                steps[name] += bool(shares)
                for group, share in shares.items():
                    sums[name][group] += share
    return {
        name: {group: total / steps[name] for group, total in groups.items()} for name, groups in sums.items()
    }


def _shares(rows: Any) -> dict[str, float]:
    pairs = [(mapping(row).get("key"), parse_decimal(mapping(row).get("value"))) for row in listed(rows)]
    return {str(key): share for key, share in pairs if key and share is not None}


def _rows(
    match: AudienceMatch, named: Mapping[str, list[str]], target: Mapping[str, Mapping[str, float]]
) -> list[dict[str, Any]]:
    """Return the groups, largest first in each dimension; wanted ones that are not there have share 0."""
    rows = []
    for dimension in match.dimensions:
        wanted = shares_of(target[dimension.name])[0] if dimension.name in target else {}
        shares = {**dict.fromkeys(wanted, 0.0), **dimension.shares}
        ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        rows += [_row(dimension.name, group, share, wanted.get(group)) for group, share in ranked]
    for name, groups in named.items():
        wanted = shares_of(target[name])[0] if name in target else {}
        rows += [_row(name, group, None, wanted.get(group)) for group in groups]
    return rows


def _row(dimension: str, group: str, share: float | None, target: float | None) -> dict[str, Any]:
    return {"dimension": dimension, "group": group, "share": share, "target": target}


def _line(match: AudienceMatch, who: str | None, named: Mapping[str, list[str]]) -> str:
    parts = [clean_text(who, 60)] if who else []
    if match.match is not None:
        parts.append(f"match {match.match:.2f} of 1 on {match.coverage:.0%} of what was asked for")
    if match.missing:
        parts.append(f"not known: {', '.join(match.missing)}")
    if named:
        parts.append(f"named without shares, so not matched: {', '.join(named)}")
    known = ", ".join(dimension.name for dimension in match.dimensions)
    parts.append(f"shares known: {known or 'none'}")
    return f"{'; '.join(parts)}."
