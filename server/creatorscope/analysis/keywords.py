"""The words of a creator's works: the terms of each work, and in how many works a term occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from creatorscope.analysis.outputs import Figure, Part
from creatorscope.analysis.passages import Passages
from creatorscope.analysis.terms import find_terms, tokeniser_of

SPEECH_SHARE: Final = 0.8


class TermTable(Part):
    """The terms of every work by id, whether speech is in them, and the tokeniser by language.

    Speech counts only where at least 80 % of the works have it: else a term's share would show which works
    were transcribed.
    """

    tokens: dict[str, tuple[str, ...]]
    with_speech: bool
    tokenisers: dict[str, str]


class TermCount(Part):
    """A term of one or two words and the works it occurs in; `share` is of the works that have terms."""

    term: str
    works: int
    share: Figure


def tokens_of(passages: Mapping[str, Passages], *, extras: bool = True) -> TermTable:
    """Return the terms of works given by id; a work without terms is there with ()."""
    spoken = sum(item.speech is not None for item in passages.values())
    with_speech = bool(passages) and spoken >= SPEECH_SHARE * len(passages)
    tokens = {
        work_id: tuple(
            term
            for passage in (item.every if with_speech else item.written)
            for term in find_terms(passage, extras=extras)
        )
        for work_id, item in passages.items()
    }
    languages = sorted({passage.language for item in passages.values() for passage in item.every})
    tokenisers = {language: tokeniser_of(language, extras=extras) for language in languages}
    return TermTable(tokens=tokens, with_speech=with_speech, tokenisers=tokenisers)


def document_frequency(
    documents: Iterable[Sequence[str]], *, top: int = 20, min_works: int = 2
) -> tuple[TermCount, ...]:
    """Return the terms of most documents, uni- and bigrams, each counted once a document; ties by term."""
    counted = [_terms(document) for document in documents if document]
    counts: Counter[str] = Counter(term for terms in counted for term in terms)
    kept = sorted((term for term in counts if counts[term] >= min_works), key=lambda t: (-counts[t], t))
    return tuple(TermCount(term=t, works=counts[t], share=counts[t] / len(counted)) for t in kept[:top])


def _terms(document: Sequence[str]) -> set[str]:
    return {*document, *(f"{left} {right}" for left, right in pairwise(document))}
