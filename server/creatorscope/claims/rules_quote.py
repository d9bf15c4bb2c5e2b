"""The rules about quotes: `quote.not_found` and `quote.wrong_field`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from creatorscope.analysis.text import UNSPACED, is_unspaced, split_words
from creatorscope.claims.claim import QuoteEvidence
from creatorscope.claims.failures import Fault, Rule
from creatorscope.claims.ground import closest_name, fold
from creatorscope.claims.leaves import PlacedWords
from creatorscope.claims.material import Material
from creatorscope.claims.passage import closest_passage
from creatorscope.claims.prepared import SPEECH

LEAST_WORDS = 3
LEAST_CHARACTERS = 4
MOST_CHARACTERS = 300

_ASIAN = regex.compile(rf"[{UNSPACED}\p{{Hangul}}]")


def quotes(material: Material) -> Iterator[Fault]:
    """Yield quotes that are too short, too long, not there, or taken from the wrong text."""
    for placed, item, pointer in material.evidence():
        if not isinstance(item, QuoteEvidence):
            continue
        folded = fold(item.quote)
        if (length := _length_fault(folded)) is not None:
            yield Fault(rule=Rule.QUOTE_NOT_FOUND, pointer=f"{pointer}/quote", got=item.quote, fix=length)
        found = _lookup(material, item.work_id, item.field, item.quote)
        yield from _located(found, f"{pointer}/quote", item.quote)
        speaks = placed.about_speech
        yield from _right_field(material, (item.work_id, item.field), f"{pointer}/field", speaks)


def verbatim(material: Material) -> Iterator[Fault]:
    """Yield verbatim words that are not there, or are of the wrong text; they may have any length."""
    for placed in material.leaves.verbatim:
        work_id, field = placed.work_id or "", placed.words.field
        work = material.ground.works.get(work_id)
        if work is None:
            continue
        if field not in work.texts:
            yield _no_such_text(placed, list(work.texts))
            continue
        found = _lookup(material, work_id, field, placed.words.verbatim)
        yield from _located(found, f"{placed.pointer}/verbatim", placed.words.verbatim)
        yield from _right_field(material, (work_id, field), f"{placed.pointer}/field", placed.about_speech)


def _lookup(material: Material, work_id: str, field: str, words: str) -> Fault | None:
    """Return the fault of words that do not stand in a text; None where they do, or there is no text."""
    text = material.ground.folded(work_id, field)
    if text is None or fold(words) in text:
        return None
    return Fault(
        rule=Rule.QUOTE_NOT_FOUND,
        pointer="",
        got=words,
        fix="Copy the words as they stand in the text: letters, accents, case and marks.",
        nearest=lambda: closest_passage(material.ground, work_id, field, words),
    )


def _located(fault: Fault | None, pointer: str, words: str) -> Iterator[Fault]:
    if fault is not None:
        yield Fault(rule=fault.rule, pointer=pointer, got=words, fix=fault.fix, nearest=fault.nearest)


def _length_fault(quote: str) -> str | None:
    if len(quote) > MOST_CHARACTERS:
        return f"Quote at most {MOST_CHARACTERS} characters: this has {len(quote)}."
    spaced = [word for word in split_words(quote) if not is_unspaced(word)]
    mixed = sum(_ASIAN.search(word) is None for word in spaced) / LEAST_WORDS
    if len(spaced) >= LEAST_WORDS or mixed + len(_ASIAN.findall(quote)) / LEAST_CHARACTERS >= 1:
        return None
    return (
        f"Quote {LEAST_WORDS} words or more, in scripts without spaces {LEAST_CHARACTERS} characters: "
        "fewer stand in too many texts."
    )


def _right_field(
    material: Material, place: tuple[str, str], pointer: str, about_speech: bool
) -> Iterator[Fault]:
    work_id, field = place
    work = material.ground.works.get(work_id)
    if work is None or field not in work.texts:
        return
    fix = ""
    if about_speech and work.speech_expected and field not in SPEECH:
        fix = "This is about what is said: quote the speech; a caption never stands in for it."
    elif field == "asr_clean" and not work.text_checked.asr_clean:
        fix = "The clean transcript has not passed text.added: quote asr_raw, or check it as asr-clean first."
    if fix:
        spoken = [name for name in work.texts if name in SPEECH and name != field]
        yield Fault(
            rule=Rule.QUOTE_WRONG_FIELD, pointer=pointer, got=field, fix=fix, nearest=lambda: spoken or None
        )


def _no_such_text(placed: PlacedWords, texts: list[str]) -> Fault:
    field = placed.words.field
    return Fault(
        rule=Rule.EVIDENCE_UNKNOWN_ID,
        pointer=f"{placed.pointer}/field",
        got=field,
        fix="There is no such text of this work: use a name that the input has.",
        nearest=lambda: closest_name(field, texts),
    )
