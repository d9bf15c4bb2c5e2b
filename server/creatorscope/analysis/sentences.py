"""How the sentences of a work are said: asked, exclaimed or stated, how long, by whom and to whom."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Final, Literal

from creatorscope.analysis.lexicon import Lexicon
from creatorscope.analysis.outputs import Figure, Part
from creatorscope.analysis.passages import Passage
from creatorscope.analysis.text import count_words, split_words

Person = Literal["i", "we", "you"]
PERSONS: Final[tuple[Person, ...]] = ("i", "we", "you")

_CLOSING: Final = "\"'”’」』）)] "
_MARKS: Final = "?？؟!！.。…~"
_ASKED: Final = frozenset("?？؟")
_EXCLAIMED: Final = frozenset("!！")
ASKS_FROM: Final = 0.20
EXCLAIMS_FROM: Final = 0.20
OFTEN_FROM: Final = 3.0
SHORT_TO: Final = 7.0
LONG_FROM: Final = 20.0


class PersonaUse(Part):
    """How often a person is named: hits, hits per 100 words, and the words, most frequent first."""

    person: Person
    count: int
    per_100_words: Figure
    words: tuple[str, ...]


class Style(Part):
    """How a text is said; shares are fractions of its sentences, lengths are words.

    `markers` sum it up: asks, exclaims, short_sentences, long_sentences, first_person, we, to_the_viewer.
    `persona` is None where the language has no list of such words.
    """

    sentences: int
    sentence_words: Figure
    question_share: Figure
    exclamation_share: Figure
    statement_share: Figure
    persona: tuple[PersonaUse, ...] | None
    markers: tuple[str, ...]


def is_question(sentence: str, lexicon: Lexicon | None) -> bool:
    """Return whether a sentence asks: by its mark, or by its words where speech carries no marks."""
    end = sentence.rstrip(_CLOSING)
    if not _ASKED.isdisjoint(_final_marks(end)):
        return True
    return lexicon is not None and lexicon.question is not None and lexicon.question.search(end) is not None


def is_exclamation(sentence: str) -> bool:
    """Return whether a sentence ends in an exclamation mark and asks nothing."""
    marks = _final_marks(sentence.rstrip(_CLOSING))
    return _ASKED.isdisjoint(marks) and not _EXCLAIMED.isdisjoint(marks)


def _final_marks(sentence: str) -> str:
    return sentence[len(sentence.rstrip(_MARKS)) :]


def describe_style(passage: Passage) -> Style | None:
    """Return how a passage is said, None where it has no sentences."""
    sentences = passage.sentences
    if not sentences:
        return None
    asked = sum(is_question(sentence.words, passage.lexicon) for sentence in sentences)
    exclaimed = sum(
        is_exclamation(sentence.words) and not is_question(sentence.words, passage.lexicon)
        for sentence in sentences
    )
    length = median(count_words(split_words(sentence.words)) for sentence in sentences)
    persona = _persona(passage)
    shares = (asked / len(sentences), exclaimed / len(sentences))
    return Style(
        sentences=len(sentences),
        sentence_words=length,
        question_share=shares[0],
        exclamation_share=shares[1],
        statement_share=(len(sentences) - asked - exclaimed) / len(sentences),
        persona=persona,
        markers=_markers(shares, length, persona),
    )


def _persona(passage: Passage) -> tuple[PersonaUse, ...] | None:
    lexicon = passage.lexicon
    if lexicon is None or not lexicon.persona:
        return None
    words = max(1.0, count_words([span.words for span in passage.words]))
    uses = []
    for person in PERSONS:
        pattern = lexicon.persona.get(person)
        found = (
            Counter(match[0].casefold() for match in pattern.finditer(passage.plain))
            if pattern
            else Counter()
        )
        common = sorted(found, key=lambda word: (-found[word], word))
        total = found.total()
        per_100 = 100 * total / words
        uses.append(PersonaUse(person=person, count=total, per_100_words=per_100, words=tuple(common[:5])))
    return tuple(uses)


def _markers(
    shares: tuple[float, float], length: float, persona: tuple[PersonaUse, ...] | None
) -> tuple[str, ...]:
    often = {use.person for use in persona or () if use.per_100_words >= OFTEN_FROM}
    held = {
        "asks": shares[0] >= ASKS_FROM,
        "exclaims": shares[1] >= EXCLAIMS_FROM,
        "short_sentences": length <= SHORT_TO,
        "long_sentences": length >= LONG_FROM,
        "first_person": "i" in often,
        "we": "we" in often,
        "to_the_viewer": "you" in often,
    }
    return tuple(name for name, holds in held.items() if holds)
