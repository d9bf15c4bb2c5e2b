"""Finding the works and creators inside whole answers, wherever the platform has put them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from creatorscope.works.numbers import parse_time
from creatorscope.works.reading import Raw, at, mapping
from creatorscope.works.work import Platform

# Nothing of interest lies deeper, and no hostile nesting exhausts the stack.
_DEEPEST = 24


def works_in(document: Any) -> list[Raw]:
    """Return the raw works of an answer in its order, whole and unwrapped; [] when it holds none.

    A work inside a work (a remix's origin) is not listed by itself.
    """
    return list(find_works(document))


def find_works(document: Any) -> Iterator[Raw]:
    """Yield the works of `works_in` one by one."""
    return _find(document, is_work, 0)


def creators_in(document: Any) -> list[Raw]:
    """Return the raw creators of an answer in its order, not counting the authors inside works."""
    return list(find_creators(document))


def find_creators(document: Any) -> Iterator[Raw]:
    """Yield the creators of `creators_in` one by one."""
    return _find(document, is_creator, 0)


def fetched_at(document: Any) -> datetime | None:
    """Return when the host says it answered; None when it does not."""
    return parse_time(mapping(document).get("time_stamp"))


def is_work(row: Raw) -> bool:
    """Return True for an object that is a work of a shape we read."""
    return work_kind(row) is not None


def work_kind(row: Raw) -> str | None:
    """Return a raw work's shape: aweme, tiktok_web, xiaohongshu, instagram, youtube; None for others."""
    for kind, tells in _KINDS.items():
        if tells(row):
            return kind
    return None


def is_creator(row: Raw) -> bool:
    """Return True for an object that is a creator of a shape we read."""
    return creator_kind(row) is not None


def creator_kind(row: Raw) -> str | None:
    """Return a raw creator's shape: aweme, tiktok_web, xiaohongshu, instagram, youtube; None for others."""
    if mapping(at(row, "userInfo.user")) or {"uniqueId", "secUid"} <= row.keys():
        return "tiktok_web"
    if "sec_uid" in row and row.keys() & {"unique_id", "short_id", "nickname"}:
        return "aweme"
    if "userid" in row and row.keys() & {"red_id", "fans", "interactions"}:
        return "xiaohongshu"
    if "username" in row and row.keys() & {"edge_followed_by", "follower_count", "biography"}:
        return "instagram"
    channel = {"channel_id", "subscriber_count"} <= row.keys() or row.get("kind") == "youtube#channel"
    return "youtube" if channel else None


def aweme_platform(row: Raw, document: Any = None) -> Platform | None:
    """Return whose aweme this is, by the call that answered, else its media hosts; None if unclear."""
    router = mapping(document).get("router")
    said = router if isinstance(router, str) else ""
    media = [
        at(row, path)
        for path in (
            "share_url",
            "video.play_addr.url_list",
            "video.cover.url_list",
            "images",
            "avatar_larger",
        )
    ]
    for evidence in (said, repr(media)[:4000]):
        douyin = any(mark in evidence for mark in ("douyin", "snssdk", "byteimg", "amemv"))
        if douyin != ("tiktok" in evidence):
            return "douyin" if douyin else "tiktok"
    return None


def _find(node: Any, wanted: Callable[[Raw], bool], depth: int) -> Iterator[Raw]:
    if depth > _DEEPEST:
        return
    if isinstance(node, Mapping):
        if wanted(node):
            yield node
            return
        if wanted is is_creator and is_work(node):
            return
        for child in node.values():
            yield from _find(child, wanted, depth + 1)
    elif isinstance(node, list):
        for child in node:
            yield from _find(child, wanted, depth + 1)


def _is_note(row: Raw) -> bool:
    inner = mapping(row.get("note_card")) or mapping(row.get("note")) or row
    has_id = bool(inner.keys() & {"note_id", "id"} or row.keys() & {"note_id", "id"})
    counted = inner.keys() & {"liked_count", "likes", "collected_count", "interact_info"}
    return has_id and bool(counted) and inner.get("type") in ("normal", "video", "image", "multi")


def _is_video(row: Raw) -> bool:
    if row.get("kind") in ("youtube#video", "youtube#searchResult", "youtube#playlistItem"):
        return True
    listed = {"video_id", "title"} <= row.keys() or {"videoId", "title"} <= row.keys()
    told = {"number_of_views", "view_count", "view_count_text", "viewCount", "video_length", "published_time"}
    return listed and bool(row.keys() & (told | {"duration", "length_seconds", "publish_date"}))


_KINDS: dict[str, Callable[[Raw], bool]] = {
    "aweme": lambda row: (
        "aweme_id" in row
        and bool(row.keys() & {"statistics", "desc", "create_time"})
        and not row.keys() & {"comment_id", "cid"}
        and "author" in row
    ),
    "tiktok_web": lambda row: "id" in row and bool(row.keys() & {"stats", "statsV2"}) and "createTime" in row,
    "instagram": lambda row: (
        bool(row.keys() & {"taken_at", "taken_at_timestamp"})
        and bool(row.keys() & {"code", "shortcode", "pk"})
    ),
    "xiaohongshu": _is_note,
    "youtube": _is_video,
}
