"""Transcribing works: subtitles first, then the speech service, then a relay for what it cannot read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import anyio

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.transcription import GET_TRANSCRIPTION, SUBMIT_TRANSCRIPTION
from creatorscope.errors import TransportError, UpstreamError
from creatorscope.jobs.answers import facts_of
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.kind import Kind, Plan, no_parts
from creatorscope.jobs.place import DONE, SHORTEST_PAUSE_S, Place
from creatorscope.jobs.relay import relay_media
from creatorscope.jobs.requests import TranscribeWorksRequest
from creatorscope.jobs.speech import heard_in, reading_of, spoken_row
from creatorscope.results.about import About
from creatorscope.results.about import Kind as ResultKind
from creatorscope.results.ids import is_result_id
from creatorscope.results.layout import columns_of
from creatorscope.state.spending import UnansweredError
from creatorscope.works.reading import mapping
from creatorscope.works.work import Work

NAME = "transcribe_works"
URLS_A_TASK = 100
WORKS_A_STEP = 10
WATCH_S, GIVE_UP_S = 90.0, 120.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 5.0, 20.0


def first_place(request: TranscribeWorksRequest) -> Place:
    """Return the place before the works are looked up."""
    return Place(stage="gather", next=f"look up {len(request.works)} results or links")


async def gather(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Write down the works meant, those of results with all that is known of them."""
    items = 0
    for number, given in enumerate(request.works):
        rows: list[dict[str, Any]] = [{"link": given}]
        if is_result_id(given):
            rows = [{"work": dict(row)} for row in bench.rows_of(given, "works")]
        bench.parts.write(f"works-{number:05}", rows)
        items += len(rows)
    counts = {"items": items, "done": 0, "failed": 0, "left": items}
    return place.to("subtitles", cursor={"at": 0}, counts=counts, next="look for subtitles")


async def subtitles(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Take the platform's subtitles of the next works, where there are any."""
    start, items = place.cursor["at"], place.counts["items"]
    entries = list(bench.parts.rows("works-"))[start : start + WORKS_A_STEP]
    found: dict[int, dict[str, Any]] = {}

    async def look(position: int, entry: Mapping[str, Any]) -> None:
        found[position] = await reading_of(entry, f"caption-{start + position}", request.language, bench)

    async with anyio.create_task_group() as tasks:
        for position, entry in enumerate(entries):
            tasks.start_soon(look, position, entry)
    rows = [found[position] for position in range(len(entries))]
    bench.parts.write(f"found-{start // WORKS_A_STEP:06}", rows)
    counts = _counted(bench, items)
    following = start + len(entries)
    if following < items:
        return place.to("subtitles", cursor={"at": following}, counts=counts, next="look for more subtitles")
    return _next_batch(bench, place.to("subtitles", counts=counts), 0)


async def submit(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Submit the media addresses of one batch: the platform's own, or those they were relayed to."""
    del request
    cursor = dict(place.cursor)
    urls = [one["url"] for one in cursor["media"]]
    mark = f"submit-{cursor['batch']}-{cursor['round']}"
    try:
        received = await bench.call(SUBMIT_TRANSCRIPTION, mark, file_urls=urls)
    except UnansweredError as error:
        if not error.skipped:
            raise
        return _given_up(bench, place, "the submission's answer was lost")
    task_id = mapping(facts_of(received, SUBMIT_TRANSCRIPTION.name).get("output")).get("task_id")
    if not task_id:
        raise TransportError(
            "the speech service accepted a batch and named no task",
            code="bad_answer",
            remedy="ask its support with the request id; resuming does not submit the batch again.",
        )
    cursor |= {"task": task_id, "at": bench.now().isoformat(), "looks": 0}
    return place.to("watch", cursor=cursor, next=f"wait for {len(urls)} transcripts ({task_id})")


async def watch(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Look how the batch stands: for 90 s, once more at 120 s; what is unfinished then is relayed."""
    del request
    cursor = dict(place.cursor)
    received = await bench.call(GET_TRANSCRIPTION, "watch", task_id=cursor["task"])
    told = facts_of(received, GET_TRANSCRIPTION.name)
    waited = (bench.now() - datetime.fromisoformat(cursor["at"])).total_seconds() * bench.pace
    if told.get("pending_count") != 0 and waited < GIVE_UP_S:
        pause = min(_FIRST_PAUSE_S * 2 ** cursor["looks"], _LONGEST_PAUSE_S)
        wait = pause if waited + pause <= WATCH_S else GIVE_UP_S - waited
        cursor["looks"] += 1
        return place.to(
            "watch", cursor=cursor, wait_s=max(wait / bench.pace, SHORTEST_PAUSE_S), next=place.next
        )
    heard, unfinished = await heard_in(told, cursor["media"], bench)
    bench.parts.write(f"heard-{cursor['batch']:05}-{cursor['round']}", heard)
    counts = _counted(bench, place.counts["items"])
    if unfinished and cursor["round"] == 1:
        cursor = {"batch": cursor["batch"], "waiting": unfinished, "media": [], "round": 2}
        return place.to("relay", cursor=cursor, counts=counts, next=f"relay {len(unfinished)} media files")
    return _after_batch(bench, place.to("watch", counts=counts), unfinished, "the service could not read it")


async def relay(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Relay one media file whose own address the service could not read."""
    del request
    cursor = dict(place.cursor)
    one, *rest = cursor["waiting"]
    try:
        url = await relay_media(one, f"relay-{one['number']}", bench)
    except (UpstreamError, TransportError, UnansweredError) as error:
        if isinstance(error, UnansweredError) and not error.skipped:
            raise
        fault = {"number": one["number"], "why": f"its media could not be relayed: {error.message}"}
        bench.parts.write(f"failed-{one['number']:06}", [fault])
        url = None
    media = [*cursor["media"], *([{"number": one["number"], "url": url}] if url else [])]
    cursor |= {"waiting": rest, "media": media}
    counts = _counted(bench, place.counts["items"])
    if rest:
        return place.to("relay", cursor=cursor, counts=counts, next=f"relay {len(rest)} media files")
    if media:
        return place.to("submit", cursor=cursor, counts=counts, next=f"submit {len(media)} relayed files")
    return _next_batch(bench, place.to("relay", counts=counts), cursor["batch"] + 1)


async def keep(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Keep all works with what is said in them; those without text say why."""
    found = list(bench.parts.rows("found-"))
    heard = {row["number"]: row["text"] for row in bench.parts.rows("heard-")}
    faults = {row["number"]: row["why"] for row in bench.parts.rows("failed-")}
    rows: list[Mapping[str, Any]] = [
        spoken_row(row, heard.get(number), faults.get(number)) for number, row in enumerate(found)
    ]
    bench.parts.write("rows-00000", bench.hidden(rows))
    done = sum(row["incomplete"] is None for row in rows)
    counts = {"items": len(rows), "done": done, "failed": len(rows) - done, "left": 0}
    finished = place.to(DONE, cursor={}, counts=counts)
    return finished.to(DONE, result_id=bench.keep(bench.parts.joined("rows-"), about(request, finished)))


def about(request: TranscribeWorksRequest, place: Place) -> About:
    """Describe the result: works with their speech, as analyses take them."""
    return About(
        kind=ResultKind.WORKS,
        tool=NAME,
        source="",
        arguments={"works": len(request.works), "language": request.language},
        columns=columns_of(Work),
        summary=f"{place.counts.get('done', 0)} of {place.counts.get('items', 0)} works have text",
    )


def plan(request: TranscribeWorksRequest, rates: Mapping[str, float]) -> Plan:
    """Return the policy; the price depends on the length of what has no subtitles."""
    rate = rates.get(SUBMIT_TRANSCRIPTION.name)
    items = len(request.works)
    links_only = not any(is_result_id(given) for given in request.works)
    known = rate is not None and links_only
    return Plan(
        items=items,
        lines=(
            "use the platform's subtitles where there are any",
            f"submit the other videos, {URLS_A_TASK} a task, and wait 120 s",
            "relay only what could not be read and submit it once more; what fails then is incomplete",
        ),
        cost=Quote(2 * rate * items if known and rate is not None else None, Unit.SECONDS),
    )


def _after_batch(bench: Bench, place: Place, unfinished: list[dict[str, Any]], why: str) -> Place:
    """Return the place of the next batch; what is unfinished stays incomplete."""
    for one in unfinished:
        bench.parts.write(f"failed-{one['number']:06}", [{"number": one["number"], "why": why}])
    counts = _counted(bench, place.counts["items"])
    return _next_batch(bench, place.to(place.stage, counts=counts), place.cursor["batch"] + 1)


def _given_up(bench: Bench, place: Place, why: str) -> Place:
    return _after_batch(bench, place, list(place.cursor["media"]), why)


def _next_batch(bench: Bench, place: Place, batch: int) -> Place:
    """Return the place that submits a batch of what has no subtitles, or that keeps the result."""
    silent = [
        {"number": number, "url": row["url"]}
        for number, row in enumerate(bench.parts.rows("found-"))
        if row["url"]
    ]
    media = silent[batch * URLS_A_TASK : (batch + 1) * URLS_A_TASK]
    if not media:
        return place.to("keep", cursor={}, next="keep the works with their text")
    return place.to(
        "submit",
        cursor={"batch": batch, "round": 1, "media": media},
        next=f"submit {len(media)} videos without subtitles",
    )


def _counted(bench: Bench, items: int) -> dict[str, int]:
    """Return the counts that the parts written so far tell."""
    found = list(bench.parts.rows("found-"))
    done = sum(row["text"] is not None for row in found) + sum(1 for _ in bench.parts.rows("heard-"))
    hopeless = sum(row["text"] is None and not row["url"] for row in found)
    failed = hopeless + sum(1 for _ in bench.parts.rows("failed-"))
    return {"items": items, "done": done, "failed": failed, "left": items - done - failed}


TRANSCRIBE = Kind(
    name=NAME,
    version=1,
    request=TranscribeWorksRequest,
    needs=Provider.MEDIA,
    first=first_place,
    steps={
        "gather": gather,
        "subtitles": subtitles,
        "submit": submit,
        "watch": watch,
        "relay": relay,
        "keep": keep,
    },
    parts={},
    tally=no_parts,
    about=about,
    plan=plan,
)
