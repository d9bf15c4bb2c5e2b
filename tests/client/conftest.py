"""A client in front of a tiny upstream written inside each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import anyio
import httpx2
import pytest
import stamina
from anyio.abc import SocketStream
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from creatorscope.client.auth import Account, BearerAuth, KeyAuth
from creatorscope.client.client import Client
from creatorscope.client.host import Host
from creatorscope.contract.operation import Provider

KEY = "cv_live_test_key_1"
IDENTITY = "owner@example.com"
TOKEN = "bearer-test-token"
COOKIE = 'sessionid=abc"1; região=ü'
PROXY = "http://u:p@proxy.example.com:8080"
NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)

Answer = Callable[[Request, Any], Response]


class FixedClock:
    """A clock that stands at one instant."""

    def now(self) -> datetime:
        """Return noon of 2026-03-15."""
        return NOW


class Upstream:
    """Answers every call by one function, and keeps what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.requests: list[tuple[Request, Any]] = []
        self._answer = answer
        self.app = Starlette(routes=[Route("/{path:path}", self._serve, methods=["GET", "POST", "PUT"])])

    async def _serve(self, request: Request) -> Response:
        body = await request.body()
        self.requests.append((request, body))
        return self._answer(request, body)


def hosts_at(base_url: str, transport: httpx2.AsyncBaseTransport | None = None) -> dict[Provider, Host]:
    """Return a host for every provider at one address."""
    accounts = (Account("default", COOKIE, PROXY), Account("second", "sessionid=second-secret"))
    common: dict[str, Any] = {"base_url": base_url, "transport": transport}
    return {
        Provider.CREATIVAULT: Host(name="creativault", auth=KeyAuth(KEY, IDENTITY), **common),
        Provider.TIKTOK_CREATOR: Host(
            name="tikhub", prefix="/api/v1", auth=BearerAuth(TOKEN, accounts), **common
        ),
        Provider.MEDIA: Host(name="tikomni", auth=BearerAuth(TOKEN), **common),
        Provider.AFFILIATE: Host(
            name="affiliate",
            auth=BearerAuth(None),
            paths={"list_affiliate_creators": "/v2/work-list"},
            **common,
        ),
    }


def client_of(upstream: Upstream) -> Client:
    """Return a client whose every host is the upstream, in process."""
    transport = httpx2.ASGITransport(upstream.app)
    return Client(hosts_at("http://upstream.localhost", transport), clock=FixedClock())


def vault(data: Any, **meta: Any) -> JSONResponse:
    """Return a CreatiVault answer with that data."""
    return JSONResponse(
        {"success": True, "data": data, "error": None, "meta": {"request_id": "req_1", "total": None, **meta}}
    )


@pytest.fixture
def no_waiting() -> Iterator[None]:
    """Let retries happen at once, as many as the policy allows."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
async def silent_port() -> AsyncIterator[int]:
    """Return a port that takes calls and never answers."""

    async def serve(stream: SocketStream) -> None:
        async with stream:
            await anyio.sleep_forever()

    async with _listening(serve) as port:
        yield port


@pytest.fixture
async def cutting_port() -> AsyncIterator[tuple[int, list[bytes]]]:
    """Return a port that reads a call and hangs up, and the list of what it read."""
    seen: list[bytes] = []

    async def serve(stream: SocketStream) -> None:
        async with stream:
            seen.append(await stream.receive())

    async with _listening(serve) as port:
        yield port, seen


@pytest.fixture
async def free_port() -> int:
    """Return a port nobody listens on."""
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener:
        return listener.extra(anyio.abc.SocketAttribute.local_port)  # noqa: S610 - not Django


@asynccontextmanager
async def _listening(serve: Callable[[SocketStream], Awaitable[None]]) -> AsyncIterator[int]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, serve)
        yield listener.extra(anyio.abc.SocketAttribute.local_port)  # noqa: S610 - not Django
        group.cancel_scope.cancel()
