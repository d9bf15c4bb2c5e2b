"""The words of a creator's works: the terms of each work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from creatorscope.analysis.outputs import Part
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
