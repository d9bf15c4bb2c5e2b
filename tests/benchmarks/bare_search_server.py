"""The floor of a search tool: the SDK, one httpx2 client, and the upstream's page passed on as text."""

from __future__ import annotations

import os
from typing import Any

import anyio
import httpx2
import mcp.types as t
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

TOOL = t.Tool(name="search_tiktok_creators", description="Search.", input_schema={"type": "object"})
PATH = "/openapi/v1/creators/tiktok/search"


async def main() -> None:
    async with httpx2.AsyncClient(base_url=os.environ["CV_API_BASE_URL"]) as client:

        async def list_tools(ctx: Any, params: Any) -> t.ListToolsResult:
            return t.ListToolsResult(tools=[TOOL])

        async def call_tool(ctx: Any, params: t.CallToolRequestParams) -> t.CallToolResult:
            answer = await client.post(PATH, json=params.arguments)
            assert answer.json()["success"]
            return t.CallToolResult(content=[t.TextContent(text=answer.text)])

        server = Server("bare", on_list_tools=list_tools, on_call_tool=call_tool)
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())


if __name__ == "__main__":
    anyio.run(main)
