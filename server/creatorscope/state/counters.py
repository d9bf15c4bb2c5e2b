"""Holding quotes against caps by one conditional update a counter, so that no room is given out twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from creatorscope.contract.price import Quote, Unit
from creatorscope.state.caps import SpendingCaps, over_cap
from creatorscope.state.database import State
from creatorscope.state.tables import COUNTERS

# Sums of amounts such as 0.1 differ in their last digits by the order they were added in.
_ROUNDING = 1e-9
_KEY = ("mode", "principal", "unit", "scope", "window")
_THIS = [COUNTERS.c[name] == bindparam(f"this_{name}") for name in _KEY]
_USED = select(COUNTERS.c.held, COUNTERS.c.spent).where(*_THIS)
_HOLD = update(COUNTERS).where(*_THIS).values(held=COUNTERS.c.held + bindparam("amount"))
_HOLD_WITHIN = _HOLD.where(COUNTERS.c.held + COUNTERS.c.spent + bindparam("amount") <= bindparam("most"))
_MOVE = (
    update(COUNTERS)
    .where(*_THIS)
    .values(held=COUNTERS.c.held - bindparam("freed"), spent=COUNTERS.c.spent + bindparam("more"))
)


@dataclass(frozen=True, slots=True)
class Purse:
    """Whose counters: those of one principal, in one mode and one unit."""

    mode: str
    principal: str
    unit: Unit


def hold(
    state: State,
    connection: Connection,
    purse: Purse,
    windows: Sequence[tuple[str, str]],
    room: tuple[Quote, SpendingCaps],
) -> None:
    """Hold a quote in every window. Raises BudgetError where one has no room; the caller rolls back.

    An unknown amount is held as 0.
    """
    quote, caps = room
    for scope, window in windows:
        key = (purse.mode, purse.principal, str(purse.unit), scope, window)
        cap = caps.of(scope, purse.unit)
        if _hold(connection, key, quote.amount or 0.0, cap):
            continue
        state.insert_new(connection, COUNTERS, dict(zip(_KEY, key, strict=True)))
        if not _hold(connection, key, quote.amount or 0.0, cap):
            used = connection.execute(_USED, _of(key)).one()
            raise over_cap(quote, scope, cap or 0.0, (used.held, used.spent))


def move(
    connection: Connection,
    purse: Purse,
    windows: Iterable[Sequence[str]],
    *,
    freed: float,
    spent: float,
) -> None:
    """Free what was held and add what was spent, in every window."""
    for scope, window in windows:
        key = (purse.mode, purse.principal, str(purse.unit), scope, window)
        connection.execute(_MOVE, {**_of(key), "freed": freed, "more": spent})


def _hold(connection: Connection, key: Sequence[str], amount: float, cap: float | None) -> bool:
    """Return True when it is held; False without room, and where the counter does not exist yet."""
    change: dict[str, str | float] = {**_of(key), "amount": amount}
    if cap is None:
        return connection.execute(_HOLD, change).rowcount == 1
    return connection.execute(_HOLD_WITHIN, {**change, "most": cap + _ROUNDING}).rowcount == 1


def _of(key: Sequence[str]) -> dict[str, str]:
    return {f"this_{name}": value for name, value in zip(_KEY, key, strict=True)}
