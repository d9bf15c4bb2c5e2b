"""Telling a webhook that a collection task has ended: signed, and up to three times."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import httpx2

from creatorscope.sandbox.collecting import found_by
from creatorscope.sandbox.state import Document, State
from creatorscope.sandbox.tasks import Task, load_task, progress_of
from creatorscope.sandbox.world import World

EVENT = "collection.completed"
SIGNATURE_HEADER = "X-Webhook-Signature"
WAITS_S = (10, 30, 90)
"""Sandbox seconds before each attempt, counted from the task's end and then from the attempt before."""
TIMEOUT_S = 5.0

_KIND = "webhook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How deliveries are made: the signing secret, the pace, the transport (None: the network)."""

    secret: str
    speed: float
    trust_env: bool
    transport: httpx2.AsyncBaseTransport | None


def announce(state: State, task: Task, speed: float) -> None:
    """Plan the deliveries of a task that has a webhook."""
    if task.webhook_url is not None:
        due = task.ends_at + timedelta(seconds=WAITS_S[0] / speed)
        state.put(_KIND, task.task_id, {"due": due.isoformat(), "attempts": 0})


def due_deliveries(state: State, now: datetime) -> list[str]:
    """Return the ids of the tasks whose next attempt is due; [] when none is."""
    return [task_id for task_id, plan in state.items(_KIND) if _is_due(plan, now)]


async def deliver(state: State, world: Callable[[], World], now: datetime, sending: Sending) -> int:
    """Make every attempt that is due; return how many were accepted (answered 2xx within 5 s).

    An attempt counts before it is made, so several processes on one state never make it twice.
    """
    due = due_deliveries(state, now)
    if not due:
        return 0
    accepted = 0
    async with httpx2.AsyncClient(
        timeout=TIMEOUT_S, transport=sending.transport, trust_env=sending.trust_env
    ) as client:
        for task_id in due:
            task = load_task(state, task_id)
            if task is None or not _claim(state, task_id, now, sending.speed):
                continue
            if await _post(client, task, format_payload(task, world()), sending.secret):
                state.put(_KIND, task_id, {"due": None, "accepted": True})
                accepted += 1
    return accepted


def format_payload(task: Task, world: World) -> bytes:
    """Return the body posted about a task that has ended; the same at every attempt."""
    found = found_by(task, world)
    progress = progress_of(task, [creator is not None for creator in found], task.ends_at)
    return json.dumps(
        {
            "event": EVENT,
            "task_id": task.task_id,
            "task_type": task.task_type,
            "status": progress.status,
            "total": progress.total,
            "completed": progress.completed,
            "failed": progress.failed,
            "timestamp": f"{task.ends_at:%Y-%m-%dT%H:%M:%SZ}",
        }
    ).encode()


def sign(secret: str, body: bytes) -> str:
    """Return the signature of a body: HMAC-SHA256 in hex."""
    return hmac.new(secret.encode(), body, sha256).hexdigest()


def _is_due(plan: Document, now: datetime) -> bool:
    return plan["due"] is not None and datetime.fromisoformat(plan["due"]) <= now


def _claim(state: State, task_id: str, now: datetime, speed: float) -> bool:
    """Count an attempt and plan the next; False when another process was first."""
    claimed = False

    def change(plan: Document | None) -> Document:
        nonlocal claimed
        if plan is None or not _is_due(plan, now):
            return plan or {"due": None}
        claimed = True
        attempts = plan["attempts"] + 1
        left = WAITS_S[attempts:]
        due = (now + timedelta(seconds=left[0] / speed)).isoformat() if left else None
        return {"due": due, "attempts": attempts}

    state.update(_KIND, task_id, change)
    return claimed


async def _post(client: httpx2.AsyncClient, task: Task, body: bytes, secret: str) -> bool:
    headers = {"Content-Type": "application/json", SIGNATURE_HEADER: sign(secret, body)}
    try:
        answer = await client.post(str(task.webhook_url), content=body, headers=headers)
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return False
    return answer.is_success
