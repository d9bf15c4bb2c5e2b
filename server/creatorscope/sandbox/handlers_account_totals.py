"""The account's months: all sales, lives, and videos in all, as the TikTok Creator API answers them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from creatorscope.endpoints.account_shared import AccountRequest, MonthRequest
from creatorscope.sandbox.account_forms import fraction, money, only, shop_only, time_selector
from creatorscope.sandbox.serving import Context, Reply, serves
from creatorscope.sandbox.shop import DayFigures, Window, build_shop, month_of
from creatorscope.sandbox.shop_figures import total_sales
from creatorscope.sandbox.shop_lives import Live

_SUMMARY_DAYS = 30


@serves("get_account_overview")
@shop_only
def answer_overview(request: MonthRequest, ctx: Context) -> Reply:
    """Answer the month's sales, one step a day in order, days without sales included."""
    window = month_of(request.start_date)
    days = [_overview_day(figures) for figures in build_shop(ctx.world).day_figures(window)]
    whole = {"time_selector": time_selector(window, "1d"), "timed_stats": days}
    return Reply(data={"segments": [whole], "meta": {"is_bound_shop": True}})


@serves("get_live_summary")
@shop_only
def answer_lives(request: MonthRequest, ctx: Context) -> Reply:
    """Answer the month's lives, one step a day in order, days without one included."""
    shop, window = build_shop(ctx.world), month_of(request.start_date)
    days = [
        _live_day([live for live in shop.lives if live.day == day]) for day in sorted(shop.covered(window))
    ]
    return _one_segment(ctx, window, days)


@serves("get_video_summary")
@shop_only
def answer_video_summary(_request: AccountRequest, ctx: Context) -> Reply:
    """Answer all videos' totals over the last 30 days, in one step."""
    end = ctx.world.as_of
    window = Window(end - timedelta(days=_SUMMARY_DAYS - 1), end)
    figures = build_shop(ctx.world).video_figures(window)
    sales = total_sales(item.sales for item in figures)
    summary = {
        "vv_cnt": sum(item.plays for item in figures),
        "new_follower_cnt": sum(item.followers for item in figures),
        "video_cnt": sum(window.start <= item.video.published <= window.end for item in figures),
        "gmv": money(sales.revenue),
        "items_sold": sales.items,
    }
    return _one_segment(ctx, window, [summary], "all")


def _one_segment(ctx: Context, window: Window, steps: list[dict[str, Any]], granularity: str = "1d") -> Reply:
    selector = time_selector(window, granularity)
    return Reply(data={"segments": [{"time_selector": selector, "filter": only(ctx), "timed_stats": steps}]})


def _overview_day(figures: DayFigures) -> dict[str, Any]:
    both = total_sales([figures.live, figures.video])
    return {
        "live_revenue": money(figures.live.revenue),
        "video_revenue": money(figures.video.revenue),
        "revenue": money(both.revenue),
        "base_revenue": money(both.base),
        "commission_estimated": money(both.commission),
        "alc_base_revenue": money(both.base),
        "overall_item_sold_cnt": both.items,
        "product_show_cnt": both.views,
        "product_click_cnt": both.clicks,
        "alc_pay_sku_order_cnt": both.orders,
    }


def _live_day(lives: list[Live]) -> dict[str, Any]:
    sales = total_sales(item.sales for live in lives for item in live.sold)
    return {
        "live_revenue": money(sales.revenue),
        "live_show_gpm": money(round(sales.revenue / len(lives)) if lives else 0),
        "new_follower_cnt": sum(live.followers for live in lives),
        "sku_order_paid_cnt": sales.orders,
        "item_sold_cnt": sales.items,
        "product_view": sales.views,
        "product_click": sales.clicks,
        "live_pay_order_ucnt": sum(live.buyers for live in lives),
        "live_ctr": fraction(sales.clicks, sales.views),
        "live_co": fraction(sales.orders, sales.clicks),
        "live_like_cnt": sum(live.likes for live in lives),
        "live_comment_cnt": sum(live.comments for live in lives),
        "live_show_cnt": len(lives),
        "live_watch_cnt": sum(live.viewers for live in lives),
    }
