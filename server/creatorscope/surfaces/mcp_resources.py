"""The resources a server offers: what fields and errors mean, kept results, the app that shows reports."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, PaginatedRequestParams, ReadResourceRequestParams
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from creatorscope.clock import SystemClock
from creatorscope.errors import ArgumentError
from creatorscope.importing import collection_paused
from creatorscope.settings import Settings
from creatorscope.surfaces.tool_file import list_tools

if TYPE_CHECKING:
    from creatorscope.results.about import Meta
    from creatorscope.results.store import ResultStore

_FIELDS = "creatorscope://fields/"
_ERRORS = "creatorscope://errors"
RESULTS = "creatorscope://results/"
_MARKDOWN = "text/markdown"
_JSON = "application/json"
_ROWS_SHOWN = 50
_RESULTS_LISTED = 50
_MISSING_BEFORE_2026 = -32002

Context = ServerRequestContext[Any]
Handler = Callable[[Context, Any], Awaitable[dict[str, Any]]]


def resource_lister(settings: Settings, offered: tuple[str, ...]) -> Handler:
    """Return the handler that lists what the offered tools' fields mean, errors, the app, newest results."""
    errors = {
        "uri": _ERRORS,
        "name": "errors",
        "description": "The kinds of errors, and what to do about each",
        "mimeType": _MARKDOWN,
    }
    fields = [
        {
            "uri": f"{_FIELDS}{tool}",
            "name": f"fields of {tool}",
            "description": f"Type, unit, service level and meaning of every field {tool} answers",
            "mimeType": _MARKDOWN,
        }
        for tool in offered
    ]

    viewed = any("_meta" in tool for tool in list_tools(offered, accounts=0))

    async def answer(_context: Context, _params: PaginatedRequestParams) -> dict[str, Any]:
        shown = [_app()] if viewed else []
        kept = await run_sync(lambda: _store(settings).list_page(page=1, size=_RESULTS_LISTED).found)
        return {"resources": [*fields, errors, *shown, *map(_result, kept)]}

    return answer


async def list_templates(_context: Context, _params: PaginatedRequestParams) -> dict[str, Any]:
    """Return the templates: the fields of a tool's answer, and a kept result."""
    fields = {
        "uriTemplate": f"{_FIELDS}{{tool}}",
        "name": "fields",
        "description": "What the fields of a tool's answer mean",
        "mimeType": _MARKDOWN,
    }
    results = {
        "uriTemplate": f"{RESULTS}{{result_id}}",
        "name": "result",
        "description": f"Where a kept result came from, and its first {_ROWS_SHOWN} rows",
        "mimeType": _JSON,
    }
    return {"resourceTemplates": [fields, results]}


def resource_reader(settings: Settings, offered: tuple[str, ...]) -> Handler:
    """Return the handler that reads one resource."""

    async def answer(context: Context, params: ReadResourceRequestParams) -> dict[str, Any]:
        uri = str(params.uri)
        if uri.startswith(RESULTS):
            found = await run_sync(_load_result, uri, settings)
        else:
            found = _load(uri, offered)
        if found is None:
            modern = context.protocol_version in MODERN_PROTOCOL_VERSIONS
            code = INVALID_PARAMS if modern else _MISSING_BEFORE_2026
            raise MCPError(code, f"There is no resource {uri}.", data={"uri": uri})
        return {"contents": [{"uri": uri, **found}]}

    return answer


def _load(uri: str, offered: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the content of a resource, None where there is none."""
    if uri == _ERRORS:
        from creatorscope.surfaces.error_reference import format_errors

        return {"mimeType": _MARKDOWN, "text": format_errors()}
    if uri == _app()["uri"]:
        from creatorscope.reports.app_view import RESOURCE_META, app_html

        return {"mimeType": _app()["mimeType"], "text": app_html(), "_meta": RESOURCE_META}
    tool = uri.removeprefix(_FIELDS)
    if tool == uri or tool not in offered:
        return None
    with collection_paused():
        from creatorscope.operations.table import BY_NAME
        from creatorscope.surfaces.field_reference import format_fields
    return {"mimeType": _MARKDOWN, "text": format_fields(BY_NAME[tool])}


def _load_result(uri: str, settings: Settings) -> dict[str, Any] | None:
    """Return a kept result's provenance and first rows as JSON, None where there is none."""
    from pydantic_core import to_json

    try:
        kept = _store(settings).load(uri.removeprefix(RESULTS))
    except ArgumentError:
        return None
    shown = {**kept.meta.described(), "rows": kept.rows()[:_ROWS_SHOWN]}
    return {"mimeType": _JSON, "text": to_json(shown).decode()}


def _app() -> dict[str, Any]:
    from creatorscope.reports.app_view import (
        APP_DESCRIPTION,
        APP_MIME_TYPE,
        APP_NAME,
        APP_URI,
        RESOURCE_META,
    )

    return {
        "uri": APP_URI,
        "name": APP_NAME,
        "description": APP_DESCRIPTION,
        "mimeType": APP_MIME_TYPE,
        "_meta": RESOURCE_META,
    }


def _result(meta: Meta) -> dict[str, Any]:
    return {
        "uri": f"{RESULTS}{meta.result_id}",
        "name": meta.result_id,
        "description": f"{meta.tool}, {meta.source}, {meta.fetched_at}",
        "mimeType": _JSON,
    }


def _store(settings: Settings) -> ResultStore:
    with collection_paused():
        from creatorscope.results.store import ResultStore
    return ResultStore(settings.results_root, SystemClock(), url=settings.results_url)
