"""Analysing a list of creators one by one, and comparing them at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyio.to_thread import run_sync

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.errors import ArgumentError, TransportError, UpstreamError
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.faults import concerns_all, reason_of
from creatorscope.jobs.kind import Kind, Plan, no_parts
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.place import DONE, Place
from creatorscope.jobs.reasons import with_reason
from creatorscope.jobs.requests import AnalyzeCreatorsRequest
from creatorscope.results.about import About
from creatorscope.results.about import Kind as ResultKind

NAME = "analyze_creators"
_CALLS_BESIDE_WORKS = 4
_WORKS_A_CALL = 18


def first_place(request: AnalyzeCreatorsRequest) -> Place:
    """Return the place before the first creator."""
    items = len(request.creators)
    return Place(
        stage="analyse",
        cursor={"number": 0, "analyses": []},
        counts={"items": items, "done": 0, "failed": 0, "left": items},
        next=f"analyse {request.creators[0]}",
    )


async def analyse(request: AnalyzeCreatorsRequest, bench: Bench, place: Place) -> Place:
    """List one creator's works, read the profile, and analyse both."""
    number, items = place.cursor["number"], len(request.creators)
    creator, failed = request.creators[number], place.counts["failed"]
    cursor = dict(place.cursor)
    row: dict[str, Any] = {"creator": creator, "analysis": None, "works": None, "why_not": None}
    try:
        who, made = await _analysis_of(request, bench, number)
        row |= made
        # Two names may be of one account, which is compared once.
        if who not in [known for known, _ in cursor["analyses"]]:
            cursor["analyses"] = [*cursor["analyses"], [who, made["analysis"]]]
    except (ArgumentError, UpstreamError, TransportError) as error:
        if concerns_all(error):
            raise
        row["why_not"] = reason_of(error)
        cursor = with_reason(cursor, f"{creator}: {row['why_not']}")
        failed += 1
    await run_sync(bench.parts.write, f"{ROWS}{number:06}", [row])
    cursor["number"] = seen = number + 1
    counts = {"items": items, "done": seen - failed, "failed": failed, "left": items - seen}
    if seen < items:
        return place.to("analyse", cursor=cursor, counts=counts, next=f"analyse {request.creators[seen]}")
    return place.to("compare", cursor=cursor, counts=counts, next="compare the creators")


async def compare(request: AnalyzeCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Compare all creators that could be analysed; with one, its analysis is the result.

    The rows that name every analysis, or why there is none, are kept too; with none they are the result.
    """
    rows_id = await bench.keep_rows(about(request, place))
    cursor = {**place.cursor, "rows_id": rows_id}
    analyses = [analysis for _, analysis in place.cursor["analyses"]]
    result_id = analyses[0] if analyses else rows_id
    if len(analyses) > 1:
        result_id = (await bench.run("compare_creators", "compare", analyses=analyses)).result_id
    return place.to(DONE, cursor=cursor, result_id=result_id)


def about(request: AnalyzeCreatorsRequest, place: Place) -> About:
    """Describe the rows so far: one a creator, with the ids of its works and analysis, or why not."""
    return About(
        kind=ResultKind.ANSWER,
        tool=NAME,
        source="",
        arguments={"creators": len(request.creators), "max_works": request.max_works},
        summary=f"{place.counts['done']} of {place.counts['items']} creators analysed",
    )


def plan(request: AnalyzeCreatorsRequest, rates: Mapping[str, float]) -> Plan:
    """Return the calls it takes at most."""
    del rates
    items = len(request.creators)
    calls = items * (_CALLS_BESIDE_WORKS + 2 * -(-request.max_works // _WORKS_A_CALL))
    return Plan(
        items=items,
        lines=(
            f"list up to {request.max_works} works and the profile of {items} creators, and analyse them",
            "compare them in one result",
        ),
        cost=Quote(calls, Unit.REQUESTS),
    )


async def _analysis_of(
    request: AnalyzeCreatorsRequest, bench: Bench, number: int
) -> tuple[str, dict[str, Any]]:
    """Return (which account it is, the ids of its works and of the analysis)."""
    named: dict[str, Any] = {"creator": request.creators[number]}
    if request.platform is not None:
        named["platform"] = request.platform
    works = await bench.run("list_creator_works", f"works-{number}", **named, max_works=request.max_works)
    profile = await bench.run("get_creator_profile", f"profile-{number}", **named)
    given = {"works": works.result_id, "profile": profile.result_id}
    analysed = await bench.run("analyze_creator", f"analysis-{number}", **given)
    who = f"{works.data['platform']}:{works.data['platform_author_id'] or works.data['creator']}"
    return who, {"works": works.result_id, "analysis": analysed.result_id}


ANALYZE = Kind(
    name=NAME,
    version=2,
    request=AnalyzeCreatorsRequest,
    needs=Provider.WORKS,
    first=first_place,
    steps={"analyse": analyse, "compare": compare},
    parts={},
    tally=no_parts,
    about=about,
    plan=plan,
)
