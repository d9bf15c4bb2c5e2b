"""Unicode text as the content labels need it: one normal form, sentences, words, and whether to trust it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final
from unicodedata import normalize

import regex

# Scripts that put no spaces between words: without a dictionary, a token there is one character.
UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"

# How many such characters make a word on average; judgement, used to count words and never to find them.
CHARACTERS_PER_WORD: Final = 2.0

MIN_WORDS: Final = 5
RUN: Final = 6
MAX_RUN_SHARE: Final = 0.30

_INVISIBLE: Final = regex.compile(r"[\u00ad\u200b\u2060\ufeff]")
_SPACE: Final = regex.compile(r"[^\S\n]+")
_LINE_BREAK: Final = regex.compile(r"\s*\n\s*")
_TAG: Final = regex.compile(r"(?:https?://|www\.)\S+|[#@＃＠][\p{L}\p{N}\p{M}_.]+|<[^<>\n]{1,40}>")
_STOP: Final = r"[\p{SB=STerm}…！？｡]"
_SENTENCE: Final = regex.compile(
    rf"""
    [^\S\n]*+
    (   (?: (?! {_STOP} | \p{{SB=ATerm}} (?: \s | $ | \p{{SB=Close}} ) ) [^\n] )++
        (?: [\p{{SB=STerm}}\p{{SB=ATerm}}…！？｡]++ \p{{SB=Close}}*+ )?
    |   [\p{{SB=STerm}}\p{{SB=ATerm}}…！？｡]++
    )
    """,
    regex.VERBOSE,
)
_THAI_CLAUSE: Final = regex.compile(r"\S+(?:(?<!\p{Thai}) \S+| (?!\p{Thai})\S+)*")
_WORD: Final = regex.compile(
    rf"[{UNSPACED}]\p{{M}}*+"
    rf"|[\p{{L}}\p{{N}}](?:(?![{UNSPACED}])[\p{{L}}\p{{N}}\p{{M}}_]|['’.,\-](?=[\p{{L}}\p{{N}}]))*+"
)
_UNSPACED: Final = regex.compile(rf"[{UNSPACED}]")
_FIRST_UNSPACED: Final = "\u0e00"  # Thai; every such script lies above, so most words need no pattern


class Trust(StrEnum):
    """Whether the words of a text can carry a claim about its work."""

    TRUSTED = "trusted"
    ABSENT = "absent"
    NO_SPEECH = "no_speech"
    TOO_SHORT = "too_short"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: `text[start:end]` is exactly `words`."""

    start: int
    end: int
    words: str


def normalise(text: str) -> str:
    """Return the text that every span of this package counts in.

    NFC, invisible characters dropped, runs of spaces as one space, line breaks kept as one; diacritics and
    case stay. Empty text gives empty text; doing it twice changes nothing.
    """
    visible = _INVISIBLE.sub("", normalize("NFC", text))
    return _LINE_BREAK.sub("\n", _SPACE.sub(" ", visible)).strip()


def blank_marks(text: str) -> str:
    """Return the text with tags, mentions, links and `<noise>` marks as spaces, so that spans still fit."""
    return _TAG.sub(lambda match: " " * len(match[0]), text)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a normalised text by the Unicode sentence properties, in order.

    A full stop inside a number or a time ends nothing; a line break always does. Thai, which has no stops,
    is cut at its spaces. Text without words has no sentences.
    """
    found = []
    for match in _SENTENCE.finditer(text):
        start, words = match.start(1), match[1].rstrip()
        clauses = _THAI_CLAUSE.finditer(words) if regex.search(r"\p{Thai}", words) else None
        pieces = [(m.start(), m[0]) for m in clauses] if clauses else [(0, words)]
        found += [Span(start + at, start + at + len(piece), piece) for at, piece in pieces]
    return tuple(span for span in found if _WORD.search(span.words))


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order; one character each in scripts without spaces. No words: ()."""
    return tuple(_WORD.findall(text))


def word_spans(text: str) -> tuple[Span, ...]:
    """Return the words of `split_words` with their places."""
    return tuple(Span(match.start(), match.end(), match[0]) for match in _WORD.finditer(text))


def is_unspaced(word: str) -> bool:
    """Return whether a word of `split_words` is one character of a script without spaces."""
    return word >= _FIRST_UNSPACED and _UNSPACED.match(word) is not None


def count_words(words: Sequence[str]) -> float:
    """Return how many words there are, an estimate where the script puts no spaces between them."""
    single = sum(map(is_unspaced, words))
    return len(words) - single + single / CHARACTERS_PER_WORD


def judge_trust(text: str | None) -> Trust:
    """Return whether a transcript can be used: None is a failure, "" a work without speech.

    Not trusted: fewer than 5 words, or one 6-gram that covers over 30 % of the words, as speech recognition
    does with music.
    """
    if text is None:
        return Trust.ABSENT
    words = split_words(blank_marks(normalise(text)).casefold())
    if not words:
        return Trust.NO_SPEECH
    if count_words(words) < MIN_WORDS:
        return Trust.TOO_SHORT
    return Trust.REPEATED if _largest_run_share(words) > MAX_RUN_SHARE else Trust.TRUSTED


def _largest_run_share(words: Sequence[str]) -> float:
    """Return the share of the words that lie in the most frequent repeated 6-gram, 0 when none repeats."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(words) - RUN + 1):
        places[tuple(words[start : start + RUN])].append(start)
    covered = 0
    for starts in places.values():
        if len(starts) > 1:
            steps = [min(RUN, after - start) for start, after in pairwise(starts)]
            covered = max(covered, sum(steps) + RUN)
    return covered / len(words)
