"""The vendor's own SDK runs all calls of the bearer hosts against the sandbox and notices nothing."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from tikhub import AsyncTikHub, TikHubAuthError, TikHubHTTPError
from wire_fixtures import COOKIE, TOKEN, fixture_names, load_fixture

from creatorscope.sandbox.app import SandboxConfig, build_sandbox

CALLS = [name for name in fixture_names() if load_fixture(name).provider == "tiktok_creator"]
WORKS = [name for name in fixture_names() if load_fixture(name).provider == "works"]
# Path between the prefix and the call -> the SDK's name for that family.
FAMILIES = {
    "tiktok/app/v3": "tiktok_app_v3",
    "douyin/app/v3": "douyin_app_v3",
    "douyin/web": "douyin_web",
    "xiaohongshu/app_v2": "xiaohongshu_app_v2",
    "instagram/v3": "instagram_v3",
    "youtube/web_v2": "youtube_web_v2",
    "hybrid": "hybrid_parsing",
}

REQUIRED = {"cookie", "item_id", "item_ids", "product_id"}


@pytest.fixture
async def sdk() -> AsyncIterator[AsyncTikHub]:
    sandbox = build_sandbox(SandboxConfig(seed=7, creators=300, as_of=date(2026, 3, 15)))
    async with sandbox:
        transport = httpx.ASGITransport(app=sandbox.app)
        async with AsyncTikHub(
            TOKEN, base_url="http://sandbox.test", transport=transport, max_retries=1
        ) as client:
            yield client


@pytest.mark.parametrize("name", CALLS)
async def test_the_vendor_sdk_gets_data_for_every_call(name: str, sdk: AsyncTikHub) -> None:
    request = load_fixture(name).request
    call = getattr(sdk.tiktok_creator, request.path.rpartition("/")[2])

    answer = await call(**request.body)

    assert answer["code"] == 200
    assert answer["data"]


@pytest.mark.parametrize("name", CALLS)
async def test_the_vendor_sdk_may_leave_out_what_is_optional(name: str, sdk: AsyncTikHub) -> None:
    request = load_fixture(name).request
    call = getattr(sdk.tiktok_creator, request.path.rpartition("/")[2])
    required = {key: value for key, value in request.body.items() if key in REQUIRED}

    assert (await call(**required))["data"]


@pytest.mark.parametrize("name", WORKS)
async def test_the_vendor_sdk_gets_data_for_every_works_call(name: str, sdk: AsyncTikHub) -> None:
    request = load_fixture(name).request
    family, _, method = request.path.removeprefix("/api/v1/").rpartition("/")
    call = getattr(getattr(sdk, FAMILIES[family]), method)

    answer = await call(**request.query)

    assert answer["code"] == 200
    assert answer["data"]


async def test_an_unknown_handle_reaches_the_sdk_as_not_found(sdk: AsyncTikHub) -> None:
    with pytest.raises(TikHubHTTPError) as refused:
        await sdk.tiktok_app_v3.handler_user_profile(unique_id="nobody.has.this.name")

    assert refused.value.status_code == 404


def test_every_creator_call_of_the_sdk_has_a_tool() -> None:
    methods = {name for name, _ in inspect.getmembers(AsyncTikHub(TOKEN).tiktok_creator, inspect.ismethod)}
    offered = {name for name in methods if name.startswith("get_")}

    assert offered == {load_fixture(name).request.path.rpartition("/")[2] for name in CALLS}


async def test_a_refused_token_reaches_the_sdk_as_its_own_error(sdk: AsyncTikHub) -> None:
    sdk._auth_header = "Bearer expired"

    with pytest.raises(TikHubAuthError) as refused:
        await sdk.tiktok_creator.get_account_health_status(cookie=COOKIE)

    assert refused.value.status_code == 401


async def test_a_placeholder_cookie_reaches_the_sdk_as_its_own_error(sdk: AsyncTikHub) -> None:
    with pytest.raises(TikHubHTTPError) as refused:
        await sdk.tiktok_creator.get_account_health_status(cookie="Your_Cookie_String")

    assert 400 <= refused.value.status_code < 500
