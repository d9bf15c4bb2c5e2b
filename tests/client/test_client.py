"""The client against tiny upstreams: what it sends, what it reads, what it does when things go wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import anyio
import httpx2
import pytest
from starlette.responses import JSONResponse, Response

from creatorscope import __version__
from creatorscope.contract.arguments import parse_request
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.table import BY_NAME
from creatorscope.errors import ArgumentError

from .conftest import COOKIE, IDENTITY, KEY, PROXY, TOKEN, Upstream, client_of, hosts_at, vault

SEARCH = BY_NAME["search_tiktok_creators"]
STATUS = BY_NAME["get_collection_status"]
HEALTH = BY_NAME["get_account_health"]
SUBMIT = BY_NAME["submit_collection_task"]


def request_of(name: str, **arguments: Any) -> Any:
    return parse_request(BY_NAME[name].request, arguments, date(2026, 3, 15))


async def test_search_is_sent_as_json_with_key_identity_and_user_agent():
    upstream = Upstream(lambda _request, _body: vault({"items": []}))
    async with client_of(upstream) as client:
        await client.call(SEARCH, request_of(SEARCH.name, keyword="skin care", country_code=["US", "GB"]))
    request, body = upstream.requests[0]
    assert (request.method, request.url.path) == ("POST", "/openapi/v1/creators/tiktok/search")
    assert request.headers["x-api-key"] == KEY
    assert request.headers["x-user-identity"] == IDENTITY
    assert request.headers["user-agent"] == f"creatorscope/{__version__}"
    assert request.headers["content-type"] == "application/json"
    assert json.loads(body)["country_code"] == "US,GB"


@pytest.mark.parametrize(
    ("name", "arguments", "headers"),
    [("get_download_url", {"file_id": "a1"}, {"x-api-key"}), ("verify_webhook", {"challenge": "abc"}, set())],
)
async def test_file_links_take_the_key_alone_and_public_calls_nothing(name, arguments, headers):
    upstream = Upstream(lambda _request, _body: vault({}))
    async with client_of(upstream) as client:
        await client.call(BY_NAME[name], request_of(name, **arguments))
    sent = set(upstream.requests[0][0].headers)
    assert sent & {"x-api-key", "x-user-identity", "authorization"} == headers


async def test_answer_carries_rows_cost_balance_and_request_id():
    upstream = Upstream(
        lambda _request, _body: vault([{"uid": "1"}], credits_consumed=3, credits_remaining=97, total=1)
    )
    async with client_of(upstream) as client:
        received = await client.call(SEARCH, SEARCH.example)
    assert received.data == {"items": [{"uid": "1"}]}
    assert received.charged == Quote(3, Unit.CREDITS)
    assert received.remaining == Quote(97, Unit.CREDITS)
    assert (received.total, received.request_id, received.unlimited) == (1, "req_1", False)


async def test_balance_of_minus_one_means_unlimited_and_unknown_cost_stays_unknown():
    upstream = Upstream(lambda _request, _body: vault({"items": []}, credits_remaining=-1))
    async with client_of(upstream) as client:
        received = await client.call(SEARCH, SEARCH.example)
    assert received.unlimited
    assert received.remaining is None
    assert received.charged == Quote(None, Unit.CREDITS)


async def test_account_call_sends_cookie_and_proxy_and_no_answer_gives_them_back():
    def answer(_request: Any, body: bytes) -> Response:
        sent = json.loads(body)
        return JSONResponse(
            {
                "code": 200,
                "request_id": "r-1",
                "params": sent,
                "cache_url": f"https://cache.example.com/{sent['cookie']}",
                "data": {"note": f"seen {sent['cookie']} by {TOKEN}", "violation_score": 0},
            }
        )

    upstream = Upstream(answer)
    async with client_of(upstream) as client:
        received = await client.call(HEALTH, HEALTH.example)
    request, body = upstream.requests[0]
    assert request.url.path == "/api/v1/tiktok/creator/get_account_health_status"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert json.loads(body) == {"cookie": COOKIE, "proxy": PROXY}
    assert received.data == {"note": "seen *** by ***", "violation_score": 0}
    assert set(json.loads(received.raw)) == {"code", "request_id", "data"}
    assert received.charged == Quote(1, Unit.REQUESTS)


async def test_account_is_chosen_by_name_and_an_unknown_one_is_refused_unsent():
    upstream = Upstream(lambda _request, _body: JSONResponse({"code": 200, "data": {}}))
    async with client_of(upstream) as client:
        await client.call(HEALTH, HEALTH.example, account="second")
        with pytest.raises(ArgumentError, match="1 problem") as caught:
            await client.call(HEALTH, HEALTH.example, account="secund")
    assert json.loads(upstream.requests[0][1]) == {"cookie": "sessionid=second-secret"}
    assert "second" in caught.value.problems[0].fix
    assert len(upstream.requests) == 1


async def test_ids_in_the_path_are_quoted_and_cannot_lead_elsewhere():
    upstream = Upstream(lambda _request, _body: JSONResponse({"code": 200, "data": {"task_id": "a/b"}}))
    row = BY_NAME["get_transcription"]
    async with client_of(upstream) as client:
        await client.call(row, row.request.model_construct(task_id="a/b?c"))
        with pytest.raises(ArgumentError):
            await client.call(row, row.request.model_construct(task_id=".."))
    request, body = upstream.requests[0]
    assert request.scope["raw_path"] == b"/api/u2/v1/tasks/a%2Fb%3Fc"
    assert body == b""


async def test_affiliate_calls_use_the_configured_path_and_send_the_array_whole():
    upstream = Upstream(
        lambda request, _body: JSONResponse([{"id": "7"}]) if request.method == "GET" else Response(b"")
    )
    listing, errors = BY_NAME["list_affiliate_creators"], BY_NAME["submit_affiliate_errors"]
    async with client_of(upstream) as client:
        received = await client.call(listing, listing.example)
        submitted = await client.call(errors, errors.example)
    assert received.data == [{"id": "7"}]
    assert submitted.data == {}
    assert upstream.requests[0][0].url.path == "/v2/work-list"
    assert "authorization" not in upstream.requests[0][0].headers
    assert isinstance(json.loads(upstream.requests[1][1]), list)


async def test_unwrapped_media_answer_is_its_own_data():
    upstream = Upstream(
        lambda _request, _body: JSONResponse(
            {"request_id": "r-2", "output": {"task_id": "t1"}, "usage": None}
        )
    )
    row = BY_NAME["submit_transcription"]
    async with client_of(upstream) as client:
        received = await client.call(row, row.example)
    assert received.data["output"] == {"task_id": "t1"}
    assert received.request_id == "r-2"
    assert received.charged == Quote(None, Unit.SECONDS)


async def test_cookies_an_upstream_sets_are_not_kept():
    upstream = Upstream(lambda _request, _body: _with_cookie(vault({"items": []})))
    async with client_of(upstream) as client:
        await client.call(SEARCH, SEARCH.example)
        await client.call(SEARCH, SEARCH.example)
    assert "cookie" not in upstream.requests[1][0].headers


def _with_cookie(response: Response) -> Response:
    response.set_cookie("session", "1")
    return response


async def test_fifty_calls_run_at_once_over_one_client():
    upstream = Upstream(lambda _request, _body: vault({"items": []}))
    async with client_of(upstream) as client, anyio.create_task_group() as group:
        for _ in range(50):
            group.start_soon(client.call, SEARCH, SEARCH.example)
    assert len(upstream.requests) == 50


def test_secrets_are_not_in_the_representation_of_hosts():
    shown = repr(hosts_at("https://api.example.com", httpx2.AsyncHTTPTransport()))
    assert not any(secret in shown for secret in (KEY, TOKEN, COOKIE, PROXY))
