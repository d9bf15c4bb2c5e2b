"""The life of an intent to spend: reserved, sent, then settled, released or unknown; each step committed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, RowMapping, Update, bindparam, delete, exists, select, update

from creatorscope.client.received import Received
from creatorscope.clock import Clock
from creatorscope.contract.price import Quote, Unit
from creatorscope.errors import BudgetError
from creatorscope.state.caps import SpendingCaps, windows_of
from creatorscope.state.counters import Purse, hold, move
from creatorscope.state.database import State
from creatorscope.state.intent import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN, Draft, Intent
from creatorscope.state.tables import ANSWERS, INTENTS, UNACKNOWLEDGED, moment

_LATEST = 10
_ASKED = ("request_hash", "principal", "mode", "fingerprint", "id")
REPORTED, ESTIMATED = "reported", "estimated"


_HAS_ANSWER = exists().where(ANSWERS.c.intent_id == INTENTS.c.id)
_COLUMNS = [
    _HAS_ANSWER.label(item.name) if item.name == "has_answer" else INTENTS.c[item.name]
    for item in fields(Intent)
]

# Built once: to build a statement takes several times as long as to run it.
_THIS = INTENTS.c.id == bindparam("this")
_FIND = select(*_COLUMNS).where(_THIS)
_SAME = (
    select(*_COLUMNS)
    .where(
        INTENTS.c.request_hash == bindparam("request_hash"),
        INTENTS.c.principal == bindparam("principal"),
        INTENTS.c.mode == bindparam("mode"),
        INTENTS.c.fingerprint == bindparam("fingerprint"),
        INTENTS.c.state != RELEASED,
        INTENTS.c.retried_as.is_(None),
        INTENTS.c.id != bindparam("id"),
    )
    .order_by(INTENTS.c.created_at.desc(), INTENTS.c.id.desc())
    .limit(_LATEST)
)
_FORGET_RELEASED = delete(INTENTS).where(_THIS, INTENTS.c.state == RELEASED)
_CHANGE = update(INTENTS).where(_THIS)
_SEND = _CHANGE.where(INTENTS.c.state == RESERVED).returning(*_COLUMNS)
_CHANGE_UNSETTLED = _CHANGE.where(INTENTS.c.state.in_((SENT, UNKNOWN)))
_CHANGE_UNNAMED = _CHANGE.where(INTENTS.c.result_id.is_(None))
_UNANSWERED = _CHANGE.where(INTENTS.c.task_id.is_(None), ~_HAS_ANSWER)
_END_UNSENT = _UNANSWERED.where(INTENTS.c.state.in_((RESERVED, SENT)))
_END_SENT = _UNANSWERED.where(INTENTS.c.state == SENT)
_ANSWER = select(ANSWERS.c.raw, ANSWERS.c.facts).where(ANSWERS.c.intent_id == bindparam("this"))
_DROP_ANSWER = delete(ANSWERS).where(ANSWERS.c.intent_id == bindparam("this"))
_OVERRUN = (
    select(INTENTS.c.tool, INTENTS.c.charged, INTENTS.c.quote)
    .where(
        UNACKNOWLEDGED,
        INTENTS.c.principal == bindparam("principal"),
        INTENTS.c.mode == bindparam("mode"),
        INTENTS.c.unit == bindparam("unit"),
    )
    .limit(1)
)


class Intents:
    """The intents of one database; every method but the finders is one transaction."""

    def __init__(self, state: State, clock: Clock) -> None:
        self.state = state
        self._clock = clock

    def find(self, intent_id: str) -> Intent | None:
        """Return the intent of that id, or the one a person had sent in its place; None: there is none."""
        with self.state.reading() as connection:
            row = _row(connection, intent_id)
            while row is not None and row["retried_as"] is not None:
                following = _row(connection, row["retried_as"])
                if following is None:
                    break
                row = following
        return Intent(**row) if row is not None else None

    def list_same(self, draft: Draft) -> list[Intent]:
        """Return the latest intents of the same request, newest first, none released or replaced."""
        with self.state.reading() as connection:
            return _same(connection, draft)

    def reserve(
        self, draft: Draft, quote: Quote, caps: SpendingCaps, known: Collection[str] | None = None
    ) -> bool:
        """Hold the quote and insert the intent; False when the same request or the same id is in flight.

        `known`: the intents of the same request the caller has looked at; when there is another by now it is
        False too, since it may serve. A released intent of that id is reserved again. Raises BudgetError
        where a cap has no room, or a charge above its reservation waits for the operator.
        """
        now = self._clock.now()
        billed = not quote.free
        windows = [list(pair) for pair in windows_of(now, draft.job_id)] if billed else []
        row = {
            **asdict(draft),
            "quote": quote.amount,
            "state": RESERVED,
            "windows": windows,
            "created_at": moment(now),
        }
        # Where it matters, sending, which comes next, is durable and carries this.
        with self.state.writing(durable=False) as connection:
            if not self._insert(connection, row):
                return False
            if known is not None and any(same.id not in known for same in _same(connection, draft)):
                connection.rollback()
                return False
            if billed:
                purse = Purse(draft.mode, draft.principal, quote.unit)
                _check_overruns(connection, purse)
                hold(self.state, connection, purse, [(a, b) for a, b in windows], (quote, caps))
        return True

    def mark_sent(self, intent_id: str, owner: str, *, durable: bool = True) -> Intent | None:
        """Turn a reserved intent into a sent one; exactly one process gets it. `durable`: see `State`."""
        change = {"this": intent_id, "state": SENT, "owner": owner, "sent_at": moment(self._clock.now())}
        with self.state.writing(durable=durable) as connection:
            row = connection.execute(_SEND, change).mappings().first()
        return Intent(**row) if row is not None else None

    def record_answer(
        self, intent: Intent, received: Received, task_id: str | None, *, durable: bool = True
    ) -> None:
        """Keep an answer and settle its intent in one transaction; `durable`: see `State`.

        With a `task_id` the charge comes when the task ends, and the quote stays held until then.
        """
        told = {
            "request_id": received.request_id,
            "total": received.total,
            "remaining": received.remaining.amount if received.remaining else None,
            "task_id": task_id,
        }
        answered_at = moment(self._clock.now())
        with self.state.writing(durable=durable) as connection:
            facts = {**told, "data": received.data, "unlimited": received.unlimited}
            facts["charged"] = received.charged.amount
            row = {"intent_id": intent.id, "raw": received.raw, "facts": facts}
            self.state.insert_new(connection, ANSWERS, row)
            connection.execute(_CHANGE, {"this": intent.id, **told, "answered_at": answered_at})
            if task_id is None:
                self.settle(connection, intent, received.charged.amount)

    def settle(
        self, connection: Connection, intent: Intent, charged: float | None, *, basis: str = REPORTED
    ) -> bool:
        """Move the quote from held to spent, as charged; False when that was done before.

        `charged` None: the upstream does not say, and the quote is taken for it. A charge above the quote is
        recorded as an overrun.
        """
        if charged is None:
            charged, basis = intent.quote, ESTIMATED
        overrun = max(0.0, charged - intent.quote) if charged is not None and intent.quote is not None else 0
        change = {
            "this": intent.id,
            "state": SETTLED,
            "charged": charged,
            "charge_basis": None if charged is None else basis,
            "overrun": overrun,
            "settled_at": moment(self._clock.now()),
        }
        if connection.execute(_CHANGE_UNSETTLED, change).rowcount == 0:
            return False
        move(connection, intent.purse, intent.windows, freed=intent.quote or 0.0, spent=charged or 0.0)
        return True

    def record_result(self, intent_id: str, result_id: str) -> None:
        """Name the result an answer is kept under, and drop the answer itself."""
        # Undone by a loss of power, the answer is found again and kept again.
        with self.state.writing(durable=False) as connection:
            connection.execute(_CHANGE_UNNAMED, {"this": intent_id, "result_id": result_id})
            connection.execute(_DROP_ANSWER, {"this": intent_id})

    def load_answer(self, intent: Intent) -> Received | None:
        """Return an answer that arrived and is not kept as a result yet; None when there is none."""
        with self.state.reading() as connection:
            found = connection.execute(_ANSWER, {"this": intent.id}).first()
        if found is None:
            return None
        facts, unit = found.facts, Unit(intent.unit)
        left = facts["remaining"]
        return Received(
            data=facts["data"],
            raw=bytes(found.raw),
            request_id=facts["request_id"],
            total=facts["total"],
            charged=Quote(facts["charged"], unit),
            remaining=Quote(left, unit) if left is not None else None,
            unlimited=facts["unlimited"],
        )

    def release(self, intent: Intent) -> bool:
        """Free what an intent holds that certainly cost nothing; False when it is over already."""
        return self._end(intent, RELEASED, _END_UNSENT, freed=intent.quote or 0.0)

    def mark_unknown(self, intent: Intent) -> bool:
        """Say that a sent intent's answer is lost; its quote stays held. False when it is over already."""
        return self._end(intent, UNKNOWN, _END_SENT, freed=0.0)

    def _insert(self, connection: Connection, row: Mapping[str, Any]) -> bool:
        """Insert an intent, in the place of a released one of its id; False when it is in flight."""
        if self.state.insert_new(connection, INTENTS, row):
            return True
        gone = connection.execute(_FORGET_RELEASED, {"this": row["id"]}).rowcount
        return gone == 1 and self.state.insert_new(connection, INTENTS, row)

    def _end(self, intent: Intent, state: str, ending: Update, freed: float) -> bool:
        change = {"this": intent.id, "state": state, "settled_at": moment(self._clock.now())}
        with self.state.writing() as connection:
            if connection.execute(ending, change).rowcount == 0:
                return False
            if freed:
                move(connection, intent.purse, intent.windows, freed=freed, spent=0.0)
        return True


def _row(connection: Connection, intent_id: str) -> RowMapping | None:
    return connection.execute(_FIND, {"this": intent_id}).mappings().first()


def _same(connection: Connection, draft: Draft) -> list[Intent]:
    asked = {name: getattr(draft, name) for name in _ASKED}
    return [Intent(**row) for row in connection.execute(_SAME, asked).mappings()]


def _check_overruns(connection: Connection, purse: Purse) -> None:
    whose = {"principal": purse.principal, "mode": purse.mode, "unit": str(purse.unit)}
    found = connection.execute(_OVERRUN, whose).first()
    if found is not None:
        raise BudgetError(
            f"{found.tool} cost {found.charged:g} {purse.unit} where {found.quote:g} was reserved, so that "
            "no further call is paid for",
            code="overrun",
            remedy=f"ask the operator to correct the price of {found.tool} under prices, then run "
            "`creatorscope usage --acknowledge`.",
        )
