"""What a caller says of a call that costs or starts something, and what it gets back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from creatorscope.client.received import Received
from creatorscope.contract.operation import Effect, Endpoint
from creatorscope.contract.price import Quote
from creatorscope.errors import Charged, LocalFileError, Outcome, TransportError


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """On whose account a call is made.

    `intent_id`: what the call is, for a job that may come here again after a crash; None: a new call.
    `account`: name of the configured TikTok account. `fresh`: pay again although an answer is kept.
    `already`: what the calls before it cost that the cap on one call covers too, None when unknown.
    """

    principal: str = "local"
    intent_id: str | None = None
    job_id: str | None = None
    account: str | None = None
    fresh: bool = False
    already: float | None = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An answer, and the result it is kept under; without one, `unkept` says why there is none.

    `intent_id`: None for a call that was no intent. `fetched_at`: when an answer that is shared was fetched
    (ISO 8601, UTC), None for one of the caller's own; a shared answer is charged 0.
    """

    received: Received
    result_id: str | None
    intent_id: str | None
    unkept: LocalFileError | None = None
    fetched_at: str | None = None

    @property
    def kept(self) -> str:
        """The result id. Raises the LocalFileError where there is none."""
        if self.result_id is None:
            raise self.unkept or AssertionError("an answer was neither kept nor said to be lost")
        return self.result_id

    def shared(self, charged: Quote, fetched_at: str | None) -> Settled:
        """Return it as it is given to a caller who is charged otherwise."""
        return replace(self, received=replace(self.received, charged=charged), fetched_at=fetched_at)


def is_intent(endpoint: Endpoint) -> bool:
    """Return True for a call that costs something or writes upstream."""
    return endpoint.price.billed or endpoint.effect is Effect.SUBMIT


class UnansweredError(TransportError):
    """A call was sent and its answer is lost; it is not sent again unless a person says so.

    `intent_id`: which. `task_id`: the task a callback named for it, None when none did. `skipped`: a person
    decided to go on without it.
    """

    def __init__(self, tool: str, sent_at: str, intent_id: str, remedy: str) -> None:
        super().__init__(
            f"{tool} was sent at {sent_at} and its answer is lost: it may have been carried out and billed",
            code="outcome_unknown",
            remedy=remedy,
            outcome=Outcome(charged=Charged.UNKNOWN),
        )
        self.intent_id = intent_id
        self.task_id: str | None = None
        self.skipped = False
