"""Every documented error, as it comes over the wire, becomes the error typed for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx2
import pytest
import stamina
from wire_fixtures import COOKIE, TOKEN, load_errors, load_fixture

from creatorscope.client.auth import Account, BearerAuth, KeyAuth
from creatorscope.client.client import Client
from creatorscope.client.host import Host
from creatorscope.clock import SystemClock
from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Provider
from creatorscope.endpoints.table import BY_NAME
from creatorscope.errors import UpstreamError

ERRORS = load_errors()
AUTH = {
    Provider.CREATIVAULT: KeyAuth("cv_live_sandbox", "sandbox@example.com"),
    Provider.TIKTOK_CREATOR: BearerAuth(TOKEN, (Account("default", COOKIE),)),
    Provider.AFFILIATE: BearerAuth(TOKEN),
    Provider.MEDIA: BearerAuth(TOKEN),
    Provider.WORKS: BearerAuth(TOKEN),
}


@pytest.fixture(autouse=True)
def _retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=1):
        yield


async def refused(error: dict[str, Any]) -> dict[str, object]:
    """Return the facts of the error a documented error answer becomes."""

    def answer(_request: httpx2.Request) -> httpx2.Response:
        text = error["body"] if isinstance(error["body"], str) else json.dumps(error["body"])
        return httpx2.Response(error["status"], content=text.encode(), headers=error["headers"])

    row = BY_NAME[error["tool"]]
    host = Host(
        name="upstream",
        base_url="https://upstream.example.com",
        auth=AUTH[row.provider],
        transport=httpx2.MockTransport(answer),
    )
    arguments = load_fixture(row.name).arguments
    request = parse_request(row.request, arguments, today=date(2026, 3, 15))
    async with Client({row.provider: host}, clock=SystemClock()) as client:
        with pytest.raises(UpstreamError) as caught:
            await client.call(row, request)
    return caught.value.facts()


@pytest.mark.parametrize("error", ERRORS, ids=[error["name"] for error in ERRORS])
async def test_a_documented_error_is_typed(error: dict[str, Any]) -> None:
    facts = await refused(error)

    assert {name: facts[name] for name in error["expect"]} == error["expect"]
    assert facts["remedy"]


def test_every_documented_code_is_among_them() -> None:
    codes = {error["expect"]["code"] for error in ERRORS}

    assert codes == {
        None,
        *(40001, 40101, 40102, 40103, 40104, 40201, 40301, 40401, 42901, 42902, 50001),
    }
