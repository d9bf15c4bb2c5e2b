"""The documented errors of each upstream, and the one an answer stands for."""

from __future__ import annotations

from dataclasses import replace

from creatorscope.contract.operation import Provider
from creatorscope.errors import Category, Fault


def _fault(status: int, category: Category, meaning: str, remedy: str, code: int | None = None) -> Fault:
    """Return one row; only rate limits and faults of the server may pass by themselves."""
    retryable = category in (Category.RATE_LIMIT, Category.UPSTREAM)
    return Fault(
        code=code, status=status, category=category, retryable=retryable, meaning=meaning, remedy=remedy
    )


_WAIT = "wait the time given (a minute where none is), then call again."
_LATER = "call again later; if it stays, give the provider the request_id."

CREATIVAULT_FAULTS = (
    _fault(400, Category.REJECTED, "the parameters are invalid", "correct the field named.", 40001),
    _fault(401, Category.AUTHENTICATION, "the key is invalid", "check CV_API_KEY.", 40101),
    _fault(401, Category.AUTHENTICATION, "the key has expired", "renew the key, then set CV_API_KEY.", 40102),
    _fault(
        401,
        Category.AUTHENTICATION,
        "the key was revoked",
        "ask whoever administers your CreatiVault account for another key.",
        40103,
    ),
    _fault(
        401, Category.AUTHENTICATION, "no identity was sent", "set CV_USER_IDENTITY to your email.", 40104
    ),
    _fault(402, Category.CREDITS, "the credits are used up", "top up, or ask for fewer rows.", 40201),
    _fault(
        403,
        Category.PERMISSION,
        "the key may not make this call",
        "ask whoever administers your CreatiVault account to add the scope.",
        40301,
    ),
    _fault(
        404,
        Category.NOT_FOUND,
        "the creator is not in the database",
        "try another creator, or collect this one first.",
        40401,
    ),
    _fault(429, Category.RATE_LIMIT, "too many requests in one minute", _WAIT, 42901),
    _fault(
        402,
        Category.QUOTA,
        "today's requests are used up; credits are not",
        "wait until 00:00 UTC, when the daily quota starts anew.",
        42902,
    ),
    _fault(500, Category.UPSTREAM, "CreatiVault failed", _LATER, 50001),
    _fault(
        400, Category.REJECTED, "CreatiVault cannot do that", "correct the argument; for exports, the format."
    ),
    _fault(
        404,
        Category.NOT_FOUND,
        "nothing of yours has that id, or there is nothing in it",
        "check the id; a collection task can be exported only once some rows were collected.",
    ),
    _fault(500, Category.UPSTREAM, "CreatiVault failed", _LATER),
)

_TOKEN = "check TIKOMNI_API_KEY or TIKHUB_API_KEY, whichever host serves the call."  # noqa: S105 - advice
BEARER_FAULTS = (
    _fault(
        400,
        Category.REJECTED,
        "the request was refused",
        "check ids, links and dates; if they are right and an account is used, renew its session cookie.",
    ),
    _fault(401, Category.AUTHENTICATION, "the token is invalid or has expired", _TOKEN),
    _fault(402, Category.CREDITS, "the balance is used up", "top up at the host, then call again."),
    _fault(
        403,
        Category.PERMISSION,
        "the token or the account may not make this call",
        "allow the call for the token at the host, or use an account that has the right.",
    ),
    _fault(
        404,
        Category.NOT_FOUND,
        "nothing has that id or address",
        "check the id or link, and that it is public.",
    ),
    _fault(405, Category.REJECTED, "the host does not know the call", "check the host's base URL."),
    _fault(422, Category.REJECTED, "the parameters are invalid", "correct the field named."),
    _fault(429, Category.RATE_LIMIT, "too many requests", _WAIT),
    _fault(500, Category.UPSTREAM, "the host failed", _LATER),
)

AFFILIATE_FAULTS = (
    _fault(400, Category.REJECTED, "the request was refused", "correct the documents sent."),
    _fault(401, Category.AUTHENTICATION, "the token is missing or invalid", "check AFFILIATE_API_TOKEN."),
    _fault(402, Category.CREDITS, "payment is required", "ask whoever runs the coordinator."),
    _fault(403, Category.PERMISSION, "the token may not make this call", "ask whoever runs the coordinator."),
    _fault(
        404,
        Category.NOT_FOUND,
        "nothing is at that path",
        "check AFFILIATE_API_BASE_URL and the three AFFILIATE_*_PATH settings.",
    ),
    _fault(
        405, Category.REJECTED, "the path takes no such call", "check the three AFFILIATE_*_PATH settings."
    ),
    _fault(413, Category.REJECTED, "too much was sent at once", "send fewer documents a call."),
    _fault(422, Category.REJECTED, "the documents are invalid", "correct the field named."),
    _fault(429, Category.RATE_LIMIT, "too many requests", _WAIT),
    _fault(500, Category.UPSTREAM, "the coordinator failed", _LATER),
)

_EXPIRED = "ask for a new link: make the call that gave it again."
FILE_FAULTS = (
    _fault(401, Category.PERMISSION, "the link is not valid", _EXPIRED),
    _fault(403, Category.PERMISSION, "the link has expired or is not valid", _EXPIRED),
    _fault(404, Category.NOT_FOUND, "the file is gone", _EXPIRED),
    _fault(410, Category.NOT_FOUND, "the link has expired", _EXPIRED),
    _fault(413, Category.REJECTED, "the file is too large for the receiver", "send a smaller file."),
    _fault(429, Category.RATE_LIMIT, "too many requests", _WAIT),
    _fault(500, Category.UPSTREAM, "the file server failed", "try again later."),
)

FAULTS: dict[Provider, tuple[Fault, ...]] = {
    Provider.CREATIVAULT: CREATIVAULT_FAULTS,
    Provider.TIKTOK_CREATOR: BEARER_FAULTS,
    Provider.MEDIA: BEARER_FAULTS,
    Provider.AFFILIATE: AFFILIATE_FAULTS,
    Provider.WORKS: BEARER_FAULTS,
}


def fault_of(faults: tuple[Fault, ...], code: int | None, status: int) -> Fault:
    """Return the row an answer stands for: by its documented code, else by its HTTP status.

    A status several codes share is typed by its kind alone, as is one that no row documents.
    """
    for fault in faults:
        if code is not None and fault.code == code:
            return fault
    alike = [fault for fault in faults if fault.status == status]
    uncoded = [fault for fault in alike if fault.code is None]
    if uncoded or len(alike) == 1:
        return replace((uncoded or alike)[0], code=code)
    remedy = _LATER if status >= 500 else "check the arguments and the settings of this provider."
    return _fault(status, _kind_of(status), f"the upstream answered {status}", remedy, code)


def _kind_of(status: int) -> Category:
    """Return the kind of an undocumented status; 402 alone never means that credits are used up."""
    if status >= 500:
        return Category.UPSTREAM
    kinds = {
        401: Category.AUTHENTICATION,
        403: Category.PERMISSION,
        404: Category.NOT_FOUND,
        429: Category.RATE_LIMIT,
    }
    return kinds.get(status, Category.REJECTED)
