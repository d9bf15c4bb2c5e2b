"""The client when things go wrong: what it sends again, and the errors it raises."""

from __future__ import annotations

import anyio
import httpx2
import pytest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from creatorscope.client.auth import Account, BearerAuth
from creatorscope.client.client import Client
from creatorscope.client.host import Host
from creatorscope.contract.operation import Provider
from creatorscope.endpoints.table import BY_NAME
from creatorscope.errors import Charged, TransportError, UpstreamError

from .conftest import COOKIE, FixedClock, Upstream, client_of, hosts_at, vault

SEARCH = BY_NAME["search_tiktok_creators"]
STATUS = BY_NAME["get_collection_status"]
HEALTH = BY_NAME["get_account_health"]
SUBMIT = BY_NAME["submit_collection_task"]


async def test_unbilled_read_is_repeated_after_server_faults(no_waiting):
    answers = [PlainTextResponse("bad gateway", 502), JSONResponse({}, 500), vault({"status": "completed"})]
    upstream = Upstream(lambda _request, _body: answers.pop(0))
    async with client_of(upstream) as client:
        received = await client.call(STATUS, STATUS.example)
    assert received.data == {"status": "completed"}
    assert len(upstream.requests) == 3


@pytest.mark.parametrize("endpoint", [SEARCH, SUBMIT, HEALTH], ids=lambda row: row.name)
async def test_billed_or_submitting_call_is_sent_once_when_the_server_fails(endpoint, no_waiting):
    upstream = Upstream(lambda _request, _body: JSONResponse({}, 500))
    async with client_of(upstream) as client:
        with pytest.raises(UpstreamError) as caught:
            await client.call(endpoint, endpoint.example)
    assert len(upstream.requests) == 1
    assert caught.value.outcome.charged is Charged.UNKNOWN
    assert not caught.value.outcome.retryable


async def test_rate_limit_is_waited_out_when_the_wait_fits(no_waiting):
    answers = [JSONResponse({}, 429, headers={"Retry-After": "30"}), vault({"items": []})]
    upstream = Upstream(lambda _request, _body: answers.pop(0))
    async with client_of(upstream) as client:
        await client.call(SEARCH, SEARCH.example)
    assert len(upstream.requests) == 2


async def test_wait_an_upstream_asks_for_is_told_before_it_and_only_when_it_is_waited(no_waiting):
    told = []

    async def waiting(seconds):
        told.append(seconds)

    answers = [
        JSONResponse({}, 429, headers={"Retry-After": "30"}),
        JSONResponse({}, 429, headers={"Retry-After": "50"}),
    ]
    upstream = Upstream(lambda _request, _body: answers.pop(0))
    async with client_of(upstream) as client:
        with pytest.raises(UpstreamError):
            await client.call(SEARCH, SEARCH.example, waiting=waiting)
    assert told == [30]


async def test_rate_limit_longer_than_the_call_says_how_long(no_waiting):
    upstream = Upstream(lambda _request, _body: JSONResponse({}, 429, headers={"Retry-After": "50"}))
    async with client_of(upstream) as client:
        with pytest.raises(UpstreamError, match="too many requests") as caught:
            await client.call(SEARCH, SEARCH.example)
    assert len(upstream.requests) == 1
    assert caught.value.outcome.retry_after_s == 50
    assert "after 50 s" in caught.value.text()


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (HTMLResponse("<html>hello</html>"), "web page"),
        (Response(b""), "empty"),
        (JSONResponse({"items": []}), "success"),
        (JSONResponse([1]), "not a JSON object"),
        (HTMLResponse("<html>none</html>", 404), "web page"),
        (Response(status_code=301, headers={"location": "https://elsewhere.example.com/"}), "redirects"),
    ],
)
async def test_answer_in_another_form_is_a_transport_error_that_names_the_fault(answer, named):
    upstream = Upstream(lambda _request, _body: answer)
    async with client_of(upstream) as client:
        with pytest.raises(TransportError, match=named):
            await client.call(SEARCH, SEARCH.example)
    assert len(upstream.requests) == 1


async def test_unreadable_success_of_a_billed_call_may_have_been_charged():
    upstream = Upstream(lambda _request, _body: Response(b"{"))
    async with client_of(upstream) as client:
        with pytest.raises(TransportError) as caught:
            await client.call(SEARCH, SEARCH.example)
    assert caught.value.outcome.charged is Charged.UNKNOWN


async def test_error_text_of_an_upstream_is_shown_without_secrets():
    upstream = Upstream(
        lambda _request, _body: JSONResponse(
            {"detail": {"code": 400, "request_id": "r-9", "message": f"bad cookie {COOKIE}"}}, 400
        )
    )
    async with client_of(upstream) as client:
        with pytest.raises(UpstreamError) as caught:
            await client.call(HEALTH, HEALTH.example)
    assert "bad cookie ***" in caught.value.message
    assert caught.value.outcome.request_id == "r-9"


async def test_value_of_a_cookie_is_hidden_even_when_it_is_echoed_alone():
    value = "Zk3/8&q-made-up-session-value"
    hosts = hosts_at("http://upstream.localhost")
    auth = BearerAuth("token-1234", (Account("default", f"sessionid={value}; lang=en"),))
    for form in (value, value.replace("/", "\\/"), value.replace("&", "\\u0026")):
        body = f'{{"detail": {{"code": 400, "message": "no session {form} in lang=en"}}}}'
        upstream = Upstream(lambda _request, _body, body=body: Response(body, 400))
        host = Host(
            name="tikhub",
            base_url="http://upstream.localhost",
            auth=auth,
            transport=httpx2.ASGITransport(upstream.app),
        )
        async with Client(hosts | {Provider.TIKTOK_CREATOR: host}, clock=FixedClock()) as client:
            with pytest.raises(UpstreamError, match=r"no session \*\*\* in lang=en"):
                await client.call(HEALTH, HEALTH.example)


async def test_repeating_a_call_writes_nothing_to_the_log(no_waiting, caplog):
    answers = [JSONResponse({}, 500), vault({"status": "completed"})]
    upstream = Upstream(lambda _request, _body: answers.pop(0))
    async with client_of(upstream) as client:
        await client.call(STATUS, STATUS.example)
    assert [record for record in caplog.records if record.name == "stamina"] == []


async def test_error_stated_inside_a_successful_response_is_an_error():
    upstream = Upstream(lambda _request, _body: JSONResponse({"code": 403, "message": "No.", "data": None}))
    async with client_of(upstream) as client:
        with pytest.raises(UpstreamError) as caught:
            await client.call(HEALTH, HEALTH.example)
    assert caught.value.status == 403


async def test_refused_connection_is_tried_again_for_every_call(free_port, no_waiting):
    async with Client(hosts_at(f"http://127.0.0.1:{free_port}"), clock=FixedClock()) as client:
        with pytest.raises(TransportError, match="no connection to creativault") as caught:
            await client.call(SEARCH, SEARCH.example)
    assert caught.value.outcome.charged is Charged.NO
    assert caught.value.outcome.retryable


async def test_call_cut_after_sending_is_not_repeated_when_billed(cutting_port, no_waiting):
    port, seen = cutting_port
    async with Client(hosts_at(f"http://127.0.0.1:{port}"), clock=FixedClock()) as client:
        with pytest.raises(TransportError, match="broke") as caught:
            await client.call(SEARCH, SEARCH.example)
        assert (len(seen), caught.value.outcome.charged) == (1, Charged.UNKNOWN)
        with pytest.raises(TransportError, match="broke"):
            await client.call(STATUS, STATUS.example)
    assert len(seen) == 1 + 4


async def test_silent_upstream_ends_the_call_at_its_deadline(silent_port):
    async with Client(hosts_at(f"http://127.0.0.1:{silent_port}"), clock=FixedClock()) as client:
        with pytest.raises(TransportError, match=r"within 0.05 s") as caught:
            await client.call(SUBMIT, SUBMIT.example, deadline_s=0.05)
    assert caught.value.outcome.charged is Charged.UNKNOWN


async def test_cancelled_call_stays_cancelled(silent_port):
    async with Client(hosts_at(f"http://127.0.0.1:{silent_port}"), clock=FixedClock()) as client:
        with anyio.move_on_after(0.05) as scope:
            await client.call(STATUS, STATUS.example)
    assert scope.cancelled_caught
