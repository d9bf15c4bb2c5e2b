"""The sandbox's YouTube videos and channels in the form the web calls give them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from creatorscope.contract.codes import country_book
from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_world import SandboxWork

Form = dict[str, Any]
_UNITS = (
    (31_557_600, "year", "年"),
    (2_629_800, "month", "个月"),
    (604_800, "week", "周"),
    (86_400, "day", "天"),
    (3600, "hour", "小时"),
    (60, "minute", "分钟"),
    (1, "second", "秒钟"),
)
_PICTURES = "https://img.sandbox.example/youtube"


def format_channel(author: Author, token: str) -> Form:
    """Return the first part of a channel's profile, with the token of the second."""
    link = f"https://www.youtube.com/channel/{author.uid}"
    return {
        **_channel(author),
        "title": author.nickname,
        "view_count": None,
        "country": None,
        "creation_date": None,
        "links": [],
        "avatar": [{"url": author.avatar_url, "width": 900, "height": 900}],
        "banner": [{"url": f"{_PICTURES}/banner/{author.uid}.jpg", "width": 2560, "height": 424}],
        "keywords": " ".join(author.hashtags),
        "channel_url": link,
        "vanity_url": f"http://www.youtube.com/@{author.handle}",
        "is_family_safe": True,
        "has_membership": False,
        "has_business_email": False,
        "continuation_token": token,
    }


def format_about(author: Author, views: int, founded: datetime) -> Form:
    """Return the second part of a channel's profile: country, all-time views, links."""
    return {
        **_channel(author),
        "title": None,
        "view_count": f"{views:,} views",
        "country": country_book().codes[author.country],
        "creation_date": f"{founded:%b} {founded.day}, {founded.year}",
        "links": [{"name": "Website", "url": f"https://example.com/{author.handle}"}],
        "avatar": [],
        "banner": [],
        "keywords": None,
        "channel_url": f"https://www.youtube.com/channel/{author.uid}",
        "vanity_url": f"http://www.youtube.com/@{author.handle}",
        "is_family_safe": None,
        "has_membership": None,
        "has_business_email": author.email is not None,
        "continuation_token": None,
    }


def format_listed_video(work: SandboxWork, now: datetime, *, chinese: bool) -> Form:
    """Return a long video as its channel's list has it; counts and dates are labels in either language."""
    plays = work.counts.plays
    return {
        "video_id": work.code,
        "title": work.writing.title,
        "thumbnail": _thumbnails(work)[-1]["url"],
        "thumbnails": _thumbnails(work),
        "duration": _clock(work.duration_ms // 1000),
        "view_count": f"{plays:,}次观看" if chinese else f"{plays:,} views",
        "short_view_count": f"{_short(plays)} views",
        "published_time": _ago(int(now.timestamp()) - work.published, chinese=chinese),
        "description": work.writing.tagged[:120],
        "is_live": False,
        "is_verified": work.author.verified,
        "url": f"https://www.youtube.com/watch?v={work.code}",
    }


def format_listed_short(work: SandboxWork) -> Form:
    """Return a short as its channel's list has it: no date, no length, rounded views."""
    views = f"{_short(work.counts.plays)} views"
    return {
        "video_id": work.code,
        "title": work.writing.title,
        "view_count_text": views,
        "thumbnails": _thumbnails(work),
        "accessibility_text": f"{work.writing.title}, {views} - play Short",
        "video_url": f"https://www.youtube.com/shorts/{work.code}",
    }


def format_video(work: SandboxWork) -> Form:
    """Return one video in full; its counts are texts."""
    published = datetime.fromtimestamp(work.published, UTC).isoformat()
    counts = work.counts
    kind = "shorts/" if work.kind == "short" else "watch?v="
    return {
        "video_id": work.code,
        "title": work.writing.title,
        "description": work.writing.tagged,
        "channel_id": work.author.uid,
        "author": work.author.nickname,
        "view_count": str(counts.plays),
        "like_count": str(counts.likes),
        "comment_count": str(counts.comments),
        "length_seconds": str(work.duration_ms // 1000),
        "publish_date": published,
        "upload_date": published,
        "keywords": list(work.writing.hashtags),
        "category": "Howto & Style",
        "is_live_content": False,
        "thumbnails": _thumbnails(work),
        "video_url": f"https://www.youtube.com/{kind}{work.code}",
        "captions": format_tracks(work),
    }


def format_tracks(work: SandboxWork) -> list[Form]:
    """Return the caption tracks of a video; [] when it has none."""
    language = work.author.language
    return [{"language_code": language, "language_name": language.upper()}] if work.subtitled else []


def _channel(author: Author) -> Form:
    """Return what both parts of a channel's profile hold."""
    return {
        "channel_id": author.uid,
        "handle": author.handle,
        "description": author.bio,
        "subscriber_count": f"{_short(author.followers)} subscribers",
        "video_count": f"{author.works_count} videos",
        "verified": author.verified,
    }


def _thumbnails(work: SandboxWork) -> list[Form]:
    sizes = ((168, 94), (336, 188))
    return [
        {"url": f"{_PICTURES}/vi/{work.code}/{width}.jpg", "width": width, "height": height}
        for width, height in sizes
    ]


def _short(count: int) -> str:
    """Return a count as YouTube shortens it: three digits, cut and not rounded up."""
    for size, letter in ((10**9, "B"), (10**6, "M"), (10**3, "K")):
        if count >= size:
            whole, tenths = count // size, count % size * 10 // size
            return f"{whole}.{tenths}{letter}" if whole < 100 and tenths else f"{whole}{letter}"
    return str(count)


def _clock(seconds: int) -> str:
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _ago(seconds: int, *, chinese: bool) -> str:
    for size, word, character in _UNITS:
        count = max(seconds, 1) // size
        if count:
            return f"{count}{character}前" if chinese else f"{count} {word}{'s' if count > 1 else ''} ago"
    return "1 second ago"
