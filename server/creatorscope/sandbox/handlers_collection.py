"""Submitting collection tasks, watching them and reading what they found."""

from __future__ import annotations

from creatorscope.endpoints.collection import (
    CollectionRequest,
    KeywordCollectionRequest,
    TaskDataRequest,
    TaskRequest,
)
from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.collecting import count_found, format_rows, found_by
from creatorscope.sandbox.limits import settle
from creatorscope.sandbox.serving import Context, Reply, page_of, serves
from creatorscope.sandbox.tasks import KEYWORDS, Progress, Submission, Task, own_task, progress_of, submit
from creatorscope.sandbox.webhooks import announce


@serves("submit_collection_task")
def submit_values(request: CollectionRequest, ctx: Context) -> Reply:
    """Start a task over URLs or usernames."""
    submission = Submission(
        task_type=request.task_type,
        platform=request.platform,
        values=request.values,
        items=len(request.values),
        webhook_url=request.webhook_url,
    )
    return _submitted(ctx, submission)


@serves("submit_keyword_collection")
def submit_keywords(request: KeywordCollectionRequest, ctx: Context) -> Reply:
    """Start a task over keywords."""
    submission = Submission(
        task_type=KEYWORDS,
        platform=request.platform,
        values=request.keywords,
        items=count_found(ctx.world, request.platform, request.keywords),
        webhook_url=request.webhook_url,
    )
    return _submitted(ctx, submission)


@serves("get_collection_status")
def answer_status(request: TaskRequest, ctx: Context) -> Reply:
    """Answer how far a task has come."""
    _, progress = look_at(ctx, own_task(ctx, request.task_id))
    return Reply(
        data={
            "status": progress.status,
            "progress": progress.percent,
            "total": progress.total,
            "completed": progress.completed,
            "failed": progress.failed,
        }
    )


@serves("get_collection_data")
def answer_data(request: TaskDataRequest, ctx: Context) -> Reply:
    """Answer one page of the creators found so far."""
    found, _ = look_at(ctx, own_task(ctx, request.task_id))
    rows = format_rows(found)
    return Reply(data={"items": page_of(list(rows), request.page, request.size)}, total=len(rows))


def look_at(ctx: Context, task: Task) -> tuple[list[SandboxCreator | None], Progress]:
    """Return what the task has found so far and its progress; the first look after its end bills it.

    The sandbox's own choice, as no source states a price: one credit for each item collected.
    """
    found = found_by(task, ctx.world)
    progress = progress_of(task, [creator is not None for creator in found], ctx.now)
    if task.ended(ctx.now):
        settle(ctx.state, task.tenant, ctx.now, bill=(f"collected:{task.task_id}", progress.completed))
    return found[: task.items_done(ctx.now)], progress


def _submitted(ctx: Context, submission: Submission) -> Reply:
    task = submit(ctx, submission)
    announce(ctx.state, task, ctx.speed)
    return Reply(data={"task_id": task.task_id})
