"""TikTok: its works and creators, in the app's shape and in that of the web API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from creatorscope.works.aweme import creator_from_aweme_user, published_at, source_url, work_from_aweme
from creatorscope.works.creator import Creator
from creatorscope.works.people import build_creator
from creatorscope.works.reading import (
    Raw,
    Reader,
    at,
    flag_platform_rounding,
    hashtags_in,
    listed,
    mapping,
    parse_id,
    parse_text,
    require_id,
    texts,
)
from creatorscope.works.work import COUNTS, MediaType, Subtitle, Work, modality


def work_from_tiktok(raw: Raw) -> Work:
    """Return the work of a TikTok object in either shape; AdapterError without an id."""
    return work_from_aweme(raw, "tiktok") if "aweme_id" in raw else work_from_tiktok_web(raw)


def work_from_tiktok_web(raw: Raw) -> Work:
    """Return the work of a web `itemStruct`; AdapterError without an id.

    `statsV2` (text) is read before `stats`: it is less rounded. The web API sends `isPinnedItem` for pinned
    works alone, so its absence is a no; `isAd` is sent either way, so its absence is unknown.
    """
    reader = Reader(raw)
    work_id = require_id(raw, "work", "id", "video.id", "video_id")
    media_type = _media_type(raw)
    counts = {field: _count(reader, field) for field in COUNTS}
    flag_platform_rounding(reader, counts)
    reader.flag("private", when=raw.get("privateItem") is True or raw.get("secret") is True)
    handle = reader.text("author_handle", "author.uniqueId", "author")
    values: dict[str, Any] = {
        "author_name": reader.text("author_name", "author.nickname", "nickname"),
        "caption_raw": reader.caption("caption_raw", "desc"),
        "published_at": published_at(reader, work_id, "createTime"),
        "is_ad": reader.truth("is_ad", "isAd"),
        "language": reader.language("language", "textLanguage"),
        "cover_image": reader.text("cover_image", *_COVERS),
        **({} if media_type == "photo" else _video(reader)),
    }
    return Work(
        platform="tiktok",
        platform_work_id=work_id,
        platform_author_id=reader.first("platform_author_id", _AUTHOR_IDS, parse_id),
        author_handle=handle,
        media_type=media_type,
        work_modality=modality(media_type),
        is_pinned=raw.get("isPinnedItem") is True,
        tags=_tags(raw),
        source_url=source_url("tiktok", work_id, media_type, handle),
        subtitles=_subtitles(raw),
        gaps=reader.gaps,
        flags=reader.flags,
        source="tiktok_web",
        **counts,
        **values,
    )


def creator_from_tiktok(raw: Raw, snapshot_at: datetime | None = None) -> Creator:
    """Return the creator of a profile or of a work's author, in either shape; AdapterError without an id.

    `diggCount` of an author is likes given, so it is not read: likes received are `heartCount`.
    """
    base = "userInfo." if mapping(raw.get("userInfo")) else ""
    who = next((f"{base}{name}." for name in ("user", "author") if mapping(at(raw, base + name))), base)
    reader = Reader(raw)
    user = mapping(at(raw, who.removesuffix("."))) if who else raw
    if "uniqueId" not in user and "secUid" not in user:
        return creator_from_aweme_user(raw, "tiktok", snapshot_at)
    require_id(user, "creator", "secUid", "id", "uniqueId")
    ids = {"uid": parse_id(user.get("id")), "sec_uid": parse_id(user.get("secUid"))}
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", (f"{who}secUid", f"{who}id"), parse_id),
        "author_handle": reader.text("author_handle", f"{who}uniqueId"),
        "nickname": reader.text("nickname", f"{who}nickname"),
        "region": reader.text("region", f"{who}region"),
        "language": reader.text("language", f"{who}language"),
        "signature": reader.caption("signature", f"{who}signature"),
        "avatar_url": reader.text(
            "avatar_url", f"{who}avatarLarger", f"{who}avatarMedium", f"{who}avatarThumb"
        ),
        "fans_count": reader.count("fans_count", *_stats(base, who, "followerCount")),
        "following_count": reader.count("following_count", *_stats(base, who, "followingCount")),
        "liked_count": reader.count("liked_count", *_stats(base, who, "heartCount", "heart")),
        "works_count": reader.count("works_count", *_stats(base, who, "videoCount")),
        "verified": reader.truth("verified", f"{who}verified"),
        "has_shop": reader.truth("has_shop", f"{who}ttSeller"),
        "ids": {name: found for name, found in ids.items() if found},
    }
    return build_creator(reader, "tiktok", values, source="tiktok_web_user", snapshot_at=snapshot_at)


_AUTHOR_IDS = ("author.secUid", "author.id", "authorId")
_COVERS = ("video.cover", "video.originCover", "video.dynamicCover", "imagePost.cover.imageURL.urlList.0")


def _count(reader: Reader, field: str) -> int | None:
    name = field.replace("_count", "Count")
    return reader.count(field, f"statsV2.{name}", f"stats.{name}")


def _stats(base: str, who: str, *names: str) -> tuple[str, ...]:
    """Return where a creator's totals stand: beside an author, those called `stats` are the work's own."""
    places = ("authorStatsV2", "authorStats") if who.endswith("author.") else ("statsV2", "stats")
    return tuple(f"{base}{place}.{name}" for place in places for name in names)


def _media_type(raw: Raw) -> MediaType:
    photo = bool(raw.get("imagePost")) or raw.get("has_imagePost") is True
    return "photo" if photo else "video"


def _video(reader: Reader) -> dict[str, Any]:
    return {
        "duration_s": reader.duration("duration_s", "video.duration"),
        "video_download_url": reader.text("video_download_url", "video.playAddr", "video.downloadAddr"),
    }


def _tags(raw: Raw) -> tuple[str, ...]:
    challenges = [mapping(entry).get("title") for entry in listed(raw.get("challenges"))]
    marked = [mapping(entry).get("hashtagName") for entry in listed(raw.get("textExtra"))]
    return texts([*challenges, *marked]) or hashtags_in(parse_text(raw.get("desc")))


def _subtitles(raw: Raw) -> tuple[Subtitle, ...]:
    found: dict[tuple[str | None, str | None], Subtitle] = {}
    for entry in map(
        mapping, listed(at(raw, "video.subtitleInfos")) or listed(at(raw, "video.claInfo.captionInfos"))
    ):
        reader = Reader(entry)
        track = Subtitle(
            language=reader.text("language", "LanguageCodeName", "languageCode", "language"),
            url=reader.text("url", "Url", "url", "urlList.0"),
            format=reader.text("format", "Format", "captionFormat"),
            is_automatic=_is_automatic(entry),
        )
        found.setdefault((track.language, track.url), track)
    return tuple(found.values())


def _is_automatic(entry: Raw) -> bool | None:
    """Return whether speech recognition or machine translation made the track."""
    if isinstance(entry.get("isAutoGen"), bool):
        return bool(entry["isAutoGen"])
    return entry["Source"] in {"ASR", "MT"} if isinstance(entry.get("Source"), str) else None
