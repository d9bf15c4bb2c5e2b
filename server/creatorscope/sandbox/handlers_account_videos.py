"""The account's videos one by one, as the TikTok Creator API answers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from creatorscope.endpoints.account_shared import VideoProductRequest, VideoRequest
from creatorscope.endpoints.account_video_products import VideoProductsRequest
from creatorscope.endpoints.account_videos import VideoListRequest
from creatorscope.sandbox.account_forms import (
    account_of,
    dollars,
    fraction,
    list_control,
    money,
    one_page,
    only,
    shop_only,
    step,
    time_selector,
    video_meta,
)
from creatorscope.sandbox.audience import build_audience
from creatorscope.sandbox.serving import Context, Reply, serves
from creatorscope.sandbox.shop import VideoFigures, Window, build_shop, month_of
from creatorscope.sandbox.shop_figures import Sales, total_sales
from creatorscope.sandbox.shop_videos import Video

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDERS: dict[str, Callable[[VideoFigures], float]] = {
    "VIDEO_LIST_PUBLISH_TIME": lambda item: item.video.publish_time,
    "VIDEO_LIST_GMV": lambda item: item.sales.revenue,
    "VIDEO_LIST_DIRECT_GMV": lambda item: item.sales.direct,
    "VIDEO_LIST_VV_CNT": lambda item: item.plays,
    "VIDEO_LIST_ITEM_SOLD_CNT": lambda item: item.sales.items,
    "VIDEO_LIST_CTR": lambda item: item.sales.clicks / item.sales.views if item.sales.views else 0,
    "VIDEO_LIST_COMPLETION_RATE": lambda item: item.completion,
    "VIDEO_LIST_LIKE_CNT": lambda item: item.likes,
    "VIDEO_LIST_NEW_FOLLOWER_CNT": lambda item: item.followers,
}


@serves("list_video_analytics")
@shop_only
def answer_videos(request: VideoListRequest, ctx: Context) -> Reply:
    """Answer one page of the videos played in the month, sorted by the rule asked for, highest first."""
    window = month_of(request.start_date)
    figures = sorted(build_shop(ctx.world).video_figures(window), key=_ORDERS[request.rules], reverse=True)
    control = list_control(request.rules, request.page, len(figures))
    rows = [_listed(item) for item in one_page(figures, request.page)]
    lists = {"list_control": control, "timed_lists": rows}
    return _one_segment(window, "all", only(ctx), lists)


@serves("get_video_stats")
@shop_only
def answer_video_stats(request: VideoRequest, ctx: Context) -> Reply:
    """Answer one video's reactions day by day; an unknown video has one step with nothing in it."""
    shop, window = build_shop(ctx.world), month_of(request.start_date)
    video, days = shop.find_video(request.item_id), shop.covered(window)
    steps = _nothing(window, days) if video is None else _reactions(ctx, video, days)
    return _one_segment(window, "1d", only(ctx, item_id=request.item_id), {"timed_stats": steps})


@serves("get_video_audience")
@shop_only
def answer_video_audience(request: VideoRequest, ctx: Context) -> Reply:
    """Answer who watched one video in the month; an unknown video has one step with nothing in it."""
    shop, window = build_shop(ctx.world), month_of(request.start_date)
    video, days = shop.find_video(request.item_id), shop.covered(window)
    steps = _nothing(window, days)
    if video is not None and any(seen.day in days and seen.plays for seen in video.reach):
        steps = [{**step(window.start, window.end), "stats": build_audience(ctx.world, video.item_id)}]
    return _one_segment(window, "all", only(ctx, item_id=request.item_id), {"timed_profile": steps})


@serves("list_video_products")
@shop_only
def answer_video_products(request: VideoProductsRequest, ctx: Context) -> Reply:
    """Answer each known video's products; the figures are those of its best-selling one in the month."""
    shop, window = build_shop(ctx.world), month_of(request.start_date)
    days = shop.covered(window)
    videos = [video for item_id in request.item_ids if (video := shop.find_video(item_id))]
    rows = [{"videoToProductsMap": _products_map(video, days)} for video in videos if days]
    return _one_segment(window, "all", only(ctx, item_ids=request.item_ids), {"timed_lists": rows})


@serves("get_video_product_stats")
@shop_only
def answer_video_product_stats(request: VideoProductRequest, ctx: Context) -> Reply:
    """Answer one product's sales in one video day by day; one empty step when they are not linked."""
    shop, window = build_shop(ctx.world), month_of(request.start_date)
    video, days = shop.find_video(request.item_id), shop.covered(window)
    sold = [
        {**step(item.day), "stats": _placement(request, item.sales)}
        for item in (video.sold if video else ())
        if item.day in days and item.product_id == request.product_id
    ]
    limit = only(ctx, item_id=request.item_id, product_id=request.product_id)
    return _one_segment(window, "1d", limit, {"timed_stats": sold or _nothing(window, days)})


def _one_segment(window: Window, granularity: str, limit: dict[str, Any], lists: dict[str, Any]) -> Reply:
    selector = time_selector(window, granularity)
    return Reply(data={"segments": [{"time_selector": selector, "filter": limit, **lists}]})


def _nothing(window: Window, days: frozenset[date]) -> list[dict[str, Any]]:
    """Return one step without figures, or no step where the whole window has no data."""
    return [{**step(window.start, window.end), "stats": {}}] if days else []


def _listed(item: VideoFigures) -> dict[str, Any]:
    return {
        "video_meta": video_meta(item.video),
        "new_follower_cnt": item.followers,
        "vv_cnt": item.plays,
        "ctr": fraction(item.sales.clicks, item.sales.views),
        "gmv": money(item.sales.revenue),
        "item_sold_cnt": item.sales.items,
        "direct_gmv": money(item.sales.direct),
        "completion_rate": f"{item.completion:.4f}",
    }


def _reactions(ctx: Context, video: Video, days: frozenset[date]) -> list[dict[str, Any]]:
    creator = account_of(ctx).uid
    return [
        {
            **step(seen.day),
            "stats": {
                "creator_id": creator,
                "item_id": video.item_id,
                "new_follower_cnt": seen.followers,
                "share_cnt": seen.shares,
                "comment_cnt": seen.comments,
                "like_cnt": seen.likes,
                "product_view_cnt": _sum(video, (seen.day,)).views,
                "video_completion_rate": f"{seen.completion:.4f}",
            },
        }
        for seen in video.reach
        if seen.day in days
    ]


def _products_map(video: Video, days: frozenset[date]) -> dict[str, Any]:
    sums = {product.product_id: _sum(video, days, product.product_id) for product in video.products}
    best = max(sums, key=lambda product_id: sums[product_id].revenue, default=None)
    return {
        "item_id": video.item_id,
        "products": [
            {
                "id": product.product_id,
                "name": product.title,
                "cover_image": {"thumb_url_list": [product.cover_url]},
                "product_detail_page_url": product.page_url,
                "price_min": f"{product.terms.price / 100:.2f}",
                "price_max": f"{product.price_max / 100:.2f}",
            }
            for product in video.products
        ],
        "stats": {"product": {"id": best}, **_figures(sums[best])} if best else {},
    }


def _placement(request: VideoProductRequest, sales: Sales) -> dict[str, Any]:
    return {
        "item_id": request.item_id,
        "product_id": request.product_id,
        "direct_revenue": {"amount_formatted": dollars(sales.direct)},
        **_figures(sales),
    }


def _figures(sales: Sales) -> dict[str, Any]:
    return {
        "product_revenue": {**money(sales.revenue), "amount_formatted": dollars(sales.revenue)},
        "product_sales_cnt": sales.items,
        "product_view_cnt": sales.views,
        "product_click_cnt": sales.clicks,
        "order_cnt": sales.orders,
    }


def _sum(video: Video, days: Iterable[date], product_id: str | None = None) -> Sales:
    """Return a video's sales on those days, of all products or of one."""
    wanted = frozenset(days)
    return total_sales(
        item.sales for item in video.sold if item.day in wanted and product_id in (None, item.product_id)
    )
