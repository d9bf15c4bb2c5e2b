"""The TikTok Creator calls that start from products: their sales, their videos, the showcase."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from creatorscope.contract.fields import field, or_month_start, or_today
from creatorscope.contract.operation import Effect, Endpoint, Provider, Response
from creatorscope.contract.wire import Wire
from creatorscope.endpoints.account_shared import (
    EXAMPLE_MONTH,
    EXAMPLE_PRODUCT,
    EXAMPLE_VIDEO,
    ONE_REQUEST,
    AccountRequest,
    Amount,
    ListControl,
    Picture,
    Segment,
    ShopAnswer,
    TimedStep,
    VideoMeta,
    VideoProductRequest,
    ZeroBasedPage,
    after_zero_based,
    before_zero_based,
)

# --- sales by product --------------------------------------------------------------------------------


class ProductListRequest(AccountRequest):
    """Asks for one page of products with their sales in a range of days."""

    start_date: Annotated[date, BeforeValidator(or_month_start), Wire(absent="2025-04-01")] = Field(
        default=None, validate_default=True, description="First day; default the 1st of this month"
    )
    end_date: Annotated[date, BeforeValidator(or_today), Wire(absent="2025-04-30")] = Field(
        default=None, validate_default=True, description="Last day; default today"
    )
    page: ZeroBasedPage = Field(default=1, ge=1, description="Page, from 1")

    @field_validator("end_date")
    @classmethod
    def _ends_after_it_starts(cls, end: date, info: ValidationInfo) -> date:
        start = info.data.get("start_date")
        if start is not None and end < start:
            raise ValueError(
                f"end_date {end} is before start_date {start}; give an end_date on or after start_date"
            )
        return end


class SoldProduct(Response):
    """What identifies a product in the sales list."""

    id: str | None = field("Product id")
    name: str | None = field("Product title")
    cover_image: Picture | None = field("Cover")


class ProductSales(Response):
    """One product's sales in the range."""

    product: SoldProduct | None = field("The product")
    item_sold_cnt: int | None = field("Items sold", "items")
    revenue: Amount | None = field("Sales (GMV); the list is sorted by it")
    commission: Amount | None = field("Commission expected")


class ProductListSegment(Segment):
    """A stretch of time with its products."""

    list_control: ListControl | None = field("Sorting and paging")
    timed_lists: list[ProductSales] | None = field("The products")


class ProductList(ShopAnswer):
    """One page of products with their sales, best first."""

    ROWS: ClassVar[str] = "segments[].timed_lists[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "product.id",
        "product.name",
        "revenue.amount",
        "item_sold_cnt",
        "commission.amount",
    )

    segments: list[ProductListSegment] | None = field("The products by stretch of time")


# --- videos of one product ---------------------------------------------------------------------------


class RelatedVideo(VideoMeta):
    """A video that shows the product."""

    video_id: str | None = field("Id of the video file")


class RelatedVideoStats(Response):
    """A related video and its reactions."""

    video_product_id: str | None = field("Product id")
    video: RelatedVideo | None = field("The video")
    video_like_cnt: int | None = field("Likes", "likes")
    video_comment_cnt: int | None = field("Comments", "comments")
    video_share_cnt: int | None = field("Shares", "shares")


class RelatedVideoStep(TimedStep):
    """One related video in one step of time."""

    stats: RelatedVideoStats | None = field("The video and its reactions")


class ProductVideosSegment(Segment):
    """A stretch of time with the product's videos."""

    timed_lists: list[RelatedVideoStep] | None = field("The videos")


class ProductVideos(ShopAnswer):
    """Other videos with the same product."""

    ROWS: ClassVar[str] = "segments[].timed_lists[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "stats.video.item_id",
        "stats.video.name",
        "stats.video.publish_time",
        "stats.video_like_cnt",
        "stats.video_comment_cnt",
        "stats.video_share_cnt",
    )

    segments: list[ProductVideosSegment] | None = field("The videos by stretch of time")


# --- the showcase ------------------------------------------------------------------------------------


class ShowcaseRequest(AccountRequest):
    """Asks for one page of the showcase."""

    page: Annotated[
        int,
        Wire(name="offset", encode=before_zero_based, decode=after_zero_based, times="count", absent=0),
    ] = Field(default=1, ge=1, description="Page, from 1")
    count: int = Field(default=20, ge=1, le=100, description="Products a page")


class Seller(Response):
    """The shop that sells a product."""

    seller_id: str | None = field("Seller id")
    shop_name: str | None = field("Shop name")


class AffiliateTerms(Response):
    """What the creator earns on a product."""

    commission_with_currency: str | None = field("Commission for one item, formatted with its currency")
    commission_rate: int | None = field("Commission rate: 1200 is 12 %", "basis points")


class CategoryInfo(Response):
    """A product's category."""

    name: str | None = field("Category name")


class ShowcaseProduct(Response):
    """One product in the showcase."""

    product_id: str | None = field("Product id")
    title: str | None = field("Product title")
    format_available_price: str | None = field("Price formatted with its currency")
    seller_info: Seller | None = field("The seller")
    cover: Picture | None = field("Cover")
    images: list[Picture] | None = field("Pictures")
    source: str | None = field("Where it comes from, such as Affiliate")
    stock_status: int | None = field("1 is in stock")
    review_status: int | None = field("1 is passed")
    affiliate_info: AffiliateTerms | None = field("What the creator earns")
    category_info: CategoryInfo | None = field("Category")


class Showcase(ShopAnswer):
    """One page of the showcase."""

    ROWS: ClassVar[str] = "products[]"
    EMPTY: ClassVar[str] = "No products in the showcase; or the account is not bound to a TikTok Shop."
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "product_id",
        "title",
        "format_available_price",
        "affiliate_info.commission_rate",
        "affiliate_info.commission_with_currency",
        "seller_info.shop_name",
        "stock_status",
    )

    products: list[ShowcaseProduct] | None = field("The products")


LIST_PRODUCT_ANALYTICS = Endpoint(
    name="list_product_analytics",
    route="POST /tiktok/creator/get_product_analytics_list",
    summary="List products you promoted with their sales and commission, best-selling first.",
    use_when="Use to see which products earn, in any range of days.",
    request=ProductListRequest,
    response=ProductList,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ProductListRequest(start_date=EXAMPLE_MONTH, end_date=date(2025, 4, 30)),
)

LIST_PRODUCT_VIDEOS = Endpoint(
    name="list_product_videos",
    route="POST /tiktok/creator/get_product_related_videos",
    summary="List other videos that promote the same product, with their reactions.",
    use_when="Use to compare how others present it.",
    request=VideoProductRequest,
    response=ProductVideos,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoProductRequest(start_date=EXAMPLE_MONTH, item_id=EXAMPLE_VIDEO, product_id=EXAMPLE_PRODUCT),
)

LIST_SHOWCASE_PRODUCTS = Endpoint(
    name="list_showcase_products",
    route="POST /tiktok/creator/get_showcase_product_list",
    summary="List the products in your showcase with price, commission rate and stock.",
    use_when="Use to review what you offer now.",
    request=ShowcaseRequest,
    response=Showcase,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=ShowcaseRequest(page=1, count=20),
)
