"""The smallest analyses that show one rule: one work, one opening, one claim."""

from __future__ import annotations

from typing import Any

from creatorscope.claims.check import check
from creatorscope.claims.failures import CheckReport
from creatorscope.claims.prepared import PreparedInput

WORK = "7412"


def build_input(**changes: Any) -> PreparedInput:
    """Return the input of one TikTok video for the contract insight; `fields` and `texts` are the work's."""
    work = {
        "work_id": WORK,
        "platform": "tiktok",
        "fields": {"work_modality": "video", **changes.pop("fields", {})},
        "texts": changes.pop("texts", {}),
        "text_checked": {"asr_clean": True},
    }
    facts: dict[str, Any] = {
        "contract": "insight",
        "contract_version": "1.0",
        "language": "en",
        "platforms": ["tiktok"],
        "works": [work],
        "confidence": "medium",
        "gaps": ["comment_texts"],
    }
    return PreparedInput.model_validate({**facts, **changes})


def build_claim(text: str = "It is said there.", *evidence: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return an observation on TikTok of medium confidence."""
    listed = [{"id": f"e{place}", **item} for place, item in enumerate(evidence, 1)]
    claim = {"text": text, "kind": "observation", "platforms": ["tiktok"], "confidence": "medium"}
    return {**claim, "evidence": listed, **changes}


def quote(words: str, field: str = "asr_clean") -> dict[str, Any]:
    """Return a quote of the work, without its id."""
    return {"type": "quote", "work_id": WORK, "field": field, "quote": words}


def value(field: str, given: Any) -> dict[str, Any]:
    """Return a figure of the work, without its id."""
    return {"type": "value", "work_id": WORK, "field": field, "value": given}


def check_claim(claim: dict[str, Any], prepared: PreparedInput) -> CheckReport:
    """Check an analysis whose one statement is this claim, its other leaves being gaps."""
    gap = build_claim("Not there.", kind="gap", gap="comment_texts", confidence="low")
    leaves = {"resonance": claim, "information_gap": gap, "social_currency": gap, "drive": gap}
    work = {"work_id": WORK, **leaves}
    return check(prepared, {"contract": "insight", "contract_version": "1.0", "works": [work]})


def check_quote(words: str, text: str) -> CheckReport:
    """Check a claim that quotes these words from a transcript of this text."""
    return check_claim(build_claim("It is said there.", quote(words)), build_input(texts={"asr_clean": text}))
