"""The MCP server: every tool behind two handlers, answering both protocol eras."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import TaskGroup
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CompleteRequestParams,
    GetPromptRequestParams,
    PaginatedRequestParams,
    ReadResourceRequestParams,
)
from pydantic import BaseModel

from creatorscope import __version__
from creatorscope.errors import CreatorscopeError
from creatorscope.importing import collection_paused
from creatorscope.settings import Settings
from creatorscope.surfaces import mcp_prompts, mcp_resources, mcp_skills
from creatorscope.surfaces.exit_codes import INTERRUPTED
from creatorscope.surfaces.faults import FaultBarrier
from creatorscope.surfaces.mcp_instructions import format_instructions
from creatorscope.surfaces.offering import AppSource, not_offered, offered_tools
from creatorscope.surfaces.tool_file import list_tools, token_cost

if TYPE_CHECKING:
    from creatorscope.operations.answer import Answer

Context = ServerRequestContext[AppSource]
Handler = Callable[[Context, Any], Awaitable[dict[str, Any]]]
# What is listed follows from the settings, which a running server never reads again.
_FRESH = CacheHint(ttl_ms=3_600_000, scope="public")
# Results come and go with every call.
_CHANGING = CacheHint(ttl_ms=0, scope="private")


def build_server(settings: Settings, lazy_app: Callable[[TaskGroup], AppSource]) -> Server[AppSource]:
    """Return the server for these settings; `lazy_app` provides the app in the server's task group.

    Raises SettingsError for a toolset or tool that does not exist.
    """
    offered = offered_tools(settings)
    server: Server[AppSource] = Server(
        "creatorscope",
        version=__version__,
        instructions=format_instructions(settings, offered),
        lifespan=_lifespan(lazy_app),
        cache_hints={
            "tools/list": _FRESH,
            "prompts/list": _FRESH,
            "resources/list": _CHANGING,
            "resources/read": _CHANGING,
            "resources/templates/list": _FRESH,
        },
    )
    handlers: list[tuple[str, type[BaseModel], Handler]] = [
        ("tools/list", PaginatedRequestParams, _tool_lister(settings, offered)),
        ("tools/call", CallToolRequestParams, _tool_caller(settings, offered)),
        ("resources/list", PaginatedRequestParams, mcp_resources.resource_lister(settings, offered)),
        ("resources/templates/list", PaginatedRequestParams, mcp_resources.list_templates),
        ("resources/read", ReadResourceRequestParams, mcp_resources.resource_reader(settings, offered)),
        ("prompts/list", PaginatedRequestParams, mcp_prompts.prompt_lister(offered)),
        ("prompts/get", GetPromptRequestParams, mcp_prompts.prompt_getter(offered)),
        ("completion/complete", CompleteRequestParams, mcp_prompts.completer(settings, offered)),
    ]
    for method, params, handler in mcp_skills.with_skills(handlers):
        server.add_request_handler(method, params, _completed(handler))
    server.extensions[mcp_skills.EXTENSION] = {}
    return server


async def serve_stdio(server: Server[AppSource]) -> None:
    """Serve one client over stdin and stdout until it leaves; an interrupt ends the whole process."""
    async with stdio_server() as (reader, writer):
        try:
            await server.run(reader, writer, server.create_initialization_options())
        except anyio.get_cancelled_exc_class():
            # The server has closed the app. What is left is the SDK's thread, waiting for a line of input
            # that may never come and that nothing can wake.
            os._exit(INTERRUPTED)


def startup_line(settings: Settings) -> str:
    """Return the line that tells the operator what a server offers and what that costs in context."""
    offered = offered_tools(settings)
    cost = token_cost(list_tools(offered, len(settings.account_names)))
    data = "sandbox, made-up data" if settings.mode == "sandbox" else "live"
    count = "1 tool" if len(offered) == 1 else f"{len(offered)} tools"
    return f"creatorscope {__version__}: {data}; {count}, about {cost:,} tokens of definitions"


def _lifespan(lazy_app: Callable[[TaskGroup], AppSource]) -> Any:
    @asynccontextmanager
    async def lifespan(_server: Server[AppSource]) -> AsyncIterator[AppSource]:
        async with anyio.create_task_group() as tasks:
            yield lazy_app(tasks)
            tasks.cancel_scope.cancel()

    return lifespan


def _completed(handler: Handler) -> Handler:
    """Return the handler with what every result of the 2026 era says; earlier eras are not sent it."""

    async def answer(context: Context, params: Any) -> dict[str, Any]:
        return {**await handler(context, params), "resultType": "complete"}

    return answer


def _tool_lister(settings: Settings, offered: tuple[str, ...]) -> Handler:
    listing = {"tools": list_tools(offered, len(settings.account_names))}

    async def answer(_context: Context, _params: PaginatedRequestParams) -> dict[str, Any]:
        return listing

    return answer


def _tool_caller(settings: Settings, offered: tuple[str, ...]) -> Handler:
    async def answer(context: Context, params: CallToolRequestParams) -> dict[str, Any]:
        if params.name not in offered:
            raise MCPError(INVALID_PARAMS, not_offered(params.name, offered, settings))
        return await _call(context, params)

    return answer


async def _call(context: Context, params: CallToolRequestParams) -> dict[str, Any]:
    """Return the tool's answer, or its failure as a result the model can read."""
    barrier = FaultBarrier()
    try:
        with barrier:
            with collection_paused():
                app = await context.lifespan_context.get()
            answer = await app.invoker.invoke(
                app.operations[params.name],
                params.arguments or {},
                progress=context.session.report_progress,
            )
            result = {"content": _content(answer), "structuredContent": answer.structured()}
            return {**result, "_meta": dict(answer.meta)} if answer.meta else result
    except CreatorscopeError as error:
        return {"content": [_text(error.text())], "isError": True}
    return {"content": [_text(barrier.message)], "isError": True}


def _content(answer: Answer) -> list[dict[str, Any]]:
    """Return the text, then pictures, then a link to the result the answer is kept under."""
    content: list[dict[str, Any]] = [_text(answer.text())]
    content += [
        {"type": "image", "data": b64encode(image.content).decode(), "mimeType": image.mime_type}
        for image in answer.images
    ]
    if answer.result_id:
        uri = f"{mcp_resources.RESULTS}{answer.result_id}"
        content.append({"type": "resource_link", "uri": uri, "name": answer.result_id})
    return content


def _text(text: str) -> dict[str, str]:
    return {"type": "text", "text": text}
