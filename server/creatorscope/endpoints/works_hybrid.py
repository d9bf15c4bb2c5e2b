"""The works call that takes any link."""

from __future__ import annotations

from pydantic import Field

from creatorscope.contract.operation import Effect, Endpoint, Provider, Request
from creatorscope.endpoints.works_aweme import Aweme
from creatorscope.endpoints.works_shared import ONE_REQUEST, TOOLSET, Text
from creatorscope.endpoints.works_tiktok import EXAMPLE_WORK


class AnyLinkRequest(Request):
    """Names a work by its link, whatever the platform."""

    url: Text = Field(description="Link of the work, or share text with one")
    minimal: bool | None = Field(default=None, description="Only the main fields, under other names")


class AnyWork(Aweme):
    """One work, in its platform's own form: an aweme for TikTok and Douyin.

    With `minimal` it has `platform`, `type` and `video_id` instead of `aweme_id`, beside `desc`,
    `create_time`, `author` and `statistics`.
    """


RAW_HYBRID_WORK = Endpoint(
    name="raw_hybrid_work",
    route="GET /hybrid/video_data",
    summary="Get the work behind a link in its platform's own form.",
    use_when="Use when the platform of a link is unknown.",
    request=AnyLinkRequest,
    response=AnyWork,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=AnyLinkRequest(url=f"https://www.tiktok.com/@creator_demo/video/{EXAMPLE_WORK}"),
)
