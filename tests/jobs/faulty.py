"""A way to the sandbox on which every address fails once, in a manner chosen by the test."""

from __future__ import annotations

from typing import Any, ClassVar

import httpx2

_REAL = httpx2.ASGITransport
FAULTS = ("rate limit", "server fault", "too slow", "cut", "wrong JSON", "wrong envelope")


class FaultyTransport(httpx2.AsyncBaseTransport):
    """Carries requests to an ASGI app; the first one to each address meets the `manner` of fault."""

    manner: ClassVar[str] = ""
    met: ClassVar[set[str]] = set()

    def __init__(self, app: Any) -> None:
        self._inner = _REAL(app=app)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        if not self.manner or path in self.met:
            return await self._inner.handle_async_request(request)
        self.met.add(path)
        if self.manner == "rate limit":
            return httpx2.Response(429, headers={"Retry-After": "0"}, request=request)
        if self.manner == "server fault":
            return httpx2.Response(503, text="busy", request=request)
        response = await self._inner.handle_async_request(request)
        await response.aread()
        if self.manner == "too slow":
            raise httpx2.ReadTimeout("too slow", request=request)
        if self.manner == "cut":
            raise httpx2.RemoteProtocolError("cut", request=request)
        content = b"<html>" if self.manner == "wrong JSON" else b'{"strange": true}'
        return httpx2.Response(200, content=content, request=request)
