"""The frozen input of one prompt contract: everything a claim made from it may rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from creatorscope.works.work import Platform

Scalar = str | int | float | bool | None
"""A figure or a word; None is unknown, never 0."""

Value = Scalar | list[Scalar]
InputLevel = Literal["insufficient", "low", "medium", "high"]
FindingStatus = Literal["supported", "suggestive", "not_supported"]

SPEECH = ("asr_clean", "asr_raw")
"""The texts that are spoken words; every other text is written."""


class Frozen(BaseModel):
    """Base of the parts of an input: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextChecked(Frozen):
    """Which texts have passed their check; only then may they be quoted.

    `asr_clean` is true when it passed `text.added` or is the platform's own transcript.
    """

    asr_clean: bool = False


class PreparedWork(Frozen):
    """One work as the model sees it.

    `fields` holds figures and labels by name, rates as fractions, None where unknown. `texts` holds what may
    be quoted: asr_clean, asr_raw, caption_raw, title; a text that is not there has no key. A text that was
    cut holds exactly what the model was shown, without the mark of the cut. A work that is not `eligible`
    is named with its reason and may not be cited.
    """

    work_id: Annotated[str, Field(min_length=1)]
    platform: Platform
    eligible: bool = True
    exclusion_reason: str | None = None
    fields: dict[str, Value] = {}
    texts: dict[str, str] = {}
    text_checked: TextChecked = TextChecked()

    @property
    def speech_expected(self) -> bool:
        """Whether its words are spoken: a video, or a work with a transcript; else they are its caption."""
        modality = self.fields.get("work_modality")
        return modality != "text" if modality else any(name in self.texts for name in SPEECH)


class PreparedFinding(Frozen):
    """One tested difference of the analysis, as findings.Finding has it.

    `ref` is the feature with `=` written as a dot, and the level after another dot where there is one:
    `hook.question`, `form.voice_over`. `fields` are the finding's own fields that are figures or words:
    ratio (a factor, 1.4 is 40 % more), shift_dex, q, p, n_with, n_without, rho, against, wording and so on.
    """

    ref: Annotated[str, Field(min_length=1)]
    status: FindingStatus
    fields: dict[str, Value] = {}


class PreparedInput(Frozen):
    """One frozen input; `input_id` is its result id once it is kept.

    `statistics` is addressed by its keys joined with dots, down to a single figure
    (`aggregates.hook.question.n`). `confidence` is the analysis's own level. `gaps` names what was missing.
    `accepted` holds the claims of accepted explanations by work id. `has_conversion_signal` is true when the
    input has sales, orders or clicks that were measured. `analysis_result_id` is the analysis it came from,
    None for works alone.
    """

    input_id: str | None = None
    contract: str
    contract_version: str
    language: str
    platforms: Annotated[list[Platform], Field(min_length=1)]
    creator: dict[str, Any] | None = None
    works: list[PreparedWork] = []
    statistics: dict[str, Any] = {}
    findings: list[PreparedFinding] = []
    confidence: InputLevel
    gaps: list[str] = []
    accepted: dict[str, list[dict[str, Any]]] = {}
    has_conversion_signal: bool = False
    analysis_result_id: str | None = None


def finding_ref(feature: str, level: str | None) -> str:
    """Return the address of a finding: `hook=question` is `hook.question`, a level follows a dot."""
    name = feature.replace("=", ".")
    return name if level is None else f"{name}.{level}"


def flatten(statistics: Mapping[str, Any]) -> dict[str, Value]:
    """Return every single figure under its dotted path; places in a list count from 0."""
    found: dict[str, Value] = {}

    def walk(value: Any, path: str) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                walk(inner, f"{path}.{key}" if path else str(key))
        elif isinstance(value, list | tuple):
            for place, inner in enumerate(value):
                walk(inner, f"{path}.{place}" if path else str(place))
        else:
            found[path] = value

    walk(statistics, "")
    return found
