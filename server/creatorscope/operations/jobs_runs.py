"""Running the job tools: insert one row, see that a worker is there, wait a little, tell how it stands."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import anyio
from anyio.to_thread import run_sync

from creatorscope.contract.operation import Request
from creatorscope.errors import ArgumentError, BudgetError, Problem
from creatorscope.operations.jobs_requests import (
    WAIT_S,
    GetJobRequest,
    JobIdRequest,
    ListJobsRequest,
    ResumeJobRequest,
)
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services

if TYPE_CHECKING:
    from creatorscope.jobs.kind import Kind, Plan
    from creatorscope.jobs.rows import JobRow
    from creatorscope.operations.jobs_desk import JobDesk

_PAGE = 50
_LOOK_S = 0.25
_HOW = ("confirm_cost", "dry_run")


async def run_job(request: Request, services: Services, name: str) -> Outcome:
    """Answer with the finished job, or with how it stands after 45 s and the call that asks again."""
    from creatorscope.jobs.kinds import KINDS
    from creatorscope.operations.jobs_cards import planned
    from creatorscope.operations.jobs_checks import check_job

    kind = KINDS[name]
    plan = kind.plan(request, services.around.caps.prices)
    await run_sync(check_job, kind, request, services)
    if getattr(request, "dry_run", False):
        return planned(name, plan)
    _check_confirmed(kind, plan, request, services)
    desk = await _desk(services)
    row, new = await run_sync(desk.insert, _draft(kind, request, desk))
    return await _settled(row.id, services, WAIT_S, again=not new)


async def run_get_job(request: GetJobRequest, services: Services) -> Outcome:
    """Answer how a job stands, waiting for its end as long as asked."""
    return await _settled(request.job_id, services, request.wait_s)


async def run_list_jobs(request: ListJobsRequest, services: Services) -> Outcome:
    """Answer the jobs of this principal, newest first."""
    from creatorscope.operations.jobs_cards import card

    desk = await _desk(services)
    states = [request.state] if request.state else []
    offset = (request.page - 1) * _PAGE
    found, total = await run_sync(
        lambda: desk.rows.list_newest(desk.scope, states=states, offset=offset, most=_PAGE)
    )
    return Outcome(data={"total": total, "jobs": [card(row) for row in found]}, total=total)


async def run_cancel_job(request: JobIdRequest, services: Services) -> Outcome:
    """Answer the job after it was asked to stop; an open call of it finishes and is settled first."""
    from creatorscope.operations.jobs_cards import told

    desk = await _desk(services)
    row = await run_sync(desk.rows.load, request.job_id, desk.scope)
    if not row.open:
        fix = "Nothing is to be cancelled; its result and what it cost stay."
        raise ArgumentError([Problem("job_id", f"{row.id} is {row.state} already", fix)])
    await run_sync(desk.rows.request_cancel, row.id, datetime.now(UTC))
    row = await run_sync(desk.rows.load, row.id)
    if row.open:
        await run_sync(desk.see_to_worker)  # the one that held it may be gone
    return told(row)


async def run_resume_job(request: ResumeJobRequest, services: Services) -> Outcome:
    """Answer the job after it was let go on from where it stopped."""
    desk = await _desk(services)
    row = await run_sync(desk.rows.load, request.job_id, desk.scope)
    await run_sync(desk.resume, row, request.on_unknown)
    return await _settled(row.id, services, 1)


async def _settled(job_id: str, services: Services, wait_s: float, *, again: bool = False) -> Outcome:
    """Wait for a job to stop, tell of its progress meanwhile, and return how it stands."""
    from creatorscope.operations.jobs_cards import told, with_partial

    desk = await _desk(services)
    row = await run_sync(desk.rows.load, job_id, desk.scope)
    if row.open:
        await run_sync(desk.see_to_worker)
    with anyio.move_on_after(wait_s):
        while row.open and row.state != "needs_decision":
            await anyio.sleep(_LOOK_S)
            before, row = row, await run_sync(desk.rows.load, job_id, desk.scope)
            if _finished(row) > _finished(before):
                await _report(services, row)
    return told(await run_sync(with_partial, row, desk.rows, services.around), again=again)


def _finished(row: JobRow) -> int:
    """Return how many items are no longer left."""
    items = row.counts.get("items", 0)
    return max(0, items - row.counts.get("left", items))


async def _report(services: Services, row: JobRow) -> None:
    if services.progress is not None:
        await services.progress(_finished(row), row.counts.get("items"), f"{row.state}: {row.next}")


def _check_confirmed(kind: Kind, plan: Plan, request: Any, services: Services) -> None:
    """Refuse a job that can cost more than may be spent unasked, before anything is kept or sent."""
    limit = services.around.work.confirm_over.get(plan.cost.unit)
    if limit is None or request.confirm_cost:
        return
    if plan.cost.amount is not None and plan.cost.amount <= limit:
        return
    known = f"can cost {plan.cost}" if plan.cost.amount is not None else "has no known price"
    raise BudgetError(
        f"this {kind.name} {known}, and more than {limit:g} {plan.cost.unit} needs a yes. "
        f"Plan: {'; '.join(plan.lines)}",
        code="confirm_cost",
        remedy="ask the user, then call again with confirm_cost: true; nothing was sent.",
    )


def _draft(kind: Kind, request: Request, desk: JobDesk) -> Any:
    from creatorscope.jobs.rows import Draft

    args = request.model_dump(mode="json", exclude=set(_HOW))
    content = json.dumps([kind.name, kind.version, args], sort_keys=True, ensure_ascii=False)
    return Draft(
        kind=kind.name,
        version=kind.version,
        scope=desk.scope,
        fingerprint=desk.fingerprint(kind.needs),
        args=args,
        key=sha256(content.encode("utf-8", "surrogatepass")).hexdigest(),
        place=kind.first(request),
    )


async def _desk(services: Services) -> JobDesk:
    from creatorscope.operations.jobs_desk import build_desk

    return await run_sync(build_desk, services.around)
