"""The analysis of an account's own Shop figures, from the answers of the account calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from creatorscope.analysis.concentration import Concentration, concentration
from creatorscope.analysis.definitions import SPEC_VERSION
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.json_rows import Row, listed, mapping
from creatorscope.analysis.outputs import Columns, Flag, Metric
from creatorscope.analysis.shop_account_figures import (
    Answers,
    currencies,
    figure,
    pages,
    steps,
    total,
)
from creatorscope.analysis.shop_account_lists import account_funnels, product_table, video_table
from creatorscope.analysis.shop_document import ONE_DAY_SHARE
from creatorscope.analysis.shop_health import read_points, read_rating
from creatorscope.analysis.shop_output import SHOP_DEFINITIONS, Identity, MixPart, ShopAnalysis

ACCOUNT_TOOLS = (
    "get_account_health",
    "list_account_violations",
    "get_creator_account",
    "get_account_overview",
    "get_live_summary",
    "get_video_summary",
    "list_product_analytics",
    "list_product_videos",
    "list_showcase_products",
    "list_video_products",
    "get_video_product_stats",
    "list_video_analytics",
    "get_video_stats",
    "get_video_audience",
)
REVENUE_TOLERANCE = 0.005
TREND_COLUMNS = ("date", "revenue", "live_revenue", "video_revenue", "commission", "items_sold")


def analyze_shop_account(
    answers: Answers, *, as_of: datetime, health_rating: float | None = None
) -> ShopAnalysis:
    """Return the analysis of whichever of the account calls were answered; `gaps` names the others.

    `answers` maps a tool's name to its `data` (a list of them for several pages). Raises AnalysisInputError
    when none of the tools is there or formatted amounts show several currencies.
    """
    missing = [tool for tool in ACCOUNT_TOOLS if not pages(answers, tool)]
    if len(missing) == len(ACCOUNT_TOOLS):
        raise AnalysisInputError("there is no answer of an account call", f"fetch {ACCOUNT_TOOLS[3]} first")
    account = next(iter(pages(answers, "get_creator_account")), {})
    currency = _currency(answers, _text(account.get("register_region_id")))
    overview = list(steps(answers, "get_account_overview", "timed_stats"))
    days = [day for day, _ in overview if day]
    rows = [row for _, row in overview]
    window = f"{min(days)}..{max(days)}" if days else "as the calls were made"
    products, videos = product_table(answers), video_table(answers)
    return ShopAnalysis(
        spec_version=SPEC_VERSION,
        source="account",
        creator_id=_text(account.get("user_id")),
        currency=currency,
        window=window,
        metrics=_metrics(answers, rows, window, currency),
        vendor={},
        mix=_mix(rows),
        concentration=_concentration(products, videos),
        funnels=account_funnels(answers),
        trend=Columns(columns=TREND_COLUMNS, rows=[_day(day, row) for day, row in overview]),
        products=products,
        videos=videos,
        health=[read_points(_points(answers)), read_rating(health_rating)],
        identities=[_revenue_adds_up(rows)],
        flags=_flags(answers, rows, as_of),
        gaps=missing,
        facts={"region": account.get("register_region_id"), "nickname": account.get("nick_name")},
        definitions=SHOP_DEFINITIONS,
    )


def _currency(answers: Answers, region: str | None) -> str | None:
    shown = currencies(dict(answers), region)
    if len(shown) > 1:
        raise AnalysisInputError(
            f"the answers mix currencies ({', '.join(sorted(shown))})", "analyse one account at a time"
        )
    return next(iter(shown), None)


def _metrics(answers: Answers, rows: list[Row], window: str, currency: str | None) -> dict[str, Metric]:
    """Return sums and ratios of sums; a ratio is None where either side is unknown or the lower one 0."""
    money = currency or "money, currency not stated"
    sources = {
        "overview": rows,
        "lives": [row for _, row in steps(answers, "get_live_summary", "timed_stats")],
        "videos": [row for _, row in steps(answers, "get_video_summary", "timed_stats")],
    }
    metrics = {}
    for name, source, factor, unit, (top, bottom) in _RATIOS:
        above = total(sources[source], top)
        below = 1.0 if bottom is None else total(sources[source], bottom)
        metrics[name] = Metric(
            value=factor * above / below if above is not None and below else None,
            unit=money if unit == "money" else unit,
            numerator=top,
            denominator=bottom,
            aggregation="sum over sum" if bottom else "sum",
            n=len(sources[source]),
            window=window,
            pinned_excluded=False,
        )
    return metrics


_RATIOS: tuple[tuple[str, str, float, str, tuple[str, str | None]], ...] = (
    ("revenue", "overview", 1, "money", ("revenue.amount", None)),
    ("items_sold", "overview", 1, "items", ("overall_item_sold_cnt", None)),
    ("commission_value", "overview", 1, "money", ("commission_estimated.amount", None)),
    ("commission_rate", "overview", 1, "fraction", ("commission_estimated.amount", "revenue.amount")),
    ("product_click_rate", "overview", 1, "fraction", ("product_click_cnt", "product_show_cnt")),
    ("gpm_all_plays", "videos", 1000, "money", ("gmv.amount", "vv_cnt")),
    ("revenue_per_video", "videos", 1, "money", ("gmv.amount", "video_cnt")),
    ("revenue_per_live", "lives", 1, "money", ("live_revenue.amount", "live_show_cnt")),
    ("buyers_per_live_viewer", "lives", 1, "fraction", ("live_pay_order_ucnt", "live_watch_cnt")),
)


def _mix(rows: list[Row]) -> dict[str, list[MixPart]]:
    revenue = total(rows, "revenue.amount")
    if not revenue:
        return {}
    lives, videos = total(rows, "live_revenue.amount"), total(rows, "video_revenue.amount")
    parts = [("live", lives), ("video", videos)]
    return {
        "channels": [
            MixPart(key=key, name=None, share=part / revenue) for key, part in parts if part is not None
        ]
    }


def _concentration(products: Columns, videos: Columns) -> dict[str, Concentration]:
    found = {}
    for name, table in (("products", products), ("videos", videos)):
        sales = {str(row[0]): float(row[2]) for row in table.rows if row[2] is not None}
        if sales:
            found[name] = concentration(sales)
    return found


def _day(day: str | None, row: Row) -> tuple[Any, ...]:
    return (
        day,
        figure(row, "revenue.amount"),
        figure(row, "live_revenue.amount"),
        figure(row, "video_revenue.amount"),
        figure(row, "commission_estimated.amount"),
        figure(row, "overall_item_sold_cnt"),
    )


def _revenue_adds_up(rows: list[Row]) -> Identity:
    revenue = total(rows, "revenue.amount")
    parts = [total(rows, "live_revenue.amount"), total(rows, "video_revenue.amount")]
    known = [part for part in parts if part is not None]
    found = sum(known) if len(known) == len(parts) else None
    gap = abs(found - revenue) / revenue if found is not None and revenue else None
    return Identity(
        code="live_and_video_make_revenue",
        outcome="not_checkable" if gap is None else "passed" if gap <= REVENUE_TOLERANCE else "failed",
        expected=revenue,
        found=found,
        deviation=gap,
        tolerance=REVENUE_TOLERANCE,
        text="Live and video revenue make the whole; a showcase of its own would be the difference.",
    )


def _points(answers: Answers) -> float | None:
    return next((figure(data, "violation_score") for data in pages(answers, "get_account_health")), None)


def _flags(answers: Answers, rows: list[Row], as_of: datetime) -> list[Flag]:
    flags = []
    daily = [value for row in rows if (value := figure(row, "revenue.amount")) is not None]
    if len(daily) > 2 and max(daily) > ONE_DAY_SHARE * sum(daily) > 0:
        text = "One step of time brought over half of the revenue: do not extrapolate."
        flags.append(Flag(code="one_day_gmv", count=1, text=text))
    if any(
        mapping(data.get("meta")).get("is_bound_shop") is False
        for data in pages(answers, "get_account_overview")
    ):
        text = "The account is not bound to a Shop: there can be no figures, which is no error."
        flags.append(Flag(code="not_bound_to_shop", count=None, text=text))
    violations = [
        row for data in pages(answers, "list_account_violations") for row in listed(data.get("records"))
    ]
    active = [row for row in violations if row.get("record_status") == 1]
    if active:
        flags.append(
            Flag(code="active_violations", count=len(active), text="Violations that are still active.")
        )
    now = as_of.timestamp()
    open_appeals = [
        row
        for row in active
        if row.get("can_appeal")
        and (figure(row, "appeal_valid_time") or 0) > now
        and not row.get("appeal_status")
    ]
    if open_appeals:
        text = "Active violations that can still be appealed."
        flags.append(Flag(code="appealable", count=len(open_appeals), text=text))
    return flags


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and value != "" else None
