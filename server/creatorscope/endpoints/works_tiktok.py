"""The TikTok works calls: an account's id, profile and works, and one work."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Request, Response
from creatorscope.contract.pairs import exactly_one, one_of_several
from creatorscope.endpoints.works_aweme import AppProfile, AwemeDetail, AwemeList
from creatorscope.endpoints.works_shared import (
    ONE_REQUEST,
    TOOLSET,
    Digits,
    Handle,
    HandleRequest,
    ShareUrlRequest,
    Text,
)

EXAMPLE_WORK = "7460226768695111658"


class TikTokProfileRequest(Request):
    """Names an account in one of three ways."""

    user_id: Digits | None = Field(default=None, description="Account id (uid); or one of the others")
    sec_user_id: Text | None = Field(default=None, description="Secure id; or one of the others")
    unique_id: Handle | None = Field(
        default=None, validate_default=True, description="Handle; or one of the others"
    )

    @field_validator("unique_id")
    @classmethod
    def _one_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        one_of_several(value, ("user_id", "sec_user_id"), info)
        return value


class TikTokPostsRequest(Request):
    """Asks for one page of an account's works."""

    sec_user_id: Text | None = Field(default=None, description="Secure id; this or unique_id")
    unique_id: Handle | None = Field(
        default=None, validate_default=True, description="Handle; this or sec_user_id"
    )
    max_cursor: int | None = Field(
        default=None, ge=0, description="max_cursor of the page before; leave out for the first"
    )
    count: int | None = Field(default=None, ge=1, le=50, description="Works a page; default 20")
    sort_type: Annotated[int, Field(ge=0, le=1)] | None = Field(
        default=None, description="0 newest first (default), 1 most played first"
    )
    region: Annotated[str, Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="ISO 3166 alpha-2 code to look from"
    )

    @field_validator("unique_id")
    @classmethod
    def _one_way(cls, value: str | None, info: ValidationInfo) -> str | None:
        exactly_one(value, "sec_user_id", info)
        return value


class WorkIdRequest(Request):
    """Names a work by its id."""

    aweme_id: Digits = Field(description="Work id")


class TikTokIds(Response):
    """The two ids of an account."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("user_id", "sec_user_id")

    user_id: str | None = field("Account id (uid)")
    sec_user_id: str | None = field("Secure id, which the works list takes")


RAW_TIKTOK_USER_ID = Endpoint(
    name="raw_tiktok_user_id",
    route="GET /tiktok/app/v3/get_user_id_and_sec_user_id_by_username",
    summary="Get the ids behind a TikTok handle.",
    use_when="Use where another call wants sec_user_id.",
    request=HandleRequest,
    response=TikTokIds,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=HandleRequest(username="creator_demo"),
)

RAW_TIKTOK_PROFILE = Endpoint(
    name="raw_tiktok_profile",
    route="GET /tiktok/app/v3/handler_user_profile",
    summary="Get a TikTok profile as the app sends it.",
    use_when="Use for fields the canonical profile leaves out.",
    request=TikTokProfileRequest,
    response=AppProfile,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=TikTokProfileRequest(unique_id="creator_demo"),
)

RAW_TIKTOK_POSTS = Endpoint(
    name="raw_tiktok_posts",
    route="GET /tiktok/app/v3/fetch_user_post_videos",
    summary="Get one page of a TikTok account's works as the app sends them.",
    use_when="Use for fields the canonical works leave out; page by max_cursor while has_more is 1.",
    request=TikTokPostsRequest,
    response=AwemeList,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=TikTokPostsRequest(unique_id="creator_demo", count=20),
)

RAW_TIKTOK_WORK = Endpoint(
    name="raw_tiktok_work",
    route="GET /tiktok/app/v3/fetch_one_video",
    summary="Get one TikTok work by its id as the app sends it.",
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

RAW_TIKTOK_WORK_BY_URL = Endpoint(
    name="raw_tiktok_work_by_url",
    route="GET /tiktok/app/v3/fetch_one_video_by_share_url",
    summary="Get one TikTok work by its link, short links included, as the app sends it.",
    use_when="Use with a link; with an id, the call that takes one.",
    request=ShareUrlRequest,
    response=AwemeDetail,
    provider=Provider.WORKS,
    scope=None,
    toolset=TOOLSET,
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ShareUrlRequest(share_url=f"https://www.tiktok.com/@creator_demo/video/{EXAMPLE_WORK}"),
)
