"""What a check answers: failures, each with its rule, place and fix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

SHOWN = 20
_LONGEST_GOT = 200


class Rule(StrEnum):
    """The rules of the check."""

    SCHEMA_INVALID = "schema.invalid"
    EVIDENCE_MISSING = "evidence.missing"
    EVIDENCE_UNKNOWN_ID = "evidence.unknown_id"
    EVIDENCE_INELIGIBLE_WORK = "evidence.ineligible_work"
    EVIDENCE_VALUE_MISMATCH = "evidence.value_mismatch"
    QUOTE_NOT_FOUND = "quote.not_found"
    QUOTE_WRONG_FIELD = "quote.wrong_field"
    NUMBER_UNSUPPORTED = "number.unsupported"
    CONFIDENCE_TOO_HIGH = "confidence.too_high"
    SCOPE_CROSS_PLATFORM = "scope.cross_platform"
    DIFFERENCE_UNSUPPORTED = "difference.unsupported"
    GAP_UNJUSTIFIED = "gap.unjustified"
    PRODUCT_NO_CONVERSION_SIGNAL = "product.no_conversion_signal"
    SCORE_NOT_COMPUTED = "score.not_computed"
    TEXT_ADDED = "text.added"
    PRIVACY_CONTACT = "privacy.contact"


PASSES_WHEN: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.SCHEMA_INVALID: "the analysis has exactly the fields of its output model, and the contract and "
        "version of the input",
        Rule.EVIDENCE_MISSING: "a claim that is no gap has evidence; a pattern names three distinct works; a "
        "recommendation cites a finding or a claim",
        Rule.EVIDENCE_UNKNOWN_ID: "every work, field, statistic, finding and claim cited is in the input",
        Rule.EVIDENCE_INELIGIBLE_WORK: "every work cited is eligible",
        Rule.EVIDENCE_VALUE_MISMATCH: "a figure equals the stored one (1e-6 relative); null is not 0, a "
        "fraction is not a percent",
        Rule.QUOTE_NOT_FOUND: "a quote stands in its text word for word, 3 words (4 characters in Chinese, "
        "Japanese, Korean, Thai) to 300 characters",
        Rule.QUOTE_WRONG_FIELD: "a claim about speech quotes speech, and a clean transcript only once it "
        "passed text.added",
        Rule.NUMBER_UNSUPPORTED: "no digit stands in a claim's text outside {eN} and cited quotes",
        Rule.CONFIDENCE_TOO_HIGH: "no claim is surer than the input; under 5 works none is high",
        Rule.SCOPE_CROSS_PLATFORM: "a claim's platforms are the input's",
        Rule.DIFFERENCE_UNSUPPORTED: "a difference cites a supported finding (a suggestive one only at low "
        "confidence) and names no cause",
        Rule.GAP_UNJUSTIFIED: "a gap is one of the input's gaps; where there was data, something is said",
        Rule.PRODUCT_NO_CONVERSION_SIGNAL: "nothing is said of sales where the input measures none",
        Rule.SCORE_NOT_COMPUTED: "scores that code computes are not handed in",
        Rule.TEXT_ADDED: "a clean transcript has the words of the raw one in order, but fillers and repeats",
        Rule.PRIVACY_CONTACT: "no email, phone number, contact link or messenger account stands in it",
    }
)


class Failure(BaseModel):
    """One failure or warning: where, what stood there, the nearest thing that is there, what to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Rule
    pointer: str
    got: Any = None
    nearest: Any = None
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A failure as a rule finds it; what is nearest is only looked for when the failure is shown."""

    rule: Rule
    pointer: str
    got: Any
    fix: str
    nearest: Callable[[], Any] | None = None

    def failure(self) -> Failure:
        """Return what is shown of it."""
        nearest = self.nearest() if self.nearest else None
        return Failure(
            rule=self.rule, pointer=self.pointer, got=cut(self.got), nearest=cut(nearest), fix=self.fix
        )


class Checked(BaseModel):
    """What was looked at, in counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    works: int
    claims: int
    evidence: int
    verbatim: int
    texts: int


class CheckReport(BaseModel):
    """The answer: valid or not, what was checked, up to 20 failures and warnings each, how many more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid: bool
    checked: Checked
    failures: list[Failure]
    failures_not_shown: int
    warnings: list[Failure]
    warnings_not_shown: int


def cut(value: Any) -> Any:
    """Return a value short enough to show: texts and what reads long as JSON are cut with …"""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_GOT else f"{value[: _LONGEST_GOT - 1]}…"
    if isinstance(value, dict | list):
        text = str(value)
        return value if len(text) <= _LONGEST_GOT else f"{text[: _LONGEST_GOT - 1]}…"
    return value
