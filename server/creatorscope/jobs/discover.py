"""Discovering creators: page through a search until there are enough, no more, or the budget ends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from anyio.to_thread import run_sync

from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.instagram_search import SEARCH_INSTAGRAM_CREATORS
from creatorscope.endpoints.tiktok_search import SEARCH_TIKTOK_CREATORS
from creatorscope.endpoints.youtube_search import SEARCH_YOUTUBE_CREATORS
from creatorscope.errors import BudgetError
from creatorscope.jobs.answers import rows_of
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.kind import Kind, Plan, no_parts
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.place import DONE, Place
from creatorscope.jobs.reasons import with_reason
from creatorscope.jobs.requests import DiscoverCreatorsRequest
from creatorscope.results.about import About
from creatorscope.results.about import Kind as ResultKind
from creatorscope.results.layout import documented_columns
from creatorscope.state.spending import UnansweredError

NAME = "discover_creators"
MOST_A_PAGE = 100
SEARCHES: Mapping[str, Endpoint] = {
    "tiktok": SEARCH_TIKTOK_CREATORS,
    "youtube": SEARCH_YOUTUBE_CREATORS,
    "instagram": SEARCH_INSTAGRAM_CREATORS,
}
_SEEN = "discover-seen"


def rate_of(request: DiscoverCreatorsRequest) -> float:
    """Return the price of a row at the service level asked for."""
    endpoint = SEARCHES[request.platform]
    level = request.filters.get("service_level") or endpoint.request.model_fields["service_level"].default
    return float(endpoint.price.rates.get(str(level)) or 0)


def page_size(request: DiscoverCreatorsRequest) -> int:
    """Return the rows of a page: pages of one size that end with little more than is wanted, in budget."""
    wanted = math.ceil(request.count / math.ceil(request.count / MOST_A_PAGE))
    rate = rate_of(request)
    affordable = int(request.budget // rate) if request.budget is not None and rate else wanted
    return max(1, min(wanted, affordable))


def first_place(request: DiscoverCreatorsRequest) -> Place:
    """Return the place before the first page."""
    counts = {"items": request.count, "done": 0, "left": request.count, "rows_read": 0, "duplicates": 0}
    return Place(stage="search", cursor={"page": 1, "billed": 0}, counts=counts, next="read page 1")


async def search(request: DiscoverCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Read one page and keep those of its creators that earlier pages had not."""
    page, billed = place.cursor["page"], place.cursor["billed"]
    size, rate = page_size(request), rate_of(request)
    if request.budget is not None and (billed + size) * rate > request.budget:
        return _ended(place, f"the budget of {request.budget:g} credits")
    endpoint = SEARCHES[request.platform]
    asked = {**request.filters, "page": page, "size": size}
    try:
        received = await bench.call(endpoint, f"page-{page}", **asked)
    except BudgetError as error:
        if page == 1:
            raise
        return _ended(place, f"a cap: {error.message}")
    except UnansweredError as error:
        if not error.skipped:
            raise
        await run_sync(bench.parts.write, f"{ROWS}{page:06}", [])
        skipped = {"page": page + 1, "billed": billed + size}
        return place.to("search", cursor=skipped, next=f"read page {page + 1}")
    rows = rows_of(received, endpoint.name, "items")
    return await run_sync(_after_page, request, bench, place, rows)


async def keep(request: DiscoverCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Keep the creators as one result, and why there are no more of them."""
    result_id = await bench.keep_rows(about(request, place))
    cursor = with_reason({}, place.cursor["stopped"]) if place.counts["left"] else {}
    return place.to(DONE, cursor=cursor, result_id=result_id)


def about(request: DiscoverCreatorsRequest, place: Place) -> About:
    """Describe the result: the creators, the columns of their platform's search."""
    stopped = place.cursor.get("stopped")
    why = f"; stopped by {stopped}" if stopped else ""
    return About(
        kind=ResultKind.ANSWER,
        tool=NAME,
        source="",
        arguments={"platform": request.platform, "count": request.count, "filters": dict(request.filters)},
        columns=documented_columns(SEARCHES[request.platform].response),
        summary=f"{place.counts['done']} creators{why}",
    )


def plan(request: DiscoverCreatorsRequest, rates: Mapping[str, float]) -> Plan:
    """Return the pages and the most they cost, the budget at most."""
    del rates
    size, rate = page_size(request), rate_of(request)
    pages = math.ceil(request.count / size)
    cost = pages * size * rate
    most = cost if request.budget is None else min(cost, request.budget)
    return Plan(
        items=request.count,
        lines=(
            f"read up to {pages} pages of {size} creators, more only to replace duplicates",
            "remove duplicates and keep one result",
        ),
        cost=Quote(most, Unit.CREDITS),
    )


def _after_page(
    request: DiscoverCreatorsRequest, bench: Bench, place: Place, rows: list[Mapping[str, Any]]
) -> Place:
    """Write down what a page had that earlier ones had not, and return the place after it; blocks."""
    page, billed = place.cursor["page"], place.cursor["billed"]
    seen = _seen_before(bench, page)
    fresh = _unseen(rows, seen)[: request.count - len(seen)]
    bench.parts.write(f"{ROWS}{page:06}", bench.hidden(fresh))
    seen |= {_key(row) for row in fresh}
    bench.remember(_SEEN, (page + 1, seen))
    counts = {
        "items": request.count,
        "done": len(seen),
        "left": request.count - len(seen),
        "rows_read": place.counts["rows_read"] + len(rows),
        "duplicates": place.counts["duplicates"] + len(rows) - len(fresh),
    }
    cursor = {"page": page + 1, "billed": billed + len(rows)}
    following = place.to("search", cursor=cursor, counts=counts, next=f"read page {page + 1}")
    if len(seen) >= request.count:
        return _ended(following, "enough creators")
    few = len(rows) < page_size(request)
    return _ended(following, "no more creators match the filters") if few else following


def _ended(place: Place, why: str) -> Place:
    return place.to("keep", cursor={**place.cursor, "stopped": why}, next=f"keep the rows: {why}")


def _seen_before(bench: Bench, page: int) -> set[str]:
    """Return the creators of the pages before this one, read again where this process has not seen them."""
    known = bench.recall(_SEEN)
    if known is not None and known[0] == page:
        return set(known[1])
    names = [name for name in bench.parts.names(ROWS) if name < f"{ROWS}{page:06}"]
    return {_key(row) for name in names for row in bench.parts.read(name)}


def _unseen(rows: list[Mapping[str, Any]], seen: set[str]) -> list[Mapping[str, Any]]:
    fresh: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        key = _key(row)
        if key not in seen:
            fresh.setdefault(key, row)
    return list(fresh.values())


def _key(row: Mapping[str, Any]) -> str:
    """Return what tells creators apart: the platform's id, else the handle."""
    return str(row.get("uid") or f"@{row.get('username')}")


DISCOVER = Kind(
    name=NAME,
    version=1,
    request=DiscoverCreatorsRequest,
    needs=Provider.CREATIVAULT,
    first=first_place,
    steps={"search": search, "keep": keep},
    parts={},
    tally=no_parts,
    about=about,
    plan=plan,
)
