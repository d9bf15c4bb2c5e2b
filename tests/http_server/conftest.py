"""HTTP servers on free ports, and clients of them."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
import uvicorn
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.types import ASGIApp

from creatorscope.__main__ import build_composition
from creatorscope.clock import Clock
from creatorscope.settings import Settings, load_settings
from creatorscope.settings_tokens import TokenFile
from creatorscope.surfaces.http_app import build_http_app

SettingsMaker = Callable[..., Settings]
Server = Callable[..., AbstractAsyncContextManager[str]]
NOW = datetime(2026, 3, 15, tzinfo=UTC)


@pytest.fixture
def make_settings(tmp_path: Path) -> SettingsMaker:
    """Build settings over a temporary storage, with a small sandbox."""

    def make(env: dict[str, str] | None = None, **flags: Any) -> Settings:
        fixed = {"storage": tmp_path, "as_of": "2026-03-15", "sandbox_creators": 300}
        return load_settings(env or {}, None, fixed | flags)

    return make


@pytest.fixture
def new_token(tmp_path: Path) -> Callable[..., str]:
    """Make a token for a principal, its caps as given."""
    return lambda name, **caps: TokenFile(tmp_path / "tokens.json").add(name, caps, NOW)


@asynccontextmanager
async def on_a_port(app: ASGIApp) -> AsyncIterator[str]:
    """Serve an app by uvicorn on a free port, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(server.serve, [listening])
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            server.should_exit = True


@pytest.fixture
def serving() -> Server:
    """Serve the HTTP surface for the given settings, and clock where given; gives its address."""

    def serve(settings: Settings, clock: Clock | None = None) -> AbstractAsyncContextManager[str]:
        return on_a_port(build_http_app(build_composition(), settings, "127.0.0.1", clock))

    return serve


@asynccontextmanager
async def connected(address: str, token: str | None = None, mode: str = "auto") -> AsyncIterator[Client]:
    """Connect the SDK's client, with a bearer token where given."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    http = httpx2.AsyncClient(headers=headers, timeout=60, trust_env=False)
    transport = streamable_http_client(f"{address}/mcp", http_client=http)
    async with http, Client(transport, mode=mode) as client:
        yield client


async def call(address: str, headers: dict[str, str] | None = None, **request: Any) -> httpx2.Response:
    """Post one JSON-RPC request, by default tools/list, with the headers as given."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"} | request
    fixed = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    async with httpx2.AsyncClient(timeout=60, trust_env=False) as http:
        return await http.post(
            f"{address}/mcp", content=json.dumps(body).encode(), headers=fixed | (headers or {})
        )
