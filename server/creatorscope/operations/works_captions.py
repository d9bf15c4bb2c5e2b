"""Answering for the speech of one work from the subtitles its platform offers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anyio
from anyio.to_thread import run_sync

from creatorscope.contract.codes import language_book
from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.contract.text import clean_text
from creatorscope.errors import TransportError
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Origin, Services
from creatorscope.operations.works_accounts import FoundWork, find_work
from creatorscope.operations.works_platforms import PLATFORM_CALLS
from creatorscope.operations.works_requests import CaptionsRequest
from creatorscope.operations.works_runs import WORK_COLUMNS
from creatorscope.results.about import Kind
from creatorscope.works.links import resolve
from creatorscope.works.reading import listed, mapping, parse_text
from creatorscope.works.rows import work_row
from creatorscope.works.subtitles import Cue, parse_subtitles, spoken_text
from creatorscope.works.tables import clean_speech
from creatorscope.works.work import Subtitle, Work

_LARGEST_BYTES = 5_000_000
_AUTOMATIC = "a."
_NONE = "none"
_TRANSCRIBE = "submit_transcription"


async def run_get_captions(request: CaptionsRequest, services: Services) -> Outcome:
    """Answer a work's subtitles as a CaptionTrack; the work with its speech is kept as a result of one row.

    Without a track in the language, or with one that says nothing, the answer has no lines: nothing is
    claimed of the speech.
    """
    found = await find_work(resolve(request.work, request.platform, want="work"), services)
    caller = PLATFORM_CALLS[found.work.platform].captions
    tracks = await _tracks(found, caller, services)
    track = _choose(tracks, request.language, found.work.language)
    content = await _content(found.work, track, caller, services) if track else None
    cues = _parse(content) if content is not None else []
    data = {
        "platform": found.work.platform,
        "work_id": found.work.platform_work_id,
        "language": track.language if track else None,
        "is_automatic": track.is_automatic if track else None,
        "offered": ", ".join(sorted({one.language or "unnamed" for one in tracks})) or _NONE,
        "video_download_url": found.work.video_download_url,
        "lines": [{"start_s": cue.start_s, "end_s": cue.end_s, "text": cue.text} for cue in cues],
    }
    if not cues:
        summary = f"get_captions: {_why_none(found.work, data, request.language)}"
        return Outcome(data=data, summary=summary, next=_transcribe(found.work, services))
    result_id = await run_sync(_keep, found.work, data, cues, request, services)
    return Outcome(data={**data, "result_id": result_id}, result_id=result_id, total=len(cues))


def _keep(
    work: Work, data: dict[str, Any], cues: Sequence[Cue], request: CaptionsRequest, services: Services
) -> str:
    """Keep the work with its speech, which analyses take in place of the work without it."""
    said = spoken_text(cues)
    spoken = work.model_copy(update={"asr_raw": said, "asr_clean": clean_speech(said)})
    row = {
        **work_row(spoken),
        "captions_language": data["language"],
        "captions_automatic": data["is_automatic"],
        "captions": data["lines"],
    }
    return services.keep([row], Origin(kind=Kind.WORKS, tool="get_captions", request=request), WORK_COLUMNS)


async def _tracks(found: FoundWork, caller: Endpoint | None, services: Services) -> list[Subtitle]:
    """Return the tracks there are: those the work names, else those the platform's call lists."""
    if caller is None:
        return [track for track in found.work.subtitles if track.url]
    told = found.raw.get("captions")
    if not isinstance(told, list):
        answer = await services.fetch(caller, video_id=found.work.platform_work_id)
        told = mapping(answer.received.data).get("captions")
    codes = [parse_text(mapping(entry).get("language_code")) for entry in listed(told)]
    return [
        Subtitle(language=code, is_automatic=code.startswith(_AUTOMATIC))
        for code in codes
        if code is not None
    ]


def _choose(tracks: Sequence[Subtitle], wanted: str | None, usual: str | None) -> Subtitle | None:
    """Return the track in the language wanted, else in the work's own, else any; one people made is best."""
    ranked = sorted(tracks, key=lambda track: track.is_automatic is not False)
    if wanted is not None:
        return next((track for track in ranked if _code(track.language) == _code(wanted)), None)
    own = [track for track in ranked if usual and _code(track.language) == _code(usual)]
    return next(iter([*own, *ranked]), None)


def _code(language: str | None) -> str:
    """Return ISO 639-1 for what platforms write: en, en-US, a.en, eng-US, cmn-Hans-CN."""
    first = (language or "").removeprefix(_AUTOMATIC).replace("_", "-").split("-")[0].lower()
    # TikTok names Mandarin and Filipino by codes that ISO 639-1 has none for.
    return {"cmn": "zh", "fil": "tl"}.get(first) or (language_book().names().get(first, first))


async def _content(
    work: Work, track: Subtitle, caller: Endpoint | None, services: Services
) -> str | dict[str, Any] | None:
    """Return the text of a track, None when the answer has none; what a file of it raises is raised."""
    if caller is not None:
        asked = {"video_id": work.platform_work_id, "language_code": track.language, "format": "srt"}
        content = mapping((await services.fetch(caller, **asked)).received.data).get("content")
        return content if isinstance(content, str | dict) else None
    async with anyio.TemporaryDirectory(dir=str(services.storage.root)) as folder:
        target = Path(folder) / "subtitles"
        await services.around.client.fetch_file(
            track.url or "", target, provider=Provider.WORKS, limit_bytes=_LARGEST_BYTES
        )
        return (await anyio.Path(target).read_bytes()).decode("utf-8", "replace")


def _parse(content: str | dict[str, Any]) -> list[Cue]:
    try:
        return parse_subtitles(content)
    except ValueError as error:
        message, _, fix = str(error).partition("; ")
        raise TransportError(
            f"the platform's subtitles cannot be read: {message}", code="bad_subtitles", remedy=f"{fix}."
        ) from None


def _why_none(work: Work, data: dict[str, Any], wanted: str | None) -> str:
    """Return why there are no lines, and that nothing is thereby known of what is said."""
    if work.work_modality != "video":
        return f"this {work.platform} work is no video; its text is its caption."
    unknown = "What is said is not known; transcribe the video to know it."
    if data["language"]:
        return f"the track ({clean_text(data['language'])}) holds no words. {unknown}"
    if wanted and data["offered"] != _NONE:
        return f"no subtitles in {wanted}; offered: {clean_text(data['offered'])}. {unknown}"
    return f"{work.platform} offers no subtitles for this work. {unknown}"


def _transcribe(work: Work, services: Services) -> str | None:
    """Return the call that has the video transcribed, where that tool and an address are at hand."""
    if _TRANSCRIBE not in services.around.loaded or work.video_download_url is None:
        return None
    return f"{_TRANSCRIBE} {json.dumps({'file_urls': [work.video_download_url]}, ensure_ascii=False)}"
