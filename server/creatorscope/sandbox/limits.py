"""Counting what a CreatiVault tenant uses: requests a minute, requests a day, credits a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from creatorscope.contract.operation import Endpoint
from creatorscope.sandbox.keys import account_of
from creatorscope.sandbox.serving import Refusal
from creatorscope.sandbox.state import State

UNLIMITED = -1
SANDBOX_RATE = 1
"""Credits a row where no source states the price: the sandbox's own choice."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a tenant has left after a call: requests today (-1: unlimited) and credits."""

    quota_remaining: int
    credits_remaining: int


class TooManyRequests(Refusal):
    """The minute is used up; `retry_after_s` is when the next one begins."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(429, f"too many requests; wait {retry_after_s} s", code=42901)
        self.retry_after_s = retry_after_s


def admit(state: State, tenant: str, now: datetime, rate_limit: int) -> None:
    """Count one request; raises Refusal when the clock minute's rate or the day's quota is used up."""
    if state.add(f"rate:{tenant}", 1, limit=rate_limit, period=f"{now:%Y-%m-%dT%H:%M}") is None:
        raise TooManyRequests(60 - now.second)
    if state.add(f"quota:{tenant}", 1, limit=account_of(tenant).daily_requests, period=_day(now)) is None:
        raise Refusal(402, "the daily quota is used up; it is renewed at 00:00 UTC", code=42902)


def require_credits(state: State, tenant: str, now: datetime) -> None:
    """Raise Refusal when a billed call comes from a tenant without any credits."""
    if standing(state, tenant, now).credits_remaining <= 0:
        raise _out_of_credits()


def charge(state: State, tenant: str, now: datetime, amount: int) -> None:
    """Take credits from the tenant; raises Refusal, taking none, when there are too few."""
    if not amount:
        return
    limit = account_of(tenant).credits
    if state.add(f"credits:{tenant}", amount, limit=limit, period=_month(now)) is None:
        raise _out_of_credits()


def settle(state: State, tenant: str, now: datetime, *, bill: tuple[str, int]) -> None:
    """Take the credits of a bill (its name, its amount) once, however often it is presented.

    The work is done by then, so a tenant with too few credits pays what it has.
    """
    name, amount = bill
    if state.add(f"settled:{name}", 1, limit=1) is not None:
        charge(state, tenant, now, min(amount, standing(state, tenant, now).credits_remaining))


def cost_of(row: Endpoint, request: object, rows: int) -> int:
    """Return the credits a CreatiVault call costs for the rows it answered."""
    if not row.price.billed:
        return 0
    rate = row.price.rates.get(str(getattr(request, row.price.level))) if row.price.level else row.price.rate
    return round((SANDBOX_RATE if rate is None else rate) * rows)


def standing(state: State, tenant: str, now: datetime) -> Standing:
    """Return what the tenant has left."""
    account = account_of(tenant)
    used = state.tally(f"quota:{tenant}", period=_day(now))
    spent = state.tally(f"credits:{tenant}", period=_month(now))
    quota = UNLIMITED if account.daily_requests is None else account.daily_requests - used
    return Standing(quota, account.credits - spent)


def _out_of_credits() -> Refusal:
    return Refusal(402, "not enough credits", code=40201)


def _day(now: datetime) -> str:
    return f"{now:%Y-%m-%d}"


def _month(now: datetime) -> str:
    return f"{now:%Y-%m}"
