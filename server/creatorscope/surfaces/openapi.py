"""The OpenAPI description of the upstream calls, as they go over the wire, from the table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic.json_schema import models_json_schema

from creatorscope import __version__
from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.contract.schema import lean_schema
from creatorscope.contract.wire import WHOLE_BODY, same, wire_fields

_JSON_TYPES: dict[type, str] = {str: "string", int: "integer", float: "number", list: "array", dict: "object"}
_SAMPLES: dict[str, Any] = {"array": [], "integer": 1, "number": 1.0, "string": "", "object": {}}
_SECURITY: dict[Provider, list[dict[str, list[str]]]] = {
    Provider.CREATIVAULT: [{"apiKey": [], "identity": []}],
    Provider.TIKTOK_CREATOR: [{"bearer": []}],
    Provider.MEDIA: [{"bearer": []}],
    Provider.AFFILIATE: [{}, {"bearer": []}],
    Provider.WORKS: [{"bearer": []}],
}
_SCHEMES = {
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "identity": {"type": "apiKey", "in": "header", "name": "X-User-Identity"},
    "bearer": {"type": "http", "scheme": "bearer"},
}


def build_openapi(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the given rows; paths are relative to each provider's host."""
    rows = tuple(endpoints)
    _, schemas = models_json_schema(
        [(row.response, "serialization") for row in rows], ref_template="#/components/schemas/{model}"
    )
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        paths.setdefault(row.path, {})[row.verb.lower()] = _operation(row)
    return {
        "openapi": "3.1.0",
        "info": {"title": "The upstream calls of creatorscope", "version": __version__},
        "paths": paths,
        "components": {"schemas": schemas.get("$defs", {}), "securitySchemes": _SCHEMES},
    }


def _operation(row: Endpoint) -> dict[str, Any]:
    slots = row.slots
    properties = _wire_properties(row)
    described: dict[str, Any] = {
        "operationId": row.name,
        "tags": [str(row.provider)],
        "summary": row.summary,
        "security": [] if row.scope == "public" else _SECURITY[row.provider],
        "responses": {
            "200": {
                "description": "The data inside the provider's envelope.",
                "content": {"application/json": {"schema": _reference(row)}},
            }
        },
    }
    located = [(name, "path") for name in slots]
    if row.verb == "GET":
        located += [(name, "query") for name in properties if name not in slots]
    if located:
        described["parameters"] = [
            {"name": name, "in": place, "required": place == "path", "schema": properties[name]}
            for name, place in located
        ]
    body = {name: schema for name, schema in properties.items() if name not in slots}
    if row.verb != "GET" and body:
        whole = body.get(WHOLE_BODY, {"type": "object", "properties": body})
        described["requestBody"] = {"content": {"application/json": {"schema": whole}}}
    return described


def _reference(row: Endpoint) -> dict[str, Any]:
    item = {"$ref": f"#/components/schemas/{row.response.__name__}"}
    return {"type": "array", "items": item} if row.response.ROWS == "[]" else item


def _wire_properties(row: Endpoint) -> dict[str, Any]:
    """Return the wire schema of every field that travels: the tool's own, retyped where it is encoded."""
    published = lean_schema(row.request)["properties"]
    properties = {}
    for item in wire_fields(row.request):
        schema = published[item.field]
        if item.wire.encode is not same:
            sample = date(2025, 4, 1) if schema.get("format") == "date" else _SAMPLES[schema["type"]]
            encoded = type(item.wire.encode(sample))
            schema = {"type": _JSON_TYPES[encoded], "description": schema["description"]}
        properties[item.name] = schema
    return properties
