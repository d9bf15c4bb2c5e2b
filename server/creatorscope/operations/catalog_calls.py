"""Turning a call of the catalogue into one of our own endpoints, so that it is sent as all others are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BeforeValidator, Field, create_model

from creatorscope.contract.arguments import nearest
from creatorscope.contract.operation import Effect, Endpoint, Provider, Request, Response
from creatorscope.contract.price import Price, Unit
from creatorscope.contract.wire import WHOLE_BODY, Wire
from creatorscope.endpoints.table import ENDPOINTS
from creatorscope.errors import ArgumentError, Problem
from creatorscope.operations.catalog_index import CatalogCall, Parameter, load_catalog

_UNKNOWN = Price(unit=Unit.REQUESTS, rate=None)


def _text(value: Any) -> Any:
    """Return text for a whole number, since ids are sent as text; any other value unchanged."""
    return str(value) if type(value) is int else value


_TYPES: Mapping[str, Any] = {
    "str": Annotated[str, BeforeValidator(_text)],
    "int": int,
    "float": float,
    "bool": bool,
    "list[Any]": list[Any],
    "dict[str, Any]": dict[str, Any],
    "Any": Any,
}


class CatalogResponse(Response):
    """An answer of a call nobody here has described: one row, as it came."""


def find_call(name: str) -> CatalogCall:
    """Return the call of that name. Raises ArgumentError that names the nearest."""
    catalog = load_catalog()
    if name in catalog:
        return catalog[name]
    guess = nearest(name, list(catalog))
    hint = f"Did you mean {guess}? " if guess else ""
    raise ArgumentError(
        [Problem("endpoint", f"there is no call {name}", f"{hint}search_endpoints finds them.")]
    )


@cache
def own_rows() -> Mapping[tuple[str, str], Endpoint]:
    """Return our own endpoints of the bearer hosts by verb and path: what the sandbox serves too."""
    providers = (Provider.WORKS, Provider.TIKTOK_CREATOR)
    return {(row.verb, row.path): row for row in ENDPOINTS if row.provider in providers}


def own_row(call: CatalogCall) -> Endpoint | None:
    """Return our own endpoint for the same route, None where there is none."""
    return own_rows().get((call.verb, call.path))


def price_of(call: CatalogCall) -> Price:
    """Return the price of a call, unknown where no source states it."""
    row = own_row(call)
    return row.price if row else _UNKNOWN


def hindrance(call: CatalogCall, source: str) -> str | None:
    """Return why a call cannot be made at all here, None where it can."""
    if source == "sandbox" and own_row(call) is None:
        return "the sandbox does not serve this call"
    secrets = [item.name for item in call.parameters if item.secret and item.required]
    if secrets and not _from_settings(call):
        return f"it wants {', '.join(secrets)}, and what opens an account is never an argument"
    return None


def build_endpoint(call: CatalogCall, arguments: Mapping[str, Any]) -> Endpoint:
    """Return the endpoint that makes the call; the SDK is not part of what is sent.

    A POST whose parameters travel in the query has them in its route.
    """
    row = own_row(call)
    query = {item.name: arguments[item.name] for item in _outside_body(call) if item.name in arguments}
    path = f"{call.path}?{urlencode(query, doseq=True)}" if query else call.path
    request = request_model(call)
    return Endpoint(
        name=call.name,
        route=f"{call.verb} {path}",
        summary=call.summary,
        use_when="",
        toolset="catalog",
        request=request,
        response=CatalogResponse,
        provider=row.provider if row else Provider.WORKS,
        scope=None,
        price=price_of(call),
        effect=Effect.READ if call.reads else Effect.SUBMIT,
        transfer=None,
        example=request.model_construct(),
    )


@cache
def request_model(call: CatalogCall) -> type[Request]:
    """Return the model of a call's arguments; secrets are none of them."""
    local = _outside_body(call)
    fields: dict[str, Any] = {
        _safe(item.name): _field(item, local=item in local) for item in call.parameters if not item.secret
    }
    return create_model(call.name, __base__=Request, **fields)


def _field(item: Parameter, *, local: bool) -> tuple[Any, Any]:
    wire = Wire(name=WHOLE_BODY if item.place == "whole body" else item.name, local=local)
    kind = _TYPES.get(item.type, Any)
    if item.required:
        return Annotated[kind, wire], Field(alias=item.name)
    return Annotated[kind | None, wire], Field(default=None, alias=item.name)


def _safe(name: str) -> str:
    """Return a name a model may have a field by; the alias stays the parameter's own."""
    return f"{name.strip('_')}_" if name.startswith("_") or hasattr(Request, name) else name


def _outside_body(call: CatalogCall) -> tuple[Parameter, ...]:
    """Return the parameters of a POST that travel in its query."""
    return tuple(item for item in call.parameters if call.verb != "GET" and item.place == "query")


def _from_settings(call: CatalogCall) -> bool:
    row = own_row(call)
    return row is not None and row.provider is Provider.TIKTOK_CREATOR
