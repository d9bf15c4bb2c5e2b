"""The Douyin works calls of the sandbox."""

from __future__ import annotations

from creatorscope.endpoints.works_douyin import DouyinAccountRequest, DouyinLinkRequest, DouyinPostsRequest
from creatorscope.endpoints.works_shared import ShareUrlRequest
from creatorscope.endpoints.works_tiktok import WorkIdRequest
from creatorscope.sandbox.handlers_works_tiktok import account, detail
from creatorscope.sandbox.serving import Context, Reply, serves
from creatorscope.sandbox.works_aweme import format_user
from creatorscope.sandbox.works_links import author_in_link, work_in_link, work_of_id
from creatorscope.sandbox.works_lists import aweme_page


@serves("raw_douyin_user_id")
def answer_id(request: DouyinLinkRequest, ctx: Context) -> Reply:
    """Answer the secure id behind a profile link, as a bare text."""
    return Reply(data=author_in_link(ctx.world, request.url, "douyin").sec_uid)


@serves("raw_douyin_profile")
def answer_profile(request: DouyinAccountRequest, ctx: Context) -> Reply:
    """Answer a profile."""
    author = account(ctx, "douyin", request.sec_user_id)
    return Reply(data={"user": format_user(author), "status_code": 0})


@serves("raw_douyin_posts")
def answer_posts(request: DouyinPostsRequest, ctx: Context) -> Reply:
    """Answer one page of works, pinned ones first."""
    return Reply(data=aweme_page(account(ctx, "douyin", request.sec_user_id), request, ctx.base_url))


@serves("raw_douyin_work")
def answer_work(request: WorkIdRequest, ctx: Context) -> Reply:
    """Answer one work by its id."""
    return detail(work_of_id(ctx.world, "douyin", request.aweme_id), ctx)


@serves("raw_douyin_work_by_url")
def answer_linked_work(request: ShareUrlRequest, ctx: Context) -> Reply:
    """Answer one work by its link."""
    return detail(work_in_link(ctx.world, request.share_url, "douyin"), ctx)
