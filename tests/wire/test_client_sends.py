"""What the client sends, and how it reads the answer, equals the forms typed from the contracts."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest
from model_coverage import declared_fields, set_fields, unknown_fields
from pydantic import BaseModel
from wire_fixtures import (
    BOTH_HOSTS,
    COOKIE,
    TIKHUB,
    TIKOMNI,
    TOKEN,
    Fixture,
    fixture_names,
    load_fixture,
    prefixed,
)

from creatorscope.client.client import Client, Received
from creatorscope.clock import SystemClock
from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint
from creatorscope.contract.rows import rows_at
from creatorscope.endpoints.affiliate_document import AffiliateCreator
from creatorscope.endpoints.table import BY_NAME, ENDPOINTS
from creatorscope.hosts import build_hosts
from creatorscope.settings import load_settings

CRAWL = "https://crawl.example.com"
ENVIRONMENT = {
    "CV_API_BASE_URL": "https://cv.example.com",
    "CV_API_KEY": "cv_live_sandbox",
    "CV_USER_IDENTITY": "sandbox@example.com",
    "TIKOMNI_API_KEY": TOKEN,
    "TIKHUB_API_KEY": TOKEN,
    "TIKTOK_CREATOR_COOKIE": COOKIE,
    "AFFILIATE_API_BASE_URL": CRAWL,
    "AFFILIATE_API_TOKEN": TOKEN,
}
BASE_URLS = {
    "creativault": "https://cv.example.com",
    "media": "https://api.tikomni.com",
    "affiliate": CRAWL,
    TIKHUB: "https://api.tikhub.io",
    TIKOMNI: "https://api.tikomni.com",
}
BEARER_CALLS = [name for name in fixture_names() if load_fixture(name).provider in BOTH_HOSTS]
CASES = [(row.name, TIKHUB) for row in ENDPOINTS] + [(name, TIKOMNI) for name in BEARER_CALLS]


@dataclass(frozen=True)
class Exchange:
    """A request as it left, and what the client made of the answer."""

    sent: httpx2.Request
    received: Received


async def exchange(fixture: Fixture, prefix: str = TIKHUB, **environment: str) -> Exchange:
    """Call the fixture's tool with its arguments, answered by the fixture's response."""
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        body = b"" if fixture.response is None else json.dumps(fixture.response).encode()
        return httpx2.Response(fixture.status, content=body, headers={"Content-Type": "application/json"})

    host = {TIKHUB: "tikhub", TIKOMNI: "tikomni"}[prefix]
    settings = load_settings({**ENVIRONMENT, "CREATORSCOPE_TIKTOK_HOST": host, **environment})
    transport = httpx2.MockTransport(answer)
    hosts = {name: replace(host, transport=transport) for name, host in build_hosts(settings).items()}
    row = BY_NAME[fixture.tool]
    request = parse_request(row.request, fixture.arguments, today=date(2026, 3, 15))
    async with Client(hosts, clock=SystemClock()) as client:
        received = await client.call(row, request)
    assert len(sent) == 1
    return Exchange(sent[0], received)


@pytest.mark.parametrize(("name", "prefix"), CASES)
async def test_the_client_sends_exactly_the_typed_request(name: str, prefix: str) -> None:
    fixture = load_fixture(name)
    expected = fixture.request

    sent = (await exchange(fixture, prefix)).sent

    base = BASE_URLS[prefix if fixture.provider in BOTH_HOSTS else fixture.provider]
    assert sent.method == expected.method
    assert str(sent.url.copy_with(query=None)) == base + prefixed(expected.path, prefix)
    assert dict(parse_qsl(sent.url.query.decode())) == expected.query
    assert {name: sent.headers.get(name) for name in expected.headers} == expected.headers
    assert [name for name in expected.absent_headers if name in sent.headers] == []
    assert (json.loads(sent.content) if sent.content else None) == expected.body


@pytest.mark.parametrize("name", [row.name for row in ENDPOINTS])
async def test_the_client_finds_the_rows_of_the_typed_response(name: str) -> None:
    fixture = load_fixture(name)

    received = (await exchange(fixture)).received

    assert len(rows_at(received.data, BY_NAME[name].response.ROWS)) == fixture.rows
    assert TOKEN.encode() not in received.raw
    assert b"sessionid" not in received.raw


@pytest.mark.parametrize("name", [row.name for row in ENDPOINTS if row.provider == "creativault"])
async def test_the_client_reads_total_and_credits_of_the_envelope(name: str) -> None:
    fixture = load_fixture(name)
    meta = fixture.response["meta"]

    received = (await exchange(fixture)).received

    assert received.request_id == meta["request_id"]
    assert received.total == meta["total"]
    # Collections are billed after the answer: 0 so far means that the charge is unknown.
    billed_later = name.startswith("submit_")
    assert received.charged.amount == (None if billed_later else meta["credits_consumed"])
    assert received.remaining is not None
    assert received.remaining.amount == meta["credits_remaining"]


@pytest.mark.parametrize("name", BEARER_CALLS)
async def test_every_call_of_the_bearer_hosts_counts_as_one_request(name: str) -> None:
    received = (await exchange(load_fixture(name))).received

    assert str(received.charged) == "1 request"
    assert received.remaining is None


async def test_an_older_deployment_s_bare_array_is_read_as_items() -> None:
    fixture = load_fixture("search_tiktok_creators")
    bare = {**fixture.response, "data": fixture.response["data"]["items"]}

    received = (await exchange(replace(fixture, response=bare))).received

    assert received.data == fixture.response["data"]


async def test_a_configured_proxy_travels_in_the_body() -> None:
    proxy = "http://user:pass@proxy.example.com:8080"

    sent = (await exchange(load_fixture("get_account_health"), TIKTOK_CREATOR_PROXY=proxy)).sent

    assert json.loads(sent.content) == {"cookie": COOKIE, "proxy": proxy}


async def test_affiliate_paths_are_configuration() -> None:
    fixture = load_fixture("submit_affiliate_errors")

    sent = (await exchange(fixture, AFFILIATE_ERRORS_PATH="/v2/crawl/errors")).sent

    assert str(sent.url) == f"{CRAWL}/v2/crawl/errors"


def test_every_fixture_belongs_to_a_row() -> None:
    assert fixture_names() == sorted(row.name for row in ENDPOINTS)


@pytest.mark.parametrize("name", fixture_names())
def test_a_response_model_knows_every_field_of_the_typed_response(name: str) -> None:
    fixture = load_fixture(name)

    found = [path for model in parsed(name) for path in unknown_fields(model, "data")]

    assert [path for path in found if not path.startswith(tuple(fixture.free))] == []


def test_every_declared_response_field_is_in_a_typed_response() -> None:
    models = [model for name in fixture_names() for model in parsed(name)]
    declared = {field for model in models for field in declared_fields(model)}
    typed = {field for model in models for field in set_fields(model)}

    assert sorted(map(str, declared - typed)) == []


def test_the_document_model_is_exactly_the_documented_document() -> None:
    [document] = load_fixture("submit_affiliate_creators").request.body
    model = AffiliateCreator.model_validate(document)
    declared, typed = set(declared_fields(model)), set(set_fields(model))

    assert list(unknown_fields(model, "document")) == []
    assert sorted(map(str, declared - typed)) == []


@cache
def parsed(name: str) -> list[BaseModel]:
    """Return the typed response as its row's response model; one a row where the answer is an array."""
    fixture, row = load_fixture(name), BY_NAME[name]
    payload = _payload(row, fixture.response)
    return [row.response.model_validate(value) for value in payload]


def _payload(row: Endpoint, response: Any) -> list[Any]:
    if response is None:
        return []
    if isinstance(response, list):
        return response
    data = response.get("data", response)
    return [{"value": data} if isinstance(data, str) else data]
