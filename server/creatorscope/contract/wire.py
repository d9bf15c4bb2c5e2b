"""How a field the agent sees travels upstream, written once for client and sandbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import to_json, to_jsonable_python

WHOLE_BODY = "*"


class Json(bytes):
    """JSON text that was checked before and travels as it is."""


def same(value: Any) -> Any:
    """Return the value unchanged."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """The upstream form of one request field, where it differs from the tool's.

    `name`: the upstream's name; `WHOLE_BODY` makes the field the whole JSON body.
    `encode`, `decode`: tool value to upstream value, and back.
    `times`: another field whose value multiplies the encoded number (a page becomes an offset).
    `absent`: what the upstream assumes when the field is not sent.
    `local`: the field is for this program and never travels.
    """

    name: str | None = None
    encode: Callable[[Any], Any] = same
    decode: Callable[[Any], Any] = same
    times: str | None = None
    absent: Any = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class WireField:
    """One request field together with its wire form."""

    field: str
    name: str
    wire: Wire


@cache
def wire_fields(model: type[BaseModel]) -> tuple[WireField, ...]:
    """Return the wire form of every field of a request model that travels, in declared order."""
    found = []
    for field, info in model.model_fields.items():
        marks = [*info.metadata, *_marks(info.annotation)]
        wire = next((item for item in marks if isinstance(item, Wire)), Wire())
        if not wire.local:
            found.append(WireField(field, wire.name or field, wire))
    return tuple(found)


def _marks(annotation: Any) -> list[Any]:
    """Return the metadata written inside a type such as `Annotated[T, Wire(...)] | None`."""
    return [mark for member in get_args(annotation) for mark in getattr(member, "__metadata__", ())]


def encode_request(request: BaseModel) -> dict[str, Any]:
    """Return what is sent upstream: wire names and values, unset (None) fields left out."""
    sent: dict[str, Any] = {}
    for item in wire_fields(type(request)):
        value = getattr(request, item.field)
        if value is None:
            continue
        encoded = item.wire.encode(value)
        if item.name != WHOLE_BODY:  # which may be megabytes, and is written as JSON once
            encoded = to_jsonable_python(encoded)
        sent[item.name] = encoded * getattr(request, item.wire.times) if item.wire.times else encoded
    return sent


def whole_body(request: BaseModel) -> tuple[str | None, bytes]:
    """Return (the field that is the whole JSON body, that body); (None, b"") where there is no such field."""
    for item in wire_fields(type(request)):
        if item.name == WHOLE_BODY:
            return item.field, json_body(item.wire.encode(getattr(request, item.field)))
    return None, b""


def json_body(value: Any) -> bytes:
    """Return a value as JSON text; what is `Json` already, or a list of such, is not written anew."""
    if isinstance(value, Json):
        return value
    if isinstance(value, list) and any(isinstance(item, Json) for item in value):
        return b"[" + b",".join(map(json_body, value)) + b"]"
    return to_json(value)


def decode_request(model: type[BaseModel], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return tool-side arguments for what arrived upstream; unknown names are kept for the model to refuse.

    Raises ValueError or TypeError where a value cannot be decoded.
    """
    fields = {item.name: item for item in wire_fields(model)}
    arguments = {name: value for name, value in sent.items() if name not in fields}
    for name, item in fields.items():
        value = sent.get(name, item.wire.absent)
        if value is None:
            continue
        if item.wire.times:
            size = int(sent.get(item.wire.times, model.model_fields[item.wire.times].default))
            value = int(value) // max(size, 1)  # a size below 1 is for the model to refuse
        arguments[item.field] = item.wire.decode(value)
    return arguments
