"""Reading subtitle files of every form the platforms give to timed lines and plain text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.works.numbers import parse_decimal
from creatorscope.works.reading import at, clean, listed, mapping

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}")
# Styling, voices and word times; any other < is speech about something smaller.
_TAGS = re.compile(r"</?(?:c|i|b|u|v|s|lang|ruby|rt|font)\b[^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE)
_ELEMENT = re.compile(r"<(text|p)\b([^<>]*)>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
_INNER = re.compile(r"<[^<>]*>")
# Automatic tracks scroll: a line shown again for an instant is not said again.
_INSTANT_S = 0.05


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of a track; times in seconds, None in a form without them. `text` may have several lines."""

    start_s: float | None
    end_s: float | None
    text: str


def parse_subtitles(content: str | Mapping[str, Any]) -> list[Cue]:
    """Return the cues of SRT, WebVTT, json3, timed-text XML, TikTok's JSON or plain text, in its order.

    The form is told by the content alone. Nothing is added; markup, and the lines that scrolling tracks
    repeat, are left out. [] for a track that says nothing; ValueError for what is no subtitle file.
    """
    if not isinstance(content, str):
        return _tidy(_from_json(content))
    text = clean(content).lstrip("\ufeff").strip()
    if text.startswith("{"):
        try:
            return _tidy(_from_json(mapping(json.loads(text))))
        except (ValueError, RecursionError) as error:
            raise ValueError("this is neither subtitles nor JSON; give a subtitle file") from error
    if text.startswith("<"):
        return _tidy(_from_xml(text))
    if "-->" in text or text.startswith("WEBVTT"):
        return _tidy(_unrolled(_from_blocks(text)))
    return _tidy(Cue(None, None, line) for line in text.splitlines())


def spoken_text(cues: Iterable[Cue]) -> str:
    """Return what is said, one cue a line, without times; "" for no cues."""
    return "\n".join(cue.text for cue in cues)


def _from_blocks(text: str) -> Iterator[Cue]:
    """Yield the cues of SRT and WebVTT; numbers, notes and styles outside a timed block are none."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        timing = _TIMING.match(line)
        # A line of white space ends nothing: scrolling tracks begin their cues with one.
        if timing is None and line:
            lines.append(line)
            continue
        if times is not None:
            # Where the empty line is missing, the number of the next block stands last.
            said = lines[:-1] if timing is not None and lines and lines[-1].strip().isdecimal() else lines
            yield Cue(*times, "\n".join(map(_without_tags, said)))
        parts = timing.groups() if timing else None
        times, lines = (_seconds(parts[:4]), _seconds(parts[4:])) if parts else None, []


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _without_tags(line: str) -> str:
    return html.unescape(_TAGS.sub("", line)).strip()


def _unrolled(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield the cues without the lines a scrolling track shows again under the next ones."""
    before: list[str] = []
    for cue in cues:
        lines = [line for line in cue.text.split("\n") if line.strip()]
        instant = cue.start_s is not None and cue.end_s is not None and cue.end_s - cue.start_s <= _INSTANT_S
        fresh = lines
        if before and lines and lines[0] == before[-1] and (len(lines) > 1 or instant):
            fresh = lines[1:]
        yield Cue(cue.start_s, cue.end_s, "\n".join(fresh))
        before = lines or before


def _from_json(document: Mapping[str, Any]) -> Iterator[Cue]:
    """Yield the cues of YouTube's json3 (`events`) or of TikTok's own form (`utterances`)."""
    if not {"events", "utterances"} & document.keys():
        raise ValueError("this JSON has neither events nor utterances; give a subtitle file")
    for event in map(mapping, listed(document.get("events"))):
        said = "".join(str(at(part, "utf8") or "") for part in listed(event.get("segs")))
        begin, length = _thousandth(event.get("tStartMs")), _thousandth(event.get("dDurationMs"))
        yield Cue(begin, _sum(begin, length), clean(said))
    for line in map(mapping, listed(document.get("utterances"))):
        said = str(line.get("text") or "")
        yield Cue(_thousandth(line.get("start_time")), _thousandth(line.get("end_time")), clean(said))


def _from_xml(text: str) -> Iterator[Cue]:
    """Yield the cues of `<text start dur>` (seconds) or `<p t d>` (milliseconds)."""
    if not re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:transcript|timedtext|tt)\b", text):
        raise ValueError("this is markup, not subtitles; give a subtitle file")
    for name, attributes, inner in _ELEMENT.findall(text):
        given = dict(_ATTRIBUTE.findall(attributes))
        if name == "text":
            begin, length = parse_decimal(given.get("start")), parse_decimal(given.get("dur"))
        else:
            begin, length = _thousandth(given.get("t")), _thousandth(given.get("d"))
        # Such files escape twice.
        said = html.unescape(html.unescape(_INNER.sub("", inner)))
        yield Cue(begin, _sum(begin, length), said)


def _thousandth(value: Any) -> float | None:
    number = parse_decimal(value)
    return None if number is None else number / 1000


def _sum(begin: float | None, length: float | None) -> float | None:
    return None if begin is None or length is None else round(begin + length, 3)


def _tidy(cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues that say something, their lines without white space around them."""
    found = []
    for cue in cues:
        lines = [stripped for line in cue.text.split("\n") if (stripped := line.strip())]
        if lines:
            found.append(Cue(cue.start_s, cue.end_s, "\n".join(lines)))
    return found
