"""Creators similar to a given one: request, rows, row in the table."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from creatorscope.contract.codes import CountryOrAll, LanguageOrAll
from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Response
from creatorscope.contract.pairs import RangedRequest, exactly_one
from creatorscope.contract.price import Price, Unit
from creatorscope.contract.wire import Wire
from creatorscope.endpoints.creator import CreatorPage, Platform
from creatorscope.endpoints.search_request import Lang, ServiceLevel

MOST_ROWS = 50


def clamp_limit(value: Any) -> int:
    """Return what the upstream makes of a larger limit: 50. ValueError or TypeError for what is no number."""
    return min(int(value), MOST_ROWS)


class LookalikeRequest(RangedRequest):
    """The creator to start from, and what the similar ones must satisfy."""

    username: str | None = Field(default=None, min_length=1, description="Handle; this or profile_url")
    profile_url: str | None = Field(
        default=None, min_length=1, validate_default=True, description="Profile URL; this or username"
    )
    platform: Platform | None = Field(default=None, description="Where it is; default: look on all")
    target_platform: Platform | None = Field(
        default=None, description="Where to find similar ones; default: same"
    )
    target_region: CountryOrAll | None = Field(default=None, description="ISO 3166 alpha-2 code, or all")
    target_language: LanguageOrAll | None = Field(default=None, description="ISO 639-1 code, or all")
    limit: Annotated[int, Wire(decode=clamp_limit)] = Field(
        default=20, ge=1, le=MOST_ROWS, description="Rows; each is billed"
    )
    follower_min: int | None = Field(default=None, description="Min followers")
    follower_max: int | None = Field(default=None, description="Max followers")
    avg_views_min: int | None = Field(default=None, description="Min mean views")
    avg_views_max: int | None = Field(default=None, description="Max mean views")
    female_rate_min: float | None = Field(
        default=None, ge=0, le=100, description="Min women in audience, percent"
    )
    lang: Lang | None = Field(default=None, description="Translate codes into labels")
    service_level: ServiceLevel = Field(default="S1", description="Only S1 has a known price")

    @field_validator("username")
    @classmethod
    def bare_handle(cls, value: str | None) -> str | None:
        """Return the handle without its @; ValueError for an address."""
        if value is not None and "://" in value:
            raise ValueError("this is a URL; give it as profile_url")
        bare = value.lstrip("@") if value is not None else None
        if bare == "":
            raise ValueError("no name after the @; give a handle such as creator_demo")
        return bare

    @field_validator("profile_url")
    @classmethod
    def one_seed(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Return the URL; ValueError unless exactly one way to name the creator is used."""
        exactly_one(value, "username", info)
        if value is not None and ("." not in value or " " in value):
            raise ValueError("not a web address; give one such as https://www.tiktok.com/@creator_demo")
        return value


class Lookalike(Response):
    """One similar creator; everything but `uid` may be unknown."""

    uid: str | None = field("Creator's id on the platform")
    username: str | None = field("Handle, without @")
    nickname: str | None = field("Display name")
    avatar_url: str | None = field("Profile picture", "URL")
    profile_url: str | None = field("Profile page", "URL")
    country_code: str | None = field("Country; a label when lang is set", "ISO 3166 alpha-2")
    followers_count: int | None = field("Followers", "people")
    avg_views: int | None = field("Mean views of the last 10 videos", "views")
    engagement_rate: float | None = field("Mean interaction rate of the last 10 videos", "fraction")
    match_score: float | None = field(
        "Similarity to the given creator; when any row of the answer is above 1, all are on 0 to 100",
        "0-1 or 0-100",
    )


class Lookalikes(CreatorPage):
    """Similar creators, the most similar first."""

    PREVIEW: ClassVar[tuple[str, ...]] = (*CreatorPage.PREVIEW, "match_score")

    items: list[Lookalike] | None = field("Similar creators")


FIND_LOOKALIKE_CREATORS = Endpoint(
    name="find_lookalike_creators",
    route="POST /openapi/v1/creators/lookalike",
    summary="Find creators similar to one you name, on its own platform or another.",
    use_when="Use with a handle or profile URL of a creator that already works.",
    toolset="discover",
    request=LookalikeRequest,
    response=Lookalikes,
    provider=Provider.CREATIVAULT,
    scope=None,
    price=Price(
        unit=Unit.CREDITS, level="service_level", rates={"S1": 1, "S2": None, "S3": None}, per="limit"
    ),
    effect=Effect.READ,
    transfer=None,
    example=LookalikeRequest(
        username="creator_demo",
        platform="tiktok",
        target_region="US",
        limit=10,
        follower_min=10000,
        lang="en",
    ),
)
