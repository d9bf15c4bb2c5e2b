"""The sandbox answers the typed requests in the typed form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx2
import pytest
from wire_fixtures import (
    BOTH_HOSTS,
    TIKHUB,
    TIKOMNI,
    Fixture,
    differences,
    fixture_names,
    load_fixture,
    prefixed,
    shape_of,
)

from creatorscope.sandbox.app import SandboxConfig, build_sandbox

BEARER_CALLS = [name for name in fixture_names() if load_fixture(name).provider in BOTH_HOSTS]
CASES = [(name, TIKHUB) for name in fixture_names()] + [(name, TIKOMNI) for name in BEARER_CALLS]


@pytest.fixture
async def upstream() -> AsyncIterator[httpx2.AsyncClient]:
    sandbox = build_sandbox(SandboxConfig(seed=7, creators=300, as_of=date(2026, 3, 15)))
    async with (
        sandbox,
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=sandbox.app), base_url="http://sandbox.test"
        ) as client,
    ):
        yield client


async def post(client: httpx2.AsyncClient, fixture: Fixture, prefix: str, body: Any) -> httpx2.Response:
    request = fixture.request
    content = {} if body is None else {"json": body}
    path = prefixed(request.path, prefix)
    return await client.request(
        request.method, path, params=request.query, headers=request.headers, **content
    )


@pytest.mark.parametrize(("name", "prefix"), CASES)
async def test_the_sandbox_answers_the_typed_request_in_the_typed_shape(
    name: str, prefix: str, upstream: httpx2.AsyncClient
) -> None:
    fixture = load_fixture(name)

    answer = await post(upstream, fixture, prefix, fixture.request.body)
    assert answer.status_code == 200, answer.text
    if fixture.sandbox_body is not None:
        answer = await post(upstream, fixture, prefix, fixture.sandbox_body)

    assert answer.status_code == 200, answer.text
    if fixture.response is not None:
        found = differences(shape_of([fixture.response]), shape_of([answer.json()]), fixture)
        assert list(found) == []
