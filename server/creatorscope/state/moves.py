"""Deciding what comes next for a call: send it, take an answer that is there, or wait for somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Literal

from creatorscope.client.budget import check
from creatorscope.clock import Clock
from creatorscope.contract.operation import Effect, Endpoint, Request
from creatorscope.state.caps import check_scopes
from creatorscope.state.deciding import named_task
from creatorscope.state.intent import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN, Draft, Intent
from creatorscope.state.intents import Intents
from creatorscope.state.liveness import Liveness
from creatorscope.state.spending import Spend, UnansweredError
from creatorscope.state.terms import Terms

_RESUME = "look upstream, then resume_job with on_unknown retry (send it again) or skip."
_AGAIN = "look at your balance; then call again with fresh: true to have it sent and paid for once more."


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One caller's way to an answer.

    `ends_at`: when its time is over, on the event loop's clock. `waited_for`: intents of others it has
    waited for. `looked_at`: intents of the same request it has seen, None when it wants none of them.
    `gone`: those whose results were deleted.
    """

    endpoint: Endpoint
    request: Request
    spend: Spend
    draft: Draft
    ends_at: float
    waited_for: set[str] = field(default_factory=set)
    looked_at: set[str] | None = None
    gone: set[str] = field(default_factory=set)

    @property
    def durable(self) -> bool:
        """True where a loss of power must not undo what was written of it.

        Something that goes on by itself would send it again, or the upstream did more than answer. What a
        person asked to read is not asked again by itself, so the disk is not waited for.
        """
        return self.spend.job_id is not None or self.endpoint.effect is Effect.SUBMIT

    def left_s(self, now: float) -> float:
        """Return the seconds left, given the event loop's time."""
        return self.ends_at - now


@dataclass(frozen=True, slots=True)
class Send:
    """This caller, and nobody else, is to send the intent's request now."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class Take:
    """An answer is there; `own`: it is the caller's own intent and not one that is shared."""

    intent: Intent
    own: bool


class Moves:
    """Reads the intents and moves them; its calls block, and are safe in threads."""

    def __init__(self, intents: Intents, liveness: Liveness, terms: Terms, clock: Clock) -> None:
        self._intents = intents
        self._liveness = liveness
        self._terms = terms
        self._clock = clock
        self._busy: set[str] = set()
        self._claiming = Lock()

    def next(self, attempt: Attempt) -> Send | Take | None:
        """Return what to do; None: wait and ask again.

        Raises BudgetError when a cap refuses it, UnansweredError when it was sent and the answer is lost.
        """
        if attempt.spend.intent_id is not None:
            own = self._intents.find(attempt.draft.id)
            if own is not None and own.retried_as is not None:
                attempt.draft = replace(attempt.draft, id=own.retried_as, fresh=True)
            elif own is not None:
                attempt.draft = replace(attempt.draft, id=own.id)
                if own.state != RELEASED:
                    return self._resume(own, attempt)
        if not attempt.draft.fresh:
            shared = self._share(attempt)
            if shared != "no":
                return shared if isinstance(shared, Take) else None
        return self._reserve(attempt)

    def is_abandoned(self, intent: Intent) -> bool:
        """Return True when nobody is working on an intent any more."""
        if intent.owner == self._terms.owner:
            return intent.id not in self._busy
        return self._liveness.is_free(intent.owner)

    def lost(self, intent_id: str) -> UnansweredError | None:
        """Return the error for an intent whose answer is lost; None for any other."""
        intent = self._intents.find(intent_id)
        return self._unanswered(intent) if intent is not None and intent.state == UNKNOWN else None

    def recover(self, intent: Intent) -> None:
        """End an abandoned intent without an answer: what was never sent is released, else it is unknown."""
        if intent.state == RESERVED:
            self._intents.release(intent)
        elif intent.state == SENT:
            self._intents.mark_unknown(intent)

    def _reserve(self, attempt: Attempt) -> Send | None:
        endpoint, caps = attempt.endpoint, self._terms.caps
        quote = check(endpoint, attempt.request, caps.call, attempt.spend.already)
        if not endpoint.price.billed:
            quote = replace(quote, amount=0)
        check_scopes(endpoint, quote, caps, attempt.draft.job_id)
        return self._claim(
            attempt, lambda: self._intents.reserve(attempt.draft, quote, caps, attempt.looked_at)
        )

    def _claim(self, attempt: Attempt, reserve: Callable[[], bool]) -> Send | None:
        """Reserve an intent and mark it sent; None when another caller is ahead."""
        intent_id = attempt.draft.id
        with self._claiming:
            if intent_id in self._busy:
                return None
            self._busy.add(intent_id)
        intent = None
        try:
            if reserve():
                intent = self._intents.mark_sent(intent_id, self._terms.owner, durable=attempt.durable)
        finally:
            if intent is None:
                self.finish(intent_id)
        return Send(intent) if intent is not None else None

    def finish(self, intent_id: str) -> None:
        """Say that this process works on an intent no more."""
        self._busy.discard(intent_id)

    def _resume(self, own: Intent, attempt: Attempt) -> Send | Take | None:
        """Go on where an earlier process left off."""
        # Not by its hash: a later version of the program may write the same request otherwise.
        if own.tool != attempt.endpoint.name:
            raise ValueError(f"intent {own.id} belongs to {own.tool}")
        if own.is_answered:
            return Take(own, own=True)
        if own.state == RESERVED:
            return self._claim(attempt, lambda: True)
        if own.state == SENT and not self.is_abandoned(own):
            return None
        if own.state == SENT:
            self.recover(own)
        raise self._unanswered(own)

    def _share(self, attempt: Attempt) -> Take | Literal["wait", "no"]:
        """Return an intent whose answer serves this call too, "wait" while one may, "no" when none does."""
        same = self._intents.list_same(attempt.draft)
        attempt.looked_at = {known.id for known in same}
        answered = [known for known in same if known.is_answered]
        for known in (one for one in answered if one.id not in attempt.gone):
            if known.id in attempt.waited_for or self._is_current(known, attempt.endpoint):
                unkept = known.result_id is None and not self.is_abandoned(known)
                return "wait" if unkept else Take(known, own=False)
        for known in same:
            if known.state in (RESERVED, SENT) and known not in answered:
                attempt.waited_for.add(known.id)
                if self.is_abandoned(known):
                    self.recover(known)
                return "wait"
        lost = [known for known in same if known.state == UNKNOWN and known not in answered]
        since = max((known.created_at for known in answered), default="")
        if lost and lost[0].created_at > since and attempt.spend.intent_id is None:
            raise self._unanswered(lost[0])
        return "no"

    def _is_current(self, intent: Intent, endpoint: Endpoint) -> bool:
        """True for what was asked a short while ago: a read, or a submission whose task still runs."""
        if endpoint.effect is not Effect.READ and (intent.task_id is None or intent.state == SETTLED):
            return False
        if self._terms.cache_ttl_s <= 0 or intent.sent_at is None:
            return False
        age = self._clock.now() - datetime.fromisoformat(intent.sent_at)
        return age <= timedelta(seconds=self._terms.cache_ttl_s)

    def _unanswered(self, intent: Intent) -> UnansweredError:
        remedy = _AGAIN if intent.job_id is None else _RESUME
        error = UnansweredError(intent.tool, intent.sent_time or "?", intent.id, remedy)
        error.task_id = intent.task_id or named_task(self._intents.state, intent.id)
        error.skipped = intent.decision == "skip"
        return error
