"""One claim of a model, with the evidence it rests on."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from creatorscope.claims.prepared import Value
from creatorscope.works.work import Platform

Kind = Literal["observation", "pattern", "difference", "recommendation", "gap"]
Level = Literal["low", "medium", "high"]
EvidenceType = Literal["finding", "statistic", "value", "quote", "claim"]

EVIDENCE_ID = r"e[1-9][0-9]?"


class Strict(BaseModel):
    """Base of what a model hands in: no unknown keys, no conversions, frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Evidence(Strict):
    id: Annotated[str, Field(pattern=f"^{EVIDENCE_ID}$", description="e1, e2, ...; unique in its claim")]


class FindingEvidence(_Evidence):
    """A figure of a tested difference; `ref` is the finding's."""

    type: Literal["finding"]
    ref: str
    field: str
    value: Value


class StatisticEvidence(_Evidence):
    """A figure of the statistics; `ref` is its path, keys joined with dots."""

    type: Literal["statistic"]
    ref: str
    value: Value


class ValueEvidence(_Evidence):
    """A figure or label of one work."""

    type: Literal["value"]
    work_id: str
    field: str
    value: Value


class QuoteEvidence(_Evidence):
    """Words of one work exactly as they stand in `field` (asr_clean, asr_raw, caption_raw, title).

    At least 3 words, or 4 characters of a script without spaces; at most 300 characters.
    """

    type: Literal["quote"]
    work_id: str
    field: str
    quote: Annotated[str, Field(min_length=1)]


class ClaimEvidence(_Evidence):
    """Another claim: a JSON pointer into this analysis, or `/accepted/WORK_ID/0` into the input."""

    type: Literal["claim"]
    ref: Annotated[str, Field(pattern="^/")]


Evidence = Annotated[
    FindingEvidence | StatisticEvidence | ValueEvidence | QuoteEvidence | ClaimEvidence,
    Field(discriminator="type"),
]


class Claim(Strict):
    """One statement. In `text`, figures stand only as {e1}, {e2}: code writes the figure there.

    observation: what is there; pattern: three works or more share it; difference: works with a feature
    perform otherwise, by a finding; recommendation: what to do, from a finding or a claim; gap: what cannot
    be said, `gap` then being the name from the input's gaps.
    """

    text: Annotated[str, Field(min_length=1, max_length=600)]
    kind: Kind
    platforms: Annotated[list[Platform], Field(min_length=1)]
    confidence: Level
    evidence: Annotated[list[Evidence], Field(max_length=20)] = []
    gap: str | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        ids = [item.id for item in self.evidence]
        if len(set(ids)) < len(ids):
            raise ValueError("evidence ids must be unique within the claim")
        if (self.kind == "gap") != (self.gap is not None):
            raise ValueError("`gap` names the gap of a claim of kind gap, and stands in no other")
        return self


class Verbatim(Strict):
    """Words of the work it stands under, exactly as they are in `field`; of any length."""

    field: str
    verbatim: Annotated[str, Field(min_length=1)]
