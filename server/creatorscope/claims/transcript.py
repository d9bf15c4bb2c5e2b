"""Telling whether a clean transcript has the words of the raw one, in order, fillers and repeats aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final, Literal
from unicodedata import normalize

import regex

from creatorscope.analysis.text import UNSPACED, is_unspaced
from creatorscope.claims.fillers import FILLERS, MOST_REPEATED

# One character in scripts without spaces; a number with its separators; else letters. The marks between
# letters (don't, well-known) are no words.
_TOKEN: Final = regex.compile(
    rf"[{UNSPACED}]\p{{M}}*+|\p{{N}}+(?:[.,:/]\p{{N}}+)*|(?:(?![{UNSPACED}])[\p{{L}}\p{{M}}])+"
)


MOST_STEPS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch where the clean text is not the raw one: the words of each side, and where it starts.

    `start` counts characters of the clean text; `after` are the words of the raw text before it.
    """

    kind: Literal["added", "left_out", "changed"]
    clean: str
    raw: str
    start: int
    after: str


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    start: int
    end: int


def changes(raw: str, clean: str) -> list[Change]:
    """Return what a clean transcript adds, leaves out or changes; [] when it is only made readable.

    Punctuation, case, paragraphs and spaces are free; fillers and repeats of up to six words may go.
    """
    raw_text, clean_text = normalize("NFC", raw), normalize("NFC", clean)
    before, after = _tokens(raw_text), _tokens(clean_text)
    if _is_reading(before, _joined(after)):
        return []
    found = list(_differences(before, after, (raw_text, clean_text)))
    return found or [_whole(raw_text, clean_text)]


def _tokens(text: str) -> list[_Token]:
    return [_Token(match[0].casefold(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _joined(tokens: list[_Token]) -> str:
    return "".join(map(_key, tokens))


def _key(token: _Token) -> str:
    """Return how a word is compared: joined to its neighbours, so a hyphen changes nothing; numbers apart."""
    return f"#{token.words}#" if token.words[0].isnumeric() else token.words


def _is_reading(raw: list[_Token], clean: str) -> bool:
    """Return whether the clean text is the raw words in order, less fillers and repeats.

    Walks every way to read on from each pair of places, words that match first: almost all of them are on
    one line. A text that repeats itself without end, as recognised music does, is given up on.
    """
    words = tuple(map(_key, raw))
    waiting, seen = [(0, 0)], {(0, 0)}
    while waiting and len(seen) < MOST_STEPS:
        place, read = waiting.pop()
        if place == len(words):
            if read == len(clean):
                return True
            continue
        steps = [(place + skipped, read) for skipped in _droppable(words, place)]
        if clean.startswith(words[place], read):
            steps.append((place + 1, read + len(words[place])))
        for step in steps:
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return False


def _droppable(words: tuple[str, ...], place: int) -> Iterator[int]:
    """Yield how many words from this place may go: a filler, or words said again right after."""
    for filler in _fillers().get(words[place], ()):
        if words[place : place + len(filler)] == filler:
            yield len(filler)
    for size in range(1, MOST_REPEATED + 1):
        said = words[place : place + size]
        if said == words[place + size : place + 2 * size] and (size > 1 or _is_word(said[0])):
            yield size


def _is_word(key: str) -> bool:
    """Return whether a single token said twice is a slip: a number or one Chinese character is none."""
    return not key.startswith("#") and not is_unspaced(key)


@cache
def _fillers() -> dict[str, list[tuple[str, ...]]]:
    """Return the fillers as words, by their first one."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for listed in FILLERS.values():
        for phrase in listed.split(", "):
            words = tuple(token.words for token in _tokens(normalize("NFC", phrase)))
            found.setdefault(words[0], []).append(words)
    return found


def _differences(raw: list[_Token], clean: list[_Token], texts: tuple[str, str]) -> Iterator[Change]:
    words = tuple(map(_key, raw))
    matcher = SequenceMatcher(None, words, tuple(map(_key, clean)))
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "equal" or "".join(words[low:high]) == _joined(clean[start:end]):
            continue
        if tag == "delete" and _may_go(words, low, high):
            continue
        place = clean[start].start if start < len(clean) else len(texts[1])
        yield Change(
            "added" if tag == "insert" else "left_out" if tag == "delete" else "changed",
            _words(texts[1], clean[start:end]),
            _words(texts[0], raw[low:high]),
            place,
            _words(texts[0], raw[max(0, low - 4) : low]),
        )


def _may_go(words: tuple[str, ...], low: int, high: int) -> bool:
    """Return whether a stretch is all fillers and repeats of what comes before or after it."""
    while low < high:
        size = max((size for size in _droppable(words, low) if low + size <= high), default=0)
        if not size:
            length = high - low
            return length <= MOST_REPEATED and words[max(0, low - length) : low] == words[low:high]
        low += size
    return True


def _words(text: str, tokens: list[_Token]) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def _whole(raw: str, clean: str) -> Change:
    return Change("changed", clean[:80], raw[:80], 0, "")
