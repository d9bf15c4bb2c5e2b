"""A call that costs or writes is reserved, sent once, settled and kept."""

from __future__ import annotations

import anyio
import httpx2
import pytest

from creatorscope.client.budget import Caps
from creatorscope.contract.price import Unit
from creatorscope.errors import BudgetError, LocalFileError, TransportError, UpstreamError
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.deciding import acknowledge_overruns
from creatorscope.state.ledger import UnansweredError
from creatorscope.state.usage import list_usage
from tests.state.books import ERRORS, SEARCH, STATUS, SUBMIT, intents_of, request_of, search, spend, sums_of


async def test_an_answer_is_kept_and_settled_with_what_the_upstream_charged(books):
    ledger = books.open()
    settled = await ledger.call(SEARCH, search(), spend())
    [intent] = intents_of(ledger)
    assert (intent.state, intent.quote, intent.charged, intent.charge_basis) == ("settled", 5, 5, "reported")
    assert intent.result_id == settled.result_id
    assert intent.request_id == settled.received.request_id
    assert settled.fetched_at is None
    assert len(settled.received.data["items"]) == 5
    assert sums_of(ledger)[0] == sums_of(ledger)[1]


async def test_the_same_request_again_is_free_until_it_is_stale_or_asked_for_fresh(books):
    ledger = books.open()
    first = await ledger.call(SEARCH, search(), spend())
    again = await ledger.call(SEARCH, search(), spend())
    assert (again.result_id, again.received.charged.amount) == (first.result_id, 0)
    assert again.received.data == first.received.data
    assert again.received.total == first.received.total
    assert again.fetched_at.startswith("2026-03-15T12:30")
    assert sum(books.arrivals().values()) == 1
    await ledger.call(SEARCH, search(), spend(fresh=True))
    assert sum(books.arrivals().values()) == 2
    books.clock.wait(seconds=3601)
    assert (await ledger.call(SEARCH, search(), spend())).fetched_at is None
    assert sum(books.arrivals().values()) == 3


async def test_a_cached_answer_belongs_to_its_principal_account_and_mode(books):
    ledger = books.open()
    await ledger.call(SEARCH, search(), spend())
    await ledger.call(SEARCH, search(), spend(principal="someone"))
    await books.open(mode="live").call(SEARCH, search(), spend())
    await books.open(fingerprints={}).call(SEARCH, search(), spend())
    assert sum(books.arrivals().values()) == 4


async def test_a_cached_answer_whose_result_was_deleted_is_fetched_again(books):
    ledger = books.open()
    first = await ledger.call(SEARCH, search(), spend())
    ledger._keeping.store.delete(first.result_id)
    again = await ledger.call(SEARCH, search(), spend())
    assert again.fetched_at is None
    assert sum(books.arrivals().values()) == 2
    request = request_of(SUBMIT, {"platform": "tiktok", "task_type": "FILE_UPLOAD", "values": ["a"]})
    submitted = await ledger.call(SUBMIT, request, spend())
    ledger._keeping.store.delete(submitted.result_id)
    assert (await ledger.call(SUBMIT, request, spend())).fetched_at is None


async def test_one_request_from_many_callers_and_processes_is_sent_once(books):
    ledgers = [books.open(), books.open()]
    got = []

    async def ask(ledger):
        got.append(await ledger.call(SEARCH, search(), spend()))

    async with anyio.create_task_group() as tasks:
        for number in range(12):
            tasks.start_soon(ask, ledgers[number % 2])
    assert len({one.result_id for one in got}) == 1
    assert sum(one.received.charged.amount for one in got) == 5
    assert sum(books.arrivals().values()) == 1


async def test_two_identical_submissions_at_once_start_one_task(books):
    ledger = books.open(caps=SpendingCaps(call=Caps(prices={SUBMIT.name: 2})))
    request = request_of(SUBMIT, {"platform": "tiktok", "task_type": "FILE_UPLOAD", "values": ["a", "b"]})
    got = []

    async def ask():
        got.append((await ledger.call(SUBMIT, request, spend())).received.data["task_id"])

    async with anyio.create_task_group() as tasks:
        for _ in range(4):
            tasks.start_soon(ask)
    await ask()
    assert len(set(got)) == 1
    assert sum(books.arrivals().values()) == 1


async def test_a_refused_call_frees_what_it_held(books):
    ledger = books.open()
    with pytest.raises(UpstreamError):
        await ledger.call(STATUS, request_of(STATUS, {"task_id": "nobody"}), spend())
    books.line.cut = httpx2.ConnectError
    with pytest.raises(TransportError):
        await ledger.call(SEARCH, search(), spend())
    [intent] = intents_of(ledger)
    assert intent.state == "released"
    assert set(sums_of(ledger)[0].values()) == {(0, 0)}
    books.line.cut = None
    assert (await ledger.call(SEARCH, search(), spend())).received.charged.amount == 5


async def test_an_answer_that_is_lost_keeps_its_quote_and_is_not_asked_for_again_by_itself(books):
    ledger = books.open(caps=SpendingCaps(day={Unit.CREDITS: 12}))
    books.line.cut = httpx2.ReadError
    with pytest.raises(TransportError):
        await ledger.call(SEARCH, search(), spend())
    books.line.cut = None
    with pytest.raises(UnansweredError, match="sent at 2026-03-15T12:30:00Z") as caught:
        await ledger.call(SEARCH, search(), spend())
    assert "fresh: true" in caught.value.remedy
    assert sum(books.arrivals().values()) == 1
    await ledger.call(SEARCH, search(), spend(fresh=True))
    with pytest.raises(BudgetError, match="5 spent, 5 held"):
        await ledger.call(SEARCH, search(page=2), spend())
    assert (await ledger.call(SEARCH, search(), spend())).received.charged.amount == 0


async def test_a_cancelled_caller_leaves_a_settled_answer_behind(books):
    ledger = books.open()
    books.line.gate = anyio.Event()
    with anyio.CancelScope() as scope:
        async with anyio.create_task_group() as tasks:

            async def give_up():
                await books.line.arrived.wait()
                scope.cancel()
                books.line.gate.set()

            tasks.start_soon(give_up)
            await ledger.call(SEARCH, search(), spend())
    books.line.gate = None
    again = await ledger.call(SEARCH, search(), spend())
    assert again.fetched_at is not None
    assert sum(books.arrivals().values()) == 1


async def test_an_answer_that_could_not_be_kept_waits_in_the_database(books, tmp_path):
    ledger = books.open()
    keep = ledger._keeping.keep

    def full(*_args, **_named):
        raise LocalFileError("the disk is full", remedy="make room.", code="storage_not_writable")

    ledger._keeping.keep = full
    lost = await ledger.call(SEARCH, search(), spend())
    assert (lost.result_id, lost.unkept.message) == (None, "the disk is full")
    assert lost.received.charged.amount == 5
    ledger._keeping.keep = keep
    found = await ledger.call(SEARCH, search(), spend())
    assert found.received.charged.amount == 0
    assert ledger._keeping.load(found.result_id)[0] == lost.received.data
    assert sum(books.arrivals().values()) == 1


async def test_an_answer_that_could_not_be_settled_is_given_all_the_same_and_its_quote_held(books):
    ledger = books.open()

    def full(*_args, **_named):
        raise LocalFileError("the disk is full", remedy="make room.", code="state_not_usable")

    record, ledger.intents.record_answer = ledger.intents.record_answer, full
    settled = await ledger.call(SEARCH, search(), spend())
    ledger.intents.record_answer = record
    assert len(ledger._keeping.load(settled.result_id)[0]["items"]) == 5
    with pytest.raises(UnansweredError):
        await ledger.call(SEARCH, search(), spend())
    assert set(sums_of(ledger)[0].values()) == {(5, 0)}


async def test_usage_adds_up_and_is_held_against_the_upstreams_balance(books):
    ledger = books.open()
    await ledger.call(SEARCH, search(), spend())
    await ledger.call(SEARCH, search(page=2), spend())
    [row] = list_usage(ledger.state, since="2026-03-01")
    assert (row.day, row.tool, row.calls, row.spent) == ("2026-03-15", SEARCH.name, 2, 10)
    assert (row.balance_drop, row.difference) == (10, 0)
    assert list_usage(ledger.state, since="2026-03-16") == []
    assert list_usage(ledger.state, since="2026-03-01", principal="nobody") == []


async def test_a_charge_above_its_reservation_stops_spending_until_it_is_acknowledged(books):
    ledger = books.open(caps=SpendingCaps(call=Caps(prices={SUBMIT.name: 2})))
    request = request_of(SUBMIT, {"platform": "tiktok", "task_type": "FILE_UPLOAD", "values": ["a", "b"]})
    task_id = (await ledger.call(SUBMIT, request, spend())).received.data["task_id"]
    assert ledger.settle_collection(task_id, charged=7) == 1
    assert ledger.settle_collection(task_id, charged=7) == 0
    with pytest.raises(BudgetError, match="cost 7 credits where 4 was reserved") as caught:
        await ledger.call(SEARCH, search(), spend())
    assert "--acknowledge" in caught.value.remedy
    [row] = list_usage(ledger.state, since="2026-03-01")
    assert (row.spent, row.overrun, row.reserved) == (7, 3, 0)
    assert acknowledge_overruns(ledger.state) == 1
    await ledger.call(SEARCH, search(), spend())
    assert sums_of(ledger)[0] == sums_of(ledger)[1]


async def test_a_ledger_that_is_closed_leaves_no_lock_behind(books, tmp_path):
    books.die(books.open())
    assert list(tmp_path.glob("locks/*")) == []


async def test_a_request_is_kept_without_its_documents(books):
    ledger = books.open()
    await ledger.call(ERRORS, ERRORS.example, spend())
    [intent] = intents_of(ledger)
    assert intent.request == {"errors": "1 document"}
