"""The Douyin works calls: an account's id, profile and works, and one work."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Request, Response
from creatorscope.endpoints.works_aweme import AppProfile, AwemeDetail, AwemeList
from creatorscope.endpoints.works_shared import ONE_REQUEST, TOOLSET, ShareUrlRequest, Text
from creatorscope.endpoints.works_tiktok import WorkIdRequest

EXAMPLE_ACCOUNT = "MS4wLjABAAAArAYOXuWT06gkdWocjuDAUVVUkWgyT58pphoMSj0u1nU"
EXAMPLE_WORK = "7460226771333011778"


class DouyinLinkRequest(Request):
    """Names an account by its link."""

    url: Text = Field(description="Link of the profile, or share text with one")


class DouyinAccountRequest(Request):
    """Names an account by its secure id."""

    sec_user_id: Text = Field(description="Secure id of the account")


class DouyinPostsRequest(DouyinAccountRequest):
    """Asks for one page of an account's works."""

    max_cursor: int | None = Field(
        default=None, ge=0, description="max_cursor of the page before; leave out for the first"
    )
    count: int | None = Field(
        default=None, ge=1, le=50, description="Works a page; default and usual most 20"
    )
    sort_type: Annotated[int, Field(ge=0, le=1)] | None = Field(
        default=None, description="0 newest first (default), 1 most liked first"
    )


class DouyinId(Response):
    """The secure id of an account; the upstream answers a bare text, kept here as `value`."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("value",)

    value: str | None = field("Secure id, which the other calls take as sec_user_id")


RAW_DOUYIN_USER_ID = Endpoint(
    name="raw_douyin_user_id",
    route="GET /douyin/web/get_sec_user_id",
    summary="Get the secure id behind a Douyin profile link.",
    use_when="Use first: the other Douyin calls want sec_user_id.",
    request=DouyinLinkRequest,
    response=DouyinId,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=DouyinLinkRequest(url=f"https://www.douyin.com/user/{EXAMPLE_ACCOUNT}"),
)

RAW_DOUYIN_PROFILE = Endpoint(
    name="raw_douyin_profile",
    route="GET /douyin/app/v3/handler_user_profile",
    summary="Get a Douyin profile as the app sends it.",
    use_when="Use for fields the canonical profile leaves out.",
    request=DouyinAccountRequest,
    response=AppProfile,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=DouyinAccountRequest(sec_user_id=EXAMPLE_ACCOUNT),
)

RAW_DOUYIN_POSTS = Endpoint(
    name="raw_douyin_posts",
    route="GET /douyin/app/v3/fetch_user_post_videos",
    summary="Get one page of a Douyin account's works as the app sends them; plays are hidden.",
    use_when="Use for fields the canonical works leave out; page by max_cursor while has_more is 1.",
    request=DouyinPostsRequest,
    response=AwemeList,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=DouyinPostsRequest(sec_user_id=EXAMPLE_ACCOUNT, count=20),
)

RAW_DOUYIN_WORK = Endpoint(
    name="raw_douyin_work",
    route="GET /douyin/app/v3/fetch_one_video",
    summary="Get one Douyin work by its id as the app sends it.",
    use_when="Use with an id; with a link, the call that takes one.",
    request=WorkIdRequest,
    response=AwemeDetail,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=WorkIdRequest(aweme_id=EXAMPLE_WORK),
)

RAW_DOUYIN_WORK_BY_URL = Endpoint(
    name="raw_douyin_work_by_url",
    route="GET /douyin/app/v3/fetch_one_video_by_share_url",
    summary="Get one Douyin work by its link, short links included, as the app sends it.",
    use_when="Use with a link; with an id, the call that takes one.",
    request=ShareUrlRequest,
    response=AwemeDetail,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ShareUrlRequest(share_url=f"https://www.douyin.com/video/{EXAMPLE_WORK}"),
)
