"""Xiaohongshu: its notes and creators, in the app's shape and in that of the web."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from creatorscope.works.creator import Creator
from creatorscope.works.people import build_creator
from creatorscope.works.reading import (
    Raw,
    Reader,
    at,
    hashtags_in,
    listed,
    mapping,
    parse_id,
    require_id,
    texts,
)
from creatorscope.works.work import MediaType, Work, modality

# What the app writes for a note without a title.
_NO_TITLE = "无标题"


def work_from_xiaohongshu(raw: Raw) -> Work:
    """Return the work of a note; AdapterError without an id. Plays are not published by this platform."""
    note, note_id = _note(raw)
    reader = Reader(note)
    media_type = _media_type(note)
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", _USER_IDS, parse_id),
        "author_handle": reader.text("author_handle", "user.red_id"),
        "author_name": reader.text("author_name", "user.nickname", "user.nick_name"),
        "caption_raw": reader.caption("caption_raw", "desc"),
        "published_at": reader.time("published_at", "create_time", "time", "timestamp", "publish_time"),
        "digg_count": reader.count("digg_count", *_counts("liked_count", "likes")),
        "comment_count": reader.count("comment_count", *_counts("comments_count", "comment_count")),
        "collect_count": reader.count("collect_count", *_counts("collected_count")),
        "share_count": reader.count("share_count", *_counts("shared_count", "share_count")),
        "is_pinned": reader.truth("is_pinned", "sticky", "is_top", "interact_info.sticky"),
        "cover_image": reader.text("cover_image", *_COVERS),
    }
    title = reader.text("title", "title", "display_title")
    reader.gap("is_ad")
    return Work(
        platform="xiaohongshu",
        platform_work_id=note_id,
        title=None if title == _NO_TITLE else title,
        media_type=media_type,
        work_modality=modality(media_type),
        duration_s=reader.duration("duration_s", *_DURATIONS) if media_type == "video" else None,
        video_download_url=reader.text("video_download_url", *_STREAMS) if media_type == "video" else None,
        tags=_tags(note),
        source_url=f"https://www.xiaohongshu.com/explore/{note_id}",
        gaps=reader.gaps,
        flags=reader.flags,
        source="xiaohongshu_note",
        **values,
    )


def creator_from_xiaohongshu(raw: Raw, snapshot_at: datetime | None = None) -> Creator:
    """Return the creator of a profile, or of a note's user; AdapterError without an id.

    Likes and saves received come apart in `note_num_stat`; the sum alone (`interaction`) fills neither.
    """
    user = mapping(raw.get("user")) or mapping(raw.get("user_info")) or mapping(raw.get("basic_info")) or raw
    totals = {
        str(mapping(row).get("type")): mapping(row).get("count") for row in listed(raw.get("interactions"))
    }
    view = {**raw, **user, "totals": totals}
    reader = Reader(view)
    require_id(view, "creator", *_OWN_IDS)
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", _OWN_IDS, parse_id),
        "author_handle": reader.text("author_handle", "red_id"),
        "nickname": reader.text("nickname", "nickname", "nick_name"),
        "ip_location": reader.text("ip_location", "ip_location"),
        "signature": reader.caption("signature", "desc"),
        "avatar_url": reader.text("avatar_url", "imageb", "images", "image", "avatar"),
        "fans_count": reader.count("fans_count", "fans", "totals.fans"),
        "following_count": reader.count("following_count", "follows", "totals.follows"),
        "liked_count": reader.count("liked_count", "note_num_stat.liked", "liked"),
        "collected_count": reader.count("collected_count", "note_num_stat.collected", "collected"),
        "works_count": reader.count("works_count", "note_num_stat.posted", "ndiscovery"),
        "verified": reader.truth("verified", "red_official_verified", "red_official_verify_type"),
    }
    values["ids"] = {name: found for name in ("userid", "red_id") if (found := parse_id(view.get(name)))}
    return build_creator(reader, "xiaohongshu", values, source="xiaohongshu_user", snapshot_at=snapshot_at)


_OWN_IDS = ("userid", "user_id", "id")
_USER_IDS = ("user.userid", "user.user_id", "user.id")
_COVERS = (
    "cover.url_default",
    "cover.url",
    "images_list.0.url_size_large",
    "images_list.0.url",
    "image_list.0.url_default",
    "image_list.0.url",
    "video_info_v2.image.first_frame",
)
_DURATIONS = ("video_info_v2.capa.duration", "video.capa.duration", "video_duration", "video_info.duration")
_STREAMS = (
    "video_info_v2.media.stream.h264.0.master_url",
    "video_info_v2.media.stream.h265.0.master_url",
    "video.media.stream.h264.0.master_url",
    "video.media.stream.h265.0.master_url",
    "video_info.url",
)


def _counts(*names: str) -> tuple[str, ...]:
    return (*names, *(f"interact_info.{name}" for name in names))


def _note(raw: Raw) -> tuple[Raw, str]:
    """Return the note itself and its id: search rows wrap it, and then hold the id outside."""
    inner = mapping(raw.get("note_card")) or mapping(raw.get("note")) or raw
    own = [found for name in ("note_id", "id") if (found := parse_id(inner.get(name)))]
    return inner, own[0] if own else require_id(raw, "work", "note_id", "id")


def _media_type(note: Raw) -> MediaType:
    if note.get("type") == "video" or at(note, "video_info_v2.media"):
        return "video"
    return "photo" if note.get("type") in ("normal", "image", "multi", None) else "other"


def _tags(note: Raw) -> tuple[str, ...]:
    named = [
        mapping(row).get("name") for row in (*listed(note.get("hash_tag")), *listed(note.get("tag_list")))
    ]
    caption = note.get("desc")
    written = hashtags_in(caption.replace("[话题]#", " ")) if isinstance(caption, str) else ()
    return texts(named) or written
