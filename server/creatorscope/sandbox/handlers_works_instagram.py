"""The Instagram works calls of the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from creatorscope.endpoints.works_instagram import CodeRequest, PostsRequest, ReelsRequest
from creatorscope.endpoints.works_shared import HandleRequest
from creatorscope.sandbox.handlers_works_tiktok import account
from creatorscope.sandbox.serving import Context, Reply, serves
from creatorscope.sandbox.works_links import work_of_id
from creatorscope.sandbox.works_lists import page_after
from creatorscope.sandbox.works_post import format_listed_post, format_post, format_profile, format_reel
from creatorscope.sandbox.works_world import SandboxWork, pinned_first, works_of

_USUAL_SIZE = 12


@serves("raw_instagram_user_id")
def answer_id(request: HandleRequest, ctx: Context) -> Reply:
    """Answer the id behind a handle."""
    author = account(ctx, "instagram", request.username)
    return Reply(data={"user_id": author.uid, "username": author.handle})


@serves("raw_instagram_profile")
def answer_profile(request: HandleRequest, ctx: Context) -> Reply:
    """Answer a profile."""
    return Reply(data={"user": format_profile(account(ctx, "instagram", request.username))})


@serves("raw_instagram_posts")
def answer_posts(request: PostsRequest, ctx: Context) -> Reply:
    """Answer one page of posts, reels among them, without plays."""
    works = pinned_first(works_of(account(ctx, "instagram", request.username)))
    size = request.first or request.count or _USUAL_SIZE
    return _page(request, works, size, lambda work: format_listed_post(work, ctx.base_url))


@serves("raw_instagram_reels")
def answer_reels(request: ReelsRequest, ctx: Context) -> Reply:
    """Answer one page of reels with their plays."""
    works = pinned_first(works_of(account(ctx, "instagram", request.username)))
    reels = [work for work in works if not work.is_photo]
    size = request.first or _USUAL_SIZE
    return _page(request, reels, size, lambda work: {"media": format_reel(work, ctx.base_url)})


@serves("raw_instagram_work")
def answer_work(request: CodeRequest, ctx: Context) -> Reply:
    """Answer one post by its code."""
    work = work_of_id(ctx.world, "instagram", request.code)
    return Reply(data={"items": [format_post(work, ctx.base_url)]})


def _page(
    request: ReelsRequest,
    works: Sequence[SandboxWork],
    size: int,
    node: Callable[[SandboxWork], dict[str, Any]],
) -> Reply:
    shown, following = page_after(works, f"{type(request).__name__}:{request.username}", request.after, size)
    edges = [{"node": node(work)} for work in shown]
    info = {"end_cursor": following, "has_next_page": following is not None}
    return Reply(data={"edges": edges, "page_info": info})
