"""The HTTP server as an ASGI app: the MCP endpoint, callbacks and health."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from creatorscope.clock import Clock, SystemClock
from creatorscope.settings import Settings
from creatorscope.settings_tokens import TokenFile
from creatorscope.surfaces.http_auth import MCP_PATH, Verifier, guarded, metadata_routes
from creatorscope.surfaces.http_checks import (
    allowed_hosts,
    allowed_origins,
    check_storage,
    wants_tokens,
)
from creatorscope.surfaces.http_health import (
    HEALTH_PATH,
    READY_PATH,
    Check,
    answer_health,
    holds,
    readiness,
)
from creatorscope.surfaces.http_jwt import JwtChecker, build_checker
from creatorscope.surfaces.http_stopping import end_with_parent
from creatorscope.surfaces.http_tenants import Tenants
from creatorscope.surfaces.http_webhooks import WEBHOOK_PATH, WebhookRoute
from creatorscope.surfaces.mcp_server import build_server
from creatorscope.surfaces.offering import Composition, offered_tools

if TYPE_CHECKING:
    from creatorscope.state.callbacks import Callback
    from creatorscope.state.database import State


def build_http_app(
    composition: Composition, settings: Settings, host: str, clock: Clock | None = None
) -> Starlette:
    """Return the app for a server on this host.

    `clock`: what the age of callbacks is told by. Nothing is opened before the first request needs it.
    """
    security = TransportSecuritySettings(
        allowed_hosts=allowed_hosts(settings, host), allowed_origins=allowed_origins(settings, host)
    )
    checker = build_checker(settings)
    state = _LazyState(settings)
    endpoint = _Endpoint()
    webhooks = WebhookRoute(settings, clock or SystemClock(), state.record)
    app: ASGIApp = endpoint
    if wants_tokens(settings):
        app = guarded(endpoint, Verifier(TokenFile(settings.tokens_path), checker), settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            endpoint.tenants = Tenants(tasks, settings, partial(_build_server, composition), security)
            try:
                yield
            finally:
                tasks.cancel_scope.cancel()
                state.close()

    return Starlette(
        routes=[
            # A stateless server has no stream to open and no session to end: GET and DELETE are 405.
            _mcp_route(app, settings.allowed_origins),
            Route(WEBHOOK_PATH, webhooks.answer, methods=["POST"]),
            Route(HEALTH_PATH, answer_health),
            Route(READY_PATH, readiness(_checks(settings, state, checker))),
            *metadata_routes(settings),
        ],
        lifespan=lifespan,
    )


@dataclass(frozen=True, slots=True)
class HttpAppFactory:
    """Builds the app in the process that serves it; can be sent to another process."""

    composition: Composition
    settings: Settings
    host: str

    def __call__(self) -> Starlette:
        """Return a new app; a process that was started to serve it ends with the one that started it."""
        end_with_parent()
        return build_http_app(self.composition, self.settings, self.host)


class _Endpoint:
    """The MCP endpoint; its tenants are there while the app runs."""

    tenants: Tenants

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.tenants(scope, receive, send)


class _LazyState:
    """The state database, opened at its first use; its calls block."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening = Lock()
        self._state: State | None = None

    def record(self, callback: Callback, now: datetime) -> bool:
        from creatorscope.state.callbacks import record_callback

        return record_callback(self._get(), callback, now)

    def ask(self) -> None:
        from sqlalchemy import text

        with self._get().reading() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        if self._state is not None:
            self._state.close()

    def _get(self) -> State:
        from creatorscope.state.database import open_state

        with self._opening:
            if self._state is None:
                self._state = open_state(self._settings.state_where)
            return self._state


def _mcp_route(app: ASGIApp, origins: Sequence[str]) -> Route:
    """Return the route of the endpoint; browsers ask first whether a page of those origins may call it."""
    if not origins:
        return Route(MCP_PATH, app, methods=["POST"])
    shared = CORSMiddleware(app, allow_origins=origins, allow_methods=["POST"], allow_headers=["*"])
    return Route(MCP_PATH, shared, methods=["POST", "OPTIONS"])


def _build_server(composition: Composition, settings: Settings) -> Server[Any]:
    offered = offered_tools(settings)
    return build_server(settings, lambda tasks: composition.lazy_app(tasks, settings, offered))


def _checks(settings: Settings, state: _LazyState, checker: JwtChecker | None) -> Mapping[str, Check]:
    checks = {"storage": holds(partial(check_storage, settings)), "state": holds(state.ask)}
    return {**checks, "keys": checker.keys.reachable} if checker else checks
