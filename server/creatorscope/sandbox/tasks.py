"""Collection tasks as they are kept, and how far one has come at a given time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from creatorscope.sandbox.serving import Context, Refusal
from creatorscope.sandbox.state import State

KEYWORDS = "KEYWORD"
"""The task type of keyword collections; no source names it, the sandbox's own choice."""
STUCK_WORD = "timeout"
"""A value containing it never finishes, so that its task times out."""

Status = Literal["processing", "completed", "failed", "timeout"]

_KIND = "collection_task"
_SHORTEST_S = 5 * 60
_LONGEST_S = 30 * 60
_GIVEN_UP_S = 45 * 60
_LARGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One submitted collection.

    `values`: profile URLs, usernames or keywords, as `task_type` says. `items`: how many creators it is
    about. `work_s`: sandbox seconds for all of them. `stuck_at`: index of the item that never finishes.
    """

    task_id: str
    tenant: str
    task_type: str
    platform: str
    values: tuple[str, ...]
    items: int
    submitted_at: datetime
    work_s: float
    given_up_s: float
    stuck_at: int | None
    webhook_url: str | None

    @property
    def ends_at(self) -> datetime:
        """When it is over, well or badly."""
        return self.submitted_at + timedelta(
            seconds=self.work_s if self.stuck_at is None else self.given_up_s
        )

    def items_done(self, now: datetime) -> int:
        """Return how many items have been dealt with by then, in order."""
        elapsed = (now - self.submitted_at).total_seconds()
        share = min(1.0, max(0.0, elapsed / self.work_s)) if self.work_s else 1.0
        done = int(self.items * share + 1e-9)
        return done if self.stuck_at is None else min(done, self.stuck_at)

    def ended(self, now: datetime) -> bool:
        """True when nothing will change any more."""
        return now >= self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a task has come: `percent` of its items, and how many went well and badly."""

    status: Status
    percent: int
    total: int
    completed: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a caller asked to be collected."""

    task_type: str
    platform: str
    values: Sequence[str]
    items: int
    webhook_url: str | None


def submit(ctx: Context, submission: Submission) -> Task:
    """Keep a new task and return it; its id counts the submissions of this world."""
    number = ctx.state.add("collection_tasks", 1)
    mark = sha256(f"{ctx.world.seed}:{ctx.tenant}:{number}".encode()).hexdigest()[:6]
    task = build_task(f"task_{ctx.now:%Y%m%d}_{mark}", ctx.tenant, submission, ctx.now, ctx.speed)
    keep_task(ctx.state, task)
    return task


def build_task(task_id: str, tenant: str, submission: Submission, now: datetime, speed: float) -> Task:
    """Return a task submitted now: 5 minutes for the smallest to 30 for 500 items, divided by `speed`."""
    share = min(1.0, submission.items / _LARGEST)
    stuck = (index for index, value in enumerate(submission.values) if STUCK_WORD in value.casefold())
    return Task(
        task_id=task_id,
        tenant=tenant,
        task_type=submission.task_type,
        platform=submission.platform,
        values=tuple(submission.values),
        items=submission.items,
        submitted_at=now,
        work_s=(_SHORTEST_S + (_LONGEST_S - _SHORTEST_S) * share) / speed,
        given_up_s=_GIVEN_UP_S / speed,
        stuck_at=next(stuck, None),
        webhook_url=submission.webhook_url,
    )


def keep_task(state: State, task: Task) -> None:
    """Store a task."""
    document = {name: getattr(task, name) for name in Task.__slots__}
    state.put(_KIND, task.task_id, {**document, "submitted_at": task.submitted_at.isoformat()})


def load_task(state: State, task_id: str) -> Task | None:
    """Return a stored task, None when there is none of that id."""
    document = state.get(_KIND, task_id)
    return None if document is None else _parse(document)


def own_task(ctx: Context, task_id: str) -> Task:
    """Return the caller's task; raises Refusal 404 when it is unknown or another tenant's."""
    task = load_task(ctx.state, task_id)
    if task is None or task.tenant != ctx.tenant:
        raise Refusal(404, f"no task {task_id}")
    return task


def progress_of(task: Task, succeeds: Sequence[bool], now: datetime) -> Progress:
    """Return how far the task has come, given for every item whether it goes well."""
    done = task.items_done(now)
    completed = sum(succeeds[:done])
    status: Status = "processing"
    if task.ended(now):
        status = "timeout" if task.stuck_at is not None else "completed" if completed else "failed"
    percent = 100 if status in {"completed", "failed"} else done * 100 // max(1, task.items)
    return Progress(
        status=status, percent=percent, total=task.items, completed=completed, failed=done - completed
    )


def _parse(document: dict[str, Any]) -> Task:
    submitted_at = datetime.fromisoformat(document["submitted_at"])
    return Task(**{**document, "values": tuple(document["values"]), "submitted_at": submitted_at})
