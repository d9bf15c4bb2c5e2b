"""Holding a call's quote against the operator's caps before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from creatorscope.contract.operation import Endpoint
from creatorscope.contract.price import Quote, Unit
from creatorscope.errors import BudgetError

_OPERATOR = "ask the operator to raise --max-per-call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What the operator lets one call cost.

    `amounts`: the most by unit; a unit without one has no cap. `prices`: the operator's own price per item,
    by tool, where none is published. `allow_unquoted`: calls of unknown price pass.
    """

    amounts: Mapping[Unit, float] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    allow_unquoted: bool = False


def check(endpoint: Endpoint, request: BaseModel, caps: Caps, already: float | None = 0) -> Quote:
    """Return the most the call can cost. Raises BudgetError when a cap in that unit refuses it.

    `already`: what other upstream calls of the same tool call cost, None when that is unknown.
    """
    operator_rate = caps.prices.get(endpoint.name)
    quote = endpoint.price.quote(request, operator_rate)
    cap = caps.amounts.get(quote.unit)
    if cap is None or not endpoint.price.billed:
        return quote
    if cap == 0 and quote.amount != 0:
        raise BudgetError(
            f"{endpoint.name} is billed in {quote.unit} (quote: {quote}), and the cap of 0 {quote.unit} "
            "refuses every billed call",
            code="cap_is_zero",
            remedy=f"{_OPERATOR}, or use calls that cost nothing.",
        )
    if quote.amount is None or already is None:
        if caps.allow_unquoted:
            return quote
        raise BudgetError(
            f"the price of {endpoint.name} is unknown, and there is a cap of {Quote(cap, quote.unit)} a call",
            code="price_unknown",
            remedy=f"ask the operator to set a price for {endpoint.name} under prices, or --allow-unquoted.",
        )
    if already + quote.amount > cap:
        fits = endpoint.price.largest_count(request, quote, cap - already)
        spent = f" after {Quote(already, quote.unit)} already spent" if already else ""
        raise BudgetError(
            f"{endpoint.name} can cost {quote}{spent}, more than the cap of {Quote(cap, quote.unit)} a call",
            code="over_cap",
            remedy=f"{_smaller(endpoint, request, fits)}{_OPERATOR}.",
        )
    return quote


def _smaller(endpoint: Endpoint, request: BaseModel, fits: int | None) -> str:
    """Return the advice to ask for less, "" where asking for less does not help."""
    per = endpoint.price.per
    if per is None or not fits:
        return ""
    counted = f"{per}={fits} fits" if isinstance(getattr(request, per), int) else f"at most {fits} {per} fit"
    return f"{counted}; or "
