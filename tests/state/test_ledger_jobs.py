"""A job's call is the same call after a crash, and is sent again only when a person says so."""

from __future__ import annotations

import httpx2
import pytest
from sqlalchemy import select

from creatorscope.errors import TransportError
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.deciding import decide_unknown, list_unknown
from creatorscope.state.ledger import UnansweredError
from creatorscope.state.tables import COUNTERS
from tests.state.books import ERRORS, SEARCH, intents_of, search, spend, sums_of


def held_and_spent(state, job_id):
    """Return what the counters of a job say, by unit."""
    query = select(COUNTERS.c.unit, COUNTERS.c.spent, COUNTERS.c.held).where(
        COUNTERS.c.scope == "job", COUNTERS.c.window == job_id
    )
    with state.reading() as connection:
        return {row.unit: {"spent": row.spent, "held": row.held} for row in connection.execute(query)}


JOB = {"job_id": "job-1", "intent_id": "job-1:pages:1"}


async def test_a_jobs_call_is_found_again_by_its_id_after_the_process_died(books):
    first = books.open()
    settled = await first.call(SEARCH, search(), spend(**JOB))
    books.die(first)
    books.clock.wait(days=2)
    again = await books.open().call(SEARCH, search(), spend(**JOB))
    assert again.result_id == settled.result_id
    assert again.received.charged.amount == 5
    assert sum(books.arrivals().values()) == 1


async def test_a_jobs_lost_answer_waits_for_a_decision_and_is_sent_again_once(books):
    ledger = books.open()
    books.line.cut = httpx2.ReadTimeout
    with pytest.raises(UnansweredError):
        await ledger.call(SEARCH, search(), spend(**JOB))
    books.line.cut = None
    with pytest.raises(UnansweredError) as caught:
        await ledger.call(SEARCH, search(), spend(**JOB))
    assert "on_unknown" in caught.value.remedy
    assert list_unknown(ledger.state, "job-1") == ["job-1:pages:1"]
    assert decide_unknown(ledger.state, "job-1", "retry") == 1
    assert decide_unknown(ledger.state, "job-1", "retry") == 0
    settled = await ledger.call(SEARCH, search(), spend(**JOB))
    assert settled.intent_id == "job-1:pages:1~2"
    assert (await ledger.call(SEARCH, search(), spend(**JOB))).result_id == settled.result_id
    assert set(books.arrivals().values()) == {2}
    assert held_and_spent(ledger.state, "job-1") == {"credits": {"spent": 5, "held": 5}}


async def test_a_jobs_lost_answer_can_be_skipped(books):
    ledger = books.open()
    books.line.cut = httpx2.ReadTimeout
    with pytest.raises(UnansweredError):
        await ledger.call(SEARCH, search(), spend(**JOB))
    books.line.cut = None
    decide_unknown(ledger.state, "job-1", "skip")
    with pytest.raises(UnansweredError) as caught:
        await ledger.call(SEARCH, search(), spend(**JOB))
    assert caught.value.skipped
    assert set(books.arrivals().values()) == {1}


async def test_a_write_that_costs_nothing_is_sent_once_too(books):
    ledger = books.open()
    books.line.cut = httpx2.ReadError
    with pytest.raises(UnansweredError):
        await ledger.call(ERRORS, ERRORS.example, spend(**JOB))
    books.line.cut = None
    with pytest.raises(UnansweredError):
        await ledger.call(ERRORS, ERRORS.example, spend(**JOB))
    assert set(books.arrivals().values()) == {1}


async def test_what_a_dead_process_left_is_released_or_unknown(books):
    dead, alive = books.open(), books.open()
    quote = SEARCH.price.quote(search())
    for number, job in (("1", "job-1"), ("2", "job-1"), ("3", None)):
        facts = spend(intent_id=f"left-{number}", job_id=job)
        draft = dead._draft(SEARCH, search(page=int(number)), facts)
        assert dead.intents.reserve(draft, quote, SpendingCaps())
    dead.intents.mark_sent("left-2", dead.terms.owner)
    assert alive.recover() == []
    books.die(dead)
    assert alive.recover("job-1") == ["left-2"]
    assert {row.id: row.state for row in intents_of(alive)} == {
        "left-1": "released",
        "left-2": "unknown",
        "left-3": "reserved",
    }
    settled = await alive.call(SEARCH, search(page=3), spend())
    assert settled.received.charged.amount is not None
    assert sums_of(alive)[0] == sums_of(alive)[1]


async def test_a_released_call_of_a_job_is_reserved_again(books):
    ledger = books.open()
    books.line.cut = httpx2.ConnectError
    with pytest.raises(TransportError):
        await ledger.call(SEARCH, search(), spend(**JOB))
    books.line.cut = None
    assert (await ledger.call(SEARCH, search(), spend(**JOB))).intent_id == JOB["intent_id"]


async def test_an_intent_of_another_tool_is_refused(books):
    ledger = books.open()
    await ledger.call(SEARCH, search(), spend(**JOB))
    with pytest.raises(ValueError, match="belongs to search"):
        await ledger.call(ERRORS, ERRORS.example, spend(**JOB))
