"""The sandbox refuses with the documented status, code and envelope."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx2
import pytest
from wire_fixtures import COOKIE, TIKHUB, TIKOMNI, TOKEN, load_errors, shape_of

from creatorscope.sandbox.app import SandboxConfig, build_sandbox

SEARCH = "/openapi/v1/creators/tiktok/search"
LOOKALIKE = "/openapi/v1/creators/lookalike"
TASKS = "/openapi/v1/collection/tasks"
HEALTH = "/tiktok/creator/get_account_health_status"
IDENTITY = {"X-User-Identity": "sandbox@example.com"}
ANSWERED_BY_CREATIVAULT = [
    ("cv_live_nobody", SEARCH, {}, 401, 40101),
    ("cv_live_expired", SEARCH, {}, 401, 40102),
    ("cv_live_revoked", SEARCH, {}, 401, 40103),
    ("cv_live_broke", SEARCH, {}, 402, 40201),
    ("cv_live_quota_out", SEARCH, {}, 402, 42902),
    ("cv_live_search_only", f"{TASKS}/status", {"task_id": "task_other_tenant"}, 403, 40301),
    ("cv_live_sandbox", SEARCH, {"size": 101}, 400, 40001),
    ("cv_live_sandbox", SEARCH, {"followers_gte": 1}, 400, 40001),
    ("cv_live_sandbox", SEARCH, {"country_code": ["US", "GB"]}, 400, 40001),
    ("cv_live_sandbox", LOOKALIKE, {}, 400, 40001),
    ("cv_live_sandbox", LOOKALIKE, {"username": "nobody.has.this.name"}, 404, 40401),
    ("cv_live_sandbox", f"{TASKS}/status", {"task_id": "task_unknown"}, 404, None),
    ("cv_live_sandbox", f"{TASKS}/status", {"task_id": "task_other_tenant"}, 404, None),
    ("cv_live_sandbox", f"{TASKS}/export", {"task_id": "task_unknown", "format": "csv"}, 404, None),
    (
        "cv_live_sandbox",
        f"{TASKS}/export",
        {"task_id": "task_20260315_abc123", "format": "feishu_doc"},
        400,
        None,
    ),
    ("cv_live_sandbox", "/openapi/v1/files/download-url", {}, 400, 40001),
]


@pytest.fixture
async def upstream() -> AsyncIterator[httpx2.AsyncClient]:
    sandbox = build_sandbox(SandboxConfig(seed=7, creators=300, as_of=date(2026, 3, 15), rate_limit=3))
    transport = httpx2.ASGITransport(app=sandbox.app)
    async with (
        sandbox,
        httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test") as client,
    ):
        yield client


def assert_documented_envelope(answer: httpx2.Response, code: int | None) -> None:
    typed = next(error["body"] for error in load_errors() if error["provider"] == "creativault")
    body = answer.json()
    assert body["success"] is False
    assert body["data"] is None
    assert body["error"]["code"] == code
    assert body["error"]["message"]
    assert body.keys() == typed.keys()
    assert set(body["meta"]) <= {*typed["meta"], "service_level"}
    assert shape_of([body["meta"]["request_id"]])["kinds"] == {"text"}


@pytest.mark.parametrize("case", ANSWERED_BY_CREATIVAULT, ids=lambda case: f"{case[3]}-{case[4]}-{case[1]}")
async def test_creativault_refuses_with_status_and_code(
    case: tuple[str, str, dict[str, Any], int, int | None], upstream: httpx2.AsyncClient
) -> None:
    key, path, body, status, code = case

    answer = await upstream.post(path, json=body, headers={**IDENTITY, "X-API-Key": key})

    assert answer.status_code == status, answer.text
    assert_documented_envelope(answer, code)


async def test_a_lookalike_limit_above_50_counts_as_50(upstream: httpx2.AsyncClient) -> None:
    headers = {**IDENTITY, "X-API-Key": "cv_live_sandbox"}
    answer = await upstream.post(LOOKALIKE, json={"username": "creator_demo", "limit": 80}, headers=headers)

    assert answer.status_code == 200
    assert len(answer.json()["data"]["items"]) == answer.json()["meta"]["credits_consumed"] == 50


async def test_creativault_wants_an_identity(upstream: httpx2.AsyncClient) -> None:
    answer = await upstream.post(SEARCH, json={}, headers={"X-API-Key": "cv_live_sandbox"})

    assert answer.status_code == 401
    assert_documented_envelope(answer, 40104)


async def test_creativault_s_rate_limit_says_how_long_to_wait(upstream: httpx2.AsyncClient) -> None:
    headers = {**IDENTITY, "X-API-Key": "cv_live_sandbox"}
    answers = [await upstream.post(SEARCH, json={"size": 1}, headers=headers) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert_documented_envelope(answers[-1], 42901)
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


@pytest.mark.parametrize("prefix", [TIKHUB, TIKOMNI])
async def test_the_creator_api_refuses_bad_tokens_and_the_placeholder_cookie(
    prefix: str, upstream: httpx2.AsyncClient
) -> None:
    for token, cookie, statuses in [
        ("expired", COOKIE, {401}),
        (None, COOKIE, {401}),
        (TOKEN, "Your_Cookie_String", {400, 401, 403, 422}),
        (TOKEN, None, {400, 401, 403, 422}),
    ]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = {"cookie": cookie} if cookie else {}
        answer = await upstream.post(prefix + HEALTH, json=body, headers=headers)
        assert answer.status_code in statuses, (token, cookie, answer.text)


async def test_a_bad_date_or_a_missing_id_is_refused_by_the_creator_api(upstream: httpx2.AsyncClient) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    stats = f"{TIKHUB}/tiktok/creator/get_video_detailed_stats"
    for extra in (
        {"item_id": "7496499484705246507", "start_date": "2025-04-01"},
        {"start_date": "04-01-2025"},
    ):
        answer = await upstream.post(stats, json={"cookie": COOKIE, **extra}, headers=headers)
        assert answer.status_code in {400, 422}, answer.text


async def test_unknown_tasks_and_uploads_of_the_media_api_are_not_found(upstream: httpx2.AsyncClient) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for path in ("/api/u2/v1/tasks/nothing", "/api/u3/v1/uploads/nothing/complete"):
        assert (await upstream.post(path, headers=headers)).status_code == 404
