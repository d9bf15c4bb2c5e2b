"""Who is let in, and how those who are not are told."""

from __future__ import annotations

import pytest

SEARCH = "creators/tiktok/search"
HEALTH = "/api/v1/tiktok/creator/get_account_health_status"
DEMO_TASK = {"task_id": "task_20260315_abc123"}


@pytest.mark.parametrize(
    ("key", "status", "code"),
    [
        ("cv_live_sandbox", 200, None),
        ("cv_live_search_only", 200, None),
        ("cv_live_expired", 401, 40102),
        ("cv_live_revoked", 401, 40103),
        ("cv_live_broke", 402, 40201),
        ("cv_live_quota_out", 402, 42902),
        ("cv_live_of_nobody", 401, 40101),
        ("", 401, 40101),
    ],
)
async def test_each_key_gets_what_it_stands_for(key, status, code, caller):
    answer = await caller.vault(SEARCH, {"size": 1}, key=key)

    assert answer.status_code == status
    assert (answer.json()["error"] or {}).get("code") == code


async def test_a_key_without_the_scope_is_told_which(caller):
    answer = await caller.vault("collection/tasks/status", DEMO_TASK, key="cv_live_search_only")

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, 40301)
    assert "collection:status" in answer.json()["error"]["message"]


async def test_lookalikes_need_no_scope(caller):
    body = {"username": "creator_demo", "limit": 1}

    assert (await caller.vault("creators/lookalike", body, key="cv_live_search_only")).status_code == 200


async def test_a_broke_tenant_may_still_make_calls_that_cost_nothing(caller):
    answer = await caller.vault("collection/tasks/status", {"task_id": "task_none"}, key="cv_live_broke")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, None)


async def test_the_identity_is_needed_everywhere_but_for_file_addresses(caller):
    key = {"X-API-Key": "cv_live_sandbox"}

    without = await caller.http.post(f"/openapi/v1/{SEARCH}", json={}, headers=key)
    file = {"file_id": "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"}
    address = await caller.http.post("/openapi/v1/files/download-url", json=file, headers=key)

    assert (without.status_code, without.json()["error"]["code"]) == (401, 40104)
    assert address.status_code == 200


async def test_the_webhook_check_asks_nobody(caller):
    answer = await caller.http.post("/openapi/v1/webhook/verify", json={"challenge": "abc"})

    assert answer.json()["data"] == {"challenge": "abc"}
    assert "credits_remaining" not in answer.json()["meta"]


@pytest.mark.parametrize(
    ("authorization", "cookie", "status"),
    [
        ("Bearer anything", "sessionid=1", 200),
        ("bearer anything", "sessionid=1", 200),
        ("Bearer expired", "sessionid=1", 401),
        ("Bearer ", "sessionid=1", 401),
        ("Basic abc", "sessionid=1", 401),
        ("Bearer anything", "Your_Cookie_String", 400),
        ("Bearer anything", "  ", 400),
        ("Bearer anything", None, 400),
        ("Bearer anything", 5, 400),
    ],
)
async def test_the_account_calls_need_a_token_and_a_real_cookie(authorization, cookie, status, caller):
    body = {} if cookie is None else {"cookie": cookie}

    answer = await caller.http.post(HEALTH, json=body, headers={"Authorization": authorization})

    assert answer.status_code == status
    if status != 200:
        assert answer.json()["detail"]["code"] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"Authorization": "Bearer any"}, 200), ({"Authorization": "Bearer expired"}, 401)],
)
async def test_the_affiliate_api_asks_for_no_token_but_refuses_an_expired_one(headers, status, caller):
    assert (await caller.http.get("/creators", headers=headers)).status_code == status


async def test_the_media_api_needs_a_token(caller):
    path = "/api/u2/v1/tasks/asr_20260315_demo01"

    assert (await caller.http.post(path)).status_code == 401
    assert (await caller.http.post(path, headers={"Authorization": "Bearer any"})).status_code == 200
