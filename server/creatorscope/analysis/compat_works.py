"""Work cards of the older interchange object, with the older performance score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from creatorscope.works.work import Work

Labels = Mapping[str, Mapping[str, Any]]
"""Work id -> hook_type, structure_type, cta_type, content_form (text) and style_markers (list)."""

WEIGHTS = {"digg_count": 0.15, "comment_count": 0.20, "collect_count": 0.35, "share_count": 0.30}
DECIMALS = 4
RECENT_DAYS = 30


class WorkCard(BaseModel):
    """One work of the older object; names are the field's own. Unknown is None.

    `performance_score` and `_norm` follow the method; ranks count from 1, `recent_30d_score_rank` is None
    for older works and for works without a date.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    platform: str
    platform_work_id: str
    platform_author_id: str | None
    author_handle: str | None
    title: str | None
    caption_raw: str | None
    work_modality: Literal["video", "text"]
    published_date: str | None
    digg_count: int | None
    comment_count: int | None
    collect_count: int | None
    share_count: int | None
    play_count: int | None
    cover_image: str | None
    source_url: str | None
    share_url: str | None
    primary_text: str | None
    primary_text_source: str
    asr_raw: str | None = None
    video_download_url: str | None = None
    publish_days_ago: int | None
    duration_ms: int | None
    content_form: str | None
    tags: list[str]
    performance_score: float | None
    performance_score_norm: float | None
    bucket: str | None = None
    hook_type: str | None
    structure_type: str | None
    cta_type: str | None
    style_markers: list[str]
    analysis_eligibility: Literal["eligible", "incomplete"]
    analysis_exclusion_reason: str | None
    all_time_score_rank: int | None = None
    recent_30d_score_rank: int | None = None


def build_card(work: Work, labels: Mapping[str, Any], as_of: datetime) -> WorkCard:
    """Return the card of one work, scored by the older formula, not yet ranked."""
    days = days_ago(work.published_at, as_of)
    score = round(sum(weight * (getattr(work, name) or 0) for name, weight in WEIGHTS.items()), DECIMALS)
    text = work.primary_text
    usable = work.work_modality == "text" or bool(text and text.strip())
    reason = None if usable else "no_transcript" if text is None else "no_speech"
    video = work.work_modality == "video"
    return WorkCard(
        **{name: getattr(work, name) for name in _COPIED},
        published_date=work.published_date.isoformat() if work.published_date else None,
        primary_text=text,
        asr_raw=work.asr_raw if video else None,
        video_download_url=work.video_download_url if video else None,
        publish_days_ago=days,
        duration_ms=None if work.duration_s is None else round(work.duration_s * 1000),
        content_form=labels.get("content_form"),
        tags=list(work.tags),
        performance_score=score,
        performance_score_norm=round(score / math.log((days or 0) + 2), DECIMALS),
        hook_type=labels.get("hook_type"),
        structure_type=labels.get("structure_type"),
        cta_type=labels.get("cta_type"),
        style_markers=list(labels.get("style_markers") or ()),
        analysis_eligibility="eligible" if usable else "incomplete",
        analysis_exclusion_reason=reason,
    )


_COPIED = (
    "platform",
    "platform_work_id",
    "platform_author_id",
    "author_handle",
    "title",
    "caption_raw",
    "work_modality",
    "digg_count",
    "comment_count",
    "collect_count",
    "share_count",
    "play_count",
    "cover_image",
    "source_url",
    "share_url",
    "primary_text_source",
)


def days_ago(published: datetime | None, as_of: datetime) -> int | None:
    """Return whole days since publishing, 0 for a later moment; None without a date."""
    return None if published is None else max(0, (as_of - published).days)


def with_recent_ranks(ranked: list[WorkCard]) -> list[WorkCard]:
    """Return cards, best first, with their all-time rank and their rank within the last 30 days."""
    recent = 0
    cards = []
    for place, card in enumerate(ranked, start=1):
        fresh = card.publish_days_ago is not None and card.publish_days_ago <= RECENT_DAYS
        recent += fresh
        changes = {"all_time_score_rank": place, "recent_30d_score_rank": recent if fresh else None}
        cards.append(card.model_copy(update=changes))
    return cards
