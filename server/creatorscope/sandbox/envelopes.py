"""The form each provider gives its answers and errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.sandbox.limits import Standing
from creatorscope.sandbox.serving import Reply

SECRETS = ("cookie", "proxy")
CACHED = (Provider.TIKTOK_CREATOR, Provider.WORKS)
"""Providers that keep a public copy of each answer for a day."""
CACHE_HOURS = 24
_TEXT = {
    "support": "This is the creatorscope sandbox: nobody is charged here.",
    "cache_message": "The answer is kept for 24 hours at cache_url; reading it there is free.",
    "cache_message_zh": "结果在 cache_url 保留 24 小时,读取缓存不计费。",
}

Form = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is known of a call when its answer is written.

    `row` None: no endpoint has that address. `path`: as the caller wrote it. `body`: JSON as it came.
    `request`: the parsed request, None before parsing. `standing`: None where no tenant is known.
    """

    row: Endpoint | None
    path: str
    body: Any
    request_id: str
    now: datetime
    base_url: str
    request: Any = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An error to be put in a provider's form; `code` None where none is documented."""

    status: int
    code: int | None
    message: str


def format_answer(call: Call, reply: Reply, cost: int) -> Any:
    """Return the JSON body of a good answer."""
    if reply.whole or call.row is None or call.row.provider is Provider.AFFILIATE:
        return reply.data
    if call.row.provider is Provider.CREATIVAULT:
        meta = _meta(call, total=reply.total, credits_consumed=cost)
        return {"success": True, "data": reply.data, "error": None, "meta": meta}
    caching = _caching(call) if call.row.provider in CACHED else {}
    return {**_heading(call, 200, "The request succeeded.", "请求成功。"), **caching, "data": reply.data}


def format_error(call: Call, provider: Provider, failure: Failure) -> Form:
    """Return the JSON body of an error."""
    if provider is Provider.AFFILIATE:
        return {"error": {"code": failure.code, "message": failure.message}}
    if provider is Provider.CREATIVAULT:
        meta = _meta(call, total=None, credits_consumed=0)
        error = {"code": failure.code, "message": failure.message}
        return {"success": False, "data": None, "error": error, "meta": meta}
    return {"detail": _heading(call, failure.status, failure.message, "请求失败。")}


def without_secrets(body: Any) -> Any:
    """Return a request body without the session and the proxy, fit to be stored."""
    if not isinstance(body, Mapping):
        return body
    return {name: value for name, value in body.items() if name not in SECRETS}


def _meta(call: Call, *, total: int | None, credits_consumed: int) -> Form:
    searching = call.row is not None and (call.row.scope or "").startswith("creators:")
    meta: Form = {
        "request_id": call.request_id,
        "page": getattr(call.request, "page", None),
        "size": getattr(call.request, "size", None),
        "total": total,
        "quota_remaining": call.standing.quota_remaining if call.standing else -1,
        "credits_consumed": credits_consumed,
        "lang": getattr(call.request, "lang", None),
    }
    if searching and call.request is not None:
        meta["service_level"] = call.request.service_level
    if call.standing:
        meta["credits_remaining"] = call.standing.credits_remaining
    return meta


def _heading(call: Call, code: int, message: str, message_zh: str) -> Form:
    return {
        "code": code,
        "request_id": call.request_id,
        "message": message,
        "message_zh": message_zh,
        "support": _TEXT["support"],
        "time": f"{call.now:%Y-%m-%d %H:%M:%S}",
        "time_stamp": int(call.now.timestamp()),
        "time_zone": "UTC",
        "docs": f"{call.base_url}/docs",
        "router": call.path,
        "params": call.body if isinstance(call.body, Mapping) else {},
    }


def _caching(call: Call) -> Form:
    return {
        "cache_message": _TEXT["cache_message"],
        "cache_message_zh": _TEXT["cache_message_zh"],
        "cache_url": f"{call.base_url}/cache/{call.request_id}",
    }
