"""What is said in one work: its own text, the platform's subtitles, or a finished transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anyio
from pydantic_core import from_json

from creatorscope.contract.operation import Provider
from creatorscope.errors import ArgumentError, TransportError, UpstreamError
from creatorscope.jobs.bench import Bench
from creatorscope.state.spending import UnansweredError
from creatorscope.works.export_rows import work_from_export
from creatorscope.works.reading import AdapterError
from creatorscope.works.rows import work_row
from creatorscope.works.subtitles import Cue, spoken_text
from creatorscope.works.tables import clean_speech

_LARGEST_BYTES = 5_000_000
# Its works name no subtitles of their own: only a call tells whether there are any.
_ASKED = frozenset({"youtube"})


async def reading_of(
    entry: Mapping[str, Any], mark: str, language: str | None, bench: Bench
) -> dict[str, Any]:
    """Return {work, text, how, url, why}: text where there is some, else the media's address or why not."""
    work, fault = entry.get("work"), None
    try:
        if work is None:
            work = (await bench.run("get_work", f"{mark}-work", work=entry["link"])).data
        if work.get("asr_clean") or work.get("asr_raw"):
            return _found(work, work.get("asr_clean") or work["asr_raw"], "own")
        text = await _subtitles(work, mark, language, bench)
    except (ArgumentError, UpstreamError, UnansweredError) as error:
        if error.outcome.retryable or (isinstance(error, UnansweredError) and not error.skipped):
            raise
        text, fault = None, error.message
        if isinstance(error, ArgumentError):
            fault = "; ".join(problem.message for problem in error.problems)
    if text:
        return _found(work or {}, text, "subtitles")
    url = (work or {}).get("video_download_url")
    why = None if url else fault or "it has no video that can be transcribed"
    return {"work": work, "link": entry.get("link"), "text": None, "how": None, "url": url, "why": why}


async def heard_in(
    told: Mapping[str, Any], media: Sequence[Mapping[str, Any]], bench: Bench
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return (texts of what succeeded, media of what did not); items stand in the order submitted."""
    items = sorted(told.get("items") or [], key=lambda item: item.get("item_index") or 0)
    heard: list[dict[str, Any]] = []
    unfinished: list[dict[str, Any]] = []
    for position, one in enumerate(media):
        item = items[position] if len(items) == len(media) else {}
        if item.get("task_status") == "SUCCEEDED" and item.get("transcription_url"):
            text = await _transcript(str(item["transcription_url"]), bench)
            heard.append({"number": one["number"], "text": text})
        else:
            unfinished.append(dict(one))
    return heard, unfinished


def spoken_row(found: Mapping[str, Any], heard: str | None, fault: str | None) -> dict[str, Any]:
    """Return a work's row with its speech, where that is from, and why it is `incomplete` without any."""
    text = found["text"] if found["text"] is not None else heard
    how = found["how"] or ("transcription" if heard is not None else None)
    why = None if text is not None else fault or found["why"] or "it was not transcribed"
    speech = {"asr_raw": text, "asr_clean": clean_speech(text) if text is not None else None}
    told = {"speech_source": how, "incomplete": why}
    if not found["work"]:
        return {"source_url": found["link"], **speech, **told}
    try:
        work = work_from_export(found["work"])
    except AdapterError:
        return {**found["work"], **speech, **told}
    return {**work_row(work.model_copy(update=speech)), **told}


async def _subtitles(work: Mapping[str, Any], mark: str, language: str | None, bench: Bench) -> str | None:
    tracks = work.get("subtitles") or []
    # SQL hands lists on as the JSON they are kept as.
    tracks = from_json(tracks) if isinstance(tracks, str) else tracks
    named = [track for track in tracks if track.get("url")]
    if not named and work.get("platform") not in _ASKED:
        return None
    asked: dict[str, Any] = {"work": work["platform_work_id"], "platform": work["platform"]}
    if language is not None:
        asked["language"] = language
    lines = (await bench.run("get_captions", f"{mark}-text", **asked)).data["lines"]
    return spoken_text([Cue(**line) for line in lines]) or None


async def _transcript(url: str, bench: Bench) -> str:
    async with anyio.TemporaryDirectory() as folder:
        target = anyio.Path(folder) / "transcript.json"
        await bench.client.fetch_file(url, Path(target), provider=Provider.MEDIA, limit_bytes=_LARGEST_BYTES)
        try:
            content = from_json(await target.read_bytes())
            return " ".join(str(spoken["text"]) for spoken in content["transcripts"])
        except (ValueError, KeyError, TypeError):
            raise TransportError(
                "a transcript file is not in its documented form",
                code="bad_answer",
                remedy="resume the job later; ask the speech service's support when it stays so.",
            ) from None


def _found(work: Mapping[str, Any], text: str, how: str) -> dict[str, Any]:
    return {"work": dict(work), "link": None, "text": text, "how": how, "url": None, "why": None}
