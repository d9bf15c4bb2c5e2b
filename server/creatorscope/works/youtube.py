"""YouTube: its videos and channels, in the shapes of the Data API, of tables made from it, and of TikHub."""

from __future__ import annotations

import ast
import re
from datetime import datetime
from typing import Any

from creatorscope.works.creator import Contacts, Creator, Metric
from creatorscope.works.numbers import is_rounded_count, parse_count, parse_time_ago
from creatorscope.works.people import build_creator, put_metric
from creatorscope.works.reading import (
    Raw,
    Reader,
    at,
    listed,
    mapping,
    parse_bool,
    parse_id,
    parse_text,
    require_id,
    texts,
)
from creatorscope.works.work import MediaType, Work

# Shorts are at most three minutes long.
_LONGEST_SHORT_S = 180
# A count in words, in English or Chinese or Japanese; in another language a word may mean thousands.
_LABELLED = re.compile(
    r"(\d[\d.,]*\s?[kmbw千万萬亿億]?)(?![百千万萬亿億])\s*"
    r"(?:(?:views?|subscribers?|videos?|likes?|comments?|watching)|[\u3040-\u30ff\u4e00-\u9fff\s]+)",
    re.IGNORECASE,
)


def work_from_youtube(raw: Raw, fetched_at: datetime | None = None) -> Work:
    """Return the work of a video in any of the shapes; AdapterError without an id.

    Lists that date a video "3 days ago" give a date only with `fetched_at`, flagged
    `published_at_approximate`.
    A video without length (P0D) is a stream or premiere that has not run: media type `live`.
    """
    reader = Reader(raw)
    video_id = _video_id(raw)
    duration = reader.duration("duration_s", *_DURATIONS)
    is_short = _is_short(reader, duration)
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", _CHANNEL_IDS, parse_id),
        "author_handle": _handle(reader),
        "author_name": reader.text("author_name", *_CHANNEL_NAMES),
        "title": reader.text("title", "snippet.title", "title"),
        "caption_raw": reader.caption("caption_raw", "snippet.description", "description"),
        "published_at": _published_at(reader, fetched_at),
        "play_count": labelled_count(reader, "play_count", *_VIEWS),
        "digg_count": labelled_count(reader, "digg_count", "statistics.likeCount", "likeCount", "like_count"),
        "comment_count": labelled_count(reader, "comment_count", *_COMMENTS),
        "language": reader.language("language", *_LANGUAGES),
        "cover_image": reader.text("cover_image", *_COVERS),
    }
    return Work(
        platform="youtube",
        platform_work_id=video_id,
        duration_s=duration,
        media_type=_media_type(raw),
        is_short=is_short,
        tags=_tags(raw),
        source_url=f"https://www.youtube.com/{'shorts/' if is_short else 'watch?v='}{video_id}",
        gaps=reader.gaps,
        flags=reader.flags,
        source="youtube_video",
        **values,
    )


def creator_from_youtube(raw: Raw, snapshot_at: datetime | None = None) -> Creator:
    """Return the creator of a channel; AdapterError without an id. All-time views are a vendor metric."""
    reader = Reader(raw)
    require_id(raw, "creator", *_OWN_IDS)
    vendor: dict[str, Metric] = {}
    views = labelled_count(reader, "view_count", "statistics.viewCount", "view_count")
    total = Metric(value=views, unit="views") if views is not None else None
    put_metric(vendor, reader, "total_views", total, reader.sources.pop("view_count", ""))
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", _OWN_IDS, parse_id),
        "author_handle": reader.first("author_handle", _HANDLES, _parse_handle),
        "nickname": reader.text("nickname", "snippet.title", "title", "name"),
        "region": reader.text("region", "snippet.country", "country"),
        "language": reader.language(
            "language", "snippet.defaultLanguage", "brandingSettings.channel.defaultLanguage"
        ),
        "signature": reader.caption("signature", "snippet.description", "description"),
        "avatar_url": reader.text("avatar_url", "snippet.thumbnails.high.url", "avatar.-1.url", "avatar"),
        "fans_count": labelled_count(reader, "fans_count", "statistics.subscriberCount", "subscriber_count"),
        "works_count": labelled_count(reader, "works_count", "statistics.videoCount", "video_count"),
        "verified": reader.truth("verified", "verified", "is_verified"),
        "contacts": Contacts(has_email=parse_bool(raw.get("has_business_email"))),
        "vendor": vendor,
    }
    if parse_bool(at(raw, "statistics.hiddenSubscriberCount")):
        values["fans_count"] = None
        reader.gap("fans_count")
        reader.flag("fans_count_hidden")
    return build_creator(reader, "youtube", values, source="youtube_channel", snapshot_at=snapshot_at)


_DURATIONS = ("contentDetails.duration", "duration", "length_seconds", "lengthSeconds", "video_length")
_CHANNEL_IDS = ("snippet.channelId", "channel_id", "channelId", "channel.id", "channel.channel_id")
_CHANNEL_NAMES = ("snippet.channelTitle", "channelTitle", "channel_title", "author", "channel.name")
_OWN_IDS = ("channel_id", "channelId", "snippet.channelId", "id.channelId", "id")
_HANDLES = ("snippet.customUrl", "handle", "vanity_url", "vanityUrl")
_VIEWS = ("statistics.viewCount", "viewCount", "view_count", "number_of_views", "view_count_text")
_COMMENTS = ("statistics.commentCount", "commentCount", "comment_count")
_LANGUAGES = (
    "snippet.defaultAudioLanguage",
    "snippet.defaultLanguage",
    "defaultAudioLanguage",
    "defaultLanguage",
)
_COVERS = (
    "snippet.thumbnails.high.url",
    "thumbnails.-1.url",
    "thumbnails.high.url",
    "thumbnail.-1.url",
    "thumbnail",
    "thumbnail_url",
)


def labelled_count(reader: Reader, field: str, *paths: str) -> int | None:
    """Return a count that may stand in words, such as "98.4K subscribers" or "9.84万位订阅者"."""
    found = reader.first(field, paths, lambda value: parse_count(_number_in(value)))
    if found is not None:
        reader.flag(
            f"{field}_rounded", when=is_rounded_count(_number_in(at(reader.raw, reader.sources[field])))
        )
    return found


def _number_in(value: Any) -> Any:
    """Return the number a label such as "181 videos" holds, anything else as it is."""
    label = _LABELLED.fullmatch(value.strip()) if isinstance(value, str) else None
    return label[1].strip() if label else value


def _video_id(raw: Raw) -> str:
    return require_id(raw, "work", "video_id", "videoId", "id.videoId", "id", "contentDetails.videoId")


def _handle(reader: Reader) -> str | None:
    """Return the channel's handle; a channel's display name is none."""
    return reader.first("author_handle", ("channel_handle", "channelHandle", "channel.handle"), _parse_handle)


def _parse_handle(value: Any) -> str | None:
    text = parse_text(value)
    return text.rstrip("/").rsplit("/", 1)[-1].lstrip("@") or None if text else None


def _published_at(reader: Reader, fetched_at: datetime | None) -> datetime | None:
    dated = ("snippet.publishedAt", "publishedAt", "publish_date", "published_at", "upload_date")
    told = ("published_time", "publishedTimeText", "published_time_text")
    ago = next((found for path in told if (found := parse_time_ago(at(reader.raw, path), fetched_at))), None)
    if ago is None or any(at(reader.raw, path) for path in dated):
        return reader.time("published_at", *dated)
    reader.flag("published_at_approximate")
    return ago


def _is_short(reader: Reader, duration: float | None) -> bool | None:
    """Return whether the video is a Short, where its address, its kind or its length settle that."""
    address = next((url for name in ("video_url", "url") if isinstance(url := reader.raw.get(name), str)), "")
    if "/shorts/" in address or str(reader.raw.get("type")).upper() in {"SHORT", "SHORTS"}:
        return True
    if duration is not None and duration > _LONGEST_SHORT_S:
        return False
    known = parse_bool(reader.raw.get("is_short"))
    if known is None:
        reader.gap("is_short")
    return known


def _media_type(raw: Raw) -> MediaType:
    waiting = at(raw, "snippet.liveBroadcastContent") in ("live", "upcoming")
    unaired = "P0D" in (at(raw, "contentDetails.duration"), raw.get("duration"))
    return "live" if waiting or unaired or parse_bool(raw.get("is_live_content")) else "video"


def _tags(raw: Raw) -> tuple[str, ...]:
    tags = at(raw, "snippet.tags") or raw.get("tags") or raw.get("keywords")
    if isinstance(tags, str) and tags.startswith("["):
        try:
            tags = ast.literal_eval(tags)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return ()
    if isinstance(tags, str):
        tags = tags.split(",")
    return texts(listed(tags) or [mapping(tags).get("tag")])
