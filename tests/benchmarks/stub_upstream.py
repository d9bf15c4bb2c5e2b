"""An upstream that answers every search with one fixed page of 50 creators; prints its port."""

from __future__ import annotations

import json
import socket
import sys
from datetime import date
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from creatorscope.contract.wire import encode_request
from creatorscope.endpoints.tiktok_search import SEARCH_TIKTOK_CREATORS, TikTokSearchRequest
from creatorscope.sandbox.serving import HANDLERS, Context
from creatorscope.sandbox.world import build_world

PAGE_BYTES = 56_000


def build_page() -> bytes:
    """Return an envelope with 50 sandbox creators, padded in the last bio to the size of a real page."""
    import creatorscope.sandbox.handlers_search  # noqa: F401

    request = TikTokSearchRequest(size=50, service_level="S2")
    context: Any = Context(
        world=build_world(7, 500, date(2026, 3, 15)),
        state=None,
        now=None,
        tenant="bench",
        body=encode_request(request),
        base_url="",
    )
    items = HANDLERS[SEARCH_TIKTOK_CREATORS.name](request, context).data["items"]
    meta = {"request_id": "req_bench", "credits_consumed": 150, "credits_remaining": 1000, "total": None}
    envelope = {"success": True, "data": {"items": items}, "error": None, "meta": meta}
    missing = PAGE_BYTES - len(_dump(envelope))
    # Spread over the rows, so that no single value is out of proportion.
    for item in items:
        item["bio"] = (item["bio"] or "") + "x" * max(0, missing // len(items))
    return _dump(envelope)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def main() -> None:
    """Serve the page on a free loopback port."""
    page = build_page()

    async def answer(request: Request) -> Response:
        await request.body()
        return Response(page, media_type="application/json")

    app = Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])])
    # asyncio turns Nagle's delay off only for sockets that name their protocol.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(512)
    sys.stdout.write(f"{listener.getsockname()[1]} {len(page)}\n")
    sys.stdout.flush()
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run([listener])


if __name__ == "__main__":
    main()
