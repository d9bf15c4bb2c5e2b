"""The HTTP message one call is sent as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import BaseModel

from creatorscope.client.host import Host
from creatorscope.contract.operation import Endpoint
from creatorscope.contract.wire import WHOLE_BODY, encode_request, json_body
from creatorscope.errors import ArgumentError, Problem

_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Message:
    """A request ready to be sent; `content` None when it has no body."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None


def build_message(host: Host, endpoint: Endpoint, request: BaseModel, account: str | None = None) -> Message:
    """Return the message for one call: path slots filled, GET fields in the query, others as JSON.

    Raises ArgumentError when the account is unknown or a path slot would lead elsewhere.
    """
    sent = encode_request(request)
    path = host.paths.get(endpoint.name, endpoint.path)
    for slot in endpoint.slots:
        path = path.replace(f"{{{slot}}}", _segment(slot, sent.pop(slot, "")))
    url = f"{host.base_url}{host.prefix}{path}"
    headers = host.auth.headers(endpoint)
    if endpoint.verb == "GET":
        query = urlencode({name: _query_text(value) for name, value in sent.items()})
        return Message("GET", f"{url}?{query}" if query else url, headers, None)
    body: Any = sent[WHOLE_BODY] if WHOLE_BODY in sent else {**sent, **host.auth.body_fields(account)}
    # Something read by the id in its path alone takes no body.
    bodiless = endpoint.slots and not body and endpoint.effect.read_only
    return Message(endpoint.verb, url, {**_JSON, **headers}, None if bodiless else json_body(body))


def _segment(slot: str, value: Any) -> str:
    text = quote(str(value), safe="")
    if text in ("", ".", ".."):
        raise ArgumentError([Problem(slot, "not an id", "Give the id exactly as it was answered.")])
    return text


def _query_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
