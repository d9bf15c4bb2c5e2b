"""Analysing a list of creators one by one, and comparing them at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.errors import ArgumentError, Category, CreatorscopeError, UpstreamError
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.kind import Kind, Plan, no_parts
from creatorscope.jobs.place import DONE, Place
from creatorscope.jobs.requests import AnalyzeCreatorsRequest
from creatorscope.results.about import About
from creatorscope.results.about import Kind as ResultKind
from creatorscope.state.spending import UnansweredError

NAME = "analyze_creators"
_CALLS_BESIDE_WORKS = 4
_WORKS_A_CALL = 18
# What is true of one creator only: the others are still worth analysing.
_THEIRS = (Category.NOT_FOUND, Category.REJECTED)


def first_place(request: AnalyzeCreatorsRequest) -> Place:
    """Return the place before the first creator."""
    items = len(request.creators)
    return Place(
        stage="analyse",
        cursor={"number": 0, "analyses": [], "faults": []},
        counts={"items": items, "done": 0, "failed": 0, "left": items},
        next=f"analyse {request.creators[0]}",
    )


async def analyse(request: AnalyzeCreatorsRequest, bench: Bench, place: Place) -> Place:
    """List one creator's works, read the profile, and analyse both."""
    number, creator = place.cursor["number"], request.creators[place.cursor["number"]]
    analyses, faults = list(place.cursor["analyses"]), list(place.cursor["faults"])
    row: dict[str, Any] = {"creator": creator, "analysis": None, "works": None, "why_not": None}
    try:
        row |= await _analysis_of(request, bench, number)
        analyses.append(row["analysis"])
    except (ArgumentError, UpstreamError, UnansweredError) as error:
        if isinstance(error, UpstreamError) and error.category not in _THEIRS:
            raise
        if isinstance(error, UnansweredError) and not error.skipped:
            raise
        row["why_not"] = _reason(error)
        faults.append(creator)
    bench.parts.write(f"rows-{number:06}", [row])
    done = number + 1
    counts = {
        "items": len(request.creators),
        "done": len(analyses),
        "failed": len(faults),
        "left": len(request.creators) - done,
    }
    cursor = {"number": done, "analyses": analyses, "faults": faults}
    if done < len(request.creators):
        return place.to("analyse", cursor=cursor, counts=counts, next=f"analyse {request.creators[done]}")
    return place.to("compare", cursor=cursor, counts=counts, next="compare the creators")


async def compare(request: AnalyzeCreatorsRequest, bench: Bench, place: Place) -> Place:
    """Compare all creators that could be analysed; with one, its analysis is the result."""
    del request
    analyses = place.cursor["analyses"]
    if not analyses:
        return place.to(DONE)
    if len(analyses) == 1:
        return place.to(DONE, result_id=analyses[0])
    compared = await bench.run("compare_creators", "compare", analyses=analyses)
    return place.to(DONE, result_id=compared.result_id)


def about(request: AnalyzeCreatorsRequest, place: Place) -> About:
    """Describe the rows so far: one a creator, with the ids of its works and analysis, or why not."""
    return About(
        kind=ResultKind.ANSWER,
        tool=NAME,
        source="",
        arguments={"creators": len(request.creators), "max_works": request.max_works},
        summary=f"{place.counts['done']} creators analysed, {place.counts['failed']} not",
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


async def _analysis_of(request: AnalyzeCreatorsRequest, bench: Bench, number: int) -> dict[str, Any]:
    named: dict[str, Any] = {"creator": request.creators[number]}
    if request.platform is not None:
        named["platform"] = request.platform
    works = await bench.run("list_creator_works", f"works-{number}", **named, max_works=request.max_works)
    profile = await bench.run("get_creator_profile", f"profile-{number}", **named)
    given = {"works": works.result_id, "profile": profile.result_id}
    analysed = await bench.run("analyze_creator", f"analysis-{number}", **given)
    return {"works": works.result_id, "analysis": analysed.result_id}


def _reason(error: CreatorscopeError) -> str:
    if isinstance(error, ArgumentError):
        return "; ".join(problem.message for problem in error.problems)
    return error.message


ANALYZE = Kind(
    name=NAME,
    version=1,
    request=AnalyzeCreatorsRequest,
    needs=Provider.WORKS,
    first=first_place,
    steps={"analyse": analyse, "compare": compare},
    parts={},
    tally=no_parts,
    about=about,
    plan=plan,
)
