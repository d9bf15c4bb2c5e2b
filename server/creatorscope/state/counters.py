"""Holding quotes against caps by one conditional update a counter, so that no room is given out twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, select, update

from creatorscope.contract.price import Quote, Unit
from creatorscope.state.caps import SpendingCaps, over_cap
from creatorscope.state.database import State
from creatorscope.state.tables import COUNTERS

# Sums of amounts such as 0.1 differ in their last digits by the order they were added in.
_ROUNDING = 1e-9


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
    amount = quote.amount or 0.0
    for scope, window in windows:
        key = {"mode": purse.mode, "principal": purse.principal, "unit": str(purse.unit)}
        state.insert_new(connection, COUNTERS, {**key, "scope": scope, "window": window})
        cap = caps.of(scope, purse.unit)
        found = _is(purse, scope, window)
        change = update(COUNTERS).where(found).values(held=COUNTERS.c.held + amount)
        if cap is not None:
            change = change.where(COUNTERS.c.held + COUNTERS.c.spent + amount <= cap + _ROUNDING)
        if connection.execute(change).rowcount == 0:
            used = connection.execute(select(COUNTERS.c.held, COUNTERS.c.spent).where(found)).one()
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
        connection.execute(
            update(COUNTERS)
            .where(_is(purse, scope, window))
            .values(held=COUNTERS.c.held - freed, spent=COUNTERS.c.spent + spent)
        )


def _is(purse: Purse, scope: str, window: str) -> ColumnElement[bool]:
    return and_(
        COUNTERS.c.mode == purse.mode,
        COUNTERS.c.principal == purse.principal,
        COUNTERS.c.unit == str(purse.unit),
        COUNTERS.c.scope == scope,
        COUNTERS.c.window == window,
    )
