"""One answer of an upstream, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from creatorscope.client.envelope import Envelope
from creatorscope.contract.operation import Effect, Endpoint
from creatorscope.contract.price import Quote, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A successful answer.

    `data`: the payload without its envelope. `raw`: the whole body to keep, without secrets and echoes.
    `total`: matching records, None when not told. `charged`: its amount is None when unknown.
    `remaining`: the balance after it, None when not told or `unlimited`.
    """

    data: Any
    raw: bytes
    request_id: str | None
    total: int | None
    charged: Quote
    remaining: Quote | None
    unlimited: bool


def build_received(
    endpoint: Endpoint, request: BaseModel, envelope: Envelope, request_id: str | None
) -> Received:
    """Return what an envelope says; `request_id` is the one of the header, for bodies without."""
    unit, left = endpoint.price.unit, envelope.left
    return Received(
        data=envelope.data,
        raw=envelope.raw,
        request_id=envelope.request_id or request_id,
        total=envelope.total,
        charged=Quote(_charged(endpoint, request, envelope.consumed), unit),
        remaining=Quote(left, unit) if left is not None and left >= 0 else None,
        unlimited=left is not None and left < 0,
    )


def _charged(endpoint: Endpoint, request: BaseModel, consumed: float | None) -> float | None:
    """Return the upstream's own figure; else 0 for a free call, the quote where requests are counted.

    Submitted work is billed after the answer, so that nothing charged yet means unknown.
    """
    price = endpoint.price
    if price.billed and endpoint.effect is Effect.SUBMIT:
        return consumed or None
    if consumed is not None:
        return consumed
    if not price.billed:
        return 0
    return price.quote(request).amount if price.unit is Unit.REQUESTS else None
