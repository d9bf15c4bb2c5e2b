"""The subtitle tracks of the sandbox's works, in the formats the platforms give them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from creatorscope.sandbox.serving import Context, RawCall, RawReply, Refusal, serves_raw
from creatorscope.sandbox.works_world import SandboxWork, find_work

_LONGER = (
    "en=eng vi=vie th=tha id=ind ms=msa tl=fil pt=por es=spa ja=jpn ko=kor de=deu fr=fra it=ita hi=hin"
    " ar=ara zh=cmn"
)
LONGER_CODES = dict(pair.split("=") for pair in _LONGER.split())
"""ISO 639-1 code -> the three letters TikTok names subtitle languages by."""


class Cue(NamedTuple):
    """One line of a track; times in milliseconds."""

    begin: int
    end: int
    text: str


def cues_of(work: SandboxWork) -> list[Cue]:
    """Return the speech of a work spread over its length; [] where nothing is said."""
    sizes = [len(sentence) for sentence in work.writing.speech]
    ends = [round(work.duration_ms * sum(sizes[: index + 1]) / sum(sizes)) for index in range(len(sizes))]
    return [
        Cue(begin, end, text) for begin, end, text in zip([0, *ends], ends, work.writing.speech, strict=False)
    ]


def format_cues(cues: list[Cue], form: str) -> str | dict[str, Any]:
    """Return a track as srt, xml, json3, txt or webvtt; json3 is an object."""
    return _FORMATS[form](cues)


def subtitle_url(work: SandboxWork, base_url: str) -> str:
    """Return the address this sandbox serves the work's subtitles at."""
    return f"{base_url}/sandbox/subtitles/{work.author.platform}/{work.number}"


@serves_raw("GET /sandbox/subtitles/{platform}/{number}")
def answer_subtitles(call: RawCall, ctx: Context) -> RawReply:
    """Answer a work's subtitles as WebVTT."""
    number = call.slots["number"]
    work = find_work(ctx.world, call.slots["platform"], int(number)) if number.isdecimal() else None
    if work is None or not work.subtitled:
        raise Refusal(404, "no such subtitles")
    return RawReply(content=_webvtt(cues_of(work)).encode(), media_type="text/vtt")


def _webvtt(cues: list[Cue]) -> str:
    blocks = [f"{_clock(cue.begin, '.')} --> {_clock(cue.end, '.')}\n{cue.text}" for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _srt(cues: list[Cue]) -> str:
    blocks = [
        f"{place}\n{_clock(cue.begin, ',')} --> {_clock(cue.end, ',')}\n{cue.text}"
        for place, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def _xml(cues: list[Cue]) -> str:
    lines = (
        f'<text start="{cue.begin / 1000}" dur="{(cue.end - cue.begin) / 1000}">{escape(cue.text)}</text>'
        for cue in cues
    )
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{"".join(lines)}</transcript>'


def _json3(cues: list[Cue]) -> dict[str, Any]:
    events = [
        {"tStartMs": cue.begin, "dDurationMs": cue.end - cue.begin, "segs": [{"utf8": cue.text}]}
        for cue in cues
    ]
    return {"wireMagic": "pb3", "events": events}


def _txt(cues: list[Cue]) -> str:
    return "\n".join(cue.text for cue in cues)


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


_FORMATS: dict[str, Callable[[list[Cue]], str | dict[str, Any]]] = {
    "webvtt": _webvtt,
    "srt": _srt,
    "xml": _xml,
    "json3": _json3,
    "txt": _txt,
}
