"""One MCP server for each principal, opened when it first calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anyio
from anyio.abc import TaskGroup, TaskStatus
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from pydantic_core import to_json
from starlette.types import Receive, Scope, Send

from creatorscope.settings import Settings
from creatorscope.settings_principals import principal_settings
from creatorscope.settings_table import LOCAL
from creatorscope.surfaces.http_auth import caps_of

ServerBuilder = Callable[[Settings], Server[Any]]


class Tenants:
    """Hands each request to the server of its principal, whose settings, storage and caps are its own.

    Nothing is shared between two of them, so what belongs to one does not exist for the other. An ASGI app.
    """

    def __init__(
        self, tasks: TaskGroup, settings: Settings, build: ServerBuilder, security: TransportSecuritySettings
    ) -> None:
        self._tasks, self._settings, self._build, self._security = tasks, settings, build, security
        self._lock = anyio.Lock()
        self._open: dict[tuple[str, bytes], StreamableHTTPSessionManager] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request of the MCP endpoint."""
        user = scope.get("user")
        caps = caps_of(user.access_token) if user else {}
        manager = await self._get(user.access_token.client_id if user else LOCAL, caps)
        await manager.handle_request(scope, receive, send)

    async def _get(self, principal: str, caps: Mapping[str, Any]) -> StreamableHTTPSessionManager:
        # Other caps are another server: those of an open one never change under a running call.
        key = (principal, to_json(caps))
        async with self._lock:
            if key not in self._open:
                settings = principal_settings(self._settings, principal, caps)
                self._open[key] = await self._tasks.start(self._keep_open, settings)
            return self._open[key]

    async def _keep_open(
        self, settings: Settings, *, task_status: TaskStatus[StreamableHTTPSessionManager]
    ) -> None:
        manager = StreamableHTTPSessionManager(
            app=self._build(settings),
            json_response=True,
            stateless=True,
            security_settings=self._security,
        )
        async with manager.run():
            task_status.started(manager)
            await anyio.sleep_forever()
