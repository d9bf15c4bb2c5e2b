"""What an operator lets a principal spend in an hour, a UTC day and a job, besides in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from creatorscope.client.budget import Caps
from creatorscope.contract.operation import Endpoint
from creatorscope.contract.price import Quote, Unit
from creatorscope.errors import BudgetError

HOUR, DAY, JOB = "hour", "day", "job"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingCaps:
    """The most by unit; a unit without an amount has no cap. Hours and days are those of the clock in UTC."""

    call: Caps = field(default_factory=Caps)
    hour: Mapping[Unit, float] = field(default_factory=dict)
    day: Mapping[Unit, float] = field(default_factory=dict)
    job: Mapping[Unit, float] = field(default_factory=dict)

    def of(self, scope: str, unit: Unit) -> float | None:
        """Return the cap of a scope (HOUR, DAY or JOB) in a unit; None: no cap."""
        return {HOUR: self.hour, DAY: self.day, JOB: self.job}[scope].get(unit)


def windows_of(now: datetime, job_id: str | None) -> list[tuple[str, str]]:
    """Return the (scope, window) pairs that money reserved now counts in."""
    utc = now.astimezone(UTC)
    windows = [(HOUR, f"{utc:%Y-%m-%dT%H}"), (DAY, f"{utc:%Y-%m-%d}")]
    return [*windows, (JOB, job_id)] if job_id else windows


def check_scopes(endpoint: Endpoint, quote: Quote, caps: SpendingCaps, job_id: str | None) -> None:
    """Refuse what no counter could let pass: a cap of 0, and an unknown price under a cap.

    Raises BudgetError.
    """
    if quote.free:
        return
    for scope in (HOUR, DAY, JOB) if job_id else (HOUR, DAY):
        cap = caps.of(scope, quote.unit)
        if cap == 0:
            raise BudgetError(
                f"{endpoint.name} is billed in {quote.unit} (quote: {quote}), and the cap of 0 {quote.unit} "
                f"{_an(scope)} refuses every billed call",
                code="cap_is_zero",
                remedy=f"ask the operator to raise --max-per-{scope}, or use calls that cost nothing.",
            )
        if cap is not None and quote.amount is None and not caps.call.allow_unquoted:
            raise BudgetError(
                f"the price of {endpoint.name} is unknown, and there is a cap of {cap:g} {quote.unit} "
                f"{_an(scope)}",
                code="price_unknown",
                remedy=f"ask the operator to set a price for {endpoint.name} under prices, or "
                "--allow-unquoted.",
            )


def over_cap(quote: Quote, scope: str, cap: float, used: tuple[float, float]) -> BudgetError:
    """Return the error for a quote that does not fit any more; `used`: what is held and what is spent."""
    held, spent = used
    ends = {HOUR: "wait for the next hour (UTC)", DAY: "wait for 00:00 UTC", JOB: "start another job"}[scope]
    left = max(0.0, cap - held - spent)
    return BudgetError(
        f"{quote} more would pass the cap of {cap:g} {quote.unit} {_an(scope)}: {spent:g} spent, "
        f"{held:g} held for calls that are not settled, {left:g} left",
        code=f"over_{scope}_cap",
        remedy=f"ask for less, {ends}, or ask the operator to raise --max-per-{scope}.",
    )


def _an(scope: str) -> str:
    return "an hour" if scope == HOUR else f"a {scope}"
