"""Calling an upstream so that its answer is kept, contacts masked where the operator wants that."""

from __future__ import annotations

from dataclasses import replace

from anyio.to_thread import run_sync
from pydantic_core import to_json

from creatorscope.client.client import Received
from creatorscope.client.retrying import Waiting
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.errors import Charged, LocalFileError, Outcome
from creatorscope.operations.surroundings import Surroundings
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.results.about import About, Kind
from creatorscope.results.layout import documented_columns
from creatorscope.state.request_form import told_arguments
from creatorscope.state.spending import Settled, Spend, is_intent


async def exchange(
    endpoint: Endpoint,
    request: Request,
    around: Surroundings,
    *,
    spend: Spend,
    waiting: Waiting | None = None,
) -> Settled:
    """Make one call and keep its answer; one that costs or writes goes through the ledger.

    Raises LocalFileError before anything is sent where the call costs or starts something and its answer
    could not be kept; BudgetError for a cap; UpstreamError or TransportError as the call ends.
    """
    if is_intent(endpoint):
        return await _exchanged(await around.ledger.call(endpoint, request, spend, waiting=waiting), around)
    received = await around.client.call(endpoint, request, account=spend.account, waiting=waiting)
    await around.ledger.settle_ended(request, received)
    received = shown(received, around)
    try:
        result_id = await run_sync(keep_answer, endpoint, request, received, around)
    except LocalFileError as error:
        error.outcome = Outcome(charged=_charged(received), request_id=received.request_id)
        return Settled(received=received, result_id=None, intent_id=None, unkept=error)
    return Settled(received=received, result_id=result_id, intent_id=None)


async def _exchanged(settled: Settled, around: Surroundings) -> Settled:
    received, fetched_at = shown(settled.received, around), None
    if settled.unkept is not None:
        settled.unkept.outcome = Outcome(charged=_charged(received), request_id=received.request_id)
    if settled.fetched_at is not None and settled.result_id is not None:
        # On a sandbox of a pinned date that is another time than the ledger's.
        fetched_at = (await run_sync(around.store.load_meta, settled.result_id)).fetched_at
    return replace(settled, received=received, fetched_at=fetched_at)


def _charged(received: Received) -> Charged:
    amount = received.charged.amount
    return Charged.UNKNOWN if amount is None else Charged.YES if amount else Charged.NO


def shown(received: Received, around: Surroundings) -> Received:
    """Return the answer, its contacts masked where the operator wants that."""
    if not around.hide_contacts:
        return received
    hidden = mask_contacts(received.data)
    return replace(received, data=hidden, raw=to_json(hidden))


def keep_answer(endpoint: Endpoint, request: Request, received: Received, around: Surroundings) -> str:
    """Keep the raw bytes of an answer and return the result id; blocks."""
    about = About(
        kind=Kind.ANSWER,
        tool=endpoint.name,
        source=around.source,
        arguments=told_arguments(request),
        fetched_at=iso_now(around),
        charged={"amount": received.charged.amount, "unit": str(received.charged.unit)},
        # Masked bytes are the payload itself, without the envelope around it.
        data_path="" if around.hide_contacts else "data",
        rows_path=endpoint.response.ROWS,
        columns=documented_columns(endpoint.response),
    )
    return around.store.keep(received.raw, about)


def iso_now(around: Surroundings) -> str:
    """Return the current time as ISO 8601 in UTC, whole seconds."""
    return around.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
