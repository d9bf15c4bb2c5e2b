"""What is billed after its submission is held until its task ends."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from creatorscope.client.budget import Caps
from creatorscope.contract.price import Unit
from creatorscope.errors import BudgetError
from creatorscope.state.callbacks import Callback, record_callback
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.ledger import UnansweredError
from creatorscope.state.request_form import request_hash, with_webhook
from creatorscope.state.usage import list_usage
from tests.state.books import NOON, SEARCH, STATUS, SUBMIT, request_of, search, spend

CAPS = SpendingCaps(call=Caps(prices={SUBMIT.name: 2}), day={Unit.CREDITS: 10})
ASKED = {"platform": "tiktok", "task_type": "FILE_UPLOAD"}


def submission(*values: str):
    return request_of(SUBMIT, {**ASKED, "values": values})


class Later:
    """The sandbox's clock, moved on."""

    def __init__(self, clock, by: timedelta) -> None:
        self._clock, self._by = clock, by

    def now(self):
        return self._clock.now() + self._by


async def test_a_collection_holds_its_worst_price_until_a_status_says_it_ended(books):
    ledger = books.open(caps=CAPS)
    values = ("creator_demo", "no_such_creator")
    task_id = (await ledger.call(SUBMIT, submission(*values), spend())).received.data["task_id"]
    await ledger.call(STATUS, request_of(STATUS, {"task_id": task_id}), spend())
    [row] = list_usage(ledger.state, since="2026-03-01")
    assert (row.reserved, row.spent) == (4, 0)
    with pytest.raises(BudgetError, match="0 spent, 4 held"):
        await ledger.call(SEARCH, search(size=7), spend())
    books.sandbox.clock = Later(books.sandbox.clock, timedelta(hours=1))
    ended = await ledger.call(STATUS, request_of(STATUS, {"task_id": task_id}), spend())
    completed = ended.received.data["completed"]
    [row] = list_usage(ledger.state, since="2026-03-01")
    assert ended.received.data["status"] == "completed"
    assert (row.reserved, row.spent, row.estimated) == (0, 2 * completed, 2 * completed)
    await ledger.call(SEARCH, search(size=6), spend())


async def test_a_submission_names_its_intent_in_the_callback_it_asks_for(books):
    ledger = books.open(caps=CAPS, public_url="https://hooks.example.com/")
    settled = await ledger.call(SUBMIT, submission("creator_demo"), spend())
    [(_, task)] = [
        (key, task)
        for key, task in books.sandbox.state.items("collection_task")
        if key == settled.received.data["task_id"]
    ]
    url = f"https://hooks.example.com/webhooks/creativault?intent={settled.intent_id}"
    assert task["webhook_url"] == url


def test_a_callers_own_webhook_is_left_alone():
    own = request_of(SUBMIT, {**ASKED, "values": ["a"], "webhook_url": "https://mine.example.com/x"})
    assert with_webhook(own, "https://hooks.example.com", "i") is own
    assert with_webhook(search(), "https://hooks.example.com", "i") == search()
    assert with_webhook(submission("a"), None, "i") == submission("a")


async def test_a_callback_names_the_task_of_a_submission_whose_answer_was_lost(books):
    ledger = books.open(caps=CAPS)
    books.line.cut = httpx2.ReadError
    job = spend(job_id="j", intent_id="j-submit-1")
    with pytest.raises(UnansweredError) as caught:
        await ledger.call(SUBMIT, submission("creator_demo"), job)
    assert caught.value.task_id is None
    body = {"event": "collection.completed", "task_id": "task_x"}
    callback = Callback(task_id="task_x", event="collection.completed", intent_id="j-submit-1", body=body)
    assert record_callback(ledger.state, callback, NOON)
    assert not record_callback(ledger.state, callback, NOON)
    with pytest.raises(UnansweredError) as caught:
        await ledger.call(SUBMIT, submission("creator_demo"), job)
    assert caught.value.task_id == "task_x"


def test_two_requests_share_a_hash_exactly_when_they_ask_the_same():
    asked = [
        request_hash(SEARCH, search(), None),
        request_hash(SEARCH, search(page=2), None),
        request_hash(SEARCH, search(), "second"),
    ]
    assert len(set(asked)) == 3
    assert request_hash(SEARCH, search(page=1), None) == asked[0]
