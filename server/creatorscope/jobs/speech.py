"""What is said in one work: its own text, the platform's subtitles, or a finished transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import anyio
from pydantic import ValidationError
from pydantic_core import from_json

from creatorscope.contract.operation import Provider
from creatorscope.endpoints.transcription import TranscriptionRequest
from creatorscope.errors import ArgumentError, Outcome, TransportError, UpstreamError
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.faults import concerns_all, reason_of
from creatorscope.works.export_rows import work_from_export
from creatorscope.works.reading import AdapterError
from creatorscope.works.rows import work_row
from creatorscope.works.subtitles import Cue, spoken_text
from creatorscope.works.tables import clean_speech

_LARGEST_BYTES = 5_000_000
_NO_VIDEO = "it is no video"
_NO_ADDRESS = "no address of its video is known"
# Its works name no subtitles of their own: only a call tells whether there are any.
_ASKED = frozenset({"youtube"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found of one work: its `text`, else the `url` of its media, else `why` it has neither.

    `work`: its row, None where it was not found. `link`: what it was asked for by. `how`: where the text is
    from.
    """

    work: Mapping[str, Any] | None
    link: str | None
    text: str | None = None
    how: str | None = None
    url: str | None = None
    why: str | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What became of a work whose media was submitted: the `text` heard, or `why` there is none."""

    text: str | None = None
    why: str | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self)


async def reading_of(entry: Mapping[str, Any], mark: str, language: str | None, bench: Bench) -> Reading:
    """Return what is found of a work, by its row or its link, without having it transcribed."""
    work, link = entry.get("work"), entry.get("link")
    if work is None:
        try:
            work = (await bench.run("get_work", f"{mark}-work", work=link)).data
        except (ArgumentError, UpstreamError, TransportError) as error:
            if concerns_all(error):
                raise
            return Reading(work=None, link=link, why=reason_of(error))
    own = work.get("asr_clean") or work.get("asr_raw")
    if own:
        return Reading(work=work, link=link, text=own, how="own")
    text, why = await _subtitles(work, mark, language, bench)
    if text:
        return Reading(work=work, link=link, text=text, how="subtitles")
    return _silent(work, link, why)


async def heard_in(
    told: Mapping[str, Any], media: Sequence[Mapping[str, Any]], bench: Bench, *, last_try: bool
) -> tuple[dict[int, Said], list[dict[str, Any]]]:
    """Return (what was heard, media without a transcript); items stand in the order submitted.

    Raises TransportError for a transcript that cannot be had; on the last try its work goes without.
    """
    items = sorted(told.get("items") or [], key=lambda item: item.get("item_index") or 0)
    heard: dict[int, Said] = {}
    unfinished: list[dict[str, Any]] = []
    for position, one in enumerate(media):
        item = items[position] if len(items) == len(media) else {}
        if item.get("task_status") == "SUCCEEDED" and item.get("transcription_url"):
            heard[one["number"]] = await _transcript(str(item["transcription_url"]), bench, last_try)
        else:
            unfinished.append(dict(one))
    return heard, unfinished


def spoken_row(found: Reading, said: Said | None) -> dict[str, Any]:
    """Return a work's row with its speech, where that is from, and why it is `incomplete` without any."""
    heard = said.text if said is not None else None
    text = found.text if found.text is not None else heard
    how = found.how or ("transcription" if heard is not None else None)
    why = None if text is not None else (said.why if said else None) or found.why or "it was not transcribed"
    speech = {"asr_raw": text, "asr_clean": clean_speech(text) if text is not None else None}
    told = {"speech_source": how, "incomplete": why}
    if not found.work:
        return {"source_url": found.link, **speech, **told}
    try:
        work = work_from_export(found.work)
    except AdapterError:
        return {**found.work, **speech, **told}
    return {**work_row(work.model_copy(update=speech)), **told}


async def _subtitles(
    work: Mapping[str, Any], mark: str, language: str | None, bench: Bench
) -> tuple[str | None, str]:
    """Return (the text of a work's subtitles, why there is none)."""
    tracks = work.get("subtitles") or []
    # SQL hands lists on as the JSON they are kept as.
    tracks = from_json(tracks) if isinstance(tracks, str) else tracks
    named = [track for track in tracks if track.get("url")]
    if not named and work.get("platform") not in _ASKED:
        return None, "it has no subtitles"
    asked: dict[str, Any] = {"work": work["platform_work_id"], "platform": work["platform"]}
    if language is not None:
        asked["language"] = language
    try:
        told = (await bench.run("get_captions", f"{mark}-text", **asked)).data
    except (ArgumentError, UpstreamError, TransportError) as error:
        if concerns_all(error, of_file=True):
            raise
        return None, f"its subtitles could not be read: {reason_of(error)}"
    text = spoken_text([Cue(**line) for line in told["lines"]])
    if text or told["language"]:
        return text or None, "its subtitles hold no words"
    return None, f"it has no subtitles{f' in {language}' if language else ''} (offered: {told['offered']})"


def _silent(work: Mapping[str, Any], link: str | None, why: str) -> Reading:
    """Return the reading of a work without text: with its media's address, where that can be submitted."""
    url = work.get("video_download_url")
    if not url:
        is_text = work.get("work_modality") == "text"
        return Reading(work=work, link=link, why=_NO_VIDEO if is_text else f"{why}, and {_NO_ADDRESS}")
    try:
        [address] = TranscriptionRequest(file_urls=[url]).file_urls
    except ValidationError:
        return Reading(work=work, link=link, why=f"{why}, and the address of its video is no web address")
    return Reading(work=work, link=link, url=address)


async def _transcript(url: str, bench: Bench, last_try: bool) -> Said:
    try:
        async with anyio.TemporaryDirectory() as folder:
            target = anyio.Path(folder) / "transcript.json"
            await bench.client.fetch_file(
                url, Path(target), provider=Provider.MEDIA, limit_bytes=_LARGEST_BYTES
            )
            content = from_json(await target.read_bytes())
        return Said(text=" ".join(str(spoken["text"]) for spoken in content["transcripts"]))
    except UpstreamError as error:
        if error.outcome.retryable:
            raise
        why = f"its transcript could not be fetched: {error.message}"
    except (ValueError, KeyError, TypeError):
        why = "its transcript is not in its documented form"
    if last_try:
        return Said(why=why)
    raise TransportError(
        why.replace("its", "a", 1),
        code="bad_answer",
        remedy="resume the job later; ask the speech service's support when it stays so.",
        outcome=Outcome(retryable=True),
    )
