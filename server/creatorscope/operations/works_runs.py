"""Answering for profiles, lists of works and single works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anyio
from anyio.to_thread import run_sync

from creatorscope.errors import BudgetError
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Fetched, Origin, Services
from creatorscope.operations.works_accounts import Account, find_account, find_work, nothing_in
from creatorscope.operations.works_feeds import PAGING_S, Stop, Walk
from creatorscope.operations.works_paging import list_works
from creatorscope.operations.works_requests import CreatorRequest, ListWorksRequest, WorkRequest
from creatorscope.results.about import Documented, Kind
from creatorscope.results.layout import columns_of
from creatorscope.works.creator import Creator
from creatorscope.works.envelopes import creators_in
from creatorscope.works.links import resolve
from creatorscope.works.reading import AdapterError
from creatorscope.works.rows import DERIVED, creator_row, work_row, work_rows
from creatorscope.works.work import Work

WORK_COLUMNS = (*columns_of(Work), *(Documented(name, kind) for name, kind in DERIVED.items()))
CREATOR_COLUMNS = columns_of(Creator)


async def run_get_creator_profile(request: CreatorRequest, services: Services) -> Outcome:
    """Answer one account as a CreatorCard, kept as a result of one row."""
    account = await find_account(resolve(request.creator, request.platform), services)
    fetched = await services.fetch(account.calls.profile, **account.arguments)
    data = await _whole_profile(account, fetched, services)
    raw = next(iter(creators_in(data)), None)
    if raw is None:
        raise nothing_in(account.calls.profile, fetched, "profile")
    try:
        creator = account.calls.creator(raw, services.around.clock.now())
    except AdapterError:
        raise nothing_in(account.calls.profile, fetched, "profile that can be read") from None
    row = creator_row(creator)
    origin = Origin(kind=Kind.ANSWER, tool="get_creator_profile", request=request)
    result_id = await run_sync(services.keep, [row], origin, CREATOR_COLUMNS)
    return Outcome(data={**row, "missing": ", ".join(creator.gaps) or None}, result_id=result_id)


async def run_list_creator_works(request: ListWorksRequest, services: Services) -> Outcome:
    """Answer a creator's newest works as CreatorWorks, kept as one result."""
    account = await find_account(resolve(request.creator, request.platform), services)
    walk = Walk(
        services=services, account=account, since=request.since, until=anyio.current_time() + PAGING_S
    )
    listed = await list_works(walk, request.max_works)
    rows = work_rows(listed.works)
    first = listed.works[0] if listed.works else None
    creator = account.handle or (first and first.author_handle) or account.id
    summary = f"{len(rows)} works of {creator}, {account.platform}; stopped: {listed.stopped}"
    origin = Origin(kind=Kind.WORKS, tool="list_creator_works", request=request, summary=summary)
    result_id = await run_sync(services.keep, rows, origin, WORK_COLUMNS)
    data = {
        "result_id": result_id,
        "platform": account.platform,
        "creator": creator,
        "platform_author_id": account.id or (first.platform_author_id if first else None),
        "stopped": str(listed.stopped),
        "pages": walk.pages,
        "notes": "; ".join(listed.notes) or None,
        "gaps": listed.gaps,
        "works": rows,
    }
    total = len(rows) if listed.stopped in {Stop.END, Stop.SINCE} else None
    return Outcome(data=data, result_id=result_id, total=total)


async def run_get_work(request: WorkRequest, services: Services) -> Outcome:
    """Answer one work as a WorkCard, kept as a result of one row."""
    found = await find_work(resolve(request.work, request.platform, want="work"), services)
    row = work_row(found.work)
    origin = Origin(kind=Kind.WORKS, tool="get_work", request=request)
    return Outcome(data=row, result_id=await run_sync(services.keep, [row], origin, WORK_COLUMNS))


async def _whole_profile(account: Account, fetched: Fetched, services: Services) -> Any:
    """Return a profile with its second part, where the platform gives one and a cap does not refuse it."""
    first, rest = fetched.received.data, account.calls.profile_rest
    token = first.get(rest) if rest and isinstance(first, Mapping) else None
    if not (rest and token):
        return first
    try:
        second = (await services.fetch(account.calls.profile, **{rest: token})).received.data
    except BudgetError:
        return first
    told = second.items() if isinstance(second, Mapping) else ()
    return {**first, **{name: value for name, value in told if value not in (None, "", [])}}
