"""Callbacks over HTTP: signed, fresh, kept once, and a hint that wakes the job."""

from __future__ import annotations

import base64
import hmac
import json
import time
from datetime import UTC, datetime, timedelta

import anyio
import httpx2
import pytest
from sqlalchemy import select, text

from creatorscope.sandbox.app import SandboxConfig, build_sandbox
from creatorscope.state.database import open_state
from creatorscope.state.tables import CALLBACKS, moment
from tests.http_server.conftest import NOW
from tests.http_server.waiting import LATER, add_waiting_job, next_check, put_off
from tests.sandbox.conftest import AS_OF, Caller, ManualClock
from tests.state.places import KINDS, state_at

SECRET = "a-secret-of-these-tests"
BODY = {
    "event": "collection.completed",
    "task_id": "task_20260315_abc123",
    "task_type": "LINK_BATCH",
    "status": "completed",
    "total": 2,
    "completed": 2,
    "failed": 0,
    "timestamp": "2026-03-15T00:00:00Z",
}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture(params=KINDS)
def where(request, tmp_path):
    """The address of fresh state, on SQLite and on PostgreSQL."""
    with state_at(request.param, tmp_path) as address:
        yield str(address)


@pytest.fixture
def settings(make_settings, where):
    shared = {"database_url": where} if "://" in where else {}
    return make_settings(webhook_secret=SECRET, **shared)


@pytest.fixture
def state(settings):
    opened = open_state(settings.state_where)
    yield opened
    opened.close()


def kept(state) -> list:
    with state.reading() as connection:
        return list(connection.execute(select(CALLBACKS)).mappings())


def digest(content: bytes, secret: str = SECRET) -> bytes:
    return hmac.digest(secret.encode(), content, "sha256")


async def post(address, content, signature=None, intent=None) -> httpx2.Response:
    """Post a callback, rightly signed unless a signature is given; "" sends none."""
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    signature = digest(content).hex() if signature is None else signature
    headers = {"X-Webhook-Signature": signature} if signature else {}
    query = {"intent": intent} if intent else {}
    async with httpx2.AsyncClient(trust_env=False, timeout=30) as http:
        return await http.post(
            f"{address}/webhooks/creativault", content=content, params=query, headers=headers
        )


ENCODINGS = {
    "hex": lambda found: found.hex(),
    "upper-case hex": lambda found: found.hex().upper(),
    "base64": lambda found: base64.b64encode(found).decode(),
    "sha256=hex": lambda found: f"sha256={found.hex()}",
    "sha256=base64": lambda found: f"sha256={base64.b64encode(found).decode()}",
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
async def test_a_signed_callback_is_kept(serving, settings, clock, state, encode):
    content = json.dumps(BODY).encode()
    async with serving(settings, clock) as address:
        answer = await post(address, content, encode(digest(content)), intent="intent_1")
    assert (answer.status_code, answer.json()) == (202, {"status": "taken"})
    [row] = kept(state)
    assert (row["task_id"], row["event"], row["intent_id"]) == (BODY["task_id"], BODY["event"], "intent_1")
    assert row["body"] == BODY


FORGED = {
    "none": lambda _: "",
    "another secret": lambda content: digest(content, "another").hex(),
    "of another body": lambda content: digest(content + b" ").hex(),
    "a prefix of it": lambda content: digest(content).hex()[:32],
    "no encoding": lambda _: "zz" * 32,
    "not ascii": lambda content: "sha256=" + digest(content).hex()[:-1] + "é".encode().decode("latin-1"),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
async def test_a_forged_callback_is_refused_and_not_kept(serving, settings, clock, state, forge):
    content = json.dumps(BODY).encode()
    async with serving(settings, clock) as address:
        signature = forge(content)
        headers = {"X-Webhook-Signature": signature.encode("latin-1")} if signature else {}
        async with httpx2.AsyncClient(trust_env=False) as http:
            answer = await http.post(f"{address}/webhooks/creativault", content=content, headers=headers)
    assert answer.status_code == 401
    assert kept(state) == []


@pytest.mark.parametrize("hours", [-2, 2], ids=["old", "from the future"])
async def test_a_stale_callback_is_refused_and_not_kept(serving, settings, clock, state, hours):
    stale = BODY | {"timestamp": (NOW + timedelta(hours=hours)).isoformat()}
    async with serving(settings, clock) as address:
        answer = await post(address, stale)
    assert answer.status_code == 409
    assert kept(state) == []


async def test_the_window_is_the_operators(serving, make_settings, clock):
    settings = make_settings(webhook_secret=SECRET, webhook_window_s=10)
    async with serving(settings, clock) as address:
        clock.advance(seconds=10)
        assert (await post(address, BODY)).status_code == 202
        clock.advance(seconds=1)
        assert (await post(address, BODY | {"task_id": "task_2"})).status_code == 409


async def test_a_repeated_callback_has_no_effect(serving, settings, clock, state):
    add_waiting_job(state, task_id=BODY["task_id"])
    async with serving(settings, clock) as address:
        first = await post(address, BODY, intent="intent_1")
        put_off(state)
        second = await post(address, BODY | {"status": "failed"}, intent="intent_2")
    assert (second.status_code, second.json()) == (202, {"status": "repeated"})
    assert first.json() == {"status": "taken"}
    assert [row["intent_id"] for row in kept(state)] == ["intent_1"]
    assert next_check(state) == LATER


async def test_a_hundred_copies_at_once_are_kept_once(serving, settings, clock, state):
    answers = []

    async def send(address):
        answers.append((await post(address, BODY)).json()["status"])

    async with serving(settings, clock) as address, anyio.create_task_group() as tasks:
        for _ in range(100):
            tasks.start_soon(send, address)
        while len(answers) < 100:
            await anyio.lowlevel.checkpoint()
    assert sorted(answers) == ["repeated"] * 99 + ["taken"]
    assert len(kept(state)) == 1


MALFORMED = {
    "no json": b"{",
    "a list": b"[]",
    "no task": {name: value for name, value in BODY.items() if name != "task_id"},
    "no event": BODY | {"event": ""},
    "no time": BODY | {"timestamp": None},
    "a time without a zone": BODY | {"timestamp": "2026-03-15T00:00:00"},
    "not utf-8": b'{"event": "\xff"}',
    "too deep": b"[" * 60_000,
    "no text": BODY | {"task_id": "task\0"},
    "not a number": b'{"event": "e", "task_id": "t", "timestamp": "2026-03-15T00:00:00Z", "total": NaN}',
    "endless": b'{"event": "e", "task_id": "t", "timestamp": "2026-03-15T00:00:00Z", "total": 1e999}',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_a_signed_body_that_is_no_callback_is_refused(serving, settings, clock, state, body):
    async with serving(settings, clock) as address:
        answer = await post(address, body)
    assert answer.status_code == 400
    assert "event, task_id and timestamp" in answer.json()["error"]
    assert kept(state) == []


async def test_an_address_that_names_no_intent_is_taken_without_one(serving, settings, clock, state):
    async with serving(settings, clock) as address:
        answer = await post(address, BODY, intent="\0")
    assert answer.status_code == 202
    assert [row["intent_id"] for row in kept(state)] == [None]


async def test_a_body_too_large_is_refused_before_it_is_signed(serving, settings, clock):
    async with serving(settings, clock) as address:
        answer = await post(address, b" " * 70_000, "")
    assert answer.status_code == 413


async def test_without_a_secret_nothing_is_taken_and_the_answer_says_why(serving, make_settings, clock):
    async with serving(make_settings(), clock) as address:
        answer = await post(address, BODY)
    assert answer.status_code == 503
    assert "CREATORSCOPE_WEBHOOK_SECRET" in answer.json()["error"]


async def test_a_busy_database_does_not_hold_the_vendor_up(serving, settings, clock, state):
    async with serving(settings, clock) as address:
        with state.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one lock, which is taken
                connection.execute(text("LOCK TABLE callbacks IN ACCESS EXCLUSIVE MODE"))
            began = time.monotonic()
            answer = await post(address, BODY)
            took = time.monotonic() - began
        assert answer.status_code == 503
        assert took < 5
        assert (await post(address, BODY)).status_code == 202
    assert len(kept(state)) == 1


@pytest.mark.parametrize("known_by", ["task", "intent"])
async def test_the_job_waiting_for_the_task_looks_at_once(serving, settings, clock, state, known_by):
    add_waiting_job(state, task_id=BODY["task_id"] if known_by == "task" else None)
    async with serving(settings, clock) as address:
        await post(address, BODY, intent="intent_1" if known_by == "intent" else None)
    assert next_check(state) == moment(NOW)


async def test_a_job_waiting_for_another_task_goes_on_waiting(serving, settings, clock, state):
    add_waiting_job(state, task_id="task_other")
    async with serving(settings, clock) as address:
        await post(address, BODY, intent="intent_other")
    assert next_check(state) == LATER


async def test_the_sandbox_delivers_a_signed_callback_end_to_end(serving, settings, state):
    clock = ManualClock(datetime(2026, 3, 15, 10, tzinfo=UTC))
    config = SandboxConfig(
        creators=300, as_of=AS_OF, speed=1, webhook_secret=SECRET, allow_http_webhooks=True
    )
    async with serving(settings, clock) as address:
        caller = Caller(build_sandbox(config, clock=clock), clock)
        body = {
            "task_type": "FILE_UPLOAD",
            "platform": "tiktok",
            "values": ["creator_demo"],
            "webhook_url": f"{address}/webhooks/creativault?intent=intent_7",
        }
        task = await caller.data("collection/tasks/submit", body)
        clock.advance(minutes=6)
        assert await caller.sandbox.deliver_webhooks() == 1
        caller.sandbox.state.close()
        await caller.http.aclose()
    [row] = kept(state)
    assert (row["task_id"], row["intent_id"]) == (task["task_id"], "intent_7")
    assert row["body"]["status"] == "completed"
