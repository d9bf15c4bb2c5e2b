"""The TikTok Creator calls that sum up a month of the account: all sales, lives, videos."""

from __future__ import annotations

from typing import ClassVar

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Response
from creatorscope.endpoints.account_shared import (
    EXAMPLE_MONTH,
    ONE_REQUEST,
    AccountRequest,
    Amount,
    MonthRequest,
    Segment,
    ShopAnswer,
)

# --- the whole account -------------------------------------------------------------------------------


class OverviewStats(Response):
    """The account's Shop figures for one step of time."""

    live_revenue: Amount | None = field("Sales from lives")
    video_revenue: Amount | None = field("Sales from videos")
    revenue: Amount | None = field("Sales in all: lives and videos")
    base_revenue: Amount | None = field("Sales that commission is counted on")
    commission_estimated: Amount | None = field("Commission expected")
    alc_base_revenue: Amount | None = field("Base sales under the ALC model")
    overall_item_sold_cnt: int | None = field("Items sold", "items")
    product_show_cnt: int | None = field("Times products were shown", "impressions")
    product_click_cnt: int | None = field("Clicks on products", "clicks")
    alc_pay_sku_order_cnt: int | None = field("Orders paid under the ALC model", "orders")


class OverviewSegment(Segment):
    """A stretch of time with the account's figures."""

    timed_stats: list[OverviewStats] | None = field("Figures step by step")


class OverviewMeta(Response):
    """Facts about the account behind the figures."""

    is_bound_shop: bool | None = field("Whether a Shop is bound; without one there are no figures")


class AccountOverview(ShopAnswer):
    """A month of the account's Shop figures."""

    ROWS: ClassVar[str] = "segments[].timed_stats[]"
    FACTS: ClassVar[tuple[str, ...]] = ("meta.is_bound_shop",)
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "revenue.amount",
        "live_revenue.amount",
        "video_revenue.amount",
        "commission_estimated.amount",
        "overall_item_sold_cnt",
        "product_show_cnt",
        "product_click_cnt",
    )

    segments: list[OverviewSegment] | None = field("The figures by stretch of time")
    meta: OverviewMeta | None = field("Whether there can be figures at all")


# --- lives -------------------------------------------------------------------------------------------


class LiveStats(Response):
    """Figures of the lives in one step of time."""

    live_revenue: Amount | None = field("Sales from lives")
    live_show_gpm: Amount | None = field("Sales per live session, despite its name not per thousand views")
    new_follower_cnt: int | None = field("Followers gained", "followers")
    sku_order_paid_cnt: int | None = field("Product variants paid for", "SKU orders")
    item_sold_cnt: int | None = field("Items sold", "items")
    product_view: int | None = field("Views of products", "views")
    product_click: int | None = field("Clicks on products", "clicks")
    live_pay_order_ucnt: int | None = field("Different buyers", "people")
    live_ctr: str | float | None = field("Click-through rate; scale not documented")
    live_co: str | float | None = field("Conversion rate; scale not documented")
    live_like_cnt: int | None = field("Likes", "likes")
    live_comment_cnt: int | None = field("Comments", "comments")
    live_show_cnt: int | None = field("Live sessions held", "sessions")
    live_watch_cnt: int | None = field("Viewers", "people")


class LiveSegment(Segment):
    """A stretch of time with its live figures."""

    timed_stats: list[LiveStats] | None = field("Figures step by step")


class LiveSummary(ShopAnswer):
    """A month of lives."""

    ROWS: ClassVar[str] = "segments[].timed_stats[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "live_show_cnt",
        "live_watch_cnt",
        "live_revenue.amount",
        "item_sold_cnt",
        "live_pay_order_ucnt",
        "live_ctr",
        "new_follower_cnt",
    )

    segments: list[LiveSegment] | None = field("The figures by stretch of time")


# --- videos ------------------------------------------------------------------------------------------


class VideoSummaryStats(Response):
    """Figures of all videos in one step of time; empty when there were none."""

    vv_cnt: int | None = field("Video views", "views")
    new_follower_cnt: int | None = field("Followers gained", "followers")
    video_cnt: int | None = field("Videos published", "videos")
    gmv: Amount | None = field("Sales from videos")
    items_sold: int | None = field("Items sold", "items")


class VideoSummarySegment(Segment):
    """A stretch of time with its video figures."""

    timed_stats: list[VideoSummaryStats] | None = field("Figures step by step")


class VideoSummary(ShopAnswer):
    """The last 30 days of videos, or the month, as the platform chooses."""

    ROWS: ClassVar[str] = "segments[].timed_stats[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "video_cnt",
        "vv_cnt",
        "gmv.amount",
        "items_sold",
        "new_follower_cnt",
    )

    segments: list[VideoSummarySegment] | None = field("The figures by stretch of time")


GET_ACCOUNT_OVERVIEW = Endpoint(
    name="get_account_overview",
    route="POST /tiktok/creator/get_account_insights_overview",
    summary="Get a month of your account's Shop sales, commission and product clicks.",
    use_when="Use for total earnings and how lives and videos share in them.",
    request=MonthRequest,
    response=AccountOverview,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=MonthRequest(start_date=EXAMPLE_MONTH),
)

GET_LIVE_SUMMARY = Endpoint(
    name="get_live_summary",
    route="POST /tiktok/creator/get_live_analytics_summary",
    summary="Get a month of your lives: sessions, viewers, sales, buyers.",
    use_when="Use to judge live selling.",
    request=MonthRequest,
    response=LiveSummary,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=MonthRequest(start_date=EXAMPLE_MONTH),
)

GET_VIDEO_SUMMARY = Endpoint(
    name="get_video_summary",
    route="POST /tiktok/creator/get_video_analytics_summary",
    summary="Get your recent video totals: videos, views, sales, new followers.",
    use_when="Use for the last 30 days or month at a glance; takes no date.",
    request=AccountRequest,
    response=VideoSummary,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=AccountRequest(),
)
