"""The addresses of the sandbox: one route for each row and prefix, and those outside the table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.sandbox.calls import Surroundings, answer_nowhere, answer_raw, answer_row
from creatorscope.sandbox.envelopes import Failure
from creatorscope.sandbox.serving import RAW_HANDLERS

_BOTH_HOSTS = ("/api/v1", "/api/u1/v1")
PREFIXES = {Provider.TIKTOK_CREATOR: _BOTH_HOSTS, Provider.WORKS: _BOTH_HOSTS}
"""Path prefixes of a provider's hosts; none for the others."""

Answering = Callable[[Request], Awaitable[Response]]


def build_routes(sandbox: Surroundings, rows: Iterable[Endpoint]) -> Starlette:
    """Return the ASGI app that answers the rows and every registered address outside the table."""
    routes = [
        Route(prefix + row.path, _row_answering(sandbox, row), methods=[row.verb])
        for row in rows
        for prefix in PREFIXES.get(row.provider, ("",))
    ]
    for route in RAW_HANDLERS:
        verb, _, path = route.partition(" ")
        routes.append(Route(path, _raw_answering(sandbox, route), methods=[verb]))

    async def refuse(http: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        failure = Failure(status=status, code=None, message=HTTPStatus(status).phrase.lower())
        return answer_nowhere(sandbox, http, failure)

    app = Starlette(routes=routes, exception_handlers={404: refuse, 405: refuse})
    app.router.redirect_slashes = False
    return app


def _row_answering(sandbox: Surroundings, row: Endpoint) -> Answering:
    async def answer(http: Request) -> Response:
        return await answer_row(sandbox, row, http)

    return answer


def _raw_answering(sandbox: Surroundings, route: str) -> Answering:
    async def answer(http: Request) -> Response:
        return await answer_raw(sandbox, route, http)

    return answer
