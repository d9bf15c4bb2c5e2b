"""The TikTok Creator calls that join videos with the products in them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from creatorscope.contract.fields import as_list, field
from creatorscope.contract.operation import Effect, Endpoint, Provider, Response
from creatorscope.endpoints.account_shared import (
    EXAMPLE_MONTH,
    EXAMPLE_PRODUCT,
    EXAMPLE_VIDEO,
    EXAMPLE_VIDEOS,
    ONE_REQUEST,
    Amount,
    Digits,
    MonthRequest,
    Picture,
    Segment,
    ShopAnswer,
    TimedStep,
    VideoProductRequest,
)

# --- products in videos ------------------------------------------------------------------------------


class VideoProductsRequest(MonthRequest):
    """Asks for the products of some videos in one calendar month."""

    item_ids: Annotated[list[Digits], BeforeValidator(as_list)] = Field(
        min_length=1, max_length=50, description="Video ids"
    )


class VideoProduct(Response):
    """A product shown in a video."""

    id: str | None = field("Product id")
    name: str | None = field("Product title")
    cover_image: Picture | None = field("Cover")
    product_detail_page_url: str | None = field("Product page")
    price_min: str | float | None = field("Lowest price", "money, currency not stated")
    price_max: str | float | None = field("Highest price", "money, currency not stated")


class ProductRef(Response):
    """A product by its id."""

    id: str | None = field("Product id")


class VideoProductsFigures(Response):
    """How a video's products did; the keys besides the product are not documented."""

    product: ProductRef | None = field("The product the figures are about")


class VideoToProducts(Response):
    """One video with its products."""

    item_id: str | None = field("Video id")
    products: list[VideoProduct] | None = field("The products in it")
    stats: VideoProductsFigures | None = field("Figures such as sales and clicks; keys vary")


class VideoProductsEntry(Response):
    """One entry of the list."""

    videoToProductsMap: VideoToProducts | None = field("The video and its products")  # noqa: N815 - upstream's


class VideoProductsSegment(Segment):
    """A stretch of time with videos and their products."""

    timed_lists: list[VideoProductsEntry] | None = field("The videos")


class VideoProducts(ShopAnswer):
    """The products in some videos: one row for each product of each video."""

    ROWS: ClassVar[str] = "segments[].timed_lists[].videoToProductsMap.products[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "^.item_id",
        "id",
        "name",
        "price_min",
        "price_max",
        "product_detail_page_url",
    )

    segments: list[VideoProductsSegment] | None = field("The videos by stretch of time")


# --- one product in one video ------------------------------------------------------------------------


class VideoProductFigures(Response):
    """What one video did for one product in one step of time."""

    item_id: str | None = field("Video id")
    product_id: str | None = field("Product id")
    product_revenue: Amount | None = field("Sales of the product in all")
    direct_revenue: Amount | None = field("Sales made directly in the video; formatted text only")
    product_sales_cnt: int | None = field("Items sold", "items")
    product_view_cnt: int | None = field("Views of the product", "views")
    product_click_cnt: int | None = field("Clicks on the product", "clicks")
    order_cnt: int | None = field("Orders", "orders")


class VideoProductStep(TimedStep):
    """One step of time with a product's figures in a video."""

    stats: VideoProductFigures | None = field("The figures")


class VideoProductSegment(Segment):
    """A stretch of time with a product's figures in a video."""

    timed_stats: list[VideoProductStep] | None = field("Figures step by step")


class VideoProductStats(ShopAnswer):
    """A month of what one video did for one product."""

    ROWS: ClassVar[str] = "segments[].timed_stats[]"
    PREVIEW: ClassVar[tuple[str, ...]] = (
        "start_timestamp",
        "stats.product_revenue.amount_formatted",
        "stats.direct_revenue.amount_formatted",
        "stats.product_sales_cnt",
        "stats.order_cnt",
        "stats.product_view_cnt",
        "stats.product_click_cnt",
    )

    segments: list[VideoProductSegment] | None = field("The figures by stretch of time")


LIST_VIDEO_PRODUCTS = Endpoint(
    name="list_video_products",
    route="POST /tiktok/creator/get_video_associated_product_list",
    summary="List the products shown in some of your videos, with prices.",
    use_when="Use to find a video's product ids.",
    request=VideoProductsRequest,
    response=VideoProducts,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoProductsRequest(start_date=EXAMPLE_MONTH, item_ids=EXAMPLE_VIDEOS),
)

GET_VIDEO_PRODUCT_STATS = Endpoint(
    name="get_video_product_stats",
    route="POST /tiktok/creator/get_video_to_product_stats",
    summary="Get what one of your videos sold of one product over a month.",
    use_when="Use to judge one product placement.",
    request=VideoProductRequest,
    response=VideoProductStats,
    provider=Provider.TIKTOK_CREATOR,
    scope=None,
    toolset="account",
    price=ONE_REQUEST,
    effect=Effect.READ,
    transfer=None,
    example=VideoProductRequest(start_date=EXAMPLE_MONTH, item_id=EXAMPLE_VIDEO, product_id=EXAMPLE_PRODUCT),
)
