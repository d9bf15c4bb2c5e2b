"""Answering one call: from the HTTP request through the row's handler to the provider's envelope."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.contract.operation import Request as RequestModel
from creatorscope.contract.wire import WHOLE_BODY, decode_request, wire_fields
from creatorscope.errors import ArgumentError
from creatorscope.sandbox.envelopes import (
    CACHE_HOURS,
    CACHED,
    Call,
    Failure,
    format_answer,
    format_error,
    without_secrets,
)
from creatorscope.sandbox.keys import ANYONE, authenticate
from creatorscope.sandbox.limits import TooManyRequests, admit, charge, cost_of, require_credits, standing
from creatorscope.sandbox.serving import (
    HANDLERS,
    RAW_HANDLERS,
    SCREENS,
    Context,
    RawCall,
    RawReply,
    Refusal,
    serves_raw,
)
from creatorscope.sandbox.state import State
from creatorscope.sandbox.world import World

BAD_ARGUMENTS = 40001


class Surroundings(Protocol):
    """What answering a call needs of the sandbox."""

    @property
    def state(self) -> State:
        """The sandbox's memory."""
        ...

    @property
    def world(self) -> World:
        """The creators, built when first asked for."""
        ...

    @property
    def rules(self) -> Rules:
        """The settings that calls depend on."""
        ...

    def now(self) -> datetime:
        """Return sandbox time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The settings that calls depend on: pace of work, requests a minute, loopback webhooks, the seed."""

    seed: int
    speed: float
    rate_limit: int
    allow_http_webhooks: bool


async def answer_row(sandbox: Surroundings, row: Endpoint, http: Request) -> Response:
    """Return the answer of a row of the table, or its error in the provider's form."""
    raw = await http.body()
    call = _describe(sandbox, row, http, raw)
    tenant = ANYONE
    try:
        try:
            call = replace(call, body=_parse_body(row, http, raw))
            tenant = authenticate(row, http.headers, call.body)
        finally:
            _log(sandbox, http, raw, tenant)
        return JSONResponse(_perform(sandbox, row, call, tenant, http.path_params))
    except Refusal as refusal:
        return _refuse(sandbox, row, call, tenant, refusal)


async def answer_raw(sandbox: Surroundings, route: str, http: Request) -> Response:
    """Return the answer of an address outside the table."""
    raw = await http.body()
    _log(sandbox, http, raw, ANYONE)
    call = RawCall(
        slots={name: str(value) for name, value in http.path_params.items()},
        query=dict(http.query_params),
        headers=http.headers,
        body=raw,
    )
    try:
        reply = RAW_HANDLERS[route](call, _context(sandbox, _base_url(http), ANYONE, None))
    except Refusal as refusal:
        return JSONResponse({"error": refusal.message}, refusal.status)
    headers = {"Content-Type": reply.media_type}
    if reply.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file_name}"'
    return Response(reply.content, headers=headers)


def answer_nowhere(sandbox: Surroundings, http: Request, failure: Failure) -> Response:
    """Return the error for an address or method that does not exist, in the form of its neighbours."""
    path = http.url.path
    call = _describe(sandbox, None, http, b"")
    near = {"/openapi/": Provider.CREATIVAULT, "/api/": Provider.TIKTOK_CREATOR}
    provider = next((found for start, found in near.items() if path.startswith(start)), Provider.AFFILIATE)
    return JSONResponse(format_error(call, provider, failure), failure.status)


@serves_raw("GET /cache/{request_id}")
def answer_cached(call: RawCall, ctx: Context) -> RawReply:
    """Answer again what a call answered within the last 24 hours; the request's secrets were not kept."""
    kept = ctx.state.get("cached_answer", call.slots["request_id"])
    if kept is None:
        raise Refusal(404, "no such answer")
    if ctx.now.timestamp() >= kept["expires"]:
        raise Refusal(410, "the answer is no longer kept")
    return RawReply(content=json.dumps(kept["answer"], ensure_ascii=False).encode())


def _perform(sandbox: Surroundings, row: Endpoint, call: Call, tenant: str, slots: Mapping[str, Any]) -> Any:
    """Return the JSON body of a good answer; raises Refusal."""
    state, now = sandbox.state, call.now
    counted = row.provider is Provider.CREATIVAULT and tenant != ANYONE
    if counted:
        admit(state, tenant, now, sandbox.rules.rate_limit)
        if row.price.billed:
            require_credits(state, tenant, now)
    request = _parse(sandbox.rules, row, _sent(row, call.body, slots), now.date())
    reply = HANDLERS[row.name](request, _context(sandbox, call.base_url, tenant, call.body))
    cost = cost_of(row, request, reply.rows) if counted else 0
    if counted:
        charge(state, tenant, now, cost)
    left = standing(state, tenant, now) if counted else None
    answer = format_answer(replace(call, request=request, standing=left), reply, cost)
    if row.provider in CACHED:
        kept = {**answer, "params": without_secrets(call.body)}
        expires = (now + timedelta(hours=CACHE_HOURS)).timestamp()
        state.put("cached_answer", call.request_id, {"expires": expires, "answer": kept})
    return answer


def _refuse(sandbox: Surroundings, row: Endpoint, call: Call, tenant: str, refusal: Refusal) -> Response:
    if row.provider is Provider.CREATIVAULT and tenant != ANYONE:
        call = replace(call, standing=standing(sandbox.state, tenant, call.now))
    headers = {"Retry-After": str(refusal.retry_after_s)} if isinstance(refusal, TooManyRequests) else None
    failure = Failure(status=refusal.status, code=refusal.code, message=refusal.message)
    return JSONResponse(format_error(call, row.provider, failure), refusal.status, headers)


def _describe(sandbox: Surroundings, row: Endpoint | None, http: Request, raw: bytes) -> Call:
    """Return what is known of a call at once; the same call by the same caller has the same request id."""
    caller = (http.headers.get(name, "") for name in ("x-api-key", "x-user-identity", "authorization"))
    parts = (str(sandbox.rules.seed), *caller, http.method, _target(http), raw.decode("latin-1"))
    digest = sha256("\n".join(parts).encode()).hexdigest()
    short = row is None or row.provider is Provider.CREATIVAULT
    return Call(
        row=row,
        path=http.url.path,
        body=None,
        request_id=f"req_{digest[:16]}" if short else str(UUID(digest[:32])),
        now=sandbox.now(),
        base_url=_base_url(http),
    )


def _parse_body(row: Endpoint, http: Request, raw: bytes) -> Any:
    """Return the JSON body, or the query of a GET; {} when nothing was sent."""
    if row.verb == "GET":
        return dict(http.query_params)
    code = BAD_ARGUMENTS if row.provider is Provider.CREATIVAULT else None
    try:
        body = json.loads(raw, parse_constant=_no_number) if raw.strip() else {}
        if b"\\u" in raw:
            json.dumps(body, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except ValueError:
        raise Refusal(400, "the body is not JSON", code=code) from None
    whole = any(item.name == WHOLE_BODY for item in wire_fields(row.request))
    if not whole and not isinstance(body, dict):
        raise Refusal(400, "the body is not a JSON object", code=code)
    return body


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _sent(row: Endpoint, body: Any, slots: Mapping[str, Any]) -> dict[str, Any]:
    """Return what arrived, by wire name: the body's fields without secrets, and the path's."""
    names = {item.name for item in wire_fields(row.request)}
    if WHOLE_BODY in names:
        return {WHOLE_BODY: body, **slots}
    if slots and names <= slots.keys():
        return dict(slots)
    return (
        {**without_secrets(body), **slots} if row.provider is Provider.TIKTOK_CREATOR else {**body, **slots}
    )


def _parse(rules: Rules, row: Endpoint, sent: Mapping[str, Any], today: date) -> RequestModel:
    code = BAD_ARGUMENTS if row.provider is Provider.CREATIVAULT else None
    if row.name in SCREENS:
        SCREENS[row.name](sent)
    try:
        arguments = decode_request(row.request, sent)
        return parse_request(row.request, arguments, today, allow_http_webhooks=rules.allow_http_webhooks)
    except ArgumentError as error:
        raise Refusal(400, " ".join(str(problem) for problem in error.problems), code=code) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise Refusal(400, f"a field cannot be read: {error}", code=code) from None


def _context(sandbox: Surroundings, base_url: str, tenant: str, body: Any) -> Context:
    return Context(
        world=sandbox.world,
        state=sandbox.state,
        now=sandbox.now(),
        tenant=tenant,
        body=body,
        base_url=base_url,
        speed=sandbox.rules.speed,
    )


def _log(sandbox: Surroundings, http: Request, raw: bytes, tenant: str) -> None:
    sandbox.state.append_log(http.method, _target(http), sha256(raw).hexdigest(), tenant)


def _target(http: Request) -> str:
    return f"{http.url.path}?{http.url.query}" if http.url.query else http.url.path


def _base_url(http: Request) -> str:
    return str(http.base_url).rstrip("/")
