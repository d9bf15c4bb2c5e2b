"""From the texts of a work to the labels of one family, with the words that speak for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from creatorscope.analysis.labels import LABELS, MAX_LABELS, Family, Hit, Labels
from creatorscope.analysis.language import UNDETERMINED
from creatorscope.analysis.passages import Passage, Passages
from creatorscope.analysis.sentences import is_question
from creatorscope.analysis.text import Span, Trust

# Labels that say little where another label of the family is there.
GENERIC: Final = frozenset({"other", "greeting", "direct_address"})

_UNTRUSTED: Final = {
    Trust.ABSENT: "no transcript",
    Trust.NO_SPEECH: "no speech",
    Trust.TOO_SHORT: "the transcript has fewer than 5 words",
    Trust.REPEATED: "the transcript repeats one phrase, as recognised music does",
}


@lru_cache(maxsize=64)
def find_hits(family: Family, passage: Passage) -> tuple[Hit, ...]:
    """Return every hit of a family in a passage, in order; () where its language has no lexicon.

    Hooks are read from the opening only. `other` keeps the hits that no specific label overlaps.
    """
    lexicon = passage.lexicon
    if lexicon is None or family not in lexicon.patterns:
        return ()
    end = passage.opening_end if family is Family.HOOK else len(passage.plain)
    found = [
        _hit(passage, label, match.span())
        for label, pattern in lexicon.patterns[family].items()
        for match in pattern.finditer(passage.plain, 0, end)
        if match[0].strip()
    ]
    if family is Family.HOOK:
        found += [_hit(passage, "question", span) for span in _questions(passage, end)]
    specific = [hit for hit in found if hit.label != "other"]
    kept = specific + [hit for hit in found if hit.label == "other" and not _overlaps(hit, specific)]
    return tuple(sorted(kept, key=lambda hit: (hit.start, hit.end, hit.label)))


def label_family(family: Family, passages: Sequence[Passage], *, missing: str | None = None) -> Labels:
    """Return at most two labels of a family from these passages.

    `missing` says what could not be read although it belongs to the work: with it, and no hit, the answer
    is `no_evidence` and never `none`.
    """
    passages = [passage for passage in passages if passage.words]
    readable = [passage for passage in passages if _reads(family, passage)]
    hits = [hit for passage in readable for hit in find_hits(family, passage)]
    if hits:
        labels = _strongest(family, hits)
        kept = tuple(hit for hit in hits if hit.label in labels)
        return Labels(labels=labels, evidence="found", hits=kept)
    if missing is None and readable and len(readable) == len(passages):
        return Labels(labels=(), evidence="none")
    return Labels(labels=(), evidence="no_evidence", reason=missing or _why_unread(family, passages))


def why_unread(passages: Passages, family: Family) -> str | None:
    """Return why the primary text of a work cannot be read for a family, None when it can."""
    if passages.primary is None:
        return _UNTRUSTED[passages.trust] if passages.is_video else "no text"
    return None if _reads(family, passages.primary) else _why_unread(family, [passages.primary])


def _reads(family: Family, passage: Passage) -> bool:
    return bool(passage.words) and passage.lexicon is not None and family in passage.lexicon.patterns


def _why_unread(family: Family, passages: Sequence[Passage]) -> str:
    if not any(passage.words for passage in passages):
        return "no text"
    unread = sorted({passage.language for passage in passages if not _reads(family, passage)})
    if unread == [UNDETERMINED]:
        return "the text is too short to tell its language"
    return f"no {family.value} lexicon for {', '.join(unread)}"


def _strongest(family: Family, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the labels with most hits, hooks by the earliest sentence first; ties in the list's order.

    Generic labels come last. A theme with under a third of the hits of the strongest is left out: one word
    in a long description names no topic.
    """
    counts = Counter(hit.label for hit in hits)
    if family is Family.THEME:
        most = max(counts.values())
        counts = Counter({label: count for label, count in counts.items() if 3 * count >= most})
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.label, hit)

    def rank(label: str) -> tuple[bool, int, int, int, int]:
        sentence = first[label].sentence if family is Family.HOOK else 0
        start, order = first[label].start, LABELS[family].index(label)
        return (label in GENERIC, sentence, -counts[label], start, order)

    return tuple(sorted(counts, key=rank)[:MAX_LABELS])


def _questions(passage: Passage, end: int) -> list[Span]:
    return [
        sentence
        for sentence in passage.sentences
        if sentence.start < end and is_question(sentence.words, passage.lexicon)
    ]


def _hit(passage: Passage, label: str, span: Span | tuple[int, int]) -> Hit:
    start, end = (span.start, span.end) if isinstance(span, Span) else span
    return Hit(
        label=label,
        words=passage.text[start:end],
        source=passage.source,
        start=start,
        end=end,
        sentence=passage.sentence_at(start),
        place=passage.place_of(start),
    )


def _overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)
