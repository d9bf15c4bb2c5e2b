"""Prices, and the quotes computed from them before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel


class Unit(StrEnum):
    """What a provider counts. Amounts in different units are never added."""

    CREDITS = "credits"
    REQUESTS = "requests"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Quote:
    """The most one call can cost; `amount` None means unknown, which is never shown as 0."""

    amount: float | None
    unit: Unit

    @property
    def free(self) -> bool:
        """True when the call is known to cost nothing."""
        return self.amount == 0

    def __str__(self) -> str:
        if self.amount is None:
            return f"unknown {self.unit}"
        return f"{self.amount:g} {self.unit.removesuffix('s') if self.amount == 1 else self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A rate, and the request field whose size multiplies it.

    `rate`: amount for one `per`, None when no source states it.
    `per`: a request field (its number, or its length when it is a list); None: one call.
    `level`, `rates`: a request field whose value picks the rate instead, with the rate for each value.
    """

    unit: Unit
    rate: float | None = None
    per: str | None = None
    level: str | None = None
    rates: Mapping[str, float | None] = field(default_factory=dict)

    def quote(self, request: BaseModel, operator_rate: float | None = None) -> Quote:
        """Return the worst case for this request; `operator_rate` stands in where no source states a rate."""
        rate = self.rates.get(str(getattr(request, self.level))) if self.level else self.rate
        if rate is None:
            rate = operator_rate
        return Quote(None if rate is None else rate * self._count(request), self.unit)

    def largest_count(self, request: BaseModel, quote: Quote, cap: float) -> int | None:
        """Return the greatest size of `per` whose quote stays within `cap`; None when size is no matter."""
        amount, count = quote.amount, self._count(request)
        if self.per is None or not amount or not count:
            return None
        return int(cap * count // amount)

    def _count(self, request: BaseModel) -> int:
        size = 1 if self.per is None else getattr(request, self.per)
        if size is None:
            return 1
        return len(size) if isinstance(size, Sized) else int(size)

    @property
    def billed(self) -> bool:
        """True when a call may cost something."""
        return self.rate != 0 or self.level is not None


def free(unit: Unit) -> Price:
    """Return the price of a call that costs nothing in its provider's unit."""
    return Price(unit=unit, rate=0)
