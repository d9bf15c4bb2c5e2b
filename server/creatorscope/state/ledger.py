"""The one way to a call that costs or starts something: reserved, sent once, settled, kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import uuid4

import anyio
from anyio.to_thread import run_sync
from sqlalchemy import select

from creatorscope.client.client import CALL_S, Client
from creatorscope.client.received import Received
from creatorscope.client.retrying import Waiting
from creatorscope.clock import Clock
from creatorscope.contract.operation import Effect, Endpoint, Provider, Request
from creatorscope.contract.price import Quote, Unit
from creatorscope.errors import (
    ArgumentError,
    Charged,
    CreatorscopeError,
    LocalFileError,
    TransportError,
    UpstreamError,
)
from creatorscope.state.intent import RESERVED, SENT, UNKNOWN, Draft, Intent
from creatorscope.state.intents import Intents
from creatorscope.state.liveness import Liveness
from creatorscope.state.moves import Attempt, Moves, Send, Take
from creatorscope.state.request_form import readable_request, request_hash, with_webhook
from creatorscope.state.spending import Settled, Spend, UnansweredError, is_intent
from creatorscope.state.tables import INTENTS
from creatorscope.state.tasks import EndedTask, ended_task, settle_task, task_of
from creatorscope.state.terms import Keeping, Terms

_LOOK_S, _LONGEST_LOOK_S = 0.05, 1.0
_SHORTEST_CALL_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """What calls are made with and kept by."""

    client: Client
    keeping: Keeping


class Ledger:
    """Makes calls so that each is sent at most once, within the caps, and no answer paid for is lost.

    `liveness` tells which other processes live; this one holds the lock `terms.owner`. `clock`: the machine's
    time, also on a sandbox whose date is pinned.
    """

    def __init__(
        self, intents: Intents, upstream: Upstream, terms: Terms, liveness: Liveness, clock: Clock
    ) -> None:
        self.intents = intents
        self.state = intents.state
        self.terms = terms
        self.liveness = liveness
        self._client, self._keeping = upstream.client, upstream.keeping
        self._moves = Moves(intents, liveness, terms, clock)

    def fingerprint(self, provider: Provider) -> str:
        """Return what names our account at a provider, "" where there is none."""
        return self.terms.fingerprints.get(provider, "")

    async def call(
        self, endpoint: Endpoint, request: Request, spend: Spend, *, waiting: Waiting | None = None
    ) -> Settled:
        """Return the answer to a call: its own, or a recent one to the same request, which is free.

        A call that neither costs nor writes is made at once. A caller waits for the same request of another
        one, up to the time of one call. Raises BudgetError when a cap refuses it, LocalFileError before
        anything is sent when its answer could not be kept, UnansweredError when it was sent before and the
        answer is lost, UpstreamError or TransportError as the call ends.
        """
        if not is_intent(endpoint):
            return await self._read(endpoint, request, spend, waiting)
        attempt = Attempt(
            endpoint=endpoint,
            request=request,
            spend=spend,
            draft=self._draft(endpoint, request, spend),
            ends_at=anyio.current_time() + CALL_S,
        )
        look_s = _LOOK_S
        while attempt.left_s(anyio.current_time()) > _SHORTEST_CALL_S:
            move = await run_sync(self._next, attempt)
            if isinstance(move, Take):
                taken = await run_sync(self._take, attempt, move)
                if taken is not None:
                    return taken
            elif move is not None:
                return await self._send(attempt, move.intent, waiting)
            else:
                await anyio.sleep(look_s)
                look_s = min(2 * look_s, _LONGEST_LOOK_S)
        raise _still_busy(endpoint)

    def _next(self, attempt: Attempt) -> Send | Take | None:
        """Return what to do, once it is clear that an answer could be kept."""
        self._keeping.check()
        return self._moves.next(attempt)

    def recover(self, job_id: str | None = None) -> list[str]:
        """End the intents that dead processes left behind, of one job where given.

        Returns the ids of those that are unknown now; what was never sent is released, and what was answered
        stays to be taken.
        """
        query = select(INTENTS.c.id).where(
            INTENTS.c.state.in_((RESERVED, SENT)), INTENTS.c.result_id.is_(None), INTENTS.c.task_id.is_(None)
        )
        if job_id is not None:
            query = query.where(INTENTS.c.job_id == job_id)
        with self.state.reading() as connection:
            left: Sequence[str] = connection.execute(query).scalars().all()
        unknown = []
        for intent in filter(None, map(self.intents.find, left)):
            if self._moves.is_abandoned(intent):
                self._moves.recover(intent)
                after = self.intents.find(intent.id)
                if after is not None and after.state == UNKNOWN:
                    unknown.append(after.id)
        return unknown

    def settle_collection(
        self,
        task_id: str,
        *,
        charged: float | None = None,
        completed: int | None = None,
        total: int | None = None,
    ) -> int:
        """Settle what a task that has ended was reserved for; see `settle_task`."""
        ended = EndedTask(task_id=task_id, charged=charged, completed=completed, total=total)
        return settle_task(self.intents, ended)

    def _draft(self, endpoint: Endpoint, request: Request, spend: Spend) -> Draft:
        return Draft(
            id=spend.intent_id or f"call-{uuid4().hex}",
            job_id=spend.job_id,
            tool=endpoint.name,
            mode=self.terms.mode,
            fingerprint=self.fingerprint(endpoint.provider),
            principal=spend.principal,
            unit=str(endpoint.price.unit),
            request_hash=request_hash(endpoint, request, spend.account),
            request=readable_request(request),
            fresh=spend.fresh,
            owner=self.terms.owner,
        )

    async def _read(
        self, endpoint: Endpoint, request: Request, spend: Spend, waiting: Waiting | None
    ) -> Settled:
        """Make a free call; what it says of a task's end settles that task."""
        received = await self._client.call(endpoint, request, account=spend.account, waiting=waiting)
        task_id = getattr(request, "task_id", None)
        ended = ended_task(task_id, received) if isinstance(task_id, str) else None
        if ended is not None:
            await run_sync(settle_task, self.intents, ended)
        return await run_sync(self._keep, endpoint, request, received)

    async def _send(self, attempt: Attempt, intent: Intent, waiting: Waiting | None) -> Settled:
        """Send a request once and settle it. Not cancelled on the way: what is paid for is kept."""
        try:
            with anyio.CancelScope(shield=True):
                received = await self._receive(attempt, intent, waiting)
                settled = await run_sync(self._settle, attempt, intent, received)
        finally:
            self._moves.finish(intent.id)
        return settled

    def _settle(self, attempt: Attempt, intent: Intent, received: Received) -> Settled:
        task_id = _awaited_task(attempt.endpoint, received)
        try:
            self.intents.record_answer(intent, received, task_id, durable=attempt.durable)
        except LocalFileError:
            # What was paid for is given to the caller all the same. The intent stays sent, and so becomes
            # unknown: its quote is held on, since what it cost could not be written.
            settled = self._keep(attempt.endpoint, attempt.request, received)
            return replace(settled, intent_id=intent.id)
        return self._keep(attempt.endpoint, attempt.request, received, intent)

    async def _receive(self, attempt: Attempt, intent: Intent, waiting: Waiting | None) -> Received:
        request = with_webhook(attempt.request, self.terms.public_url, intent.id)
        try:
            return await self._client.call(
                attempt.endpoint,
                request,
                account=attempt.spend.account,
                deadline_s=attempt.left_s(anyio.current_time()),
                waiting=waiting,
            )
        except CreatorscopeError as error:
            with suppress(LocalFileError):  # unwritten, the intent stays sent, and so becomes unknown
                await run_sync(self._record_failure, attempt.endpoint, intent, error)
            if intent.job_id is not None:
                lost = await run_sync(self._moves.lost, intent.id)
                if lost is not None:
                    raise lost from error
            raise
        except BaseException:
            await run_sync(self.intents.mark_unknown, intent)
            raise

    def _record_failure(self, endpoint: Endpoint, intent: Intent, error: CreatorscopeError) -> None:
        charged = error.outcome.charged
        if charged is Charged.YES:
            with self.state.writing() as connection:
                self.intents.settle(connection, intent, None)
        elif charged is Charged.UNKNOWN or (endpoint.effect is Effect.SUBMIT and _may_have_run(error)):
            self.intents.mark_unknown(intent)
        else:
            self.intents.release(intent)

    def _keep(
        self, endpoint: Endpoint, request: Request, received: Received, intent: Intent | None = None
    ) -> Settled:
        """Keep an answer as a result. Where that fails the answer of an intent stays in the database."""
        intent_id = intent.id if intent is not None else None
        try:
            result_id = self._keeping.keep(endpoint, request, received)
        except LocalFileError as error:
            return Settled(received=received, result_id=None, intent_id=intent_id, unkept=error)
        if intent is not None:
            with suppress(LocalFileError):  # unwritten, the answer is found and kept once more
                self.intents.record_result(intent.id, result_id)
        return Settled(received=received, result_id=result_id, intent_id=intent_id)

    def _take(self, attempt: Attempt, take: Take) -> Settled | None:
        """Return an answer that is there; None when its result was deleted, so that it has to be fetched."""
        intent, unit = take.intent, Unit(take.intent.unit)
        fetched_at = None if take.own else intent.sent_time
        charged = Quote(intent.charged if take.own else 0, unit)
        if intent.result_id is None:
            answer = self.intents.load_answer(intent)
            if answer is None:
                return None
            kept = self._keep(attempt.endpoint, attempt.request, answer, intent)
            return kept.shared(charged, fetched_at)
        try:
            data, raw = self._keeping.load(intent.result_id)
        except (ArgumentError, LocalFileError):
            if take.own:
                raise
            attempt.gone.add(intent.id)
            return None
        received = Received(
            data=data,
            raw=raw,
            request_id=intent.request_id,
            total=intent.total,
            charged=charged,
            remaining=None,
            unlimited=False,
        )
        return Settled(
            received=received, result_id=intent.result_id, intent_id=intent.id, fetched_at=fetched_at
        )


def _awaited_task(endpoint: Endpoint, received: Received) -> str | None:
    """Return the task whose end decides what a submission costs; None where the cost is known already."""
    submitted = endpoint.effect is Effect.SUBMIT and endpoint.price.billed
    return task_of(received) if submitted and not received.charged.amount else None


def _may_have_run(error: CreatorscopeError) -> bool:
    """True where the request may have been carried out: no usable answer came, or a fault of the server."""
    if isinstance(error, UpstreamError):
        return error.status >= 500
    return isinstance(error, TransportError) and not error.outcome.retryable


def _still_busy(endpoint: Endpoint) -> TransportError:
    return TransportError(
        f"the same {endpoint.name} is being called already, and has no answer after {CALL_S:g} s",
        code="in_flight",
        remedy="call again in a minute: its answer will be there, at no further cost.",
    )


__all__ = ["Ledger", "Settled", "Spend", "UnansweredError", "Upstream"]
