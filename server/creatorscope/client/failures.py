"""Turning what went wrong on the way into the errors users see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import httpx2

from creatorscope.client.envelope import Envelope
from creatorscope.client.faults import FAULTS, FILE_FAULTS, fault_of
from creatorscope.client.policy import Failure, outcome_of, parse_retry_after, repeatable
from creatorscope.client.scrub import Scrubber
from creatorscope.contract.operation import Endpoint
from creatorscope.errors import Charged, Fault, Outcome, TransportError, UpstreamError

_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
_NEVER_SENT = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.InvalidURL)
_BILLING_UNKNOWN = "look at your balance before calling again: it may have been carried out and billed."
_MAY_HAVE_RUN = "check whether it was carried out before calling again."
_AGAIN = "call again; if it stays, check the network and the provider's base URL."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What an error must know of the call it happened to."""

    host: str
    billed: bool
    repeatable: bool
    faults: tuple[Fault, ...]
    scrubber: Scrubber

    def outcome(
        self, failure: Failure, retry_after_s: float | None = None, request_id: str | None = None
    ) -> Outcome:
        """Return what became of the call."""
        return outcome_of(
            failure,
            billed=self.billed,
            repeatable=self.repeatable,
            retry_after_s=retry_after_s,
            request_id=request_id,
        )

    def remedy(self, failure: Failure) -> str:
        """Return what to do about a call without a usable answer."""
        if failure is Failure.AMBIGUOUS and not self.repeatable:
            return _BILLING_UNKNOWN if self.billed else _MAY_HAVE_RUN
        return _AGAIN


def sending_of(endpoint: Endpoint, host: str, scrubber: Scrubber) -> Sending:
    """Return the facts of a call to an endpoint."""
    return Sending(
        host=host,
        billed=endpoint.price.billed,
        repeatable=repeatable(endpoint),
        faults=FAULTS[endpoint.provider],
        scrubber=scrubber,
    )


def sending_file(scrubber: Scrubber) -> Sending:
    """Return the facts of moving a file, which costs nothing and can be done again."""
    return Sending(
        host="the file server", billed=False, repeatable=True, faults=FILE_FAULTS, scrubber=scrubber
    )


def no_answer(sending: Sending, error: httpx2.RequestError | httpx2.InvalidURL) -> TransportError:
    """Return the error for a call that got no whole answer."""
    if isinstance(error, _NEVER_SENT):
        failure, happened = Failure.REFUSED, "the request could not be sent"
    elif isinstance(error, _NOT_SENT):
        failure, happened = Failure.NOT_SENT, f"no connection to {sending.host}"
    elif isinstance(error, httpx2.TimeoutException):
        failure, happened = Failure.AMBIGUOUS, f"{sending.host} did not answer in time"
    else:
        failure, happened = Failure.AMBIGUOUS, f"the connection to {sending.host} broke"
    reason = sending.scrubber.clean_text(str(error))[:200] or type(error).__name__
    return TransportError(
        f"{happened} ({reason})",
        code="no_answer",
        remedy=sending.remedy(failure),
        outcome=sending.outcome(failure),
    )


def out_of_time(sending: Sending, deadline_s: float) -> TransportError:
    """Return the error for a call whose time ran out."""
    return TransportError(
        f"{sending.host} did not answer within {deadline_s:g} s",
        code="out_of_time",
        remedy=sending.remedy(Failure.AMBIGUOUS),
        outcome=sending.outcome(Failure.AMBIGUOUS),
    )


def unreadable(sending: Sending, status: int, content_type: str, reason: str) -> TransportError:
    """Return the error for an answer that is not in the documented form."""
    failure = Failure.AMBIGUOUS if status < 300 else Failure.REFUSED
    where = f"{sending.host} answered {status} ({content_type or 'no content type'})"
    outcome = replace(sending.outcome(failure), retryable=False)
    if 300 <= status < 400:
        return TransportError(
            f"{where}: it redirects to another address",
            code="redirected",
            remedy="set the provider's base URL to the address it redirects to, https first.",
            outcome=outcome,
        )
    remedy = "check the provider's base URL: something else may be answering there."
    return TransportError(f"{where} and {reason}", code="bad_answer", remedy=remedy, outcome=outcome)


def refusal(sending: Sending, envelope: Envelope, status: int, retry_after_s: float | None) -> UpstreamError:
    """Return the documented error an answer stands for; `status` is the HTTP status."""
    stated = envelope.status if status < 400 and envelope.status is not None else status
    fault = fault_of(sending.faults, envelope.code, stated)
    outcome = sending.outcome(_failure_of(fault.status), retry_after_s, envelope.request_id)
    if not fault.retryable:
        outcome = replace(outcome, retryable=False)
    if envelope.consumed:
        outcome = replace(outcome, charged=Charged.YES, retryable=False)
    said = sending.scrubber.clean_text(envelope.message) if envelope.message else ""
    message = f"{fault.meaning}; {sending.host} says: {said}" if said else fault.meaning
    return UpstreamError(message, fault=fault, outcome=outcome)


def retry_after_of(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds an answer asks to wait, None when it asks for none."""
    return parse_retry_after(headers.get("retry-after"), now)


def _failure_of(status: int) -> Failure:
    if status == 429:
        return Failure.RATE_LIMITED
    return Failure.AMBIGUOUS if status >= 500 else Failure.REFUSED
