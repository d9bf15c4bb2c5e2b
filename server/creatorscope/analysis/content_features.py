"""The content features of all works of a creator, in the form the findings take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from creatorscope.analysis.content import WorkFeatures, label_passages
from creatorscope.analysis.inputs import FeatureValue
from creatorscope.analysis.keywords import TermTable, tokens_of
from creatorscope.analysis.labels import Labels
from creatorscope.analysis.language import UNDETERMINED
from creatorscope.analysis.lexicon import covered_languages
from creatorscope.analysis.outputs import Part
from creatorscope.analysis.passages import Passages, build_passages
from creatorscope.analysis.text import normalise
from creatorscope.works.work import Work


class ContentTable(Part):
    """All works of a creator, read: labels by work id, values for the findings, terms for the keywords.

    `main_language` is what most texts are in, None when no text tells; `lexicons` names the languages each
    family can be read in.
    """

    works: dict[str, WorkFeatures]
    values: dict[str, dict[str, FeatureValue]]
    terms: TermTable
    main_language: str | None
    lexicons: dict[str, tuple[str, ...]]


def read_content(works: Sequence[Work], *, extras: bool = True) -> ContentTable:
    """Return the content of all works, the same for every order of the works. No works give empty tables.

    Texts too short to tell their language are read in the creator's main one. Of works with the same id the
    last in order of their text counts.
    """
    ordered = sorted(
        works, key=lambda work: (work.platform_work_id, work.asr_clean or "", work.caption_raw or "")
    )
    unique = {work.platform_work_id: work for work in ordered}
    first = {work_id: build_passages(work) for work_id, work in unique.items()}
    main = _main_language(first)
    passages = {
        work_id: build_passages(work, main) if _undetermined(first[work_id]) else first[work_id]
        for work_id, work in unique.items()
    }
    labelled = {
        work_id: label_passages(work, passages[work_id], extras=extras) for work_id, work in unique.items()
    }
    return ContentTable(
        works=labelled,
        values={work_id: feature_values(unique[work_id], found) for work_id, found in labelled.items()},
        terms=tokens_of(passages, extras=extras),
        main_language=main,
        lexicons=covered_languages(),
    )


def feature_values(work: Work, found: WorkFeatures) -> dict[str, FeatureValue]:
    """Return the features of one work as flags, label lists, levels and numbers.

    Lengths are characters, rates are per minute; length in seconds, hour and weekday are not here, the
    statistics derive them from the work itself.
    """
    caption = normalise(work.caption_raw or work.title or "")
    density = found.density
    return {
        "hook": _values(found.hook),
        "heading_hook": _values(found.heading_hook),
        "structure": _values(found.structure),
        "cta": _values(found.cta),
        "written_cta": _values(found.written_cta),
        "theme": _values(found.topics.themes),
        "pain": _values(found.topics.pains),
        "style": found.style.markers if found.style else None,
        "form": found.form.form,
        "language": next(iter(found.languages.values()), None),
        "caption_characters": len(caption) if caption else None,
        "hashtags": len(found.topics.tags),
        "numbers_per_100_words": density.numbers_per_100_words if density else None,
        "words_per_minute": density.words_per_minute if density else None,
        "characters_per_minute": density.characters_per_minute if density else None,
    }


def _values(labels: Labels) -> tuple[str, ...] | None:
    return None if labels.evidence == "no_evidence" else labels.labels


def _main_language(passages: Mapping[str, Passages]) -> str | None:
    counts = Counter(passage.language for item in passages.values() for passage in item.every)
    del counts[UNDETERMINED]
    return min(counts, key=lambda language: (-counts[language], language), default=None)


def _undetermined(passages: Passages) -> bool:
    return any(passage.language == UNDETERMINED for passage in passages.every)
