"""How the works calls of each platform are made and read, as one table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from creatorscope.contract.operation import Endpoint
from creatorscope.endpoints.works_douyin import (
    RAW_DOUYIN_POSTS,
    RAW_DOUYIN_PROFILE,
    RAW_DOUYIN_USER_ID,
    RAW_DOUYIN_WORK,
    RAW_DOUYIN_WORK_BY_URL,
)
from creatorscope.endpoints.works_hybrid import RAW_HYBRID_WORK
from creatorscope.endpoints.works_instagram import (
    RAW_INSTAGRAM_POSTS,
    RAW_INSTAGRAM_PROFILE,
    RAW_INSTAGRAM_REELS,
    RAW_INSTAGRAM_WORK,
)
from creatorscope.endpoints.works_tiktok import (
    RAW_TIKTOK_POSTS,
    RAW_TIKTOK_PROFILE,
    RAW_TIKTOK_WORK,
    RAW_TIKTOK_WORK_BY_URL,
)
from creatorscope.endpoints.works_xiaohongshu import (
    RAW_XIAOHONGSHU_IMAGE_NOTE,
    RAW_XIAOHONGSHU_NOTES,
    RAW_XIAOHONGSHU_PROFILE,
    RAW_XIAOHONGSHU_VIDEO_NOTE,
)
from creatorscope.endpoints.works_youtube import (
    RAW_YOUTUBE_CAPTIONS,
    RAW_YOUTUBE_CHANNEL_ID,
    RAW_YOUTUBE_PROFILE,
    RAW_YOUTUBE_SHORTS,
    RAW_YOUTUBE_VIDEOS,
    RAW_YOUTUBE_WORK,
)
from creatorscope.operations.works_calls import Feed, Lookup, PlatformCalls, WorkCall
from creatorscope.works.douyin import creator_from_douyin, work_from_douyin
from creatorscope.works.instagram import creator_from_instagram, work_from_instagram
from creatorscope.works.tiktok import creator_from_tiktok, work_from_tiktok
from creatorscope.works.work import Platform
from creatorscope.works.xiaohongshu import creator_from_xiaohongshu, work_from_xiaohongshu
from creatorscope.works.youtube import creator_from_youtube, work_from_youtube

_ANYTHING = re.compile(".+", re.DOTALL)
_SEC_UID = re.compile(r"MS4wLjABAAAA[\w-]+")
_CHANNEL = re.compile(r"UC[\w-]{22}")
# No TikTok handle is digits alone, so that many digits are the numeric id.
_DIGITS = re.compile(r"\d{6,25}")
# Instagram's numeric ids go into none of its calls; the codes of links are at most 11 characters or so.
_CODE = re.compile(r"(?!\d{15,}$)[\w-]{5,40}")


def _aweme_feed(endpoint: Endpoint) -> Feed:
    return Feed(
        name="works",
        endpoint=endpoint,
        cursor="max_cursor",
        next_at="max_cursor",
        more_at="has_more",
        fixed={"count": 20},
    )


def _instagram_feed(name: str, endpoint: Endpoint) -> Feed:
    return Feed(
        name=name,
        endpoint=endpoint,
        cursor="after",
        next_at="page_info.end_cursor",
        more_at="page_info.has_next_page",
        fixed={"first": 50},
    )


def _youtube_feed(name: str, endpoint: Endpoint, *, is_short: bool) -> Feed:
    return Feed(
        name=name,
        endpoint=endpoint,
        cursor="continuation_token",
        next_at="continuation_token",
        more_at="continuation_token",
        implied={"is_short": is_short},
    )


_TIKTOK = PlatformCalls(
    names=(("id", "sec_user_id"), ("handle", "unique_id")),
    lookups=(
        Lookup(
            part="handle",
            when=_DIGITS,
            endpoint=RAW_TIKTOK_PROFILE,
            argument="user_id",
            found_at="user.sec_uid",
            is_id=_SEC_UID,
        ),
    ),
    profile=RAW_TIKTOK_PROFILE,
    profile_rest=None,
    feeds=(_aweme_feed(RAW_TIKTOK_POSTS),),
    works=(
        WorkCall(part="id", endpoint=RAW_TIKTOK_WORK, argument="aweme_id"),
        WorkCall(part="link", endpoint=RAW_TIKTOK_WORK_BY_URL, argument="share_url"),
    ),
    captions=None,
    creator=creator_from_tiktok,
    work=lambda raw, _: work_from_tiktok(raw),
)

_DOUYIN = PlatformCalls(
    names=(("id", "sec_user_id"),),
    lookups=tuple(
        Lookup(
            part=part,
            when=_ANYTHING,
            endpoint=RAW_DOUYIN_USER_ID,
            argument="url",
            found_at="value",
            is_id=_SEC_UID,
        )
        for part in ("link", "page")
    ),
    profile=RAW_DOUYIN_PROFILE,
    profile_rest=None,
    feeds=(_aweme_feed(RAW_DOUYIN_POSTS),),
    works=(
        WorkCall(part="id", endpoint=RAW_DOUYIN_WORK, argument="aweme_id"),
        WorkCall(part="link", endpoint=RAW_DOUYIN_WORK_BY_URL, argument="share_url"),
    ),
    captions=None,
    creator=creator_from_douyin,
    work=lambda raw, _: work_from_douyin(raw),
)

_XIAOHONGSHU = PlatformCalls(
    names=(("id", "user_id"), ("link", "share_text"), ("handle", "user_id")),
    lookups=(),
    profile=RAW_XIAOHONGSHU_PROFILE,
    profile_rest=None,
    feeds=(
        Feed(
            name="notes",
            endpoint=RAW_XIAOHONGSHU_NOTES,
            cursor="cursor",
            next_at="data.notes.-1.cursor",
            more_at="data.has_more",
        ),
    ),
    # Nothing tells images from video beforehand; the wrong call finds nothing.
    works=(
        WorkCall(part="id", endpoint=RAW_XIAOHONGSHU_IMAGE_NOTE, argument="note_id"),
        WorkCall(part="id", endpoint=RAW_XIAOHONGSHU_VIDEO_NOTE, argument="note_id"),
        WorkCall(part="link", endpoint=RAW_XIAOHONGSHU_IMAGE_NOTE, argument="share_text"),
        WorkCall(part="link", endpoint=RAW_XIAOHONGSHU_VIDEO_NOTE, argument="share_text"),
    ),
    captions=None,
    creator=creator_from_xiaohongshu,
    work=lambda raw, _: work_from_xiaohongshu(raw),
)

_INSTAGRAM = PlatformCalls(
    names=(("handle", "username"),),
    lookups=(),
    profile=RAW_INSTAGRAM_PROFILE,
    profile_rest=None,
    # Reels come in both lists; only the second has their plays.
    feeds=(_instagram_feed("posts", RAW_INSTAGRAM_POSTS), _instagram_feed("reels", RAW_INSTAGRAM_REELS)),
    works=(
        WorkCall(part="id", endpoint=RAW_INSTAGRAM_WORK, argument="code", when=_CODE),
        WorkCall(part="link", endpoint=RAW_HYBRID_WORK, argument="url"),
    ),
    captions=None,
    creator=creator_from_instagram,
    work=lambda raw, _: work_from_instagram(raw),
)

_YOUTUBE = PlatformCalls(
    names=(("id", "channel_id"),),
    lookups=(
        Lookup(
            part="page",
            when=_ANYTHING,
            endpoint=RAW_YOUTUBE_CHANNEL_ID,
            argument="channel_url",
            found_at="channel_id",
            is_id=_CHANNEL,
        ),
    ),
    profile=RAW_YOUTUBE_PROFILE,
    profile_rest="continuation_token",
    feeds=(
        _youtube_feed("videos", RAW_YOUTUBE_VIDEOS, is_short=False),
        _youtube_feed("shorts", RAW_YOUTUBE_SHORTS, is_short=True),
    ),
    works=(WorkCall(part="id", endpoint=RAW_YOUTUBE_WORK, argument="video_id"),),
    captions=RAW_YOUTUBE_CAPTIONS,
    creator=creator_from_youtube,
    work=work_from_youtube,
)

PLATFORM_CALLS: Mapping[Platform, PlatformCalls] = MappingProxyType(
    {
        "tiktok": _TIKTOK,
        "douyin": _DOUYIN,
        "xiaohongshu": _XIAOHONGSHU,
        "instagram": _INSTAGRAM,
        "youtube": _YOUTUBE,
    }
)
