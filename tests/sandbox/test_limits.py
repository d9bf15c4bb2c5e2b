"""Requests a minute, requests a day and credits are counted, and run out."""

from __future__ import annotations

SEARCH = "creators/tiktok/search"


async def test_the_rate_limit_says_when_to_come_back(open_caller):
    caller = await open_caller(rate_limit=2)
    caller.clock.advance(seconds=18)
    for _ in range(2):
        assert (await caller.vault(SEARCH, {"size": 1})).status_code == 200

    refused = await caller.vault(SEARCH, {"size": 1})

    assert (refused.status_code, refused.json()["error"]["code"]) == (429, 42901)
    wait = int(refused.headers["Retry-After"])
    assert wait == 42
    caller.clock.advance(seconds=wait - 1)
    assert (await caller.vault(SEARCH, {"size": 1})).status_code == 429
    caller.clock.advance(seconds=1)
    assert (await caller.vault(SEARCH, {"size": 1})).status_code == 200


async def test_tenants_do_not_share_their_rate(open_caller):
    caller = await open_caller(rate_limit=1)
    await caller.vault(SEARCH, {"size": 1})

    assert (await caller.vault(SEARCH, {"size": 1}, key="cv_live_search_only")).status_code == 200


async def test_only_creativault_is_rate_limited(open_caller):
    caller = await open_caller(rate_limit=1)

    assert {(await caller.http.get("/creators")).status_code for _ in range(3)} == {200}


async def test_the_daily_quota_falls_with_every_request_and_is_renewed_at_midnight(caller):
    async def remaining(key="cv_live_sandbox"):
        return (await caller.vault(SEARCH, {"size": 1}, key=key)).json()["meta"]["quota_remaining"]

    assert [await remaining(), await remaining()] == [9999, 9998]
    assert await remaining("cv_live_search_only") == -1
    caller.clock.advance(hours=14)
    assert await remaining() == 9999


async def test_credits_fall_by_the_rows_answered_at_the_level_asked(caller):
    async def meta(**body):
        return (await caller.vault(SEARCH, body)).json()["meta"]

    costs = [(await meta(size=10, service_level=level))["credits_consumed"] for level in ("S1", "S2", "S3")]
    nothing = await meta(keyword="nobody writes this", service_level="S3")

    assert costs == [10, 30, 40]
    assert (nothing["credits_consumed"], nothing["credits_remaining"]) == (0, 1_000_000 - 80)


async def test_a_refused_call_costs_nothing(caller):
    await caller.vault(SEARCH, {"size": 0})

    assert (await caller.vault(SEARCH, {"size": 1})).json()["meta"]["credits_remaining"] == 1_000_000 - 3


async def test_a_call_dearer_than_the_balance_is_refused_whole(caller):
    caller.sandbox.state.add("credits:tenant_sandbox", 1_000_000 - 5, period="2026-03")

    refused = await caller.vault(SEARCH, {"size": 2, "service_level": "S2"})

    assert (refused.status_code, refused.json()["error"]["code"]) == (402, 40201)
    assert refused.json()["meta"]["credits_remaining"] == 5
    assert (await caller.vault(SEARCH, {"size": 5, "service_level": "S1"})).status_code == 200
