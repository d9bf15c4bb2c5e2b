"""The three creator searches, answered from the world."""

from __future__ import annotations

from creatorscope.endpoints.instagram_search import InstagramSearchRequest
from creatorscope.endpoints.search_request import SearchRequest
from creatorscope.endpoints.tiktok_search import TikTokSearchRequest
from creatorscope.endpoints.youtube_search import YouTubeSearchRequest
from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.creator_rows import format_creator
from creatorscope.sandbox.filters import FILTERS, RANGES, matching, wanted
from creatorscope.sandbox.serving import Context, Refusal, Reply, serves

DEFAULT_SORT = "followers_cnt"
_FILTERS_BEFORE_TOTAL = 2


@serves("search_tiktok_creators")
def search_tiktok(request: TikTokSearchRequest, ctx: Context) -> Reply:
    """Answer a TikTok search."""
    return _search("tiktok", request, ctx)


@serves("search_youtube_creators")
def search_youtube(request: YouTubeSearchRequest, ctx: Context) -> Reply:
    """Answer a YouTube search."""
    return _search("youtube", request, ctx)


@serves("search_instagram_creators")
def search_instagram(request: InstagramSearchRequest, ctx: Context) -> Reply:
    """Answer an Instagram search."""
    return _search("instagram", request, ctx)


def _search(platform: str, request: SearchRequest, ctx: Context) -> Reply:
    """Return one page of what passes every filter; `total` only when more than two are set."""
    values = wanted(request)
    found = matching(ctx.world.by_platform[platform], FILTERS[platform], values)
    ordered = in_order(found, _sort_attribute(platform, request.sort_field), request.sort_order == "desc")
    start = (request.page - 1) * request.size
    rows = [
        format_creator(creator, request.service_level, request.lang)
        for creator in ordered[start : start + request.size]
    ]
    total = len(found) if len(values) > _FILTERS_BEFORE_TOTAL else None
    return Reply(data={"items": rows}, rows=len(rows), total=total)


def in_order(creators: list[SandboxCreator], attribute: str, falling: bool) -> list[SandboxCreator]:
    """Return the creators by an attribute, ties by uid; those without it last in both directions."""
    known = [creator for creator in creators if creator.values[attribute] is not None]
    unknown = [creator for creator in creators if creator.values[attribute] is None]
    known.sort(key=lambda creator: creator.uid)
    known.sort(key=lambda creator: creator.values[attribute], reverse=falling)
    return known + sorted(unknown, key=lambda creator: creator.uid)


def _sort_attribute(platform: str, name: str | None) -> str:
    """Return the attribute a sort field means. Raises Refusal for a field the platform has not."""
    attribute = RANGES[platform].get(name or DEFAULT_SORT)
    if attribute is None:
        known = ", ".join(RANGES[platform])
        raise Refusal(400, f"sort_field {name!r} is unknown; use one of {known}", code=40001)
    return attribute
