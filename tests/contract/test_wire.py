"""Requests encoded for the upstream, and decoded by the sandbox, say the same thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import Field

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.contract.wire import Json, decode_request, encode_request, json_body, wire_fields
from creatorscope.endpoints import (
    collection,
    files,
    instagram_search,
    lookalike,
    table,
    tiktok_search,
    youtube_search,
)
from creatorscope.endpoints.instagram_search import InstagramSearchRequest
from creatorscope.endpoints.lookalike import LookalikeRequest
from creatorscope.endpoints.tiktok_search import TikTokSearchRequest
from creatorscope.endpoints.youtube_search import YouTubeSearchRequest

TODAY = date(2026, 3, 15)
MODULES = (tiktok_search, youtube_search, instagram_search, lookalike, collection, files)
ENDPOINTS = [row for module in MODULES for row in vars(module).values() if isinstance(row, Endpoint)]
LISTS = [
    (TikTokSearchRequest, "country_code", ["US", "GB"], "US,GB"),
    (TikTokSearchRequest, "language_code", ["en", "vi"], "en,vi"),
    (TikTokSearchRequest, "industry", ["Skincare", "26002001"], "25009001,26002001"),
    (TikTokSearchRequest, "product_category_id_array", ["601450", "601152"], "601450,601152"),
    (TikTokSearchRequest, "audience_age_list", ["18-24", "25-34"], "18-24,25-34"),
    (TikTokSearchRequest, "audience_country_code_list", ["US"], "US"),
    (TikTokSearchRequest, "audience_language_code_list", ["en", "es"], "en,es"),
    (YouTubeSearchRequest, "audience_language_list", ["en", "es"], "en,es"),
    (YouTubeSearchRequest, "audience_age_list", ["18-24"], "18-24"),
    (InstagramSearchRequest, "audience_country_code_list", ["BR", "PT"], "BR,PT"),
]


def round_trip(request: Request) -> Request:
    return parse_request(type(request), decode_request(type(request), encode_request(request)), TODAY)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda row: row.name)
def test_every_example_survives_the_wire(endpoint: Endpoint) -> None:
    assert round_trip(endpoint.example) == endpoint.example


@pytest.mark.parametrize(("model", "name", "values", "sent"), LISTS)
def test_a_list_travels_comma_joined(model: type[Request], name: str, values: list[str], sent: str) -> None:
    request = parse_request(model, {name: values}, TODAY)
    assert encode_request(request)[name] == sent
    assert round_trip(request) == request


def test_a_date_travels_as_iso_text() -> None:
    request = TikTokSearchRequest(last_video_publish_date_gte=date(2026, 3, 1))
    assert encode_request(request)["last_video_publish_date_gte"] == "2026-03-01"
    assert round_trip(request) == request


def test_a_time_travels_as_it_was_given() -> None:
    request = YouTubeSearchRequest(last_video_publish_time_gte="2026-03-01T10:30:00Z")
    assert encode_request(request)["last_video_publish_time_gte"] == "2026-03-01T10:30:00Z"


def test_json_text_travels_as_it_is_and_other_values_are_written() -> None:
    text = Json(b'{ "a" : 1 }')
    assert json_body(text) == text
    assert json_body([text, text]) == b'[{ "a" : 1 },{ "a" : 1 }]'
    assert json_body([{"a": 1}]) == b'[{"a":1}]'


def test_unset_fields_do_not_travel() -> None:
    assert encode_request(LookalikeRequest(username="creator_demo")) == {
        "username": "creator_demo",
        "limit": 20,
        "service_level": "S1",
    }


def test_a_limit_too_large_is_clamped_where_the_upstream_reads_it() -> None:
    assert decode_request(LookalikeRequest, {"username": "creator_demo", "limit": 80})["limit"] == 50


def test_an_unknown_wire_name_is_kept_for_the_model_to_refuse() -> None:
    class Small(Request):
        word: str = Field(description="A word")

    assert decode_request(Small, {"word": "a", "other": 1}) == {"word": "a", "other": 1}


@pytest.mark.parametrize("endpoint", table.ENDPOINTS, ids=lambda row: row.name)
def test_every_slot_of_a_path_is_a_field_that_travels(endpoint: Endpoint) -> None:
    assert set(endpoint.slots) <= {item.name for item in wire_fields(endpoint.request)}
    assert endpoint.path.count("{") == len(endpoint.slots)


def test_slots_stand_in_the_order_of_the_path() -> None:
    assert replace(ENDPOINTS[0], route="GET /a/{second}/b/{first}").slots == ("second", "first")
    assert replace(ENDPOINTS[0], route="GET /a").slots == ()
