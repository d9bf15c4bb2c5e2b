"""When a failed call may be sent again, after how long, and whether it may have been billed."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from creatorscope.contract.operation import Endpoint
from creatorscope.errors import Category, Charged, CreatorscopeError, Outcome

ATTEMPTS = 4
FIRST_WAIT_S = 0.2
LONGEST_WAIT_S = 2.0
TIME_TO_ANSWER_S = 1.0


class Failure(Enum):
    """How far a failed call got."""

    NOT_SENT = "it never reached the upstream"
    REFUSED = "the upstream said no, and did nothing"
    RATE_LIMITED = "the upstream had no time for it, and did nothing"
    AMBIGUOUS = "it may have been carried out"


def repeatable(endpoint: Endpoint) -> bool:
    """Return whether sending a call twice does no more than once: it starts nothing and is not billed."""
    return endpoint.effect.idempotent and not endpoint.price.billed


def outcome_of(
    failure: Failure,
    *,
    billed: bool,
    repeatable: bool,
    retry_after_s: float | None = None,
    request_id: str | None = None,
) -> Outcome:
    """Return what became of a failed call; the charge is unknown only where a billed call may have run."""
    ambiguous = failure is Failure.AMBIGUOUS
    passing = failure in (Failure.NOT_SENT, Failure.RATE_LIMITED)
    return Outcome(
        retryable=passing or (ambiguous and repeatable),
        retry_after_s=retry_after_s,
        charged=Charged.UNKNOWN if ambiguous and billed else Charged.NO,
        request_id=request_id,
    )


def decide(error: CreatorscopeError, *, attempt: int, left_s: float) -> float | None:
    """Return the seconds to wait before sending again, None to give up.

    `attempt`: how often it was sent so far. `left_s`: what is left of the call's time. A wait the upstream
    asks for is kept to, and only if the answer can still come in time; a rate limit that names no wait is
    left to the caller.
    """
    if not error.outcome.retryable or attempt >= ATTEMPTS:
        return None
    wait = error.outcome.retry_after_s
    if wait is None:
        if error.category is Category.RATE_LIMIT:
            return None
        wait = min(FIRST_WAIT_S * 2 ** (attempt - 1), LONGEST_WAIT_S)
    return wait if wait + TIME_TO_ANSWER_S <= left_s else None


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds a Retry-After header asks for, a number or a date; None when unreadable."""
    if value is None:
        return None
    text = value.strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (TypeError, ValueError):
        return None
