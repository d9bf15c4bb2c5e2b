"""The sandbox answers every row, in the form of its provider, the same for the same seed and date."""

from __future__ import annotations

import json

import pytest

from creatorscope.contract.operation import Provider
from creatorscope.contract.wire import WHOLE_BODY, encode_request
from creatorscope.endpoints.table import ENDPOINTS
from creatorscope.sandbox.serving import HANDLERS

BEARER = {"Authorization": "Bearer any", "X-API-Key": "cv_live_sandbox", "X-User-Identity": "a@example.com"}
SEARCH = "creators/tiktok/search"


async def send_example(caller, row, prefix=""):
    body = encode_request(row.example)
    path = row.path.format(**body)
    if WHOLE_BODY in body:
        body = body[WHOLE_BODY]
    elif row.provider is Provider.TIKTOK_CREATOR:
        body["cookie"] = "sessionid=1"
    content = {"params": body} if row.verb == "GET" else {"json": body}
    return await caller.http.request(row.verb, prefix + path, headers=BEARER, **content)


@pytest.mark.parametrize("row", ENDPOINTS, ids=lambda row: row.name)
async def test_every_row_answers_its_own_example(row, caller):
    prefix = "/api/v1" if row.provider in (Provider.TIKTOK_CREATOR, Provider.WORKS) else ""

    answer = await send_example(caller, row, prefix)

    assert answer.status_code == 200, answer.text


def test_every_row_has_a_handler_and_every_handler_a_row():
    assert set(HANDLERS) >= {row.name for row in ENDPOINTS}
    assert {name for name in HANDLERS if not name.startswith("_")} <= {row.name for row in ENDPOINTS}


@pytest.mark.parametrize("provider", [Provider.TIKTOK_CREATOR, Provider.WORKS])
async def test_both_prefixes_of_the_bearer_hosts_answer(provider, caller):
    row = next(row for row in ENDPOINTS if row.provider is provider)

    first = await send_example(caller, row, "/api/v1")
    second = await send_example(caller, row, "/api/u1/v1")

    assert first.json()["data"] == second.json()["data"]
    assert second.json()["router"] == f"/api/u1/v1{row.path}"


async def test_the_same_seed_and_date_give_the_same_bytes(open_caller):
    request = {"keyword": "a", "size": 5, "service_level": "S3"}

    answers = [await (await open_caller()).vault(SEARCH, request) for _ in range(2)]
    other = await (await open_caller(seed=8)).vault(SEARCH, request)

    assert answers[0].content == answers[1].content
    assert other.json()["data"] != answers[0].json()["data"]


async def test_a_search_envelope_counts_and_names_its_level(caller):
    answer = (await caller.vault(SEARCH, {"size": 3, "page": 2, "service_level": "S3", "lang": "en"})).json()

    meta = answer["meta"]
    assert answer["success"] is True
    assert answer["error"] is None
    assert (meta["page"], meta["size"], meta["service_level"], meta["lang"]) == (2, 3, "S3", "en")
    assert (meta["credits_consumed"], meta["total"]) == (12, None)
    assert meta["request_id"].startswith("req_")


async def test_the_tiktok_envelope_echoes_the_request_but_its_cached_copy_keeps_no_secret(caller):
    body = {"cookie": "sessionid=secret", "proxy": "http://u:p@proxy.example:1"}
    path = "/api/v1/tiktok/creator/get_account_health_status"

    answer = (await caller.http.post(path, json=body, headers=BEARER)).json()
    cached = await caller.http.get(answer["cache_url"])

    assert (answer["code"], answer["params"]) == (200, body)
    assert cached.json() == {**answer, "params": {}}
    caller.clock.advance(hours=24)
    assert (await caller.http.get(answer["cache_url"])).status_code == 410
    assert (await caller.http.get("http://sandbox.test/cache/none")).status_code == 404


async def test_unknown_addresses_and_methods_are_refused_in_the_form_of_their_neighbours(caller):
    vault = await caller.http.post("/openapi/v1/nothing", json={})
    tiktok = await caller.http.post("/api/v1/tiktok/creator/nothing", json={})
    other = await caller.http.get("/nothing")
    wrong_method = await caller.http.get("/openapi/v1/creators/tiktok/search")

    assert [answer.status_code for answer in (vault, tiktok, other, wrong_method)] == [404, 404, 404, 405]
    assert vault.json()["error"] == {"code": None, "message": "not found"}
    assert tiktok.json()["detail"]["code"] == 404
    assert wrong_method.json()["success"] is False


@pytest.mark.parametrize(
    "raw", [b"{", b"[1]", b'"text"', b'{"keyword": NaN}', b'{"keyword": "\\ud800"}', b"\xff"]
)
async def test_a_body_that_is_no_json_object_is_invalid(raw, caller):
    answer = await caller.http.post(f"/openapi/v1/{SEARCH}", content=raw, headers=BEARER)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 40001)


async def test_all_faults_of_a_request_come_in_one_reply_and_cost_nothing(caller):
    answer = await caller.vault(SEARCH, {"size": 101, "page": 0, "keywort": "x"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 40001)
    message = answer.json()["error"]["message"]
    assert all(name in message for name in ("size", "page", "keywort"))
    assert answer.json()["meta"]["credits_consumed"] == 0


async def test_a_bad_date_is_refused_in_the_tiktok_form(caller):
    body = {"cookie": "sessionid=1", "start_date": "2025-04-01"}
    path = "/api/v1/tiktok/creator/get_account_insights_overview"

    answer = await caller.http.post(path, json=body, headers=BEARER)

    assert (answer.status_code, answer.json()["detail"]["code"]) == (400, 400)


async def test_webhook_addresses_without_tls_need_the_flag(open_caller):
    body = {
        "task_type": "FILE_UPLOAD",
        "platform": "tiktok",
        "values": ["creator_demo"],
        "webhook_url": "http://127.0.0.1:9/hook",
    }

    refused = await (await open_caller()).vault("collection/tasks/submit", body)
    accepted = await (await open_caller(allow_http_webhooks=True)).vault("collection/tasks/submit", body)

    assert (refused.status_code, accepted.status_code) == (400, 200)


async def test_requests_are_logged_with_how_often_they_came_and_without_their_content(caller):
    await caller.vault(SEARCH, {"keyword": "twice"})
    await caller.vault(SEARCH, {"keyword": "twice"})
    await caller.vault(SEARCH, {"keyword": "once"})
    await caller.vault(SEARCH, {"keyword": "once"}, key="wrong")

    logged = caller.sandbox.requests()

    assert [(entry.tenant, entry.count) for entry in logged] == [
        ("tenant_sandbox", 2),
        ("tenant_sandbox", 1),
        ("", 1),
    ]
    assert "twice" not in json.dumps([entry.digest for entry in logged])


async def test_a_pinned_sandbox_begins_at_midnight_of_its_date():
    from datetime import UTC, date, datetime

    from creatorscope.sandbox.app import SandboxConfig, build_sandbox

    sandbox = build_sandbox(SandboxConfig(as_of=date(2026, 3, 15)))

    assert sandbox.now() - datetime(2026, 3, 15, tzinfo=UTC) < datetime.resolution * 60_000_000
    assert sandbox.now().microsecond == 0
