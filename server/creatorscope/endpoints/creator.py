"""What creators of all platforms have in common: the platforms, and the shared columns of a row."""

from __future__ import annotations

from typing import ClassVar, Literal

from creatorscope.contract.fields import field, s1, s2, s3
from creatorscope.contract.operation import Response

Platform = Literal["tiktok", "youtube", "instagram"]


class IndustryCategory(Response):
    """One industry a creator belongs to, by name at three depths."""

    primary: str | None = field("Top category")
    secondary: str | None = field("Category below the top one")
    tertiary: str | None = field("Most specific category")


class Creator(Response):
    """Columns every platform's search rows share; the service level of each is in its field."""

    uid: str | None = s1("Creator's id on the platform")
    username: str | None = s1("Handle, without @")
    nickname: str | None = s1("Display name")
    avatar_url: str | None = s1("Profile picture", "URL")
    has_email: bool | None = s1("An email address is known")
    country_code: str | None = s2("Country; a label when lang is set", "ISO 3166 alpha-2")
    gender: str | None = s2("Gender; a label when lang is set")
    language: str | None = s2("Main language", "ISO 639-1")
    bio: str | None = s2("Profile text, written by the creator")
    hashtags: list[str] | None = s2("Hashtags the creator uses")
    industry_categories: list[IndustryCategory] | None = s2("Industries of the content; labels follow lang")
    avg_views: int | None = s2("Mean views of the last 10 videos", "views")
    engagement_rate: float | None = s2("Mean interaction rate of the last 10 videos", "fraction")
    is_verified: bool | None = s2("Carries the platform's badge")
    last10_video_views_per_sub: float | None = s2("Views of the last 10 videos per follower", "ratio")
    last10_med_video_views_cnt: int | None = s2("Median views of the last 10 videos", "views")
    last10_med_video_views_per_sub: float | None = s2(
        "Median views of the last 10 videos per follower", "ratio"
    )
    email: str | None = s2("Contact email")
    audience_female_rate: float | None = s3("Women in the audience", "percent")
    audience_country_code_list: list[str] | None = s3("Countries of the audience, codes")


class CreatorPage(Response):
    """Base of a page of creators; subclasses type the rows in `items`."""

    ROWS: ClassVar[str] = "items[]"
    EMPTY: ClassVar[str] = "No creator matches; loosen or drop a filter."
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "username",
        "nickname",
        "country_code",
        "followers_count",
        "avg_views",
        "engagement_rate",
    )
