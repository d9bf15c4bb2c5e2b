"""What becomes of each media address in a sandbox transcription."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from creatorscope.sandbox.shop import build_shop
from creatorscope.sandbox.speech import build_speech
from creatorscope.sandbox.streams import stream
from creatorscope.sandbox.works_media import find_spoken, work_at

if TYPE_CHECKING:
    from creatorscope.sandbox.serving import Context

_UNREADABLE_ONE_IN, _UNLUCKY = 5, 3
_RELAYED = re.compile(r"/sandbox/public/(upl_\w+)/")
_SHOP_VIDEO = re.compile(r"/video/(\d+)\.mp4$")
_FIRST_S, _LAST_S = 12, 40
_MEDIA_LENGTHS_S = (9, 95)
_THINGS = ("travel mug", "face serum", "desk lamp", "storage box", "running belt", "milk frother")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One item: done `after_s` seconds of work; `sentences` are empty where nothing is said or read."""

    after_s: float
    readable: bool
    duration_s: float
    sentences: list[str]


def outcome_of(ctx: Context, url: str, submitted: datetime) -> Outcome:
    """Return what becomes of an address; the same each time for the same world and address.

    A work's video says what the work says, relayed or not. An address with 'unreadable' in it and every
    fifth other one cannot be read; a file relayed through this sandbox always can, while it is public.
    """
    key = url.partition("?")[0].rpartition("/sandbox/")[2]
    digest = int(sha256(key.encode()).hexdigest()[:8], 16)
    after = _FIRST_S + digest % (_LAST_S - _FIRST_S)
    relayed = _RELAYED.search(url)
    upload = (ctx.state.get("upload", relayed[1]) or {}) if relayed else {}
    if relayed:
        readable = upload.get("public_until", 0) > submitted.timestamp()
    else:
        readable = "unreadable" not in url and digest % _UNREADABLE_ONE_IN != _UNLUCKY
    if not readable:
        return Outcome(after_s=after, readable=False, duration_s=0, sentences=[])
    work = find_spoken(ctx.world, *upload["work"]) if upload.get("work") else work_at(ctx.world, url)
    if work is not None:
        sentences = list(work.writing.speech)
        return Outcome(after_s=after, readable=True, duration_s=work.duration_ms / 1000, sentences=sentences)
    draw = stream(ctx.world.seed, "speech", key)
    duration, thing = float(draw.whole(*_MEDIA_LENGTHS_S)), draw.pick(_THINGS)
    known = _SHOP_VIDEO.search(url)
    video = build_shop(ctx.world).find_video(known[1]) if known else None
    if video is not None:
        duration = float(video.duration_s)
        thing = video.products[0].title.split(",")[0].lower() if video.products else thing
    return Outcome(
        after_s=after, readable=True, duration_s=duration, sentences=build_speech(draw, thing, duration)
    )


def format_transcript(url: str, outcome: Outcome) -> dict[str, Any]:
    """Return the transcript file of one readable item; sentences begin and end at milliseconds."""
    words = [len(sentence.split()) for sentence in outcome.sentences]
    length_ms, begun, sentences = round(outcome.duration_s * 1000), 0, []
    for number, text in enumerate(outcome.sentences):
        ended = round(length_ms * sum(words[: number + 1]) / sum(words))
        sentences.append({"sentence_id": number + 1, "begin_time": begun, "end_time": ended, "text": text})
        begun = ended
    spoken = {
        "channel_id": 0,
        "content_duration_in_milliseconds": length_ms,
        "text": " ".join(outcome.sentences),
        "sentences": sentences,
    }
    properties = {"audio_format": "aac", "original_duration_in_milliseconds": length_ms}
    return {"file_url": url, "properties": properties, "transcripts": [spoken]}
