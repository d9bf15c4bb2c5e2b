"""Tables people keep as CSV: top lists of creators, one's own insights, transcripts of works."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from creatorscope.works.aweme import published_at
from creatorscope.works.creator import Creator, Metric
from creatorscope.works.numbers import parse_count, parse_duration
from creatorscope.works.people import build_creator, put_metric
from creatorscope.works.reading import Raw, Reader, at, hashtags_in, parse_id, parse_text, require_id, texts
from creatorscope.works.work import MediaType, Platform, Work, modality

# The headers of the top lists, by what they hold; the lists repeat a header for the text and the number.
_HANDLES: dict[str, Platform] = {"tiktoker name": "tiktok", "name": "instagram"}
_NICKNAMES = ("tiktok name", "instagram name")
_FANS = ("followers", "subscribers")
_MEANS = {
    "views_mean": ("views(avg)", "views avg."),
    "likes_mean": ("likes(avg.)", "likes avg."),
    "comments_mean": ("comments(avg.)", "comments avg."),
    "shares_mean": ("shares(avg.)", "shares avg."),
    "engagements_authentic": ("eng. (auth.)",),
    "engagements_mean": ("eng. (avg.)",),
}


def creator_from_table(raw: Raw) -> Creator:
    """Return the creator of a row of a top list; AdapterError without a handle. Its means are vendor metrics.

    The figures are rounded to three or four digits, as such lists are, also where the row holds them in full.
    """
    row = {_header(name): value for name, value in raw.items()}
    named = next((name for name in _HANDLES if parse_text(row.get(name))), None)
    handle = require_id(row, "creator", named or "tiktoker name")
    reader = Reader(row)
    vendor: dict[str, Metric] = {}
    for name, headers in _MEANS.items():
        header = next((header for header in headers if header in row), None)
        count = parse_count(row.get(header)) if header else None
        metric = Metric(value=count, unit=name.split("_")[0], is_rounded=True) if count is not None else None
        put_metric(vendor, reader, name, metric, header or "")
    values: dict[str, Any] = {
        "author_handle": handle,
        "nickname": reader.text("nickname", *_NICKNAMES),
        "region": reader.text("region", "country"),
        "fans_count": reader.count("fans_count", *_FANS),
        "categories": texts([row.get("category_1"), row.get("category_2")]),
        "vendor": vendor,
    }
    reader.flag("fans_count_rounded", when=values["fans_count"] is not None)
    return build_creator(reader, _HANDLES[named or "tiktoker name"], values, source="creator_table")


def work_from_insights(raw: Raw) -> Work:
    """Return the work of a row of one's own Instagram insights.

    Such rows have no id: it is made of the row's content (flag `id_synthetic`), so that exact copies are one
    work. Impressions are not plays and are left to the raw table.
    """
    reader = Reader({_header(name): value for name, value in raw.items()})
    content = json.dumps({str(name): str(value) for name, value in raw.items()}, sort_keys=True)
    reader.flag("id_synthetic")
    for field in ("published_at", "author_handle", "is_pinned", "is_ad"):
        reader.gap(field)
    caption = reader.caption("caption_raw", "caption")
    tags = hashtags_in(parse_text(reader.raw.get("hashtags")))
    return Work(
        platform="instagram",
        platform_work_id=f"row-{hashlib.sha256(content.encode()).hexdigest()[:16]}",
        caption_raw=caption,
        media_type="other",
        work_modality="text",
        digg_count=reader.count("digg_count", "likes"),
        comment_count=reader.count("comment_count", "comments"),
        collect_count=reader.count("collect_count", "saves"),
        share_count=reader.count("share_count", "shares"),
        tags=tags or hashtags_in(caption),
        gaps=reader.gaps,
        flags=reader.flags,
        source="instagram_insights",
    )


def work_from_transcript(raw: Raw) -> Work:
    """Return the work of a row of the transcript table (TikTok); AdapterError without an id.

    An empty cell is no transcript: a table cannot tell failed from silent. A length of 0 marks a photo post,
    as in TikTok's own lists.
    """
    reader = Reader(raw)
    work_id = require_id(raw, "work", "video.id", "video_id")
    for field in ("play_count", "digg_count", "comment_count", "collect_count", "share_count"):
        reader.gap(field)
    media_type: MediaType = "photo" if parse_duration(at(raw, "video.duration")) == 0 else "video"
    spoken = reader.text("asr_raw", "transcript")
    tags = raw.get("hashtags")
    return Work(
        platform="tiktok",
        platform_work_id=work_id,
        author_handle=reader.first("author_handle", ("author.uniqueId",), parse_id),
        caption_raw=reader.caption("caption_raw", "desc"),
        published_at=published_at(reader, work_id, "createTime"),
        media_type=media_type,
        work_modality=modality(media_type),
        duration_s=None if media_type == "photo" else reader.duration("duration_s", "video.duration"),
        tags=texts(tags.split(",")) if isinstance(tags, str) else (),
        asr_raw=spoken,
        asr_clean=clean_speech(spoken),
        source_url=reader.text("source_url", "video.url"),
        gaps=reader.gaps,
        flags=reader.flags,
        source="transcript_table",
    )


def clean_speech(spoken: str | None) -> str | None:
    """Return a transcript with its white space evened out and nothing added; None stays None, "" stays ""."""
    return None if spoken is None else re.sub(r"\s+", " ", spoken).strip()


def is_creator_table(names: Mapping[str, Any] | set[str]) -> bool:
    """Return True for the headers of a top list of creators."""
    headers = {_header(name) for name in names}
    return bool(headers & set(_HANDLES)) and bool(headers & set(_FANS)) and bool(headers & set(_NICKNAMES))


def _header(name: Any) -> str:
    """Return a header without its order mark, breaks and doubled spaces, lower case."""
    return re.sub(r"\s+", " ", str(name).lstrip("\ufeff")).strip().lower()
