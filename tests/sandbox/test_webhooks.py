"""Webhooks are posted signed when a task ends, and again when they are not accepted."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

import anyio
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET = "a-secret-of-this-test"
STATUS = "collection/tasks/status"


class Receiver:
    """Keeps what is posted to it, and answers with the statuses it was given, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.received: list[tuple[bytes, str]] = []
        self.arrived = anyio.Event()
        self.app = Starlette(routes=[Route("/hook", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        self.received.append((await request.body(), request.headers["X-Webhook-Signature"]))
        self.arrived.set()
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
def receiver():
    return Receiver()


async def with_task(open_caller, receiver, values=("creator_demo", "unknown_name"), **changed):
    caller = await open_caller(
        webhook_secret=SECRET, transport=httpx2.ASGITransport(app=receiver.app), **changed
    )
    body = {
        "task_type": "FILE_UPLOAD",
        "platform": "tiktok",
        "values": list(values),
        "webhook_url": "https://receiver.example/hook",
    }
    return caller, await caller.data("collection/tasks/submit", body)


async def test_the_end_of_a_task_is_posted_once_and_signed(open_caller, receiver):
    caller, task = await with_task(open_caller, receiver)
    assert await caller.sandbox.deliver_webhooks() == 0
    caller.clock.advance(minutes=6)

    assert await caller.sandbox.deliver_webhooks() == 1
    assert await caller.sandbox.deliver_webhooks() == 0

    [(body, signature)] = receiver.received
    assert signature == hmac.new(SECRET.encode(), body, sha256).hexdigest()
    assert json.loads(body) == {
        "event": "collection.completed",
        "task_id": task["task_id"],
        "task_type": "FILE_UPLOAD",
        "status": "completed",
        "total": 2,
        "completed": 1,
        "failed": 1,
        "timestamp": "2026-03-15T10:05:06Z",
    }


async def test_three_attempts_are_made_10_30_and_90_seconds_apart(open_caller):
    receiver = Receiver(500, 500, 500)
    caller, _ = await with_task(open_caller, receiver)
    caller.clock.advance(seconds=306)
    made = []
    for _ in range(140):
        caller.clock.advance(seconds=1)
        before = len(receiver.received)
        await caller.sandbox.deliver_webhooks()
        if len(receiver.received) > before:
            made.append((caller.clock.now().minute - 5) * 60 + caller.clock.now().second - 6)
    caller.clock.advance(days=1)
    await caller.sandbox.deliver_webhooks()

    assert made == [10, 40, 130]
    assert len({body for body, _ in receiver.received}) == 1
    assert len(receiver.received) == 3


async def test_an_accepted_attempt_is_the_last(open_caller):
    receiver = Receiver(503)
    caller, _ = await with_task(open_caller, receiver)
    for _ in range(5):
        caller.clock.advance(minutes=6)
        await caller.sandbox.deliver_webhooks()

    assert len(receiver.received) == 2


async def test_failed_and_timed_out_tasks_are_told_as_such(open_caller, receiver):
    failed, _ = await with_task(open_caller, receiver, ["unknown_name"])
    late, _ = await with_task(open_caller, receiver, ["creator_demo", "timeout"])
    for caller in (failed, late):
        caller.clock.advance(minutes=46)
        await caller.sandbox.deliver_webhooks()

    assert [json.loads(body)["status"] for body, _ in receiver.received] == ["failed", "timeout"]


async def test_a_receiver_that_cannot_be_reached_breaks_nothing(open_caller):
    def refuse(_request):
        raise httpx2.ConnectError("refused")

    receiver = Receiver()
    caller, task = await with_task(open_caller, receiver)
    caller.sandbox._sending = type(caller.sandbox._sending)(
        secret=SECRET, speed=1.0, trust_env=False, transport=httpx2.MockTransport(refuse)
    )
    caller.clock.advance(minutes=6)

    assert await caller.sandbox.deliver_webhooks() == 0
    assert (await caller.data(STATUS, task))["status"] == "completed"


async def test_due_deliveries_survive_a_restart(open_caller, receiver, tmp_path):
    first, _ = await with_task(open_caller, receiver, storage=tmp_path)
    first.sandbox.state.close()
    second = await open_caller(storage=tmp_path, transport=httpx2.ASGITransport(app=receiver.app))
    second.clock.advance(minutes=6)

    assert await second.sandbox.deliver_webhooks() == 1
    assert len(receiver.received) == 1


async def test_an_entered_sandbox_delivers_by_itself(open_caller, receiver):
    caller, _ = await with_task(open_caller, receiver)
    caller.clock.advance(minutes=6)

    async with caller.sandbox:
        with anyio.fail_after(10):
            await receiver.arrived.wait()

    assert len(receiver.received) == 1
