"""The Shop account's figures add up across all of its calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from statistics import mean, median
from typing import Any

import pytest
from bearer_client import NO_SHOP, BearerClient, bearer_client, cents

APRIL = "04-01-2025"
APRIL_RANGE = {"start_date": "2025-04-01", "end_date": "2025-04-30"}
VIDEO, OTHER_VIDEO, PRODUCT = "7496499484705246507", "7496110433699482923", "1731050202505515549"
RULES = {
    "VIDEO_LIST_PUBLISH_TIME": lambda row: row["video_meta"]["publish_time"],
    "VIDEO_LIST_GMV": lambda row: cents(row["gmv"]),
    "VIDEO_LIST_DIRECT_GMV": lambda row: cents(row["direct_gmv"]),
    "VIDEO_LIST_VV_CNT": lambda row: row["vv_cnt"],
    "VIDEO_LIST_ITEM_SOLD_CNT": lambda row: row["item_sold_cnt"],
    "VIDEO_LIST_CTR": lambda row: float(row["ctr"]),
    "VIDEO_LIST_COMPLETION_RATE": lambda row: float(row["completion_rate"]),
    "VIDEO_LIST_NEW_FOLLOWER_CNT": lambda row: row["new_follower_cnt"],
}
OF_ONE_VIDEO = {"start_date": APRIL, "item_id": VIDEO}
OF_ONE_PLACEMENT = {**OF_ONE_VIDEO, "product_id": PRODUCT}
MONTHLY: dict[str, tuple[str, dict[str, Any]]] = {
    "get_account_insights_overview": ("timed_stats", {}),
    "get_live_analytics_summary": ("timed_stats", {}),
    "get_video_list_analytics": ("timed_lists", {}),
    "get_video_detailed_stats": ("timed_stats", {"item_id": VIDEO}),
    "get_video_audience_stats": ("timed_profile", {"item_id": VIDEO}),
    "get_video_to_product_stats": ("timed_stats", {"item_id": VIDEO, "product_id": PRODUCT}),
    "get_product_related_videos": ("timed_lists", {"item_id": VIDEO, "product_id": PRODUCT}),
    "get_video_associated_product_list": ("timed_lists", {"item_ids": [VIDEO]}),
}


@pytest.fixture
async def shop() -> AsyncIterator[BearerClient]:
    async with bearer_client() as client:
        yield client


async def overview(shop: BearerClient, month: str = APRIL) -> list[dict[str, Any]]:
    return await shop.rows("get_account_insights_overview", "timed_stats", start_date=month)


def total(rows: list[dict[str, Any]], name: str) -> int:
    return sum(cents(row[name]) for row in rows)


async def test_revenue_of_each_day_is_that_of_lives_and_videos(shop: BearerClient) -> None:
    days = await overview(shop)

    assert len(days) == 30
    assert all(cents(d["revenue"]) == cents(d["live_revenue"]) + cents(d["video_revenue"]) for d in days)
    assert total(days, "live_revenue") > 0
    assert total(days, "video_revenue") > 0


async def test_products_over_all_pages_add_up_to_the_account_s_month(shop: BearerClient) -> None:
    days, products = await overview(shop), await shop.pages("get_product_analytics_list", **APRIL_RANGE)

    assert len(products) > 20
    assert total(products, "revenue") == total(days, "revenue")
    assert total(products, "commission") == total(days, "commission_estimated")
    assert sum(p["item_sold_cnt"] for p in products) == sum(d["overall_item_sold_cnt"] for d in days)
    assert [cents(p["revenue"]) for p in products] == sorted(
        (cents(p["revenue"]) for p in products), reverse=True
    )


async def test_videos_over_all_pages_add_up_to_the_account_s_video_revenue(shop: BearerClient) -> None:
    days, videos = await overview(shop), await shop.pages("get_video_list_analytics", start_date=APRIL)

    assert total(videos, "gmv") == total(days, "video_revenue")


async def test_the_video_summary_is_the_sum_of_the_month_that_it_covers() -> None:
    async with bearer_client(date(2026, 4, 30)) as shop:
        (summary,) = await shop.rows("get_video_analytics_summary", "timed_stats")
        videos = await shop.pages("get_video_list_analytics", start_date="04-01-2026")

    assert cents(summary["gmv"]) == total(videos, "gmv")
    assert summary["vv_cnt"] == sum(video["vv_cnt"] for video in videos)
    assert summary["items_sold"] == sum(video["item_sold_cnt"] for video in videos)
    assert summary["new_follower_cnt"] == sum(video["new_follower_cnt"] for video in videos)


async def test_lives_add_up_to_the_account_s_live_revenue(shop: BearerClient) -> None:
    lives = await shop.rows("get_live_analytics_summary", "timed_stats", start_date=APRIL)

    assert total(lives, "live_revenue") == total(await overview(shop), "live_revenue")
    assert any(day["live_show_cnt"] for day in lives)
    assert any(not day["live_show_cnt"] for day in lives)
    for day in lives:
        assert day["product_view"] >= day["product_click"] >= day["sku_order_paid_cnt"]
        assert day["item_sold_cnt"] >= day["sku_order_paid_cnt"] >= day["live_pay_order_ucnt"]


async def test_a_video_s_products_add_up_to_its_gmv(shop: BearerClient) -> None:
    (listed,) = await shop.rows(
        "get_video_associated_product_list", "timed_lists", start_date=APRIL, item_ids=[VIDEO]
    )
    products = [product["id"] for product in listed["videoToProductsMap"]["products"]]
    videos = await shop.pages("get_video_list_analytics", start_date=APRIL)
    (video,) = (item for item in videos if item["video_meta"]["item_id"] == VIDEO)

    steps = [
        step["stats"]
        for product in products
        for step in await shop.rows(
            "get_video_to_product_stats", "timed_stats", **OF_ONE_VIDEO, product_id=product
        )
    ]

    assert PRODUCT in products
    assert total(steps, "product_revenue") == cents(video["gmv"])
    assert sum(step["product_sales_cnt"] for step in steps) == video["item_sold_cnt"]
    for step in steps:
        assert step["product_view_cnt"] >= step["product_click_cnt"] >= step["order_cnt"]
        assert step["product_sales_cnt"] >= step["order_cnt"]


async def test_commission_is_the_products_rate_of_their_revenue(shop: BearerClient) -> None:
    rates = {
        item["product_id"]: item["affiliate_info"]["commission_rate"] / 10_000
        for item in (await shop.account("get_showcase_product_list", count=100))["products"]
    }

    for row in await shop.pages("get_product_analytics_list", **APRIL_RANGE):
        expected = cents(row["revenue"]) * rates[row["product"]["id"]]
        assert 0.93 * expected - 30 <= cents(row["commission"]) <= expected + 30


@pytest.mark.parametrize("item_id", [VIDEO, OTHER_VIDEO])
async def test_audience_shares_sum_to_one(shop: BearerClient, item_id: str) -> None:
    (profile,) = await shop.rows(
        "get_video_audience_stats", "timed_profile", start_date=APRIL, item_id=item_id
    )

    assert profile["stats"]["profile_type"] == 2
    for name in ("follower_genders", "follower_ages", "follower_regions"):
        assert sum(float(share["value"]) for share in profile["stats"][name]) == pytest.approx(1, abs=1e-3)


async def test_completion_is_a_text_between_nothing_and_all(shop: BearerClient) -> None:
    steps = await shop.rows("get_video_detailed_stats", "timed_stats", **OF_ONE_VIDEO)

    assert len(steps) == 8  # published on the 23rd
    assert all(isinstance(step["stats"]["video_completion_rate"], str) for step in steps)
    assert all(0 < float(step["stats"]["video_completion_rate"]) < 1 for step in steps)


@pytest.mark.parametrize("rules", RULES)
async def test_every_rule_sorts_the_whole_list(shop: BearerClient, rules: str) -> None:
    videos = await shop.pages("get_video_list_analytics", start_date=APRIL, rules=rules)

    found = [RULES[rules](video) for video in videos]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 5


async def test_likes_order_the_list_too(shop: BearerClient) -> None:
    videos = await shop.pages("get_video_list_analytics", start_date=APRIL, rules="VIDEO_LIST_LIKE_CNT")
    likes = []
    for video in (videos[0], videos[20], videos[-1]):
        asked = {"start_date": APRIL, "item_id": video["video_meta"]["item_id"]}
        steps = await shop.rows("get_video_detailed_stats", "timed_stats", **asked)
        likes.append(sum(step["stats"]["like_cnt"] for step in steps))

    assert likes == sorted(likes, reverse=True)


async def test_pages_hold_every_video_once(shop: BearerClient) -> None:
    (first,) = (await shop.account("get_video_list_analytics", start_date=APRIL))["segments"]
    ids = [v["video_meta"]["item_id"] for v in await shop.pages("get_video_list_analytics", start_date=APRIL)]
    (past,) = (await shop.account("get_video_list_analytics", start_date=APRIL, page=99))["segments"]

    assert len(first["timed_lists"]) == 20
    assert len(set(ids)) == len(ids) == first["list_control"]["next_pagination"]["total_count"]
    assert past["timed_lists"] == []
    assert {VIDEO, OTHER_VIDEO} <= set(ids)


async def test_views_are_heavy_tailed(shop: BearerClient) -> None:
    plays = [v["vv_cnt"] for v in await shop.pages("get_video_list_analytics", start_date=APRIL)]

    assert mean(plays) > 1.5 * median(plays)


async def test_other_videos_of_a_product_leave_out_the_one_asked_about(shop: BearerClient) -> None:
    found = await shop.rows("get_product_related_videos", "timed_lists", **OF_ONE_PLACEMENT)
    ids = [row["stats"]["video"]["item_id"] for row in found]

    assert OTHER_VIDEO in ids
    assert VIDEO not in ids
    assert {row["stats"]["video_product_id"] for row in found} == {PRODUCT}


async def test_the_showcase_begins_at_any_offset(shop: BearerClient) -> None:
    everything = (await shop.account("get_showcase_product_list", count=100))["products"]
    part = (await shop.account("get_showcase_product_list", count=5, offset=7))["products"]
    past = (await shop.account("get_showcase_product_list", count=5, offset=500))["products"]

    assert part == everything[7:12]
    assert past == []
    assert PRODUCT in {item["product_id"] for item in everything}


@pytest.mark.parametrize("month", ["05-01-2031", "01-01-2019", "04-01-2026"])
@pytest.mark.parametrize("call", MONTHLY)
async def test_months_without_data_answer_empty_lists(shop: BearerClient, call: str, month: str) -> None:
    rows, body = MONTHLY[call]

    assert await shop.rows(call, rows, start_date=month, **body) == []


@pytest.mark.parametrize("call", ["get_video_detailed_stats", "get_video_to_product_stats"])
async def test_an_unknown_video_has_one_empty_step(shop: BearerClient, call: str) -> None:
    unknown = {"start_date": APRIL, "item_id": "1", "product_id": "2"}
    body = {name: value for name, value in unknown.items() if name in (MONTHLY[call][1] | {"start_date": 0})}

    (step,) = await shop.rows(call, "timed_stats", **body)

    assert step["stats"] == {}


@pytest.mark.parametrize("call", MONTHLY)
async def test_an_account_without_a_shop_is_answered_and_not_refused(shop: BearerClient, call: str) -> None:
    data = await shop.account(call, cookie=NO_SHOP, start_date=APRIL, **MONTHLY[call][1])

    assert data == {"segments": [], "meta": {"is_bound_shop": False}}


async def test_an_account_without_a_shop_still_has_an_identity(shop: BearerClient) -> None:
    account = await shop.account("get_creator_account_info", cookie=NO_SHOP)
    violations = await shop.account("get_account_violation_list", cookie=NO_SHOP)

    assert account["user_name"] == "creator_demo"
    assert (violations["records"], violations["total"], violations["has_more"]) == ([], 0, False)
    assert (await shop.account("get_showcase_product_list", cookie=NO_SHOP))["products"] == []


async def test_violations_come_in_pages_and_their_points_are_the_account_s(shop: BearerClient) -> None:
    pages = [await shop.account("get_account_violation_list", page=page) for page in (1, 2, 3)]
    times = [record["violation_time"] for page in pages for record in page["records"]]

    assert [len(page["records"]) for page in pages] == [10, 10, 3]
    assert [page["has_more"] for page in pages] == [True, True, False]
    assert times == sorted(times, reverse=True)
    health = await shop.account("get_account_health_status")
    assert (health["violation_score"], health["risk_info"]["risk_level_text"]) == (3, "Healthy")


async def test_april_2025_is_the_same_whenever_the_world_is(shop: BearerClient) -> None:
    async with bearer_client(date(2027, 1, 9)) as later, bearer_client(date(2025, 6, 2)) as earlier:
        assert await overview(later) == await overview(earlier) == await overview(shop)


async def test_another_seed_is_another_account(shop: BearerClient) -> None:
    async with bearer_client(seed=8) as other:
        assert await overview(other) != await overview(shop)
