"""The sandbox's Xiaohongshu notes and accounts in the form the app gives them."""

from __future__ import annotations

from typing import Any

from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_media import media_url
from creatorscope.sandbox.works_world import SandboxWork

Form = dict[str, Any]
_IMAGES = "https://img.sandbox.example"
_LIKED_SHARE = 0.7


def format_profile(author: Author) -> Form:
    """Return an account; likes and saves received come apart and together."""
    liked = int(author.likes_received * _LIKED_SHARE)
    totals = (
        ("follows", "关注", author.following),
        ("fans", "粉丝", author.followers),
        ("interaction", "获赞与收藏", author.likes_received),
    )
    return {
        "userid": author.uid,
        "red_id": _red_id(author),
        "nickname": author.nickname,
        "desc": author.bio,
        "imageb": author.avatar_url,
        "ip_location": "浙江",
        "fans": author.followers,
        "follows": author.following,
        "interactions": [{"type": kind, "name": name, "count": str(count)} for kind, name, count in totals],
        "note_num_stat": {
            "posted": author.works_count,
            "liked": liked,
            "collected": author.likes_received - liked,
        },
        "red_official_verified": author.verified,
    }


def format_listed_note(work: SandboxWork, base_url: str) -> Form:
    """Return a note as its account's list has it."""
    counts, user = work.counts, _user(work.author)
    return {
        "id": work.note_id,
        "type": _type(work),
        "title": work.writing.title,
        "display_title": work.writing.title,
        "desc": _caption(work),
        "create_time": work.published,
        "sticky": work.pinned,
        "likes": counts.likes,
        "collected_count": counts.collects,
        "comments_count": counts.comments,
        "share_count": counts.shares,
        **_media(work, base_url),
        "user": {name: value for name, value in user.items() if name != "red_id"},
        "cursor": work.note_id,
    }


def format_note(work: SandboxWork, base_url: str) -> Form:
    """Return a note with its author as the detail calls have it."""
    counts, user = work.counts, _user(work.author)
    note = {
        "id": work.note_id,
        "type": _type(work),
        "title": work.writing.title,
        "desc": _caption(work),
        "time": work.published,
        "liked_count": counts.likes,
        "collected_count": counts.collects,
        "comments_count": counts.comments,
        "shared_count": counts.shares,
        **_media(work, base_url),
        "hash_tag": [{"name": tag, "type": "topic"} for tag in work.writing.hashtags],
        "user": user,
    }
    return {"note_list": [note], "user": user}


def _user(author: Author) -> Form:
    return {
        "userid": author.uid,
        "red_id": _red_id(author),
        "nickname": author.nickname,
        "images": author.avatar_url,
    }


def _red_id(author: Author) -> str:
    return str(int(author.uid[8:16], 16))


def _type(work: SandboxWork) -> str:
    return "normal" if work.is_photo else "video"


def _caption(work: SandboxWork) -> str:
    tags = " ".join(f"#{tag}[话题]#" for tag in work.writing.hashtags)
    return f"{work.writing.caption} {tags}".strip()


def _media(work: SandboxWork, base_url: str) -> Form:
    images = [
        {
            "url": f"{_IMAGES}/note/{work.note_id}/{place}.webp",
            "url_size_large": f"{_IMAGES}/note/{work.note_id}/{place}-large.webp",
            "width": 1080,
            "height": 1440,
        }
        for place in range(1, max(work.images, 1) + 1)
    ]
    if work.is_photo:
        return {"images_list": images}
    return {
        "images_list": images,
        "video_info_v2": {
            "capa": {"duration": max(1, round(work.duration_ms / 1000))},
            "media": {"stream": {"h264": [{"master_url": media_url(work, base_url)}]}},
        },
    }
