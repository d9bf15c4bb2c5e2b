"""What the contracts return that read one property of single works: text, topic, hook, structure, ..."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from creatorscope.claims.claim import Claim, Strict, Verbatim
from creatorscope.claims.outputs import Claims, OfWork, Output, SomeClaims

Words = Annotated[list[Verbatim], Field(max_length=20)]

HookType = Literal[
    "question",
    "curiosity_gap",
    "contrarian",
    "bold_claim",
    "pain_point",
    "result_first",
    "story_open",
    "direct_address",
    "proof",
    "price_deal",
    "challenge",
    "trend_sound",
    "greeting",
    "other",
    "none",
]
CallType = Literal[
    "follow",
    "like",
    "comment",
    "save",
    "share",
    "click_link",
    "voucher",
    "visit_store",
    "direct_message",
    "next_part",
    "other",
]
SentenceLabel = Literal["hook", "conflict", "turn", "proof", "cta", "other"]
Place = Literal["early", "middle", "end", "caption"]


class CleanText(OfWork):
    """The transcript of one work made readable: punctuation, case and paragraphs added, fillers dropped."""

    text: str


class AsrClean(Output):
    """asr-clean: readable transcripts, nothing added."""

    works: Annotated[list[CleanText], Field(min_length=1)]


class TopicOfWork(OfWork):
    """What one work is about and whom it speaks to, with the words that say so."""

    theme: Claim
    theme_words: Words
    audience_pains: Claims
    pain_words: Words


class Topic(Output):
    """topic: theme and audience pains of each work."""

    works: Annotated[list[TopicOfWork], Field(min_length=1)]


class Opening(Strict):
    """The first words, their type, and what they do."""

    words: Verbatim
    type: HookType
    reading: Claim


class Part(Strict):
    """A later part: its words and what they do."""

    words: Verbatim
    reading: Claim


class HookOfWork(OfWork):
    """How one work opens, holds in the middle and ends; null where it has no such part."""

    opening: Opening
    middle: Part | None
    ending: Part | None


class Hook(Output):
    """hook: opening, middle and ending of each work, verbatim."""

    works: Annotated[list[HookOfWork], Field(min_length=1)]


class Sentence(Strict):
    """One sentence and its job."""

    words: Verbatim
    label: SentenceLabel


class StructureOfWork(OfWork):
    """The sentences of one work in order, how they build on each other, and what is missing."""

    sentences: Annotated[list[Sentence], Field(min_length=1, max_length=60)]
    build: Claim
    missing: Claims


class Structure(Output):
    """structure: the jobs of the sentences of each work."""

    works: Annotated[list[StructureOfWork], Field(min_length=1)]


class StyleOfWork(OfWork):
    """How one work talks."""

    sentence_length: Claim
    sentence_types: Claim
    persona: Claim
    persona_words: Words
    tone: Claim


class Style(Output):
    """style: sentence length and types, persona and tone of each work."""

    works: Annotated[list[StyleOfWork], Field(min_length=1)]


class Call(Strict):
    """One call to action: its sentence, type and place, and how it is made."""

    words: Verbatim
    type: CallType
    place: Place
    reading: Claim


class CtaOfWork(OfWork):
    """What one work asks its viewers to do, and how densely; no calls is a valid answer."""

    calls: Annotated[list[Call], Field(max_length=12)]
    density: Claim


class Cta(Output):
    """cta: the calls to action of each work."""

    works: Annotated[list[CtaOfWork], Field(min_length=1)]


class InsightOfWork(OfWork):
    """Why one work may matter to its viewers."""

    resonance: Claim
    information_gap: Claim
    social_currency: Claim
    drive: Claim


class Insight(Output):
    """insight: resonance, information gap, social currency and drive of each work."""

    works: Annotated[list[InsightOfWork], Field(min_length=1)]


class SummaryOfWork(OfWork):
    """One work in short, with at most three suggestions."""

    summary: SomeClaims
    strengths: Claims
    weaknesses: Claims
    suggestions: Annotated[list[Claim], Field(max_length=3)]


class WorkSummary(Output):
    """work-summary: each work in short; its average and verdict are computed by code."""

    works: Annotated[list[SummaryOfWork], Field(min_length=1)]
