"""An account's own Shop figures, from the answers of the account calls."""

from __future__ import annotations

from typing import Any

import pytest

from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.shop_account import ACCOUNT_TOOLS, analyze_shop_account
from creatorscope.endpoints.table import BY_NAME
from tests.analysis.creators import NOW

APRIL = 1_743_465_600


def segment(key: str, rows: list[dict[str, Any]], start: int = APRIL) -> dict[str, Any]:
    return {"segments": [{"time_selector": {"start_timestamp": start}, key: rows}]}


def amount(value: float) -> dict[str, Any]:
    return {"amount": str(value), "amount_formatted": f"{value:.2f}₫"}


ANSWERS: dict[str, Any] = {
    "get_creator_account": {"user_id": "u1", "register_region_id": "vn", "nick_name": "Demo"},
    "get_account_health": {"violation_score": 12, "creator_status": 0},
    "list_account_violations": {
        "records": [
            {
                "record_status": 1,
                "can_appeal": True,
                "appeal_status": 0,
                "appeal_valid_time": int(NOW.timestamp()) + 9,
            },
            {"record_status": 0, "can_appeal": False},
        ]
    },
    "get_account_overview": segment(
        "timed_stats",
        [
            {
                "revenue": amount(1000),
                "live_revenue": amount(400),
                "video_revenue": amount(600),
                "commission_estimated": amount(120),
                "overall_item_sold_cnt": 50,
                "product_show_cnt": 10_000,
                "product_click_cnt": 500,
            }
        ],
    ),
    "get_live_summary": segment(
        "timed_stats",
        [
            {
                "live_revenue": amount(400),
                "live_show_cnt": 4,
                "live_watch_cnt": 2_000,
                "product_view": 900,
                "product_click": 90,
                "sku_order_paid_cnt": 30,
                "live_pay_order_ucnt": 20,
            }
        ],
    ),
    "get_video_summary": segment(
        "timed_stats", [{"vv_cnt": 60_000, "gmv": amount(600), "video_cnt": 6, "items_sold": 30}, {}]
    ),
    "list_product_analytics": [
        segment(
            "timed_lists",
            [
                {
                    "product": {"id": "1", "name": "Soap"},
                    "revenue": amount(750),
                    "commission": amount(90),
                    "item_sold_cnt": 40,
                }
            ],
        ),
        segment(
            "timed_lists",
            [
                {
                    "product": {"id": "2", "name": "Brush"},
                    "revenue": amount(250),
                    "commission": amount(30),
                    "item_sold_cnt": 10,
                }
            ],
        ),
    ],
    "list_showcase_products": {
        "products": [
            {"product_id": "2", "title": "Brush", "stock_status": 0},
            {"product_id": "3", "title": "New", "affiliate_info": {"commission_rate": 1200}},
        ]
    },
    "list_video_analytics": segment(
        "timed_lists",
        [
            {
                "video_meta": {"item_id": "9", "name": "Hit"},
                "vv_cnt": 20_000,
                "gmv": amount(500),
                "item_sold_cnt": 25,
                "direct_gmv": amount(300),
                "new_follower_cnt": 7,
            },
            {"video_meta": {"item_id": "8", "name": "Quiet"}, "vv_cnt": 0, "gmv": amount(0)},
        ],
    ),
    "get_video_product_stats": segment(
        "timed_stats",
        [
            {
                "stats": {
                    "item_id": "9",
                    "product_id": "1",
                    "product_view_cnt": 1000,
                    "product_click_cnt": 100,
                    "order_cnt": 20,
                    "product_sales_cnt": 25,
                }
            }
        ],
    ),
}


def test_every_account_call_is_known_by_the_name_of_its_tool():
    assert len(ACCOUNT_TOOLS) == 14
    assert set(ACCOUNT_TOOLS) <= set(BY_NAME)


def test_account_figures_are_those_worked_out_by_hand():
    analysis = analyze_shop_account(ANSWERS, as_of=NOW)
    found = {name: metric.value for name, metric in analysis.metrics.items()}
    assert found == {
        "revenue": 1000,
        "items_sold": 50,
        "commission_value": 120,
        "commission_rate": 0.12,
        "product_click_rate": 0.05,
        "gpm_all_plays": 10,
        "revenue_per_video": 100,
        "revenue_per_live": 100,
        "buyers_per_live_viewer": 0.01,
    }
    assert analysis.currency == "VND"
    assert {part.key: part.share for part in analysis.mix["channels"]} == {"live": 0.4, "video": 0.6}
    assert analysis.identities[0].outcome == "passed"
    assert analysis.window == "2025-04-01..2025-04-01"


def test_products_of_all_pages_are_joined_with_the_showcase():
    analysis = analyze_shop_account(ANSWERS, as_of=NOW)
    assert analysis.products.rows == [
        ("1", "Soap", 750, 40, 90, 0.12, False, None),
        ("2", "Brush", 250, 10, 30, 0.12, True, False),
        ("3", "New", None, None, None, 0.12, True, None),
    ]
    products = analysis.concentration["products"]
    assert products.effective_number == pytest.approx(1.6)
    assert products.largest == "1"


def test_videos_carry_sales_per_thousand_plays_and_null_where_nobody_watched():
    rows = {row[0]: row for row in analyze_shop_account(ANSWERS, as_of=NOW).videos.rows}
    assert rows["9"] == ("9", "Hit", 500, 300, 20_000, 25, 25, 25 / 20_000, 7)
    assert rows["8"][6] is None


def test_funnels_run_from_views_to_orders():
    funnels = {funnel.subject: funnel.steps for funnel in analyze_shop_account(ANSWERS, as_of=NOW).funnels}
    assert [step.count for step in funnels["the account"]] == [10_000, 500, 50]
    assert [step.rate for step in funnels["lives"]] == pytest.approx([None, 0.1, 1 / 3, 2 / 3])
    assert [step.count for step in funnels["product 1 in video 9"]] == [1000, 100, 20, 25]


def test_health_and_violations_are_read_with_their_scale():
    analysis = analyze_shop_account(ANSWERS, as_of=NOW, health_rating=850)
    assert [(reading.scale, reading.state) for reading in analysis.health] == [
        ("violation_points", "restricted"),
        ("creator_health_rating", "healthy"),
    ]
    assert {flag.code: flag.count for flag in analysis.flags} == {"active_violations": 1, "appealable": 1}


@pytest.mark.parametrize(
    ("granularity", "days", "dates"),
    [
        ("1d", 30, ["2025-04-01", "2025-04-02", "2025-04-03"]),
        (None, 3, ["2025-04-01", "2025-04-02", "2025-04-03"]),
        (None, 30, [None, None, None]),
    ],
)
def test_steps_without_a_date_are_dated_only_when_they_are_known_to_be_days(granularity, days, dates):
    answer = segment("timed_stats", [{"revenue": amount(1)}] * 3)
    answer["segments"][0]["time_selector"] |= {
        "end_timestamp": APRIL + days * 86_400,
        "granularity": granularity,
    }
    trend = analyze_shop_account({"get_account_overview": answer}, as_of=NOW).trend
    assert [row[0] for row in trend.rows] == dates


def test_calls_that_were_not_made_are_named_and_their_figures_null():
    analysis = analyze_shop_account({"get_account_health": {"violation_score": 0}}, as_of=NOW)
    assert len(analysis.gaps) == 13
    assert analysis.metrics["revenue"].value is None
    assert analysis.identities[0].outcome == "not_checkable"


def test_an_account_without_a_shop_is_an_answer_and_no_error():
    answers = {"get_account_overview": {"segments": None, "meta": {"is_bound_shop": False}}}
    assert "not_bound_to_shop" in {flag.code for flag in analyze_shop_account(answers, as_of=NOW).flags}


def test_no_answers_and_two_currencies_are_refused():
    with pytest.raises(AnalysisInputError, match="no answer"):
        analyze_shop_account({}, as_of=NOW)
    mixed = {
        "get_account_overview": segment("timed_stats", [{"revenue": {"amount": 1, "amount_formatted": "€1"}}])
    }
    with pytest.raises(AnalysisInputError, match="mix currencies"):
        analyze_shop_account({**ANSWERS, **mixed}, as_of=NOW)
