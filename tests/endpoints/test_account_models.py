"""The TikTok Creator models: what agents may say, and the exact bytes' worth that travels."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, Request, Response
from creatorscope.contract.rows import cell, rows_at
from creatorscope.contract.wire import decode_request, encode_request
from creatorscope.endpoints import (
    account_health,
    account_overview,
    account_products,
    account_video_products,
    account_videos,
)
from creatorscope.endpoints.account_health import LIST_ACCOUNT_VIOLATIONS, Violations
from creatorscope.endpoints.account_overview import GET_ACCOUNT_OVERVIEW
from creatorscope.endpoints.account_products import LIST_PRODUCT_ANALYTICS, LIST_SHOWCASE_PRODUCTS
from creatorscope.endpoints.account_video_products import (
    GET_VIDEO_PRODUCT_STATS,
    LIST_VIDEO_PRODUCTS,
    VideoProducts,
    VideoProductStats,
)
from creatorscope.endpoints.account_videos import GET_VIDEO_STATS, LIST_VIDEO_ANALYTICS
from creatorscope.errors import ArgumentError

TODAY = date(2026, 3, 15)
VIDEO = "7496499484705246507"
PRODUCT = "1731050202505515549"
MODULES = (account_health, account_overview, account_products, account_videos, account_video_products)
ROWS = [row for module in MODULES for row in vars(module).values() if isinstance(row, Endpoint)]

CALLS = {
    "get_account_health": "get_account_health_status",
    "list_account_violations": "get_account_violation_list",
    "get_account_overview": "get_account_insights_overview",
    "get_creator_account": "get_creator_account_info",
    "get_live_summary": "get_live_analytics_summary",
    "list_product_analytics": "get_product_analytics_list",
    "list_product_videos": "get_product_related_videos",
    "list_showcase_products": "get_showcase_product_list",
    "get_video_summary": "get_video_analytics_summary",
    "list_video_products": "get_video_associated_product_list",
    "get_video_audience": "get_video_audience_stats",
    "get_video_stats": "get_video_detailed_stats",
    "list_video_analytics": "get_video_list_analytics",
    "get_video_product_stats": "get_video_to_product_stats",
}


def parsed(row: Endpoint, **arguments: Any) -> Request:
    return parse_request(row.request, arguments, TODAY)


def faults(row: Endpoint, **arguments: Any) -> dict[str, str]:
    with pytest.raises(ArgumentError) as caught:
        parsed(row, **arguments)
    return {problem.field: str(problem) for problem in caught.value.problems}


def test_the_fourteen_tools_have_the_documented_calls():
    assert {row.name: row.path.rpartition("/")[2] for row in ROWS} == CALLS
    assert all(row.path.startswith("/tiktok/creator/") and row.verb == "POST" for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_the_client_sends_is_what_the_sandbox_reads(row: Endpoint):
    sent = encode_request(row.example)
    assert parse_request(row.request, decode_request(row.request, sent), TODAY) == row.example


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_credentials_are_no_parameters(row: Endpoint):
    assert {"cookie", "proxy"}.isdisjoint(row.request.model_fields)
    assert set(faults(row, **row.example.model_dump(), cookie="x", proxy="y")) == {"cookie", "proxy"}


def declares(model: Any, path: list[str]) -> bool:
    """Return whether a response model, or one of the models a field of it may hold, declares the path."""
    if not path:
        return True
    if isinstance(model, type) and issubclass(model, Response):
        info = model.model_fields.get(path[0])
        return info is not None and (len(path) == 1 or declares(info.annotation, path[1:]))
    return any(declares(part, path) for part in get_args(model))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_preview_columns_name_documented_fields(row: Endpoint):
    steps = [step.removesuffix("[]") for step in row.response.ROWS.split(".") if step]
    assert 5 <= len(row.response.PREVIEW) <= 7
    for column in row.response.PREVIEW:
        owner = steps[:-1] if column.startswith("^.") else steps
        assert declares(row.response, [*owner, *column.removeprefix("^.").split(".")]), column


def test_the_month_defaults_to_the_current_one_and_travels_month_first():
    assert encode_request(parsed(GET_ACCOUNT_OVERVIEW)) == {"start_date": "03-01-2026"}
    assert encode_request(parsed(GET_ACCOUNT_OVERVIEW, start_date="2025-04-09")) == {
        "start_date": "04-09-2025"
    }
    assert encode_request(parsed(GET_ACCOUNT_OVERVIEW, start_date=None)) == {"start_date": "03-01-2026"}


def test_the_upstream_assumes_april_2025_where_nothing_is_sent():
    assert decode_request(GET_ACCOUNT_OVERVIEW.request, {}) == {"start_date": "2025-04-01"}
    assert decode_request(LIST_PRODUCT_ANALYTICS.request, {}) == {
        "start_date": "2025-04-01",
        "end_date": "2025-04-30",
        "page": 1,
    }


def test_the_product_list_takes_a_range_and_counts_pages_from_zero_upstream():
    sent = encode_request(parsed(LIST_PRODUCT_ANALYTICS, page=3))
    assert sent == {"start_date": "2026-03-01", "end_date": "2026-03-15", "page": 2}


def test_a_range_that_ends_before_it_starts_names_both_dates():
    found = faults(LIST_PRODUCT_ANALYTICS, start_date="2026-03-10", end_date="2026-03-01")
    assert list(found) == ["end_date"]
    assert "end_date 2026-03-01 is before start_date 2026-03-10" in found["end_date"]


def test_violations_count_pages_from_one_upstream_too():
    assert encode_request(parsed(LIST_ACCOUNT_VIOLATIONS)) == {"page": 1}
    assert encode_request(parsed(LIST_ACCOUNT_VIOLATIONS, page="2")) == {"page": 2}


def test_the_showcase_turns_a_page_into_an_offset_and_back():
    assert encode_request(parsed(LIST_SHOWCASE_PRODUCTS, page=3, count=15)) == {"offset": 30, "count": 15}
    assert decode_request(LIST_SHOWCASE_PRODUCTS.request, {"offset": 30, "count": 15}) == {
        "page": 3,
        "count": 15,
    }
    assert decode_request(LIST_SHOWCASE_PRODUCTS.request, {}) == {"page": 1}
    assert decode_request(LIST_SHOWCASE_PRODUCTS.request, {"offset": 0, "count": 0}) == {
        "page": 1,
        "count": 0,
    }
    assert list(faults(LIST_SHOWCASE_PRODUCTS, count=0)) == ["count"]


def test_the_video_list_sorts_by_the_upstreams_names():
    sent = encode_request(
        parsed(LIST_VIDEO_ANALYTICS, start_date="2025-04-01", rules="VIDEO_LIST_CTR", page=2)
    )
    assert sent == {"start_date": "04-01-2025", "page": 1, "rules": "VIDEO_LIST_CTR"}
    assert encode_request(parsed(LIST_VIDEO_ANALYTICS))["rules"] == "VIDEO_LIST_PUBLISH_TIME"
    assert "VIDEO_LIST_GMV" in faults(LIST_VIDEO_ANALYTICS, rules="GMV")["rules"]


@pytest.mark.parametrize("given", [VIDEO, int(VIDEO), f" {VIDEO} "])
def test_an_id_may_come_as_text_or_number_and_travels_as_text(given: object):
    assert encode_request(parsed(GET_VIDEO_STATS, item_id=given))["item_id"] == VIDEO


@pytest.mark.parametrize(
    "given", [[VIDEO, int(VIDEO)], f"{VIDEO},{VIDEO}", f'["{VIDEO}", {VIDEO}]'], ids=["array", "csv", "json"]
)
def test_video_ids_are_an_array_however_they_are_written(given: object):
    sent = encode_request(parsed(LIST_VIDEO_PRODUCTS, item_ids=given, start_date="2025-04-01"))
    assert sent == {"start_date": "04-01-2025", "item_ids": [VIDEO, VIDEO]}


@pytest.mark.parametrize("given", [[], ["1"] * 51, ["abc"], None])
def test_bad_lists_of_video_ids_are_refused(given: object):
    assert next(iter(faults(LIST_VIDEO_PRODUCTS, item_ids=given))).startswith("item_ids")


def test_every_fault_is_named_at_once():
    found = faults(GET_VIDEO_PRODUCT_STATS, start_date="April", item_id="v1", page=1)
    assert set(found) == {"start_date", "item_id", "product_id", "page"}


@pytest.mark.parametrize("title", ["2 points", ["2 points", "commission withheld"]])
def test_an_enforcement_title_may_be_one_text_or_a_list(title: object):
    answer = Violations.model_validate({"records": [{"enforcement_title": title}]})
    assert answer.records is not None
    assert answer.records[0].enforcement_title == title


@pytest.mark.parametrize("amount", ["12.50", 12.5, None])
def test_amounts_may_be_text_or_numbers(amount: object):
    stats = {"product_revenue": {"amount": amount, "amount_formatted": "$12.50"}}
    VideoProductStats.model_validate({"segments": [{"timed_stats": [{"stats": stats}]}]})


def test_products_of_videos_are_rows_that_know_their_video():
    entry = {"videoToProductsMap": {"item_id": VIDEO, "products": [{"id": PRODUCT, "name": "Care spray"}]}}
    rows = rows_at({"segments": [{"timed_lists": [entry]}]}, VideoProducts.ROWS)
    assert [[cell(row, column) for column in VideoProducts.PREVIEW[:3]] for row in rows] == [
        [VIDEO, PRODUCT, "Care spray"]
    ]
