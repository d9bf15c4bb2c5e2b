"""Reading the three upstream envelopes into one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from creatorscope.contract.operation import Provider

# The bearer hosts echo the request, cookie included, and keep a public copy of the answer.
_ECHOES = ("params", "cache_url")
_LONGEST_MESSAGE = 300


class EnvelopeError(ValueError):
    """The body is not in the documented form; the text says in what way, without quoting it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One answer, whichever upstream it came from.

    `failed`: the upstream says it is an error; `code` (None where it gives none) and `message` say which.
    `status`: the status the body itself states, None when it states none. `raw`: the bytes to keep.
    `consumed`: what the call cost in the provider's unit, None when not told.
    `left`: the balance after it, -1 when unlimited, None when not told.
    """

    data: Any
    raw: bytes
    failed: bool = False
    code: int | None = None
    message: str | None = None
    status: int | None = None
    request_id: str | None = None
    total: int | None = None
    consumed: float | None = None
    left: float | None = None


def open_envelope(provider: Provider, body: bytes, status: int) -> Envelope:
    """Return what a body says. Raises EnvelopeError when it is not that provider's documented form."""
    return _OPENERS[provider](body, status)


def _creativault(body: bytes, status: int) -> Envelope:
    content = _object(body)
    if "success" not in content:
        if status >= 400 and "detail" in content:
            return _refused(body, message=_text(content["detail"]), request_id=None)
        raise EnvelopeError("it has no `success` field")
    error, meta, data = content.get("error"), content.get("meta") or {}, content.get("data")
    if not isinstance(meta, Mapping):
        raise EnvelopeError("its `meta` is not an object")
    detail = error if isinstance(error, Mapping) else {}
    return Envelope(
        data={"items": data} if isinstance(data, list) else data,
        raw=body,
        failed=content["success"] is not True or status >= 400,
        code=_whole(detail.get("code")),
        message=_text(detail.get("message")),
        request_id=_id(meta.get("request_id")),
        total=_whole(meta.get("total")),
        consumed=_whole(meta.get("credits_consumed")),
        left=_whole(meta.get("credits_remaining")),
    )


def _bearer(body: bytes, status: int) -> Envelope:
    content = _object(body)
    detail = content.get("detail")
    inner: Mapping[str, Any] = detail if isinstance(detail, Mapping) else content
    stated, request_id = _whole(inner.get("code")), _id(inner.get("request_id"))
    if status >= 400 or "detail" in content or (stated is not None and not 200 <= stated < 300):
        said = inner.get("message") or (detail if "detail" in content else None) or inner.get("message_zh")
        return _refused(body, message=_text(said), request_id=request_id, status=stated)
    kept = {name: value for name, value in content.items() if name not in _ECHOES}
    if "data" not in kept and "output" not in kept:
        raise EnvelopeError("it has neither `data` nor `output`")
    data = kept.get("data", kept)
    return Envelope(
        data={"value": data} if isinstance(data, str) else data,
        raw=to_json(kept) if len(kept) < len(content) else body,
        request_id=request_id,
    )


def _affiliate(body: bytes, status: int) -> Envelope:
    if status >= 400:
        try:
            content = from_json(body)
        except ValueError:
            content = None
        if isinstance(content, Mapping):
            content = next(
                (content[name] for name in ("message", "error", "detail") if name in content), None
            )
        return _refused(body, message=_text(content), request_id=None)
    if not body.strip():
        return Envelope(data={}, raw=b"{}")
    content = _json(body)
    return Envelope(data={} if content is None else content, raw=body)


_OPENERS: dict[Provider, Callable[[bytes, int], Envelope]] = {
    Provider.CREATIVAULT: _creativault,
    Provider.TIKTOK_CREATOR: _bearer,
    Provider.MEDIA: _bearer,
    Provider.AFFILIATE: _affiliate,
    Provider.WORKS: _bearer,
}


def _refused(
    body: bytes, *, message: str | None, request_id: str | None, status: int | None = None
) -> Envelope:
    return Envelope(data=None, raw=body, failed=True, message=message, request_id=request_id, status=status)


def _json(body: bytes) -> Any:
    try:
        return from_json(body)
    except ValueError as error:
        kind = (
            "it is empty" if not body.strip() else "it is a web page" if _is_html(body) else "it is not JSON"
        )
        raise EnvelopeError(kind) from error


def _object(body: bytes) -> Mapping[str, Any]:
    content = _json(body)
    if not isinstance(content, Mapping):
        raise EnvelopeError("it is not a JSON object")
    return content


def _is_html(body: bytes) -> bool:
    return body.lstrip()[:1] == b"<"


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _id(value: Any) -> str | None:
    return str(value)[:100] if isinstance(value, str | int) and value != "" else None


def _text(value: Any) -> str | None:
    """Return an upstream's explanation as one short line; field lists become `field: fault`."""
    if isinstance(value, list):
        faults = [item for item in value if isinstance(item, Mapping)]
        listed = [f"{'.'.join(str(part) for part in _path(item))}: {item.get('msg')}" for item in faults]
        value = "; ".join(listed)
    elif isinstance(value, Mapping):
        value = value.get("message")
    if not isinstance(value, str):
        return None
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return line[:_LONGEST_MESSAGE] or None


def _path(item: Mapping[str, Any]) -> list[Any]:
    location = item.get("loc")
    return [part for part in location if part != "body"] if isinstance(location, list) else ["request"]
