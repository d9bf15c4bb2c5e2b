"""The TikTok Creator calls about single videos: the list, one video's figures, its audience."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Response
from creatorscope.endpoints.account_shared import (
    EXAMPLE_MONTH,
    EXAMPLE_VIDEO,
    ONE_REQUEST,
    Amount,
    ListControl,
    MonthRequest,
    Segment,
    ShopAnswer,
    TimedStep,
    VideoMeta,
    VideoRequest,
    ZeroBasedPage,
)

VideoOrder = Literal[
    "VIDEO_LIST_PUBLISH_TIME",
    "VIDEO_LIST_GMV",
    "VIDEO_LIST_DIRECT_GMV",
    "VIDEO_LIST_VV_CNT",
    "VIDEO_LIST_ITEM_SOLD_CNT",
    "VIDEO_LIST_CTR",
    "VIDEO_LIST_COMPLETION_RATE",
    "VIDEO_LIST_LIKE_CNT",
    "VIDEO_LIST_NEW_FOLLOWER_CNT",
]

# --- the list of videos ------------------------------------------------------------------------------


class VideoListRequest(MonthRequest):
    """Asks for one page of a month's videos."""

    page: ZeroBasedPage = Field(default=1, ge=1, description="Page, from 1")
    rules: VideoOrder = Field(default="VIDEO_LIST_PUBLISH_TIME", description="Sort by, highest first")


class ListedVideo(Response):
    """One video with its figures."""

    video_meta: VideoMeta | None = field("The video")
    new_follower_cnt: int | None = field("Followers gained", "followers")
    vv_cnt: int | None = field("Views", "views")
    ctr: str | float | None = field("Click-through rate on products; scale not documented")
    gmv: Amount | None = field("Sales from the video in all")
    item_sold_cnt: int | None = field("Items sold", "items")
    direct_gmv: Amount | None = field("Sales made directly in the video")
    completion_rate: str | float | None = field(
        "Share of viewers who watched to the end; scale not documented"
    )


class VideoListSegment(Segment):
    """A stretch of time with its videos."""

    list_control: ListControl | None = field("Sorting and paging")
    timed_lists: list[ListedVideo] | None = field("The videos")


class VideoList(ShopAnswer):
    """One page of a month's videos."""

    ROWS: ClassVar[str] = "segments[].timed_lists[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "video_meta.item_id",
        "video_meta.name",
        "video_meta.publish_time",
        "vv_cnt",
        "gmv.amount",
        "item_sold_cnt",
        "completion_rate",
    )

    segments: list[VideoListSegment] | None = field("The videos by stretch of time")


# --- one video's figures -----------------------------------------------------------------------------


class VideoStatsFigures(Response):
    """One video's figures for one step of time."""

    creator_id: str | None = field("Creator account id")
    item_id: str | None = field("Video id")
    new_follower_cnt: int | None = field("Followers gained", "followers")
    share_cnt: int | None = field("Shares", "shares")
    comment_cnt: int | None = field("Comments", "comments")
    like_cnt: int | None = field("Likes", "likes")
    product_view_cnt: int | None = field("Views of its products", "views")
    video_completion_rate: str | None = field("Share of viewers who watched to the end, as text", "fraction")


class VideoStatsStep(TimedStep):
    """One step of time with a video's figures."""

    stats: VideoStatsFigures | None = field("The figures")


class VideoStatsSegment(Segment):
    """A stretch of time with a video's figures."""

    timed_stats: list[VideoStatsStep] | None = field("Figures step by step")


class VideoStats(ShopAnswer):
    """A month of one video's figures."""

    ROWS: ClassVar[str] = "segments[].timed_stats[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "start_timestamp",
        "stats.like_cnt",
        "stats.comment_cnt",
        "stats.share_cnt",
        "stats.new_follower_cnt",
        "stats.product_view_cnt",
        "stats.video_completion_rate",
    )

    segments: list[VideoStatsSegment] | None = field("The figures by stretch of time")


# --- one video's audience ----------------------------------------------------------------------------


class AudienceShare(Response):
    """One group of the audience and its share."""

    key: str | None = field("The group: female or male, an age band such as 18-24, or a country code")
    value: str | None = field("Its share of the audience, 0 to 1, as text", "fraction")


class AudienceFigures(Response):
    """Who watched and reacted, by three divisions."""

    follower_genders: list[AudienceShare] | None = field("Shares by gender")
    follower_ages: list[AudienceShare] | None = field("Shares by age band")
    follower_regions: list[AudienceShare] | None = field("Shares by country")
    profile_type: int | None = field("Always 2: viewers, not followers, whatever the names say")


class AudienceStep(TimedStep):
    """One step of time with the audience."""

    stats: AudienceFigures | None = field("The audience")


class AudienceSegment(Segment):
    """A stretch of time with the audience."""

    timed_profile: list[AudienceStep] | None = field("The audience step by step")


class VideoAudience(ShopAnswer):
    """A month of one video's audience."""

    ROWS: ClassVar[str] = "segments[].timed_profile[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "start_timestamp",
        "end_timestamp",
        "stats.follower_genders",
        "stats.follower_ages",
        "stats.follower_regions",
    )

    segments: list[AudienceSegment] | None = field("The audience by stretch of time")


LIST_VIDEO_ANALYTICS = Endpoint(
    name="list_video_analytics",
    route="POST /tiktok/creator/get_video_list_analytics",
    summary="List a month of your videos with views, sales and completion.",
    use_when="Use to rank your videos and to find their ids.",
    request=VideoListRequest,
    response=VideoList,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoListRequest(start_date=EXAMPLE_MONTH, rules="VIDEO_LIST_GMV"),
)

GET_VIDEO_STATS = Endpoint(
    name="get_video_stats",
    route="POST /tiktok/creator/get_video_detailed_stats",
    summary="Get one of your videos' reactions and completion over a month.",
    use_when="Use to follow one video through time.",
    request=VideoRequest,
    response=VideoStats,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoRequest(start_date=EXAMPLE_MONTH, item_id=EXAMPLE_VIDEO),
)

GET_VIDEO_AUDIENCE = Endpoint(
    name="get_video_audience",
    route="POST /tiktok/creator/get_video_audience_stats",
    summary="Get who watched one of your videos: gender, age and country shares.",
    use_when="Use to check that a video meets its target audience.",
    request=VideoRequest,
    response=VideoAudience,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoRequest(start_date=EXAMPLE_MONTH, item_id=EXAMPLE_VIDEO),
)
