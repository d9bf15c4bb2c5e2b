"""The content features of one work: hook, structure, call to action, style, topics, density and form."""

from __future__ import annotations

from collections import Counter
from typing import Final

import regex

from creatorscope.analysis.form import Form, describe_form
from creatorscope.analysis.labelling import find_hits, label_family, why_unread
from creatorscope.analysis.labels import OLDER_HOOKS, Family, Labels, Source
from creatorscope.analysis.outputs import Figure, Part
from creatorscope.analysis.passages import Passage, Passages, build_passages
from creatorscope.analysis.sentences import Style, describe_style
from creatorscope.analysis.terms import find_terms
from creatorscope.analysis.text import Trust, count_words, is_unspaced
from creatorscope.works.work import Work

_HASHTAG: Final = regex.compile(r"[#＃]([\p{L}\p{N}\p{M}_]+)")
_NUMBER: Final = regex.compile(r"\p{N}+(?:[.,:]\p{N}+)*")
_TOP_TERMS: Final = 8


class Topics(Part):
    """What a work is about: themes and pains of the audience, its tags, and its most frequent terms."""

    themes: Labels
    pains: Labels
    tags: tuple[str, ...]
    terms: tuple[str, ...]


class Density(Part):
    """How much is packed into the primary text; None where there is none.

    Speech pace is in words a minute, in characters a minute where the script has no spaces (the other one
    is None). `cta_sentences` of `sentences` call for something.
    """

    sentences: int
    words: Figure
    cta_sentences: int
    distinct_word_share: Figure
    numbers_per_100_words: Figure
    words_per_minute: Figure | None
    characters_per_minute: Figure | None


class WorkFeatures(Part):
    """The content features of one work, each with the words that speak for it.

    `hook` is of the primary text (speech of a video, caption of anything else), `heading_hook` of the title
    or caption; `cta` of all texts, `written_cta` of title and caption alone. `languages` names the language
    of each text that was read.
    """

    work_id: str
    transcript: Trust
    languages: dict[Source, str]
    hook: Labels
    older_hook: str | None
    heading_hook: Labels
    structure: Labels
    cta: Labels
    written_cta: Labels
    style: Style | None
    topics: Topics
    density: Density | None
    form: Form


def label_work(work: Work, *, fallback_language: str | None = None, extras: bool = True) -> WorkFeatures:
    """Return the content features of one work.

    `fallback_language` is for text too short to tell its language. `extras` lets installed tokenisers find
    the terms. A family that could not be read says `no_evidence` and why.
    """
    return label_passages(work, build_passages(work, fallback_language), extras=extras)


def label_passages(work: Work, passages: Passages, *, extras: bool = True) -> WorkFeatures:
    """Return the content features of a work whose texts are already built."""
    primary, heading = passages.primary, passages.heading
    hook = label_family(Family.HOOK, [primary] if primary else [], missing=why_unread(passages, Family.HOOK))
    style = describe_style(primary) if primary else None
    return WorkFeatures(
        work_id=work.platform_work_id,
        transcript=passages.trust,
        languages={passage.source: passage.language for passage in passages.every},
        hook=hook,
        older_hook=OLDER_HOOKS.get(hook.first),
        heading_hook=label_family(Family.HOOK, [heading] if heading else []),
        structure=_of_all(Family.STRUCTURE, passages),
        cta=_of_all(Family.CTA, passages),
        written_cta=label_family(Family.CTA, passages.written),
        style=style,
        topics=_topics(work, passages, extras),
        density=_density(work, primary) if primary else None,
        form=describe_form(work, passages, style),
    )


def _of_all(family: Family, passages: Passages) -> Labels:
    silent = passages.trust is Trust.NO_SPEECH and bool(passages.written)
    return label_family(family, passages.every, missing=None if silent else why_unread(passages, family))


def _topics(work: Work, passages: Passages, extras: bool) -> Topics:
    counts = Counter(term for passage in passages.every for term in find_terms(passage, extras=extras))
    ranked = sorted(counts, key=lambda term: (-counts[term], term))
    return Topics(
        themes=label_family(Family.THEME, passages.every),
        pains=label_family(Family.PAIN, passages.every),
        tags=tags_of(work, passages),
        terms=tuple(ranked[:_TOP_TERMS]),
    )


def tags_of(work: Work, passages: Passages) -> tuple[str, ...]:
    """Return the tags of a work, lower case, in order and once: its own list, else those in its texts."""
    written = [tag for passage in passages.written for tag in _HASHTAG.findall(passage.text)]
    named = [tag.lstrip("#＃").strip() for tag in work.tags] or written
    return tuple(dict.fromkeys(tag.casefold() for tag in named if tag))


def _density(work: Work, passage: Passage) -> Density:
    words = [span.words for span in passage.words]
    counted = count_words(words)
    asking = {hit.sentence for hit in find_hits(Family.CTA, passage)}
    spoken = passage.source == "speech" and work.duration_s
    minutes = work.duration_s / 60 if spoken and work.duration_s else None
    wide = sum(map(is_unspaced, words)) * 2 > len(words)
    return Density(
        sentences=len(passage.sentences),
        words=counted,
        cta_sentences=len(asking),
        distinct_word_share=len({word.casefold() for word in words}) / max(1, len(words)),
        numbers_per_100_words=100 * len(_NUMBER.findall(passage.plain)) / max(1.0, counted),
        words_per_minute=counted / minutes if minutes and not wide else None,
        characters_per_minute=len(words) / minutes if minutes and wide else None,
    )
