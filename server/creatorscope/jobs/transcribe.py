"""Transcribing works: subtitles first, then the speech service, then a relay for what it cannot read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import anyio
from anyio.to_thread import run_sync

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Quote, Unit
from creatorscope.endpoints.transcription import GET_TRANSCRIPTION, SUBMIT_TRANSCRIPTION
from creatorscope.errors import ArgumentError, Category, TransportError, UpstreamError
from creatorscope.jobs import groups
from creatorscope.jobs.answers import facts_of
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.faults import concerns_all, reason_of
from creatorscope.jobs.kind import Kind, Plan, no_parts
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.place import DONE, SHORTEST_PAUSE_S, Place
from creatorscope.jobs.reasons import with_reason
from creatorscope.jobs.relay import relay_media
from creatorscope.jobs.requests import TranscribeWorksRequest
from creatorscope.jobs.speech import Reading, Said, heard_in, reading_of
from creatorscope.results.about import About, Documented
from creatorscope.results.about import Kind as ResultKind
from creatorscope.results.ids import is_result_id
from creatorscope.results.layout import columns_of
from creatorscope.state.spending import UnansweredError
from creatorscope.works.reading import mapping
from creatorscope.works.work import Work

NAME = "transcribe_works"
URLS_A_TASK = 100
WATCH_S, GIVE_UP_S = 90.0, 120.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 5.0, 20.0
# The sandbox tells time in whole seconds: given up sooner than in one, nothing would ever be finished.
_FASTEST = 100.0
# What fails so often for one work's sake is left, so that the others go on.
_TRIES_FOR_ONE = 3
# What is looked for first in the result stands first.
_FIRST_COLUMNS = ("platform", "platform_work_id", "author_handle", "caption_raw", "source_url")
_OWN_COLUMNS = (Documented("speech_source", "VARCHAR"), Documented("incomplete", "VARCHAR"))
_THEN_COLUMNS = ("asr_clean",)


def first_place(request: TranscribeWorksRequest) -> Place:
    """Return the place before the works are looked up."""
    return Place(stage="gather", next=f"look up {len(request.works)} results or links")


async def gather(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Write down the works meant, each once, those of results with all that is known of them."""

    def write() -> int:
        entries = groups.each_once(request.works, lambda given: bench.rows_of(given, "works"))
        groups.write_entries(bench, entries)
        return len(entries)

    items = await run_sync(write)
    counts = {"items": items, "done": 0, "failed": 0, "left": items}
    return place.to("subtitles", cursor={"at": 0}, counts=counts, next="look for subtitles")


async def subtitles(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Take the platform's subtitles of the next works, where there are any."""
    start, items = place.cursor["at"], place.counts["items"]
    entries = await run_sync(groups.read_entries, bench, start // groups.SIZE)
    found: dict[int, Reading] = {}

    async def look(position: int, entry: Mapping[str, Any]) -> None:
        found[position] = await reading_of(entry, f"caption-{start + position}", request.language, bench)

    async with anyio.create_task_group() as tasks:
        for position, entry in enumerate(entries):
            tasks.start_soon(look, position, entry)
    readings = [found[position] for position in range(len(entries))]
    await run_sync(groups.write_found, bench, start // groups.SIZE, readings)
    spoken = sum(one.text is not None for one in readings)
    hopeless = sum(one.text is None and one.url is None for one in readings)
    following = start + len(entries)
    place = place.to("subtitles", counts=_counted(place, spoken, hopeless))
    if following < items:
        return place.to("subtitles", cursor={"at": following}, next="look for more subtitles")
    return await _next_batch(bench, place, {"batch": 0, "from": 0})


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
        return await _after_batch(bench, place, cursor["media"], "the submission's answer was lost")
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
    pace = min(bench.pace, _FASTEST)
    waited = (bench.now() - datetime.fromisoformat(cursor["at"])).total_seconds() * pace
    received = await bench.call(GET_TRANSCRIPTION, "watch", task_id=cursor["task"])
    told = facts_of(received, GET_TRANSCRIPTION.name)
    if told.get("pending_count") != 0 and waited < GIVE_UP_S:
        pause = min(_FIRST_PAUSE_S * 2 ** cursor["looks"], _LONGEST_PAUSE_S)
        wait = pause if waited + pause <= WATCH_S else GIVE_UP_S - waited
        cursor["looks"] += 1
        return place.to("watch", cursor=cursor, wait_s=max(wait / pace, SHORTEST_PAUSE_S), next=place.next)
    last_try = place.tries >= _TRIES_FOR_ONE
    said, unfinished = await heard_in(told, cursor["media"], bench, last_try=last_try)
    place = await _decided(bench, place, said)
    if unfinished and cursor["round"] == 1:
        cursor = {name: cursor[name] for name in ("batch", "from")}
        cursor |= {"waiting": unfinished, "media": [], "round": 2}
        return place.to("relay", cursor=cursor, next=f"relay {len(unfinished)} media files")
    return await _after_batch(bench, place, unfinished, "the service could not read it")


async def relay(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Relay one media file whose own address the service could not read."""
    del request
    cursor = dict(place.cursor)
    one, *rest = cursor["waiting"]
    media = list(cursor["media"])
    try:
        url = await relay_media(one, f"relay-{one['number']}", bench)
        media.append({"number": one["number"], "url": url})
    except (ArgumentError, UpstreamError, TransportError) as error:
        broken = error.outcome.retryable and error.category in (Category.NETWORK, Category.UPSTREAM)
        if concerns_all(error, of_file=True) and not (broken and place.tries >= _TRIES_FOR_ONE):
            raise
        why = f"its media could not be relayed: {reason_of(error)}"
        place = await _decided(bench, place, {one["number"]: Said(why=why)})
    cursor |= {"waiting": rest, "media": media}
    if rest:
        return place.to("relay", cursor=cursor, next=f"relay {len(rest)} media files")
    if media:
        return place.to("submit", cursor=cursor, next=f"submit {len(media)} relayed files")
    return await _next_batch(bench, place, {"batch": cursor["batch"] + 1, "from": cursor["from"]})


async def keep(request: TranscribeWorksRequest, bench: Bench, place: Place) -> Place:
    """Keep all works with what is said in them; those without text say why."""

    def count() -> Counter[str | None]:
        return Counter(row["incomplete"] for row in bench.parts.rows(ROWS))

    reasons = await run_sync(count)
    done, items = reasons.pop(None, 0), place.counts["items"]
    counts = {"items": items, "done": done, "failed": items - done, "left": 0}
    told: dict[str, Any] = {}
    for why, times in reasons.most_common():
        told = with_reason(told, f"{times} work{'s' if times > 1 else ''}: {why}", times)
    finished = place.to(DONE, cursor=told, counts=counts)
    return finished.to(DONE, result_id=await bench.keep_rows(about(request, finished)))


def about(request: TranscribeWorksRequest, place: Place) -> About:
    """Describe the result: works with their speech, as analyses take them."""
    known = {column.name: column for column in columns_of(Work)}
    first = [known.pop(name) for name in _FIRST_COLUMNS]
    then = [known.pop(name) for name in _THEN_COLUMNS]
    return About(
        kind=ResultKind.WORKS,
        tool=NAME,
        source="",
        arguments={"works": len(request.works), "language": request.language},
        columns=(*first, *_OWN_COLUMNS, *then, *known.values()),
        summary=f"{place.counts.get('done', 0)} of {place.counts.get('items', 0)} works have text",
    )


def plan(request: TranscribeWorksRequest, rates: Mapping[str, float]) -> Plan:
    """Return the policy; the price depends on the length of what has no subtitles."""
    rate = rates.get(SUBMIT_TRANSCRIPTION.name)
    links_only = not any(is_result_id(given) for given in request.works)
    items = len(request.works) if links_only else 0
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


async def _after_batch(bench: Bench, place: Place, unfinished: list[dict[str, Any]], why: str) -> Place:
    """Return the place of the next batch; what is unfinished stays incomplete."""
    place = await _decided(bench, place, {one["number"]: Said(why=why) for one in unfinished})
    batch, start = place.cursor["batch"] + 1, place.cursor["from"]
    return await _next_batch(bench, place, {"batch": batch, "from": start})


async def _decided(bench: Bench, place: Place, said: Mapping[int, Said]) -> Place:
    """Write down what became of some works, and return the place with them counted."""
    await run_sync(groups.decide, bench, said)
    done = sum(one.text is not None for one in said.values())
    return place.to(place.stage, counts=_counted(place, done, len(said) - done))


async def _next_batch(bench: Bench, place: Place, cursor: dict[str, Any]) -> Place:
    """Return the place that submits a batch of what has no subtitles, or that keeps the result."""
    media = await run_sync(groups.next_media, bench, cursor["from"], place.counts["items"], URLS_A_TASK)
    if not media:
        return place.to("keep", cursor={}, next="keep the works with their text")
    return place.to(
        "submit",
        cursor={**cursor, "from": media[-1]["number"] + 1, "round": 1, "media": media},
        next=f"submit {len(media)} videos without subtitles",
    )


def _counted(place: Place, done: int, failed: int) -> dict[str, int]:
    """Return the counts once so many more works are done or failed."""
    items = place.counts["items"]
    done, failed = place.counts["done"] + done, place.counts["failed"] + failed
    return {"items": items, "done": done, "failed": failed, "left": items - done - failed}


TRANSCRIBE = Kind(
    name=NAME,
    version=2,
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
