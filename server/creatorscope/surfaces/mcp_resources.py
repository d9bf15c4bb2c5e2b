"""The resources a server offers: what the fields of each tool's answer mean, and what errors mean."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, PaginatedRequestParams, ReadResourceRequestParams
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from creatorscope.clock import SystemClock
from creatorscope.errors import ArgumentError
from creatorscope.importing import collection_paused
from creatorscope.settings import Settings

_FIELDS = "creatorscope://fields/"
_ERRORS = "creatorscope://errors"
RESULTS = "creatorscope://results/"
_MARKDOWN = "text/markdown"
_JSON = "application/json"
_ROWS_SHOWN = 50
_MISSING_BEFORE_2026 = -32002

Context = ServerRequestContext[Any]
Handler = Callable[[Context, Any], Awaitable[dict[str, Any]]]


def resource_lister(offered: tuple[str, ...]) -> Handler:
    """Return the handler that lists the resources of the offered tools."""
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

    async def answer(_context: Context, _params: PaginatedRequestParams) -> dict[str, Any]:
        return {"resources": [*fields, errors]}

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
        found = _load_result(uri, settings) if uri.startswith(RESULTS) else _load(uri, offered)
        if found is None:
            modern = context.protocol_version in MODERN_PROTOCOL_VERSIONS
            code = INVALID_PARAMS if modern else _MISSING_BEFORE_2026
            raise MCPError(code, f"There is no resource {uri}.", data={"uri": uri})
        mime_type = _JSON if uri.startswith(RESULTS) else _MARKDOWN
        return {"contents": [{"uri": uri, "mimeType": mime_type, "text": found}]}

    return answer


def _load(uri: str, offered: tuple[str, ...]) -> str | None:
    """Return the text of a resource, None where there is none."""
    if uri == _ERRORS:
        from creatorscope.surfaces.error_reference import format_errors

        return format_errors()
    tool = uri.removeprefix(_FIELDS)
    if tool == uri or tool not in offered:
        return None
    with collection_paused():
        from creatorscope.operations.table import BY_NAME
        from creatorscope.surfaces.field_reference import format_fields
    return format_fields(BY_NAME[tool])


def _load_result(uri: str, settings: Settings) -> str | None:
    """Return a kept result's provenance and first rows as JSON, None where there is none."""
    with collection_paused():
        from pydantic_core import to_json

        from creatorscope.results.store import ResultStore
    try:
        kept = ResultStore(settings.storage_root, SystemClock()).load(uri.removeprefix(RESULTS))
    except ArgumentError:
        return None
    shown = {**kept.meta.described(), "rows": kept.rows()[:_ROWS_SHOWN]}
    return to_json(shown).decode()
