"""Generated affiliate documents have the keys, types and identities of a real one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bearer_client import BearerClient, bearer_client
from document_types import faults, types_of

from creatorscope.contract.arguments import parse_request
from creatorscope.endpoints.affiliate import CreatorsRequest
from creatorscope.sandbox.affiliate_world import (
    NO_PROFILES,
    NOT_FOUND,
    NotCollectable,
    build_affiliate_document,
    list_creator_ids,
)
from creatorscope.sandbox.documents import sample_document
from creatorscope.sandbox.world import World, build_world

TESTS = Path(__file__).parent.parent
KNOWN_TYPES = json.loads((TESTS / "data" / "affiliate_profile_keys.json").read_text(encoding="utf-8"))
REAL = TESTS.parent.parent / "shared" / "data" / "affiliate-creator.json"
SEEDS = range(40)
TODAY = date(2026, 3, 15)


def profile(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["profiles"]["creator_profile"]
    return found


def trend(document: dict[str, Any]) -> list[dict[str, Any]]:
    (only,) = document["profiles"]["creator_profile_trend_data"]
    found: list[dict[str, Any]] = only["stats"]
    return found


def cents(money: dict[str, str]) -> int:
    return round(float(money["value"]) * 100)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed{seed}")
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return sample_document(request.param)


def test_the_profile_has_the_83_known_keys_and_types(document: dict[str, Any]) -> None:
    assert len(KNOWN_TYPES) == 83
    assert list(faults(KNOWN_TYPES, types_of(profile(document)))) == []
    assert list(profile(document)) == sorted(KNOWN_TYPES)


@pytest.mark.skipif(not REAL.exists(), reason="the real document is not here")
def test_the_whole_document_has_the_types_of_the_real_one(document: dict[str, Any]) -> None:
    (real,) = json.loads(REAL.read_text(encoding="utf-8"))

    assert list(faults(types_of(real), types_of(document))) == []


@pytest.mark.skipif(not REAL.exists(), reason="the real document is not here")
def test_the_list_of_known_types_is_that_of_the_real_document() -> None:
    (real,) = json.loads(REAL.read_text(encoding="utf-8"))

    assert types_of(profile(real)) == KNOWN_TYPES


def test_the_document_passes_the_check_before_it_is_submitted(document: dict[str, Any]) -> None:
    parsed = parse_request(CreatorsRequest, {"creators": [document]}, TODAY)

    assert parsed.creators == [document]


def test_thirty_days_add_up_to_the_sales_of_the_month(document: dict[str, Any]) -> None:
    days, facts = [step["profile"] for step in trend(document)], profile(document)

    assert len(days) == 30
    assert sum(cents(day["trend_gmv"]) for day in days) == cents(facts["med_gmv_revenue"])
    assert sum(int(day["trend_units_sold"]) for day in days) == int(facts["units_sold"])
    assert days[-1]["trend_follower"] == facts["follower_cnt"]
    for day in days:
        assert int(day["trend_ec_video_play_cnt"]) <= int(day["trend_video_play_cnt"])


def test_days_follow_one_another_up_to_the_stated_end(document: dict[str, Any]) -> None:
    steps = trend(document)

    assert all(a["end_timestamp"] == b["start_timestamp"] for a, b in pairwise(steps))
    assert all(step["end_timestamp"] - step["start_timestamp"] == 86_400 for step in steps)
    assert str(steps[-1]["start_timestamp"]) == profile(document)["sales_performance_end_time"]
    assert datetime.fromtimestamp(steps[-1]["start_timestamp"], UTC).date() == date(2026, 3, 14)


def test_buyers_are_whole_people_who_buy_one_item_or_more(document: dict[str, Any]) -> None:
    facts = profile(document)
    buyers = float(facts["med_gmv_revenue"]["value"]) / float(facts["avg_revenue_per_buyer"]["value"])

    assert buyers == pytest.approx(round(buyers), abs=0.01)
    assert 20 <= round(buyers) <= int(facts["units_sold"])


def test_channels_add_up_in_money_and_as_shares(document: dict[str, Any]) -> None:
    facts = profile(document)
    shares = {item["key"]: float(item["value"]) for item in facts["content_groups"]}
    gmv, video, live = (cents(facts[name]) for name in ("med_gmv_revenue", "video_gmv", "live_gmv"))

    assert sum(shares.values()) == pytest.approx(1)
    assert shares["video_gmv"] == pytest.approx(video / gmv, abs=1e-4)
    assert shares.get("live_gmv", 0) == pytest.approx(live / gmv, abs=1e-4)
    assert shares["showcase_gmv"] == pytest.approx((gmv - video - live) / gmv, abs=1e-4)
    assert sum(float(item["value"]) for item in facts["industry_groups"]) == pytest.approx(1)
    assert facts["industry_groups"][-1]["key"] == "-1"


def test_gpm_is_per_thousand_plays_of_commerce_videos(document: dict[str, Any]) -> None:
    facts = profile(document)
    plays = sum(int(step["profile"]["trend_ec_video_play_cnt"]) for step in trend(document))

    computed = float(facts["med_gmv_revenue"]["value"]) * 1000 / plays
    assert computed == pytest.approx(float(facts["gpm"]["value"]), rel=0.023)


def test_the_two_brand_lists_repeat_each_other(document: dict[str, Any]) -> None:
    brands = profile(document)["partnered_brand"]

    assert brands["brand"] == brands["value"]
    assert profile(document)["collaborated_brands_num"] >= len(brands["brand"]) > 0


def test_top_commerce_videos_carry_products_in_the_market_s_currency(document: dict[str, Any]) -> None:
    facts = profile(document)
    plays = [video["play_cnt"] for video in facts["top_video_data"]]

    assert plays == sorted(plays, reverse=True)
    for video in facts["ec_top_video_data"]:
        assert int(video["item_id"]) >> 32 <= int(video["release_date"])
        for product in video["video_products"]:
            low, high = product["min_sale_price"], product["max_sale_price"]
            assert float(low["price"]) <= float(high["price"])
            assert low["currency"] == high["currency"]


def test_documents_come_from_several_markets_with_their_own_signs() -> None:
    facts = [profile(sample_document(seed)) for seed in SEEDS]
    signs = {item["selection_region"]: item["med_gmv_revenue"]["symbol"] for item in facts}

    assert len(signs) >= 5
    assert signs["VN"] == "₫"
    assert all(item["med_gmv_revenue"]["symbol"] in item["gpm"]["format"] for item in facts)


def test_the_same_seed_gives_the_same_document() -> None:
    assert sample_document() == sample_document(7)
    assert sample_document(7) != sample_document(8)


@pytest.fixture(scope="module")
def small_world() -> World:
    return build_world(7, 30, TODAY)


def test_some_ids_of_the_work_list_have_no_document(small_world: World) -> None:
    ids, reasons = list_creator_ids(small_world), []
    for creator_id in ids:
        try:
            assert build_affiliate_document(small_world, creator_id)["id"] == creator_id
        except NotCollectable as reason:
            reasons.append(reason.code)

    assert len(ids) == 50
    assert set(reasons) == {NOT_FOUND, NO_PROFILES}
    assert len(reasons) < 10


def test_an_id_off_the_list_is_not_found(small_world: World) -> None:
    with pytest.raises(NotCollectable) as found:
        build_affiliate_document(small_world, "1")

    assert found.value.code == NOT_FOUND


@pytest.fixture
async def coordinator() -> AsyncIterator[BearerClient]:
    async with bearer_client() as client:
        yield client


async def test_the_crawl_s_three_calls_work_together(coordinator: BearerClient, small_world: World) -> None:
    listed = (await coordinator.http.get("/creators")).json()
    good = build_affiliate_document(small_world, listed[0]["id"])
    bad = {"data": {"creator_id": listed[5]["id"]}, "code": NOT_FOUND, "message": "No creator has this id."}

    taken = await coordinator.http.post("/creators", json=[good])
    reported = await coordinator.http.post("/creators/errors", json=[bad])

    assert [entry["id"] for entry in listed] == list_creator_ids(small_world)
    assert (taken.status_code, reported.status_code) == (200, 200)


async def test_a_document_with_a_wrong_type_is_refused(coordinator: BearerClient) -> None:
    document = sample_document()
    profile(document)["follower_cnt"] = 12

    refused = await coordinator.http.post("/creators", json=[document])

    assert refused.status_code == 400
    assert "follower_cnt" in refused.text
