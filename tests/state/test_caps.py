"""Caps by hour, day, job and call hold, and say why they refuse."""

from __future__ import annotations

import anyio
import pytest

from creatorscope.client.budget import Caps
from creatorscope.contract.price import Unit
from creatorscope.errors import BudgetError
from creatorscope.state.caps import SpendingCaps
from tests.state.books import NOON, SEARCH, SUBMIT, request_of, search, spend

CREDITS = Unit.CREDITS


def caps_of(scope: str, amount: float) -> SpendingCaps:
    return SpendingCaps(**{scope: {CREDITS: amount}})


@pytest.mark.parametrize(
    ("scope", "later", "words"),
    [
        ("hour", {"hours": 1}, "wait for the next hour"),
        ("day", {"hours": 12}, "wait for 00:00 UTC"),
    ],
    ids=["hour", "day"],
)
async def test_a_cap_holds_until_its_window_is_over_and_after_a_restart(books, scope, later, words):
    ledger = books.open(caps=caps_of(scope, 12))
    await ledger.call(SEARCH, search(page=1), spend())
    await ledger.call(SEARCH, search(page=2), spend())
    books.die(ledger)
    ledger = books.open(caps=caps_of(scope, 12))
    with pytest.raises(BudgetError, match=r"10 spent, 0 held .*, 2 left") as caught:
        await ledger.call(SEARCH, search(page=3), spend())
    assert caught.value.code == f"over_{scope}_cap"
    assert words in caught.value.remedy
    assert sum(books.arrivals().values()) == 2
    books.clock.wait(**later)
    await ledger.call(SEARCH, search(page=3), spend())


async def test_a_job_has_a_cap_of_its_own(books):
    ledger = books.open(caps=caps_of("job", 7))
    await ledger.call(SEARCH, search(page=1), spend(job_id="a", intent_id="a-1"))
    with pytest.raises(BudgetError) as caught:
        await ledger.call(SEARCH, search(page=2), spend(job_id="a", intent_id="a-2"))
    assert caught.value.code == "over_job_cap"
    await ledger.call(SEARCH, search(page=3), spend(job_id="b", intent_id="b-1"))
    await ledger.call(SEARCH, search(page=4), spend())


async def test_a_principals_spending_leaves_the_others_room(books):
    ledger = books.open(caps=caps_of("day", 7))
    await ledger.call(SEARCH, search(page=1), spend(principal="one"))
    await ledger.call(SEARCH, search(page=1), spend(principal="two"))
    with pytest.raises(BudgetError):
        await ledger.call(SEARCH, search(page=2), spend(principal="one"))


@pytest.mark.parametrize("scope", ["hour", "day"])
async def test_a_cap_of_0_refuses_every_billed_call_and_says_so(books, scope):
    ledger = books.open(caps=caps_of(scope, 0))
    with pytest.raises(
        BudgetError, match=r"the cap of 0 credits an? (hour|day) refuses every billed"
    ) as caught:
        await ledger.call(SEARCH, search(), spend())
    assert caught.value.code == "cap_is_zero"
    assert books.arrivals() == {}


async def test_an_unknown_price_is_refused_under_any_cap_unless_allowed(books):
    request = request_of(SUBMIT, {"platform": "tiktok", "task_type": "FILE_UPLOAD", "values": ["a"]})
    with pytest.raises(BudgetError, match="price of submit_collection_task is unknown"):
        await books.open(caps=caps_of("day", 100)).call(SUBMIT, request, spend())
    allowing = SpendingCaps(call=Caps(allow_unquoted=True), day={CREDITS: 100})
    await books.open(caps=allowing).call(SUBMIT, request, spend())


async def test_the_cap_on_one_call_counts_what_came_before_it(books):
    ledger = books.open(caps=SpendingCaps(call=Caps(amounts={CREDITS: 8})))
    with pytest.raises(BudgetError, match="after 5 credits already spent"):
        await ledger.call(SEARCH, search(), spend(already=5))
    await ledger.call(SEARCH, search(), spend(already=3))


async def test_many_calls_at_once_get_exactly_what_fits(books):
    ledgers = [books.open(caps=caps_of("day", 27)) for _ in range(2)]
    refused = []

    async def ask(ledger, page):
        try:
            await ledger.call(SEARCH, search(page=page), spend())
        except BudgetError as error:
            refused.append(error)

    async with anyio.create_task_group() as tasks:
        for page in range(1, 11):
            tasks.start_soon(ask, ledgers[page % 2], page)
    assert (sum(books.arrivals().values()), len(refused)) == (5, 5)


def test_the_hours_and_days_are_those_of_utc():
    from datetime import timedelta, timezone

    from creatorscope.state.caps import windows_of

    here = NOON.astimezone(timezone(timedelta(hours=14)))
    assert windows_of(here, "j") == [("hour", "2026-03-15T12"), ("day", "2026-03-15"), ("job", "j")]
