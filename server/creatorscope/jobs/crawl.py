"""Crawling the affiliate work list: collect each document, check it, hand it in or report why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from anyio.to_thread import run_sync

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.affiliate import (
    LIST_AFFILIATE_CREATORS,
    SUBMIT_AFFILIATE_CREATORS,
    SUBMIT_AFFILIATE_ERRORS,
    CreatorsRequest,
    ErrorsRequest,
)
from creatorscope.errors import LocalFileError
from creatorscope.jobs.answers import rows_of
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.collectors import Collector, build_collector
from creatorscope.jobs.documents import Judged, judge
from creatorscope.jobs.kind import Kind, Plan
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.place import DONE, Place
from creatorscope.jobs.requests import CrawlAffiliatesRequest
from creatorscope.results.about import About
from creatorscope.results.about import Kind as ResultKind
from creatorscope.state.spending import UnansweredError

NAME = "crawl_affiliates"
IDS_A_PART = 1_000
IDS_A_BATCH = 200
_STATES = ("submitted", "error", "unknown")
_COLLECTOR = "collector"


def first_place(request: CrawlAffiliatesRequest) -> Place:
    """Return the place before the work list is read."""
    del request
    return Place(stage="list", next="read the work list")


async def list_ids(request: CrawlAffiliatesRequest, bench: Bench, place: Place) -> Place:
    """Read the work list and write it down in parts."""
    del request
    rows = rows_of(await bench.call(LIST_AFFILIATE_CREATORS, "list"), LIST_AFFILIATE_CREATORS.name)
    ids = list(dict.fromkeys(str(row["id"]) for row in rows if row.get("id") not in (None, "")))
    parts = range(0, len(ids), IDS_A_PART)
    for number, start in enumerate(parts):
        listed = [{"id": one} for one in ids[start : start + IDS_A_PART]]
        await run_sync(bench.parts.write, _ids_name(number), listed)
    counts = _counts(len(ids), {})
    if not ids:
        return place.to("report", counts=counts, next="the work list is empty")
    return place.to("collect", counts=counts, parts=len(parts), next=f"collect {len(ids)} documents")


async def collect_part(request: CrawlAffiliatesRequest, bench: Bench, number: int) -> Mapping[str, int]:
    """Collect and hand in one part of the list, batch by batch; returns how many ids ended in what state."""
    ids = [str(row["id"]) for row in await run_sync(bench.parts.read, _ids_name(number))]
    if not ids:
        raise LocalFileError(
            f"the ids of part {number} of the work list are gone",
            code="rows_missing",
            remedy="put the job's folder below jobs/ in the storage back, or start the crawl anew.",
        )
    collector = _collector(request, bench)
    counts: Counter[str] = Counter()
    for start in range(0, len(ids), IDS_A_BATCH):
        mark = f"{number:05}-{start // IDS_A_BATCH:03}"
        counts += Counter(await _hand_in(ids[start : start + IDS_A_BATCH], mark, collector, bench))
    return dict(counts)


async def join(request: CrawlAffiliatesRequest, bench: Bench, place: Place) -> Place:
    """Add up what the parts did; batches of unknown outcome need a person's decision."""
    del request, bench
    outcomes = place.cursor["outcomes"]
    counts = tally(place, outcomes)
    if outcomes.get("undecided"):
        lost = f"{outcomes['undecided']} documents or errors were sent and the answer was lost"
        return place.again(counts=counts, decide=lost)
    return place.to("report", cursor={}, counts=counts, next="keep the outcome of every id")


async def report(request: CrawlAffiliatesRequest, bench: Bench, place: Place) -> Place:
    """Keep one row an id: what became of it."""
    return place.to(DONE, result_id=await bench.keep_rows(about(request, place)))


def about(request: CrawlAffiliatesRequest, place: Place) -> About:
    """Describe the result: one row an id."""
    source = {"folder": request.folder} if request.folder else {"url": request.url}
    counted = ", ".join(f"{count} {name}" for name, count in place.counts.items())
    return About(kind=ResultKind.ANSWER, tool=NAME, source="", arguments=source, summary=counted)


def plan(request: CrawlAffiliatesRequest, rates: Mapping[str, float]) -> Plan:
    """Return what a crawl does; handing in costs nothing."""
    del rates
    where = f"the folder {request.folder}" if request.folder else str(request.url)
    return Plan(
        items=0,
        lines=(
            "read the work list",
            f"collect every document from {where}, repair and check it",
            f"hand the documents in, {IDS_A_BATCH} at a time, and report the others as errors",
        ),
        cost=Quote(0, Unit.REQUESTS),
    )


async def _hand_in(ids: Sequence[str], mark: str, collector: Collector, bench: Bench) -> dict[str, int]:
    """Do one batch and write its rows, which say that it is done; batches done before are only counted."""
    name = f"{ROWS}{mark}"
    if written := await run_sync(bench.parts.read, name):
        return dict(Counter(row["status"] for row in written))
    judged = [judge(found) for found in await collector.collect(ids)]
    good = [one.document for one in judged if one.document is not None]
    bad = [one.error() for one in judged if one.document is None]
    undecided, skipped = 0, set[bool]()
    # What was judged just now the models need not look at again.
    for what, endpoint, request in (
        (good, SUBMIT_AFFILIATE_CREATORS, CreatorsRequest.of_checked(good)),
        (bad, SUBMIT_AFFILIATE_ERRORS, ErrorsRequest.model_construct(errors=bad)),
    ):
        if not what:
            continue
        try:
            await bench.send(endpoint, f"{endpoint.name.rpartition('_')[2]}-{mark}", request)
        except UnansweredError as error:
            undecided += 0 if error.skipped else len(what)
            if error.skipped:
                skipped.add(what is good)
    if undecided:
        return {"undecided": undecided, "left": len(ids)}
    rows = [_row(one, skipped) for one in judged]
    await run_sync(bench.parts.write, name, rows)
    return dict(Counter(str(row["status"]) for row in rows))


def tally(place: Place, outcomes: Mapping[str, int]) -> dict[str, int]:
    """Return counts that add up to the list."""
    return _counts(place.counts["items"], outcomes)


def _row(judged: Judged, skipped: set[bool]) -> dict[str, object]:
    row = judged.row()
    return {**row, "status": "unknown"} if (judged.document is not None) in skipped else row


def _collector(request: CrawlAffiliatesRequest, bench: Bench) -> Collector:
    """Return the collector of this job, one for all its parts in this process."""
    known: Collector | None = bench.recall(_COLLECTOR)
    if known is None:
        folder = bench.readable(request.folder) if request.folder else None
        known = build_collector(folder, request.url)
        bench.remember(_COLLECTOR, known)
    return known


def _counts(items: int, outcomes: Mapping[str, int]) -> dict[str, int]:
    """Return counts that add up to the list: items = submitted + error + unknown + left."""
    ended = {state: outcomes.get(state, 0) for state in _STATES}
    return {"items": items, **ended, "left": items - sum(ended.values())}


def _ids_name(number: int) -> str:
    return f"ids-{number:05}"


CRAWL = Kind(
    name=NAME,
    version=1,
    request=CrawlAffiliatesRequest,
    needs=Provider.AFFILIATE,
    first=first_place,
    steps={"list": list_ids, "collect": join, "report": report},
    parts={"collect": collect_part},
    tally=tally,
    about=about,
    plan=plan,
)
