"""CreatiVault requests: what is accepted, and every fault named with its fix."""

from __future__ import annotations

import json
from datetime import date

import pytest

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.contract.schema import lean_schema
from creatorscope.endpoints import (
    collection,
    files,
    instagram_search,
    lookalike,
    tiktok_search,
    youtube_search,
)
from creatorscope.endpoints.collection import CollectionRequest, KeywordCollectionRequest, TaskRequest
from creatorscope.endpoints.files import DownloadUrlRequest, ExportRequest
from creatorscope.endpoints.lookalike import FIND_LOOKALIKE_CREATORS, LookalikeRequest
from creatorscope.endpoints.tiktok_search import SEARCH_TIKTOK_CREATORS, TikTokSearchRequest
from creatorscope.endpoints.youtube_search import YouTubeSearchRequest
from creatorscope.errors import ArgumentError, Problem

TODAY = date(2026, 3, 15)
MODULES = (tiktok_search, youtube_search, instagram_search, lookalike, collection, files)
ENDPOINTS = [row for module in MODULES for row in vars(module).values() if isinstance(row, Endpoint)]
LINKS = {"platform": "tiktok", "task_type": "LINK_BATCH", "values": ["https://www.tiktok.com/@creator_demo"]}
NAMES = {"platform": "tiktok", "task_type": "FILE_UPLOAD", "values": ["creator_demo"]}


def problems(model: type[Request], arguments: dict[str, object]) -> dict[str, Problem]:
    with pytest.raises(ArgumentError) as caught:
        parse_request(model, arguments, TODAY)
    return {problem.field: problem for problem in caught.value.problems}


def test_there_are_eleven_rows_with_distinct_names_and_routes() -> None:
    assert len(ENDPOINTS) == 11
    assert len({row.name for row in ENDPOINTS}) == len({row.route for row in ENDPOINTS}) == 11
    assert {row.toolset for row in ENDPOINTS} == {"discover", "collect"}


def test_schemas_and_descriptions_stay_within_their_share_of_tokens() -> None:
    texts = [json.dumps([row.name, row.summary, row.use_when, lean_schema(row.request)]) for row in ENDPOINTS]
    assert sum(len(text.encode()) for text in texts) / 4 < 4_200


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda row: row.name)
def test_preview_columns_are_fields_of_the_rows(endpoint: Endpoint) -> None:
    row = endpoint.response
    if endpoint.response.ROWS:
        row = endpoint.response.model_fields["items"].annotation.__args__[0].__args__[0]
    assert set(endpoint.response.PREVIEW) <= row.model_fields.keys()
    assert all(info.description for info in row.model_fields.values())


def test_every_fault_of_a_search_comes_in_one_reply() -> None:
    found = problems(
        TikTokSearchRequest,
        {
            "country_code": ["UK"],
            "size": 500,
            "followers_cnt_gte": 100,
            "followers_cnt_lte": 10,
            "last_video_publish_date_gte": "15/03/2026",
            "industry": ["skin"],
            "sort_field": "likes",
            "langauge_code": ["en"],
        },
    )
    assert found.keys() == {
        "country_code",
        "size",
        "followers_cnt_lte",
        "last_video_publish_date_gte",
        "industry",
        "sort_field",
        "langauge_code",
    }
    assert "GB" in found["country_code"].fix
    assert "followers_cnt_gte" in found["followers_cnt_lte"].message
    assert "YYYY-MM-DD" in found["last_video_publish_date_gte"].fix
    assert "Did you mean language_code?" in found["langauge_code"].fix


def test_stringified_arguments_are_read() -> None:
    request = parse_request(
        TikTokSearchRequest,
        {"country_code": '["US"]', "size": "10", "has_email": "true", "audience_age_list": "18-24,25-34"},
        TODAY,
    )
    assert (request.country_code, request.size, request.has_email) == (["US"], 10, True)
    assert request.audience_age_list == ["18-24", "25-34"]


def test_text_that_looks_like_json_stays_text() -> None:
    assert parse_request(TikTokSearchRequest, {"keyword": '["a"]'}, TODAY).keyword == '["a"]'


def test_a_range_of_one_value_is_not_empty() -> None:
    request = parse_request(TikTokSearchRequest, {"followers_cnt_gte": 10, "followers_cnt_lte": 10}, TODAY)
    assert request.followers_cnt_lte == 10


def test_reversed_times_name_both_fields() -> None:
    times = {
        "last_video_publish_time_gte": "2026-03-02",
        "last_video_publish_time_lte": "2026-03-01T10:00:00Z",
    }
    fault = problems(YouTubeSearchRequest, times)["last_video_publish_time_lte"]
    assert "last_video_publish_time_gte" in fault.message


def test_a_time_that_is_none_is_refused() -> None:
    assert "last_video_publish_time_gte" in problems(
        YouTubeSearchRequest, {"last_video_publish_time_gte": "May"}
    )


@pytest.mark.parametrize("given", [{}, {"username": "creator_demo", "profile_url": "https://example.com/a"}])
def test_a_lookalike_takes_exactly_one_seed(given: dict[str, object]) -> None:
    fault = str(problems(LookalikeRequest, given)["profile_url"])
    assert "username" in fault
    assert "Give" in fault


def test_a_missing_seed_is_reported_beside_other_faults() -> None:
    assert problems(LookalikeRequest, {"limit": 51}).keys() == {"profile_url", "limit"}


def test_a_leading_at_is_dropped_from_a_handle() -> None:
    assert parse_request(LookalikeRequest, {"username": "@creator_demo"}, TODAY).username == "creator_demo"


def test_an_address_given_as_username_is_sent_to_the_right_field() -> None:
    assert "profile_url" in problems(LookalikeRequest, {"username": "https://example.com/a"})["username"].fix


def test_reversed_lookalike_bounds_name_both_fields() -> None:
    bounds = {"username": "a", "follower_min": 9, "follower_max": 1, "avg_views_min": 5, "avg_views_max": 4}
    assert problems(LookalikeRequest, bounds).keys() == {"follower_max", "avg_views_max"}


@pytest.mark.parametrize(("level", "amount"), [("S1", 30), ("S2", 90), ("S3", 120)])
def test_a_search_is_quoted_by_level_and_size(level: str, amount: int) -> None:
    request = parse_request(TikTokSearchRequest, {"size": 30, "service_level": level}, TODAY)
    assert SEARCH_TIKTOK_CREATORS.price.quote(request).amount == amount


@pytest.mark.parametrize(("level", "amount"), [("S1", 20), ("S2", None)])
def test_a_lookalike_above_s1_has_no_known_price(level: str, amount: int | None) -> None:
    request = parse_request(LookalikeRequest, {"username": "a", "service_level": level}, TODAY)
    assert FIND_LOOKALIKE_CREATORS.price.quote(request).amount == amount


@pytest.mark.parametrize(("values", "count"), [([], "at least 1"), (["creator"] * 501, "at most 500")])
def test_a_collection_takes_1_to_500_values(values: list[str], count: str) -> None:
    assert count in problems(CollectionRequest, {**NAMES, "values": values})["values"].fix


def test_an_empty_value_is_named_by_its_index() -> None:
    assert "values.1" in problems(CollectionRequest, {**NAMES, "values": ["creator_demo", " "]})


def test_links_of_another_platform_and_names_are_refused_by_index() -> None:
    good = "https://m.tiktok.com/@creator_demo"
    values = [good, "creator", "https://www.youtube.com/@a", "https://nottiktok.com/@a", "www.tiktok.com/@a"]
    message = problems(CollectionRequest, {**LINKS, "values": values})["values"].message
    assert message == "values[1], values[2], values[3] and 1 more are not tiktok profile URLs"


def test_a_url_among_usernames_is_refused() -> None:
    values = ["creator_demo", "https://www.tiktok.com/@creator_demo"]
    fault = problems(CollectionRequest, {**NAMES, "values": values})["values"]
    assert "values[1] is not" in fault.message
    assert "LINK_BATCH" in fault.fix


def test_values_come_as_csv_too() -> None:
    assert parse_request(CollectionRequest, {**NAMES, "values": "a, b"}, TODAY).values == ["a", "b"]


@pytest.mark.parametrize(
    "address", ["http://example.com/hook", "http://localhost/hook", "example.com/hook", "x"]
)
def test_a_webhook_must_be_https(address: str) -> None:
    assert "https" in problems(CollectionRequest, {**LINKS, "webhook_url": address})["webhook_url"].fix


@pytest.mark.parametrize(
    "address", ["http://localhost:9/hook", "http://127.0.0.1:9/hook", "http://[::1]:9/hook"]
)
def test_a_sandbox_may_permit_plain_http_to_this_machine(address: str) -> None:
    arguments = {**LINKS, "webhook_url": address}
    request = parse_request(CollectionRequest, arguments, TODAY, allow_http_webhooks=True)
    assert request.webhook_url == address


def test_a_sandbox_permits_plain_http_to_no_other_machine() -> None:
    arguments = {**LINKS, "webhook_url": "http://example.com/hook"}
    with pytest.raises(ArgumentError):
        parse_request(CollectionRequest, arguments, TODAY, allow_http_webhooks=True)


def test_keywords_may_hold_commas_and_stop_at_ten() -> None:
    arguments = {"platform": "tiktok", "keywords": "hair, nails"}
    assert parse_request(KeywordCollectionRequest, arguments, TODAY).keywords == ["hair, nails"]
    many = {"platform": "tiktok", "keywords": ["a"] * 11}
    assert "at most 10" in problems(KeywordCollectionRequest, many)["keywords"].fix


def test_a_task_id_is_required_and_not_empty() -> None:
    assert "task_id" in problems(TaskRequest, {})
    assert "task_id" in problems(TaskRequest, {"task_id": " "})


def test_feishu_documents_are_not_offered() -> None:
    fault = problems(ExportRequest, {"task_id": "task_20260315_abc123", "format": "feishu_doc"})["format"]
    assert "'xlsx', 'csv' or 'html'" in fault.fix


@pytest.mark.parametrize("given", [{}, {"file_id": "a", "file_name": "b"}])
def test_a_file_is_named_in_exactly_one_way(given: dict[str, object]) -> None:
    assert "file_id" in str(problems(DownloadUrlRequest, given)["file_name"])
