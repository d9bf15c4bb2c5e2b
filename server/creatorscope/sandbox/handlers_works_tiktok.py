"""The TikTok works calls of the sandbox, and the call that takes any link."""

from __future__ import annotations

from typing import Any

from creatorscope.endpoints.works_hybrid import AnyLinkRequest
from creatorscope.endpoints.works_shared import HandleRequest, ShareUrlRequest
from creatorscope.endpoints.works_tiktok import TikTokPostsRequest, TikTokProfileRequest, WorkIdRequest
from creatorscope.sandbox.serving import Context, Refusal, Reply, serves
from creatorscope.sandbox.works_authors import Author, find_author
from creatorscope.sandbox.works_aweme import format_aweme, format_user
from creatorscope.sandbox.works_links import work_in_link, work_of_id
from creatorscope.sandbox.works_lists import aweme_page
from creatorscope.sandbox.works_note import format_note
from creatorscope.sandbox.works_post import format_post
from creatorscope.sandbox.works_video import format_video
from creatorscope.sandbox.works_world import SandboxWork


@serves("raw_tiktok_user_id")
def answer_ids(request: HandleRequest, ctx: Context) -> Reply:
    """Answer the ids behind a handle."""
    author = account(ctx, "tiktok", request.username)
    return Reply(data={"user_id": author.uid, "sec_user_id": author.sec_uid})


@serves("raw_tiktok_profile")
def answer_profile(request: TikTokProfileRequest, ctx: Context) -> Reply:
    """Answer a profile."""
    name = request.user_id or request.sec_user_id or request.unique_id or ""
    return Reply(data={"user": format_user(account(ctx, "tiktok", name)), "status_code": 0})


@serves("raw_tiktok_posts")
def answer_posts(request: TikTokPostsRequest, ctx: Context) -> Reply:
    """Answer one page of works, pinned ones first."""
    author = account(ctx, "tiktok", request.sec_user_id or request.unique_id or "")
    return Reply(data=aweme_page(author, request, ctx.base_url))


@serves("raw_tiktok_work")
def answer_work(request: WorkIdRequest, ctx: Context) -> Reply:
    """Answer one work by its id."""
    return detail(work_of_id(ctx.world, "tiktok", request.aweme_id), ctx)


@serves("raw_tiktok_work_by_url")
def answer_linked_work(request: ShareUrlRequest, ctx: Context) -> Reply:
    """Answer one work by its link."""
    return detail(work_in_link(ctx.world, request.share_url, "tiktok"), ctx)


@serves("raw_hybrid_work")
def answer_any_work(request: AnyLinkRequest, ctx: Context) -> Reply:
    """Answer the work behind any platform's link in that platform's form, or its main fields."""
    work = work_in_link(ctx.world, request.url, "tiktok", "douyin", "xiaohongshu", "instagram", "youtube")
    form = _form(work, ctx.base_url)
    return Reply(data=_minimal(work, form) if request.minimal else form)


def account(ctx: Context, platform: str, name: str) -> Author:
    """Return the account of that name or id; Refusal 404 when there is none."""
    author = find_author(ctx.world, platform, name)
    if author is None:
        raise Refusal(404, "there is no such account")
    return author


def detail(work: SandboxWork, ctx: Context) -> Reply:
    """Return the answer that holds one aweme."""
    return Reply(data={"aweme_detail": format_aweme(work, ctx.base_url), "status_code": 0})


def _form(work: SandboxWork, base_url: str) -> dict[str, Any]:
    platform = work.author.platform
    if platform == "xiaohongshu":
        form: dict[str, Any] = format_note(work, base_url)["note_list"][0]
        return form
    if platform == "instagram":
        return format_post(work, base_url)
    return format_video(work) if platform == "youtube" else format_aweme(work, base_url)


def _minimal(work: SandboxWork, form: dict[str, Any]) -> dict[str, Any]:
    """Return the main fields, which the call names its own way."""
    kept = ("desc", "create_time", "author", "statistics")
    return {
        "type": "image" if work.is_photo else "video",
        "platform": work.author.platform,
        "video_id": form.get("aweme_id"),
        **{name: form.get(name) for name in kept},
    }
