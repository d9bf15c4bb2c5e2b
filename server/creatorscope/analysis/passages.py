"""The texts of one work that labels are read from, each with its sentences and its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from creatorscope.analysis.labels import Place, Source
from creatorscope.analysis.language import LANGUAGES, UNDETERMINED, detect_language
from creatorscope.analysis.lexicon import Lexicon, load_lexicon
from creatorscope.analysis.text import (
    Span,
    Trust,
    blank_marks,
    is_unspaced,
    judge_trust,
    normalise,
    split_sentences,
    word_spans,
)
from creatorscope.works.work import Work

OPENING_SENTENCES: Final = 3
OPENING_WORDS: Final = 40
OPENING_CHARACTERS: Final = 80  # where the script puts no spaces between words
_QUARTER: Final = 0.25


@dataclass(frozen=True)
class Passage:
    """One text of a work: `text` is normalised, `plain` the same with tags and links as spaces."""

    source: Source
    text: str
    language: str

    @cached_property
    def plain(self) -> str:
        """Return the text labels are searched in, of the same length as `text`."""
        return blank_marks(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences of the plain text."""
        return split_sentences(self.plain)

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """Return the words of the plain text."""
        return word_spans(self.plain)

    @property
    def lexicon(self) -> Lexicon | None:
        """Return the lexicon of the passage's language, None where there is none."""
        return load_lexicon(self.language)

    @cached_property
    def opening_end(self) -> int:
        """Return where the opening ends: three sentences, or 40 words when those are longer."""
        sentences = self.sentences[:OPENING_SENTENCES]
        if not sentences:
            return 0
        wide = sum(is_unspaced(span.words) for span in self.words) * 2 > len(self.words)
        limit = OPENING_CHARACTERS if wide else OPENING_WORDS
        return min(sentences[-1].end, self.words[min(limit, len(self.words)) - 1].end)

    def sentence_at(self, position: int) -> int:
        """Return the index of the sentence a position lies in, the nearest before where it lies between."""
        return max(0, sum(sentence.start <= position for sentence in self.sentences) - 1)

    def place_of(self, position: int) -> Place:
        """Return the part of the work a position belongs to: by quarters of the speech, or `caption`."""
        if self.source != "speech":
            return "caption"
        share = position / max(1, len(self.text))
        return "early" if share < _QUARTER else "end" if share >= 1 - _QUARTER else "middle"


@dataclass(frozen=True, slots=True)
class Passages:
    """The usable texts of a work, and how far its transcript is trusted. `primary` never is a stand-in."""

    trust: Trust
    is_video: bool
    speech: Passage | None
    title: Passage | None
    caption: Passage | None

    @property
    def primary(self) -> Passage | None:
        """Return the speech of a video, the caption (else the title) of anything else."""
        return self.speech if self.is_video else self.caption or self.title

    @property
    def heading(self) -> Passage | None:
        """Return what viewers read first beside the work: its title, else its caption."""
        return self.title or self.caption

    @property
    def written(self) -> tuple[Passage, ...]:
        """Return the title and the caption, those that exist."""
        return tuple(passage for passage in (self.title, self.caption) if passage)

    @property
    def every(self) -> tuple[Passage, ...]:
        """Return all passages, speech first."""
        return (self.speech, *self.written) if self.speech else self.written


def build_passages(work: Work, fallback_language: str | None = None) -> Passages:
    """Return the texts of a work. A transcript that is not trusted is left out.

    Text too short to tell its language takes the language of the work's other texts, then the platform's
    own mark, then `fallback_language`; else it stays `und` and no lexicon reads it.
    """
    trust = judge_trust(work.asr_clean)
    texts: dict[Source, str] = {
        "speech": normalise(work.asr_clean or "") if trust is Trust.TRUSTED else "",
        "caption": normalise(work.caption_raw or ""),
        "title": normalise(work.title or ""),
    }
    if texts["title"] == texts["caption"]:
        texts["title"] = ""
    detected = {source: detect_language(text) for source, text in texts.items() if text}
    fallback = _first_known([*detected.values(), work.language, fallback_language])
    built = {
        source: Passage(source, texts[source], fallback if language == UNDETERMINED else language)
        for source, language in detected.items()
    }
    return Passages(
        trust=trust,
        is_video=work.work_modality == "video",
        speech=built.get("speech"),
        title=built.get("title"),
        caption=built.get("caption"),
    )


def _first_known(languages: Sequence[str | None]) -> str:
    return next((code for code in languages if code in LANGUAGES), None) or UNDETERMINED
