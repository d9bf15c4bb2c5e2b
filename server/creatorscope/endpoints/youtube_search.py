"""YouTube creator search: its filters, its rows, its row in the table."""

from __future__ import annotations

from pydantic import Field

from creatorscope.contract.fields import field, s1, s2, s3
from creatorscope.contract.operation import Effect, Endpoint, Provider
from creatorscope.endpoints.creator import Creator, CreatorPage
from creatorscope.endpoints.search_request import SEARCH_PRICE, SocialSearchRequest


class YouTubeSearchRequest(SocialSearchRequest):
    """Filters of the YouTube search."""

    last10_avg_video_view_count_all_gte: float | None = Field(
        default=None, description="Min mean views, last 10 videos"
    )
    last10_avg_video_view_count_all_lte: float | None = Field(default=None, description="Max of the same")
    last10_avg_video_view_count_short_gte: float | None = Field(
        default=None, description="Min mean views, last 10 Shorts"
    )
    last10_avg_video_view_count_short_lte: float | None = Field(default=None, description="Max of the same")
    last10_avg_interaction_rate_all_gte: float | None = Field(
        default=None, description="Min engagement, fraction (0.05 is 5 %)"
    )
    last10_avg_interaction_rate_all_lte: float | None = Field(default=None, description="Max of the same")
    last10_avg_interaction_rate_short_gte: float | None = Field(
        default=None, description="Min engagement of Shorts, fraction"
    )
    last10_avg_interaction_rate_short_lte: float | None = Field(default=None, description="Max of the same")


class YouTubeCreator(Creator):
    """One YouTube channel."""

    channel_url: str | None = s1("Channel page", "URL")
    has_whatsapp: bool | None = s1("A WhatsApp contact is known")
    last_video_publish_time: str | None = s1("Time of the newest video", "ISO 8601")
    followers_count: int | None = s2("Subscribers", "people")
    video_count: int | None = s2("Videos published", "videos")
    view_count: int | None = s2("Views of the channel in all", "views")
    avg_views_short: int | None = s2("Mean views of the last 10 Shorts", "views")
    avg_views_long: int | None = s2("Mean views of the last 10 long videos", "views")
    engagement_rate_short: float | None = s2("Interaction rate of the last 10 Shorts", "fraction")
    engagement_rate_long: float | None = s2("Interaction rate of the last 10 long videos", "fraction")
    last10_video_views_per_sub_short: float | None = s2("Views of the last 10 Shorts per subscriber", "ratio")
    last10_video_views_per_sub_long: float | None = s2(
        "Views of the last 10 long videos per subscriber", "ratio"
    )
    last10_med_video_views_cnt_short: int | None = s2("Median views of the last 10 Shorts", "views")
    last10_med_video_views_cnt_long: int | None = s2("Median views of the last 10 long videos", "views")
    last10_med_video_views_per_sub_short: float | None = s2(
        "Median views of the last 10 Shorts per subscriber", "ratio"
    )
    last10_med_video_views_per_sub_long: float | None = s2(
        "Median views of the last 10 long videos per subscriber", "ratio"
    )
    whatsapp: str | None = s2("WhatsApp contact")
    audience_language_list: list[str] | None = s3("Languages of the audience")
    audience_age_list: list[str] | None = s3("Age groups of the audience; labels when lang is set")


class YouTubeCreators(CreatorPage):
    """A page of YouTube creators."""

    items: list[YouTubeCreator] | None = field("Channels, in the order asked for")


SEARCH_YOUTUBE_CREATORS = Endpoint(
    name="search_youtube_creators",
    route="POST /openapi/v1/creators/youtube/search",
    summary="Search YouTube creators by audience, reach, engagement and industry, Shorts apart.",
    use_when="Use with criteria for YouTube channels or YouTubers.",
    toolset="discover",
    request=YouTubeSearchRequest,
    response=YouTubeCreators,
    provider=Provider.CREATIVAULT,
    scope="creators:youtube:search",
    price=SEARCH_PRICE,
    effect=Effect.READ,
    transfer=None,
    example=YouTubeSearchRequest(country_code=["US"], followers_cnt_gte=50000, size=20, lang="en"),
)
