"""The account's products as the TikTok Creator API answers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.endpoints.account_products import ProductListRequest, ShowcaseRequest
from creatorscope.endpoints.account_shared import VideoProductRequest
from creatorscope.sandbox.account_forms import (
    dollars,
    is_bound,
    list_control,
    money,
    one_page,
    only,
    shop_only,
    step,
    time_selector,
    video_meta,
)
from creatorscope.sandbox.serving import Context, Reply, serves
from creatorscope.sandbox.shop import ProductFigures, Window, build_rivals, build_shop, month_of
from creatorscope.sandbox.shop_catalogue import Product


@serves("list_product_analytics")
@shop_only
def answer_products(request: ProductListRequest, ctx: Context) -> Reply:
    """Answer one page of the products promoted in the range, both days included, highest sales first."""
    window = Window(request.start_date, request.end_date)
    figures = build_shop(ctx.world).product_figures(window)
    control = list_control("PRODUCT_LIST_GMV", request.page, len(figures))
    rows = [_product_sales(item) for item in one_page(figures, request.page)]
    whole = {"filter": only(ctx), "list_control": control, "timed_lists": rows}
    return Reply(data={"segments": [whole]})


@serves("list_product_videos")
@shop_only
def answer_product_videos(request: VideoProductRequest, ctx: Context) -> Reply:
    """Answer the month's other videos of the product, this account's own and other creators'."""
    shop, window = build_shop(ctx.world), month_of(request.start_date)
    rivals = build_rivals(ctx.world, request.product_id, window)
    shown = [
        {
            **step(window.start, window.end),
            "stats": {
                "video_product_id": request.product_id,
                "video": {**video_meta(item.video), "video_id": f"v10044g5{item.video.item_id[-12:]}"},
                "video_like_cnt": item.likes,
                "video_comment_cnt": item.comments,
                "video_share_cnt": item.shares,
            },
        }
        for item in [*shop.video_figures(window), *rivals]
        if item.video.item_id != request.item_id
        and any(product.product_id == request.product_id for product in item.video.products)
    ]
    limit = only(ctx, item_id=request.item_id, product_id=request.product_id)
    selector = time_selector(window, "all")
    return Reply(data={"segments": [{"time_selector": selector, "filter": limit, "timed_lists": shown}]})


@serves("list_showcase_products")
def answer_showcase(request: ShowcaseRequest, ctx: Context) -> Reply:
    """Answer products of the showcase from the raw `offset` on, any number; none without a shop."""
    body = ctx.body if isinstance(ctx.body, Mapping) else {}
    offset = int(body.get("offset", (request.page - 1) * request.count))
    products = build_shop(ctx.world).products if is_bound(ctx) else ()
    return Reply(
        data={"products": [_showcase_row(item) for item in products[offset : offset + request.count]]}
    )


def _product_sales(item: ProductFigures) -> dict[str, Any]:
    product = item.product
    return {
        "product": {
            "id": product.product_id,
            "name": product.title,
            "cover_image": {"thumb_url_list": [product.cover_url]},
        },
        "item_sold_cnt": item.sales.items,
        "revenue": money(item.sales.revenue),
        "commission": money(item.sales.commission),
    }


def _showcase_row(product: Product) -> dict[str, Any]:
    terms = product.terms
    return {
        "product_id": product.product_id,
        "title": product.title,
        "format_available_price": dollars(terms.price),
        "seller_info": {"seller_id": product.seller_id, "shop_name": product.shop},
        "cover": {"url_list": [product.cover_url]},
        "images": [{"url_list": [product.cover_url.replace("_300", "")]}],
        "source": "Affiliate",
        "stock_status": 1 if product.in_stock else 2,
        "review_status": 1,
        "affiliate_info": {
            "commission_with_currency": dollars(round(terms.price * terms.commission_bp / 10_000)),
            "commission_rate": terms.commission_bp,
        },
        "category_info": {"name": product.category},
    }
