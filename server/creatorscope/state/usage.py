"""What was spent: by day, principal, unit and tool, beside what the upstream's balance says."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from creatorscope.state.database import State
from creatorscope.state.intent import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN
from creatorscope.state.tables import INTENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageRow:
    """One day (UTC), mode, principal, unit and tool; amounts are in the unit.

    `calls`: sent or about to be. `spent`: of settled calls, of which `estimated` without the upstream's own
    figure; `unpriced`: settled calls of which not even an estimate is known. `reserved`: held for calls and
    tasks that are not over. `unknown`: held for calls whose answer is lost. `overrun`: charged above its
    reservation. `balance_drop`: by how much the upstream's balance fell, as its answers told it; None where
    they told none. `difference`: balance_drop - spent, what the account lost besides these calls.
    """

    day: str
    mode: str
    principal: str
    unit: str
    tool: str
    calls: int
    spent: float
    estimated: float
    unpriced: int
    reserved: float
    unknown: float
    overrun: float
    balance_drop: float | None
    difference: float | None

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, in the order of its columns."""
        return asdict(self)


def list_usage(
    state: State, *, since: str, mode: str | None = None, principal: str | None = None
) -> list[UsageRow]:
    """Return the usage from a day on (YYYY-MM-DD), newest day first; [] when nothing was called."""
    told = _with_balance_drops()
    columns = told.c
    day = func.substr(columns.created_at, 1, 10)
    group = (day, columns.mode, columns.principal, columns.unit, columns.tool)
    query = select(
        *(column.label(name) for column, name in zip(group, _GROUP, strict=True)),
        func.count().label("calls"),
        _sum(columns.charged, columns.state == SETTLED).label("spent"),
        _sum(columns.charged, columns.charge_basis == "estimated").label("estimated"),
        func.sum(case(((columns.state == SETTLED) & columns.charged.is_(None), 1), else_=0)).label(
            "unpriced"
        ),
        _sum(columns.quote, columns.state.in_((RESERVED, SENT))).label("reserved"),
        _sum(columns.quote, columns.state == UNKNOWN).label("unknown"),
        _sum(columns.overrun, columns.overrun > 0).label("overrun"),
        func.sum(columns.balance_drop).label("balance_drop"),
        _sum(columns.balance_drop - columns.charged, columns.balance_drop.is_not(None)).label("difference"),
    ).where(columns.created_at >= since)
    if mode is not None:
        query = query.where(columns.mode == mode)
    if principal is not None:
        query = query.where(columns.principal == principal)
    query = query.group_by(*group).order_by(day.desc(), *group[1:])
    with state.reading() as connection:
        found = connection.execute(query).mappings().all()
    return [UsageRow(**_with_unknowns(dict(row))) for row in found]


COLUMNS = tuple(item.name for item in fields(UsageRow))
"""The columns of usage, in order."""

_GROUP = ("day", "mode", "principal", "unit", "tool")


def _with_balance_drops() -> Any:
    """Return the intents with what each took from the balance: the one told before it less its own.

    The first balance told, and one that rose (a top-up), say nothing: the charge stands for the drop. Calls
    that overlap can blur it.
    """
    account = (INTENTS.c.mode, INTENTS.c.fingerprint, INTENTS.c.unit)
    has_balance = case((INTENTS.c.remaining.is_(None), 0), else_=1)
    before = func.lag(INTENTS.c.remaining).over(
        partition_by=(*account, has_balance), order_by=(INTENTS.c.answered_at, INTENTS.c.remaining.desc())
    )
    chained: Select[Any] = select(INTENTS, before.label("before")).where(INTENTS.c.state != RELEASED)
    rows = chained.subquery()
    drop = rows.c.before - rows.c.remaining
    fallen = case(
        (rows.c.remaining.is_(None), None),
        (rows.c.before.is_(None) | (drop < 0), rows.c.charged),
        else_=drop,
    )
    return select(rows, fallen.label("balance_drop")).subquery()


def _sum(amount: ColumnElement[Any], where: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((where, amount), else_=None)), 0.0)


def _with_unknowns(row: dict[str, Any]) -> dict[str, Any]:
    """Without a balance there is no difference to tell."""
    return row if row["balance_drop"] is not None else {**row, "difference": None}
