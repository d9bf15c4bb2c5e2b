"""The sandbox's TikTok and Douyin works and accounts in the form their apps give them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_media import media_url
from creatorscope.sandbox.works_subtitles import LONGER_CODES, subtitle_url
from creatorscope.sandbox.works_world import SandboxWork

Form = dict[str, Any]
_PHOTO_TYPES = {"tiktok": 150, "douyin": 68}
_VIDEO_TYPES = {"tiktok": 0, "douyin": 4}
_IMAGES = "https://img.sandbox.example"


def format_aweme(work: SandboxWork, base_url: str) -> Form:
    """Return a work as an `aweme`; Douyin's have no plays, TikTok's photo posts an `image_post_info`."""
    author, counts, photo = work.author, work.counts, work.is_photo
    tiktok = author.platform == "tiktok"
    types = _PHOTO_TYPES if photo else _VIDEO_TYPES
    form: Form = {
        "aweme_id": str(work.number),
        "desc": work.writing.tagged,
        "create_time": work.published,
        "region": author.country,
        "aweme_type": types[author.platform],
        "is_top": int(work.pinned),
        "is_ads": work.ad,
        "author": format_user(author),
        "statistics": {
            "aweme_id": str(work.number),
            "play_count": counts.plays if tiktok else 0,
            "digg_count": counts.likes,
            "comment_count": counts.comments,
            "collect_count": counts.collects,
            "share_count": counts.shares,
            "download_count": counts.shares // 3,
        },
        "video": _video(work, base_url),
        "text_extra": _hashtags(work),
        "share_url": share_url(work),
        "status": {"is_delete": False, "private_status": 0},
    }
    if tiktok:
        form["desc_language"] = author.language if work.writing.caption else "un"
    else:
        form["item_title"] = ""
    if photo and tiktok:
        form["image_post_info"] = {"images": [{"display_image": image} for image in _pictures(work)]}
    elif photo:
        form["images"] = _pictures(work)
    return form


def format_user(author: Author) -> Form:
    """Return an account as the apps describe it."""
    tiktok = author.platform == "tiktok"
    return {
        "uid": author.uid,
        "sec_uid": author.sec_uid,
        "unique_id": author.handle,
        "short_id": "0" if tiktok else author.uid[-9:],
        "nickname": author.nickname,
        "signature": author.bio,
        "region": author.country,
        "language": author.language if tiktok else "zh-Hans",
        **({} if tiktok else {"ip_location": "IP属地：浙江"}),
        "avatar_larger": {"url_list": [author.avatar_url]},
        "custom_verify": "Verified account" if author.verified else "",
        "enterprise_verify_reason": "",
        "with_commerce_entry": author.sells,
        "follower_count": author.followers,
        "following_count": author.following,
        "total_favorited": author.likes_received if tiktok else str(author.likes_received),
        "aweme_count": author.works_count,
    }


def share_url(work: SandboxWork) -> str:
    """Return the link that sharing a work gives."""
    if work.author.platform == "douyin":
        return f"https://www.iesdouyin.com/share/{'note' if work.is_photo else 'video'}/{work.number}/"
    kind = "photo" if work.is_photo else "video"
    return f"https://www.tiktok.com/@{work.author.handle}/{kind}/{work.number}?_r=1"


def _video(work: SandboxWork, base_url: str) -> Form:
    cover = f"{_IMAGES}/cover/{work.number}.webp"
    form: Form = {
        "duration": work.duration_ms,
        "ratio": "720p",
        "width": 720,
        "height": 1280,
        "cover": {"url_list": [cover]},
        "play_addr": {"url_list": [] if work.is_photo else [media_url(work, base_url)]},
    }
    if work.author.platform == "tiktok":
        form["cla_info"] = {"caption_infos": [_track(work, base_url)] if work.subtitled else []}
    return form


def _track(work: SandboxWork, base_url: str) -> Form:
    language = work.author.language
    return {
        "lang": f"{LONGER_CODES[language]}-{work.author.country}",
        "language_code": language,
        "caption_format": "webvtt",
        "is_auto_generated": True,
        "url": subtitle_url(work, base_url),
    }


def _pictures(work: SandboxWork) -> list[Form]:
    return [
        {"url_list": [f"{_IMAGES}/photo/{work.number}/{place}.webp"]} for place in range(1, work.images + 1)
    ]


def _hashtags(work: SandboxWork) -> list[Form]:
    found: list[Form] = []
    end, text = 0, work.writing.tagged
    for tag in work.writing.hashtags:
        start = text.index(f"#{tag}", end)
        end = start + len(tag) + 1
        number = int(sha256(tag.encode()).hexdigest()[:12], 16)
        found.append({"hashtag_name": tag, "hashtag_id": str(number), "start": start, "end": end, "type": 1})
    return found
