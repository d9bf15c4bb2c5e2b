"""Giving works the speech that captions and transcriptions hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from creatorscope.operations.analysis_inputs import load, load_works, refusal
from creatorscope.operations.services import Services
from creatorscope.results.about import Meta
from creatorscope.results.kept import Kept
from creatorscope.works.reading import mapping
from creatorscope.works.tables import clean_speech
from creatorscope.works.work import Work

TRANSCRIPTION = "get_transcription"
_FIELD = "transcripts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Works with their speech, how many were given one, and the results it came from."""

    works: list[Work]
    matched: int
    metas: list[Meta]


def add_speech(works: Sequence[Work], given: Sequence[str], services: Services) -> Spoken:
    """Return the works, those that a transcript is of with it; a work's own speech gives way to it.

    Each of `given` is the id of a result of works with speech, or `WORK_ID=ID` for a transcription, which
    does not say its work. Raises ArgumentError for one that has no speech or is of none of the works.
    """
    known = {work.platform_work_id for work in works}
    found: dict[str, dict[str, str | None]] = {}
    metas = []
    for item in given:
        kept, speech = _speech_in(item, services, known)
        if not speech.keys() & known:
            fix = "Give transcripts of works of this result, or leave it out."
            raise refusal(_FIELD, f"{item} is of none of the works", fix)
        found |= speech
        metas.append(kept.meta)
    spoken = [
        work.model_copy(update=found[work.platform_work_id]) if work.platform_work_id in found else work
        for work in works
    ]
    return Spoken(works=spoken, matched=len(found.keys() & known), metas=metas)


def _speech_in(
    item: str, services: Services, known: set[str]
) -> tuple[Kept, dict[str, dict[str, str | None]]]:
    """Return a result and the speech it holds by work id."""
    work_id, named, result_id = item.rpartition("=")
    kept = load(services, result_id, _FIELD)
    if kept.meta.tool == TRANSCRIPTION:
        if not named and len(known) > 1:
            fix = f"Write WORK_ID={result_id}: a transcription does not say which work it is of."
            raise refusal(_FIELD, f"{result_id} names no work", fix)
        return kept, {work_id.strip() if named else next(iter(known)): _transcribed(kept, result_id)}
    loaded = load_works(services, result_id, _FIELD).works
    with_speech = [work for work in loaded if work.asr_clean is not None or work.asr_raw is not None]
    if not with_speech:
        fix = "Give results of get_captions, of an import with transcripts, or of get_transcription."
        raise refusal(_FIELD, f"no work in {result_id} has speech", fix)
    return kept, {work.platform_work_id: _speech(work.asr_raw, work.asr_clean) for work in with_speech}


def _transcribed(kept: Kept, result_id: str) -> dict[str, str | None]:
    answer: Mapping[str, Any] = mapping(kept.data)
    if (answer.get("input_count") or 1) > 1:
        fix = "Transcribe one file a task: the text of several comes as one."
        raise refusal(_FIELD, f"{result_id} is of {answer['input_count']} files", fix)
    text = answer.get("full_text")
    if not isinstance(text, str):
        fix = "Call get_transcription again when it is done; leave it out where it failed."
        raise refusal(_FIELD, f"{result_id} has no text yet", fix)
    return _speech(text, None)


def _speech(raw: str | None, clean: str | None) -> dict[str, str | None]:
    return {"asr_raw": raw, "asr_clean": clean if clean is not None else clean_speech(raw)}
