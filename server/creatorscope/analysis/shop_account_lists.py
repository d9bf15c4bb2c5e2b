"""The products, videos and funnels of an account, best sellers first."""

from __future__ import annotations

from creatorscope.analysis.json_rows import Row, listed, mapping
from creatorscope.analysis.outputs import Columns
from creatorscope.analysis.shop_account_figures import (
    Answers,
    figure,
    pages,
    steps,
    total,
)
from creatorscope.analysis.shop_document import funnel
from creatorscope.analysis.shop_document_figures import points_of
from creatorscope.analysis.shop_output import Funnel

TITLE_LENGTH = 80
PRODUCT_COLUMNS = (
    "product_id",
    "name",
    "revenue",
    "items_sold",
    "commission",
    "commission_rate",
    "in_showcase",
    "in_stock",
)
VIDEO_COLUMNS = (
    "video_id",
    "title",
    "gmv",
    "direct_gmv",
    "plays",
    "items_sold",
    "gpm_all_plays",
    "items_per_play",
    "new_followers",
)


def product_table(answers: Answers) -> Columns:
    """Return the products sold, joined with the showcase; commission rate is commission over revenue,
    or the showcase's own where nothing was sold."""
    showcase = {
        str(row.get("product_id")): row
        for data in pages(answers, "list_showcase_products")
        for row in listed(data.get("products"))
    }
    sold: dict[str, list[Row]] = {}
    for _, row in steps(answers, "list_product_analytics", "timed_lists"):
        sold.setdefault(str(mapping(row.get("product")).get("id")), []).append(row)
    rows = []
    for key in sorted({*sold, *showcase}):
        sales, shown = sold.get(key, []), showcase.get(key, {})
        revenue, commission = total(sales, "revenue.amount"), total(sales, "commission.amount")
        listed_rate = points_of(mapping(shown.get("affiliate_info")).get("commission_rate"))
        rate = commission / revenue if commission is not None and revenue else listed_rate
        name = mapping(sales[0].get("product")).get("name") if sales else shown.get("title")
        stock = shown.get("stock_status")
        rows.append(
            (
                key,
                str(name or "")[:TITLE_LENGTH],
                revenue,
                total(sales, "item_sold_cnt"),
                commission,
                rate,
                key in showcase,
                None if stock is None else stock == 1,
            )
        )
    return Columns(columns=PRODUCT_COLUMNS, rows=sorted(rows, key=lambda row: (-(row[2] or 0.0), row[0])))


def video_table(answers: Answers) -> Columns:
    """Return the videos of the video list with sales per 1,000 plays and items per play."""
    rows = []
    for _, row in steps(answers, "list_video_analytics", "timed_lists"):
        meta = mapping(row.get("video_meta"))
        sales, plays, items = figure(row, "gmv.amount"), figure(row, "vv_cnt"), figure(row, "item_sold_cnt")
        rows.append(
            (
                str(meta.get("item_id")),
                str(meta.get("name") or "")[:TITLE_LENGTH],
                sales,
                figure(row, "direct_gmv.amount"),
                plays,
                items,
                1000 * sales / plays if sales is not None and plays else None,
                items / plays if items is not None and plays else None,
                figure(row, "new_follower_cnt"),
            )
        )
    return Columns(columns=VIDEO_COLUMNS, rows=sorted(rows, key=lambda row: (-(row[2] or 0.0), row[0])))


def account_funnels(answers: Answers) -> list[Funnel]:
    """Return the funnels from views to orders that the answers allow: account, lives, videos, products."""
    found = []
    for subject, tool, counts in _SUMS:
        rows = [row for _, row in steps(answers, tool, "timed_stats")]
        if rows:
            found.append(funnel(subject, _totals(rows, counts)))
    per_product: dict[tuple[str, str], list[Row]] = {}
    for _, row in steps(answers, "get_video_product_stats", "timed_stats"):
        stats = mapping(row.get("stats"))
        key = (str(stats.get("item_id")), str(stats.get("product_id")))
        per_product.setdefault(key, []).append(stats)
    for (video, product), rows in sorted(per_product.items()):
        found.append(funnel(f"product {product} in video {video}", _totals(rows, _PRODUCT_STEPS)))
    return found


def _totals(rows: list[Row], counts: tuple[tuple[str, str], ...]) -> list[tuple[str, float | None]]:
    return [(name, total(rows, path)) for name, path in counts]


_SUMS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "the account",
        "get_account_overview",
        (
            ("product impressions", "product_show_cnt"),
            ("product clicks", "product_click_cnt"),
            ("items sold", "overall_item_sold_cnt"),
        ),
    ),
    (
        "lives",
        "get_live_summary",
        (
            ("product views", "product_view"),
            ("product clicks", "product_click"),
            ("SKU orders paid", "sku_order_paid_cnt"),
            ("buyers", "live_pay_order_ucnt"),
        ),
    ),
    ("videos", "get_video_summary", (("plays", "vv_cnt"), ("items sold", "items_sold"))),
)
_PRODUCT_STEPS = (
    ("product views", "product_view_cnt"),
    ("product clicks", "product_click_cnt"),
    ("orders", "order_cnt"),
    ("items sold", "product_sales_cnt"),
)
