"""Instagram: its posts, reels and creators, in the app's shape and in that of the web's graph."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from creatorscope.works.creator import Contacts, Creator
from creatorscope.works.people import build_creator
from creatorscope.works.reading import (
    Raw,
    Reader,
    at,
    hashtags_in,
    listed,
    mapping,
    parse_bool,
    parse_id,
    require_id,
)
from creatorscope.works.work import MediaType, Work, modality

_MEDIA_TYPES: dict[Any, MediaType] = {
    1: "photo",
    2: "video",
    8: "photo",
    "IMAGE": "photo",
    "VIDEO": "video",
    "CAROUSEL_ALBUM": "photo",
    "GraphImage": "photo",
    "GraphSidecar": "photo",
    "GraphVideo": "video",
    "XDTGraphImage": "photo",
    "XDTGraphSidecar": "photo",
    "XDTGraphVideo": "video",
}


def work_from_instagram(raw: Raw) -> Work:
    """Return the work of a post or reel; AdapterError without an id. A carousel counts as photos.

    Where the author hides likes, the number sent is not theirs: likes are unknown, flagged
    `digg_count_hidden`. Saves are not published.
    """
    post = mapping(raw.get("node")) or mapping(raw.get("media")) or raw
    reader = Reader(post)
    code = parse_id(post.get("code")) or parse_id(post.get("shortcode"))
    media_type = _media_type(post)
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", _paths("pk", "id"), parse_id),
        "author_handle": reader.text("author_handle", *_paths("username"), "username"),
        "author_name": reader.text("author_name", *_paths("full_name")),
        "published_at": reader.time("published_at", "taken_at", "taken_at_timestamp", "timestamp"),
        "digg_count": _likes(reader),
        "comment_count": reader.count("comment_count", *_COMMENTS),
        "share_count": reader.count("share_count", "reshare_count", "share_count"),
        "is_ad": reader.any_true("is_ad", "is_paid_partnership", "is_ad"),
        "cover_image": reader.text("cover_image", *_COVERS),
    }
    if media_type == "video":
        values |= _video(reader)
    caption = _caption(reader)
    return Work(
        platform="instagram",
        platform_work_id=_work_id(post),
        caption_raw=caption,
        media_type=media_type,
        work_modality=modality(media_type),
        is_pinned=_is_pinned(reader, values["platform_author_id"]),
        tags=hashtags_in(caption),
        source_url=_source_url(post, code),
        gaps=reader.gaps,
        flags=reader.flags,
        source="instagram_post",
        **values,
    )


def creator_from_instagram(raw: Raw, snapshot_at: datetime | None = None) -> Creator:
    """Return the creator of a profile or of a post's author; AdapterError without an id."""
    user = mapping(raw.get("user")) or mapping(raw.get("owner")) or raw
    reader = Reader(user)
    require_id(user, "creator", "pk", "id", "username")
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", ("pk", "id"), parse_id),
        "author_handle": reader.text("author_handle", "username"),
        "nickname": reader.text("nickname", "full_name"),
        "region": reader.text("region", "country", "about.country"),
        "signature": reader.caption("signature", "biography"),
        "avatar_url": reader.text(
            "avatar_url", "hd_profile_pic_url_info.url", "profile_pic_url_hd", "profile_pic_url"
        ),
        "fans_count": reader.count("fans_count", "follower_count", "edge_followed_by.count"),
        "following_count": reader.count("following_count", "following_count", "edge_follow.count"),
        "works_count": reader.count("works_count", "media_count", "edge_owner_to_timeline_media.count"),
        "verified": reader.truth("verified", "is_verified"),
        "contacts": Contacts(
            has_email=_known(user, "public_email", "business_email"), has_website=_known(user, "external_url")
        ),
    }
    return build_creator(reader, "instagram", values, source="instagram_user", snapshot_at=snapshot_at)


_COMMENTS = (
    "comment_count",
    "comments_count",
    "edge_media_to_comment.count",
    "edge_media_to_parent_comment.count",
)
_LIKES = ("like_count", "edge_media_preview_like.count", "edge_liked_by.count")
_PLAYS = ("play_count", "ig_play_count", "video_play_count", "video_view_count", "view_count")
_COVERS = (
    "image_versions2.candidates.0.url",
    "carousel_media.0.image_versions2.candidates.0.url",
    "display_uri",
    "display_url",
    "thumbnail_url",
    "thumbnail_src",
)


def _paths(*names: str) -> tuple[str, ...]:
    return tuple(f"{owner}.{name}" for owner in ("user", "owner") for name in names)


def _work_id(post: Raw) -> str:
    """Return the media id; the app's `id` has the author's behind an underscore."""
    return require_id(post, "work", "pk", "id", "code", "shortcode").split("_")[0]


def _media_type(post: Raw) -> MediaType:
    if post.get("product_type") in ("clips", "igtv") or post.get("is_video") is True:
        return "video"
    kinds = [post.get("media_type"), post.get("__typename")]
    found = [_MEDIA_TYPES[kind] for kind in kinds if isinstance(kind, str | int) and kind in _MEDIA_TYPES]
    if found:
        return found[0]
    return "photo" if post.get("is_video") is False else "other"


def _video(reader: Reader) -> dict[str, Any]:
    return {
        "play_count": reader.count("play_count", *_PLAYS),
        "duration_s": reader.duration("duration_s", "video_duration"),
        "video_download_url": reader.text("video_download_url", "video_versions.0.url", "video_url"),
    }


def _likes(reader: Reader) -> int | None:
    if parse_bool(reader.raw.get("like_and_view_counts_disabled")):
        reader.gap("digg_count")
        reader.flag("digg_count_hidden")
        return None
    return reader.count("digg_count", *_LIKES)


def _caption(reader: Reader) -> str | None:
    """Return the caption; a caption of null says there is none, which is an answer."""
    if "caption" in reader.raw and reader.raw["caption"] is None:
        return ""
    return reader.caption("caption_raw", "caption.text", "caption", "edge_media_to_caption.edges.0.node.text")


def _is_pinned(reader: Reader, author_id: str | None) -> bool | None:
    """Return whether the author pinned the post: their id is in the list of those who did."""
    for name in ("timeline_pinned_user_ids", "clips_tab_pinned_user_ids", "pinned_for_users"):
        if name in reader.raw:
            who = [mapping(entry).get("id", entry) for entry in listed(reader.raw[name])]
            if author_id is None or author_id in map(parse_id, who):
                return bool(who)
    if any(name in reader.raw for name in ("timeline_pinned_user_ids", "pinned_for_users")):
        return False
    reader.gap("is_pinned")
    return None


def _source_url(post: Raw, code: str | None) -> str | None:
    if not code:
        return None
    kind = "reel" if post.get("product_type") == "clips" else "p"
    return f"https://www.instagram.com/{kind}/{code}/"


def _known(user: Raw, *names: str) -> bool | None:
    """Return whether a contact is given; None when the profile does not carry the field."""
    return any(bool(at(user, name)) for name in names) if any(name in user for name in names) else None
