"""One work as a prompt contract shows it: its figures, its labels, and the texts that may be quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.analysis.content import WorkFeatures, label_work
from creatorscope.analysis.labels import Labels
from creatorscope.analysis.text import Trust, judge_trust, split_sentences, word_spans
from creatorscope.claims.prepared import PreparedWork, TextChecked, Value
from creatorscope.claims.transcript import changes
from creatorscope.contract.text import clean_text
from creatorscope.operations.analysis_keeping import rounded
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.works.work import COUNTS, Work

LONGEST_TITLE = 150
_LEAST_SHARE = 0.5
_NO_TEXT = {
    Trust.ABSENT: "no transcript",
    Trust.NO_SPEECH: "no speech",
    Trust.TOO_SHORT: "the transcript has too few words to be trusted",
    Trust.REPEATED: "the transcript repeats itself, as speech recognition does with music",
}
_ROW_FIGURES = ("bucket", "performance", "z_engagement")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWork:
    """A work ready to be shown. `texts`: name -> whole text of what may be quoted, the first one its speech.

    `fields`: its figures and labels. `reason`: why it may not be cited, None where it may. `held_in`: for
    each text the result that holds it whole.
    """

    work: Work
    fields: Mapping[str, Value]
    texts: Mapping[str, str]
    held_in: Mapping[str, str]
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most characters shown of the speech and of the caption of a work; 0 leaves the text out."""

    speech: int
    caption: int

    def of(self, name: str) -> int:
        """Return the limit of one text."""
        own = {"caption_raw": self.caption, "title": min(self.caption, LONGEST_TITLE)}
        return own.get(name, self.speech)


def why_unusable(work: Work) -> str | None:
    """Return why the primary text of a work cannot be analysed, None where it can.

    A caption never stands in for the speech of a video.
    """
    if work.work_modality == "video":
        return _NO_TEXT.get(judge_trust(work.asr_clean if work.asr_raw is None else work.asr_raw))
    return None if work.caption_raw else "no caption"


def prepare_work(source: SourceWork, limits: Limits) -> tuple[PreparedWork, list[str]]:
    """Return a work with its texts cut to the limits, and a note for each text that was cut."""
    texts, notes = {}, []
    for name, text in source.texts.items():
        kept = cut_text(text, limits.of(name))
        if kept:
            texts[name] = kept
        if kept and len(kept) < len(text):
            notes.append(
                f"{name} of {source.work.platform_work_id}: the first {len(kept)} of {len(text)} characters, "
                f"all in {source.held_in[name]}"
            )
    prepared = PreparedWork(
        work_id=source.work.platform_work_id,
        platform=source.work.platform,
        eligible=source.reason is None,
        exclusion_reason=source.reason,
        fields=dict(source.fields),
        texts=texts,
        text_checked=TextChecked(asr_clean="asr_clean" in texts),
    )
    return prepared, notes


def texts_of(work: Work, held_in: str, checked: tuple[str, str] | None) -> dict[str, tuple[str, str]]:
    """Return the texts of a work that may be quoted, each with the result that holds it whole.

    `checked`: its speech as an accepted asr-clean wrote it, and that result. Without one the clean
    transcript counts where it adds nothing to the raw one, else the raw one alone is there.
    """
    raw, clean = work.asr_raw, work.asr_clean
    found: dict[str, tuple[str | None, str]] = {}
    if checked:
        found["asr_clean"] = checked
    elif clean is not None and (raw is None or clean.split() == raw.split() or not changes(raw, clean)):
        found["asr_clean"] = (clean, held_in)
    else:
        found["asr_raw"] = (raw, held_in)
    found |= {"caption_raw": (work.caption_raw, held_in), "title": (work.title, held_in)}
    return {name: (shown_text(text), where) for name, (text, where) in found.items() if text}


def raw_speech_of(work: Work, held_in: str) -> dict[str, tuple[str, str]]:
    """Return the speech of a work as it was recognised, which is all a clean transcript is made from."""
    raw = work.asr_raw if work.asr_raw is not None else work.asr_clean
    return {"asr_raw": (shown_text(raw), held_in)} if raw else {}


def shown_text(text: str) -> str:
    """Return a text as a model is shown it: on one line, nothing invisible, contacts masked."""
    masked: str = mask_contacts(clean_text(text))
    return masked


def work_fields(work: Work, row: Mapping[str, Any], *, in_detail: bool) -> dict[str, Value]:
    """Return the figures and labels of a work by name, unknown ones None, figures rounded to be read.

    `row`: what the analysis says of it; {} without one. `in_detail`: with the words that hit each label, and
    what was counted in its sentences.
    """
    found = label_work(work, fallback_language=work.language)
    reach = row.get("reach_dex")
    fields: dict[str, Any] = {
        "work_modality": work.work_modality,
        "published_date": work.published_date.isoformat() if work.published_date else None,
        "duration_s": work.duration_s,
        **{name: getattr(work, name) for name in COUNTS},
        **{name: row[name] for name in _ROW_FIGURES if name in row},
        **({"reach_ratio": None if reach is None else 10**reach} if row else {}),
        "hook_type": _first(found.hook),
        "structure_type": _first(found.structure),
        "cta_type": _first(found.cta),
        "content_form": found.form.form,
        "style_markers": list(found.style.markers) if found.style else None,
        **(_details(found) if in_detail else {}),
    }
    plain: dict[str, Value] = mask_contacts(rounded(fields))
    return plain


def cut_text(text: str, longest: int) -> str:
    """Return the text, cut after its last whole sentence within `longest` characters.

    Where that would leave less than half of what fits, as in speech without stops, it is cut after a word.
    """
    if len(text) <= longest:
        return text
    for spans in (split_sentences(text[:longest]), word_spans(text[:longest])):
        # The last one may itself be cut off.
        end = spans[-2].end if len(spans) > 1 else 0
        if end >= longest * _LEAST_SHARE:
            return text[:end]
    return text[:longest]


def _details(found: WorkFeatures) -> dict[str, Any]:
    """Return what single works are read with: the words that hit, and what was counted in them."""
    style, density = found.style, found.density
    persona = {use.person: use.count for use in (style.persona or ())} if style else {}
    return {
        "hook_words": _words(found.hook),
        "cta_words": _words(found.cta),
        "theme_labels": list(found.topics.themes.labels),
        "theme_words": _words(found.topics.themes),
        "pain_labels": list(found.topics.pains.labels),
        "pain_words": _words(found.topics.pains),
        "tags": [clean_text(tag) for tag in found.topics.tags[:10]],
        "sentences": density.sentences if density else None,
        "words": density.words if density else None,
        "cta_sentences": density.cta_sentences if density else None,
        "words_per_minute": density.words_per_minute if density else None,
        "characters_per_minute": density.characters_per_minute if density else None,
        "median_sentence_words": style.sentence_words if style else None,
        "question_share": style.question_share if style else None,
        "exclamation_share": style.exclamation_share if style else None,
        "statement_share": style.statement_share if style else None,
        **{f"persona_{person}": count for person, count in persona.items()},
    }


def _words(labels: Labels) -> list[str]:
    return [clean_text(words, 60) for words in list(dict.fromkeys(hit.words for hit in labels.hits))[:6]]


def _first(labels: Labels) -> str | None:
    return None if labels.evidence == "no_evidence" else labels.first
