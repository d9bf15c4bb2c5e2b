"""The object `author_analysis_input_v1`, by the older tool's method or by this package's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from creatorscope.analysis.compat_sample import draw_cards, rank_cards
from creatorscope.analysis.compat_stats import aggregate_stats
from creatorscope.analysis.compat_works import Labels, WorkCard, build_card, with_recent_ranks
from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.definitions import SPEC_VERSION
from creatorscope.analysis.inputs import CreatorContext
from creatorscope.analysis.works_table import distinct_works
from creatorscope.works.creator import Creator
from creatorscope.works.work import Work

Method = Literal["tikomni_v1", "creatorscope"]
NO_LABELS: Labels = MappingProxyType({})
PROFILE = (
    "platform_author_id",
    "nickname",
    "author_handle",
    "signature",
    "fans_count",
    "liked_count",
    "collected_count",
    "works_count",
    "verified",
    "ip_location",
)


class AuthorAnalysisInput(BaseModel):
    """The interchange object of the field: profile, sampled works, aggregates, context, metadata."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    author_profile: dict[str, Any]
    sampled_works: list[WorkCard]
    aggregate_stats: dict[str, Any]
    platform_context: dict[str, Any]
    analysis_metadata: dict[str, Any]


def build_author_input(
    works: Sequence[Work],
    *,
    as_of: datetime,
    profile: Creator | None = None,
    labels: Labels = NO_LABELS,
    method: Method = "creatorscope",
) -> AuthorAnalysisInput:
    """Return the object for one creator's works.

    `tikomni_v1` takes score, buckets and sample from the older tool and leaves out videos without usable
    text; `creatorscope` takes them from `analyze_works` and leaves out works that are not scored. Hours and
    weekdays are UTC. Raises AnalysisInputError as `analyze_works` does.
    """
    unique = distinct_works(works)
    cards = [build_card(work, labels.get(work.platform_work_id, {}), as_of) for work in unique]
    if method == "tikomni_v1":
        ranked = rank_cards([card for card in cards if card.analysis_eligibility == "eligible"])
        sampled = draw_cards(ranked)
    else:
        ranked, sampled = _by_analysis(
            analyze_works(works, as_of=as_of, context=CreatorContext(profile=profile)), cards
        )
    moments = {work.platform_work_id: _moment(work.published_at) for work in unique}
    return AuthorAnalysisInput(
        author_profile=_profile(profile, cards),
        sampled_works=sampled,
        aggregate_stats=aggregate_stats(ranked, sampled, moments),
        platform_context=_context(unique[0].platform, ranked),
        analysis_metadata={
            **_metadata(method, as_of),
            "total_works": len(cards),
            "eligible_works_count": len(ranked),
            "excluded_works_count": len(cards) - len(ranked),
            "sampled_works_count": len(sampled),
        },
    )


def _context(platform: str, ranked: list[WorkCard]) -> dict[str, Any]:
    modality = ranked[0].work_modality if ranked else None
    return {"platform": platform, "content_kind": "author_home", "primary_work_modality": modality}


def _metadata(method: Method, as_of: datetime) -> dict[str, Any]:
    return {
        "input_object_name": "author_analysis_input_v1",
        "method": method,
        "spec_version": SPEC_VERSION,
        "analysis_mode": "standard",
        "as_of": as_of.astimezone(UTC).isoformat(),
    }


def _by_analysis(analysis: CreatorAnalysis, cards: list[WorkCard]) -> tuple[list[WorkCard], list[WorkCard]]:
    """Return the scored works, best first, and the sampled ones; both scores are P."""
    columns = analysis.works.columns
    key, bucket, score, status = (
        columns.index(name) for name in ("work_id", "bucket", "performance", "status")
    )
    found = {row[key]: row for row in analysis.works.rows if row[status] == "scored"}
    scored = [
        card.model_copy(
            update={
                "performance_score": found[card.platform_work_id][score],
                "performance_score_norm": found[card.platform_work_id][score],
                "bucket": found[card.platform_work_id][bucket],
            }
        )
        for card in cards
        if card.platform_work_id in found
    ]
    scored.sort(key=lambda card: (-(card.performance_score_norm or 0.0), card.platform_work_id))
    ranked = with_recent_ranks(scored)
    chosen = {work.work_id for work in analysis.sample.works}
    return ranked, [card for card in ranked if card.platform_work_id in chosen]


def _profile(profile: Creator | None, cards: list[WorkCard]) -> dict[str, Any]:
    """Return the profile; without one, what the works say of their author."""
    if profile is None:
        facts: dict[str, Any] = dict.fromkeys(PROFILE)
        facts |= {name: getattr(cards[0], name) for name in ("platform_author_id", "author_handle")}
    else:
        facts = {name: getattr(profile, name) for name in PROFILE}
    return {"platform": cards[0].platform, **facts}


def _moment(published: datetime | None) -> tuple[int, int] | None:
    if published is None:
        return None
    moment = published.astimezone(UTC)
    return moment.weekday(), moment.hour
