"""Whether the HTTP server lives, and whether it can do its work: for load balancers and orchestrators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from creatorscope.errors import CreatorscopeError

HEALTH_PATH = "/healthz"
READY_PATH = "/readyz"
_WITHIN_S = 5.0

Check = Callable[[], Awaitable[bool]]
"""Whether one thing the server needs can be used; may also raise CreatorscopeError."""


async def answer_health(_request: Request) -> Response:
    """Answer 200: this process serves requests."""
    return JSONResponse({"status": "ok"})


def readiness(checks: Mapping[str, Check]) -> Callable[[Request], Awaitable[Response]]:
    """Return the route that answers 200 when every check holds, else 503 and which do not."""

    async def answer(_request: Request) -> Response:
        found = {name: "ok" if await _holds(check) else "not usable" for name, check in checks.items()}
        ready = all(state == "ok" for state in found.values())
        status = "ready" if ready else "not ready"
        return JSONResponse({"status": status, "checks": found}, status_code=200 if ready else 503)

    return answer


def holds(look: Callable[[], None]) -> Check:
    """Return a check that blocks in a thread of its own, and holds when it raises nothing."""

    async def check() -> bool:
        await anyio.to_thread.run_sync(look, abandon_on_cancel=True)
        return True

    return check


async def _holds(check: Check) -> bool:
    """Return what a check says; one that takes too long does not hold. Its reason is not for strangers."""
    try:
        with anyio.fail_after(_WITHIN_S):
            return await check()
    except (TimeoutError, CreatorscopeError):
        return False
