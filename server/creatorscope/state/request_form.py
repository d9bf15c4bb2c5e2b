"""The forms of a request that are kept: its hash, what a person may read of it, and its webhook address."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from creatorscope.contract.operation import Endpoint, Request
from creatorscope.contract.wire import Json, whole_body

WEBHOOK_PATH = "/webhooks/creativault"
_WEBHOOK_FIELD = "webhook_url"
_LONGEST_LIST = 50
_MOST_CHARACTERS = 4000


def request_hash(endpoint: Endpoint, request: Request, account: str | None) -> str:
    """Return a hash that two calls share exactly when they ask the same of the same account."""
    # Fields stand in the model's order whatever order they were given in; documents may be megabytes.
    field, body = whole_body(request)
    asked = request.model_dump_json(exclude_none=True, exclude={field} if field else None)
    text = "\n".join((endpoint.name, account or "", asked))
    return sha256(text.encode("utf-8", "surrogatepass") + body).hexdigest()


def told_arguments(request: Request, *, with_documents: bool = False) -> dict[str, Any]:
    """Return the arguments as called; lists of over 50, and documents where not wanted, by their number."""
    given = {name: getattr(request, name) for name in request.model_fields_set}
    short = {name: _shortened(value, with_documents) for name, value in given.items()}
    told = {name: text for name, text in short.items() if text is not None}
    return {**request.model_dump(mode="json", exclude_unset=True, exclude=set(told)), **told}


def readable_request(request: Request) -> dict[str, Any]:
    """Return `told_arguments` for a person to know the call by, or their size where they are long."""
    shown = told_arguments(request)
    size = len(json.dumps(shown))
    return shown if size <= _MOST_CHARACTERS else {"arguments": f"{size} characters"}


def _shortened(value: Any, with_documents: bool) -> str | None:
    """Return how a long or nested argument is told; None for one that is told as it is."""
    if not with_documents:
        if isinstance(value, dict):
            return "1 document"
        if isinstance(value, list) and any(isinstance(item, dict | list | Json) for item in value):
            return "1 document" if len(value) == 1 else f"{len(value)} documents"
    return f"{len(value)} values" if isinstance(value, list) and len(value) > _LONGEST_LIST else None


def with_webhook(request: Request, public_url: str | None, intent_id: str) -> Request:
    """Return the request asking for a callback that names the intent.

    Unchanged without a public address, where the request takes no callback, and where it names its own.
    """
    fields = type(request).model_fields
    if public_url is None or _WEBHOOK_FIELD not in fields or getattr(request, _WEBHOOK_FIELD) is not None:
        return request
    return request.model_copy(update={_WEBHOOK_FIELD: webhook_url(public_url, intent_id)})


def webhook_url(public_url: str, intent_id: str) -> str:
    """Return the address the vendor calls back for an intent."""
    return f"{public_url.rstrip('/')}{WEBHOOK_PATH}?{urlencode({'intent': intent_id})}"
