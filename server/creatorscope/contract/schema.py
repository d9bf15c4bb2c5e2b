"""The input schema published for a request model: flat, typed, described, without unions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

_KEPT = {
    "type",
    "enum",
    "default",
    "format",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
}
_DROPPED = {"title", "additionalProperties", "properties", "required"}
_DEFS = "#/$defs/"


def lean_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema hosts see: an object of plain properties, each with a description.

    A nested model is published as a plain object: the model itself checks the inside.
    Raises TypeError for a field that cannot be published so: no description, a union, untyped items.
    """
    full = model.model_json_schema(mode="validation")
    defs = full.get("$defs", {})
    properties = {}
    for name, raw in full.get("properties", {}).items():
        where = f"{model.__name__}.{name}"
        if not raw.get("description"):
            raise TypeError(f"{where} has no description")
        properties[name] = {**_plain(raw, defs, where), "description": raw["description"]}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if full.get("required"):
        schema["required"] = full["required"]
    return schema


def _plain(raw: Mapping[str, Any], defs: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return one value's schema with references resolved, null dropped and only permitted keywords."""
    node = _resolved(raw, defs, where)
    if "const" in node:
        node["enum"] = [node.pop("const")]
    node.pop("description", None)
    if not isinstance(node.get("type"), str):
        raise TypeError(f"{where} has no single type")
    items = node.pop("items", None)
    unknown = node.keys() - _KEPT - _DROPPED
    if unknown:
        raise TypeError(f"{where} uses {', '.join(sorted(unknown))}, which some hosts refuse")
    kept = {key: value for key, value in node.items() if key in _KEPT and not _implied(key, value)}
    plain = {"type": node["type"], **kept}
    if node["type"] == "array":
        if not items:
            raise TypeError(f"{where} has untyped items")
        plain["items"] = _plain(items, defs, f"{where}[]")
    return plain


def _resolved(raw: Mapping[str, Any], defs: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return the schema with its one choice besides null, and what it refers to, merged in."""
    node = dict(raw)
    if "anyOf" in node:
        choices = [choice for choice in node.pop("anyOf") if choice != {"type": "null"}]
        if len(choices) != 1:
            raise TypeError(f"{where} is a union; publish one type")
        node = {**choices[0], **node}
    if "$ref" in node:
        target = defs[str(node.pop("$ref")).removeprefix(_DEFS)]
        node = {**target, **node}
    return node


def _implied(key: str, value: Any) -> bool:
    """Return True for what a reader assumes anyway: no default, off by default, not empty."""
    return (key == "default" and (value is None or value is False)) or (
        key in {"minItems", "minLength"} and value == 1
    )
