"""Answering check_analysis: what an analysis passes and fails by, and keeping one that passes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from creatorscope.claims.check import check
from creatorscope.claims.claim import (
    ClaimEvidence,
    Evidence,
    FindingEvidence,
    QuoteEvidence,
    ValueEvidence,
)
from creatorscope.claims.failures import CheckReport
from creatorscope.claims.leaves import PlacedClaim, find_leaves
from creatorscope.claims.parse import parse_analysis
from creatorscope.claims.prepared import PreparedInput, Value, flatten
from creatorscope.claims.registry import BY_ID
from creatorscope.claims.render import FigureForm, form_of, render
from creatorscope.claims.scores import computed_scores
from creatorscope.errors import ArgumentError, LocalFileError
from creatorscope.operations.analysis_inputs import refusal
from creatorscope.operations.claims_inputs import gather
from creatorscope.operations.claims_inputs_texts import EXPLANATIONS, unexplained
from creatorscope.operations.claims_requests import CheckAnalysisRequest
from creatorscope.operations.keeping import iso_now
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.reports.figures import Form, format_figure
from creatorscope.results.about import About, Kind, Meta

TOOL = "check_analysis"
_FIELD = "input_id"
MEANING = (
    "A pass means that the evidence exists and the limits hold, not that what is inferred from it is true."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """One check: the input, what is known of it, what was handed in, and the report on it."""

    prepared: PreparedInput
    meta: Meta
    given: Any
    report: CheckReport


def answer_check(request: CheckAnalysisRequest, services: Services) -> Outcome:
    """Answer with everything an analysis fails by; one that passes is kept with its claims as text.

    An analysis at fault is no error of the call. Raises ArgumentError for an id that is no input's.
    """
    prepared, meta = load_input(request.input_id, services)
    checked = _Checked(
        prepared=prepared, meta=meta, given=request.analysis, report=check(prepared, request.analysis)
    )
    report = checked.report
    computed: dict[str, Any] = {}
    analysis_id = None
    if report.valid:
        kept, computed = _passed(checked)
        analysis_id = _keep(kept, checked, services)
    facts = {
        "valid": report.valid,
        "analysis_id": analysis_id,
        **report.model_dump(mode="json", exclude={"valid"}),
        **({"computed": computed} if computed else {}),
    }
    return Outcome(
        data=facts,
        summary=_summary(report, prepared),
        result_id=analysis_id,
        source=meta.source,
        next=_next(checked, analysis_id, services),
        document=_lines(report, computed),
        facts=facts,
    )


def load_input(input_id: str, services: Services) -> tuple[PreparedInput, Meta]:
    """Return a frozen input and what is known of its result; ArgumentError for an id of something else."""
    kept = services.store.load(input_id.strip(), field=_FIELD)
    if kept.meta.kind is not Kind.INPUT:
        fix = "Give the input_id that prepare_analysis answered with."
        raise refusal(_FIELD, f"{kept.meta.result_id} is of {kept.meta.tool}, no prepared input", fix)
    try:
        return PreparedInput.model_validate({**kept.data, "input_id": kept.meta.result_id}), kept.meta
    except ValidationError:
        fix = "Prepare the input again: this one is of another version."
        raise refusal(_FIELD, f"{kept.meta.result_id} is no whole input", fix) from None


def _passed(checked: _Checked) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is kept of an analysis that passed, and what code computes from it."""
    prepared, contract = checked.prepared, BY_ID[checked.prepared.contract]
    analysis = parse_analysis(checked.given)
    computed = computed_scores(prepared, contract.output.model_validate(analysis))
    statistics = flatten(prepared.statistics)
    raw = {work.work_id: work.texts.get("asr_raw") for work in prepared.works}
    kept = {
        "contract": prepared.contract,
        "contract_version": prepared.contract_version,
        "input_id": prepared.input_id,
        "analysis_result_id": prepared.analysis_result_id,
        "language": prepared.language,
        "platforms": prepared.platforms,
        "confidence": prepared.confidence,
        "meaning": MEANING,
        "checked": checked.report.checked.model_dump(mode="json"),
        "computed": computed,
        "claims": [_claim(placed, prepared, statistics) for placed in find_leaves(analysis, contract).claims],
        "analysis": analysis,
        "raw_texts": {work_id: text for work_id, text in raw.items() if text},
    }
    return kept, computed


def _claim(placed: PlacedClaim, prepared: PreparedInput, statistics: dict[str, Value]) -> dict[str, Any]:
    """Return one claim as a report and a later input show it, with the claim itself."""
    claim = placed.claim
    return {
        "pointer": placed.pointer,
        "work_id": placed.work_id,
        "kind": claim.kind,
        "confidence": claim.confidence,
        "text": render(claim, prepared, write_figure),
        "evidence": [
            {"id": item.id, "type": item.type, "of": _of(item), "shown": _shown(item, statistics)}
            for item in claim.evidence
        ],
        "claim": claim.model_dump(mode="json"),
    }


def write_figure(value: Value, form: FigureForm) -> str:
    """Return a figure as reports write it; – where it is unknown."""
    plain = ", ".join(map(str, value)) if isinstance(value, list) else value
    return format_figure(plain, Form(form))


def _of(item: Evidence) -> str:
    """Return what a piece of evidence is of, in the input's own names."""
    if isinstance(item, ValueEvidence | QuoteEvidence):
        return f"{item.field} of {item.work_id}"
    return f"{item.field} of {item.ref}" if isinstance(item, FindingEvidence) else item.ref


def _shown(item: Evidence, statistics: dict[str, Value]) -> str:
    if isinstance(item, ClaimEvidence):
        return item.ref
    if isinstance(item, QuoteEvidence):
        return item.quote
    return write_figure(item.value, form_of(item, statistics))


def _keep(kept: dict[str, Any], checked: _Checked, services: Services) -> str:
    prepared = checked.prepared
    about = About(
        kind=Kind.ANALYSIS,
        tool=TOOL,
        source=checked.meta.source,
        arguments={
            "input_id": prepared.input_id,
            "contract": prepared.contract,
            "platform": prepared.platforms[0],
            "works": [work.work_id for work in prepared.works],
        },
        fetched_at=iso_now(services.around),
        summary=f"{prepared.contract} that passed its check: {len(kept['claims'])} claims",
        rows_path="claims[]",
        count=len(kept["claims"]),
    )
    return services.store.keep(to_json(kept), about)


def _summary(report: CheckReport, prepared: PreparedInput) -> str:
    looked = report.checked
    counts = f"{_count(looked.claims, 'claim')}, {_count(looked.evidence, 'piece')} of evidence"
    if report.valid:
        return f"{TOOL}: valid. {prepared.contract}: {counts} checked. {MEANING}"
    total = len(report.failures) + report.failures_not_shown
    told = f"{prepared.contract}: {counts} checked. Correct each and check again."
    return f"{TOOL}: not valid, {_count(total, 'failure')}. {told}"


def _count(number: int, of: str) -> str:
    return f"{number} {of}" if number == 1 else f"{number} {of}s"


def _lines(report: CheckReport, computed: dict[str, Any]) -> str | None:
    lines = list(_told(report))
    if computed:
        lines.append(f"computed: {json.dumps(computed, ensure_ascii=False)}")
    return "\n".join(lines) or None


def _told(report: CheckReport) -> Iterator[str]:
    for word, found, more in (
        ("failure", report.failures, report.failures_not_shown),
        ("warning", report.warnings, report.warnings_not_shown),
    ):
        for item in found:
            got = "" if item.got is None else f" got {json.dumps(item.got, ensure_ascii=False)};"
            near = "" if item.nearest is None else f" nearest {json.dumps(item.nearest, ensure_ascii=False)};"
            yield f"- {word} {item.rule.value} at {item.pointer or '/'}:{got}{near} {item.fix}"
        if more:
            yield f"- and {_count(more, f'more {word}')}"


def _next(checked: _Checked, analysis_id: str | None, services: Services) -> str | None:
    """Return the call that usually comes next: the report, the rest of the sample, or the author."""
    prepared, loaded = checked.prepared, services.around.loaded
    origin = prepared.analysis_result_id
    if not checked.report.valid:
        return f"{TOOL} again with the same input_id and the corrected analysis"
    if prepared.contract.startswith("author-") and origin and "render_report" in loaded:
        arguments: dict[str, Any] = {"result_id": origin, "explanations": [analysis_id]}
        return f"render_report {json.dumps(arguments)}"
    if prepared.contract == EXPLANATIONS and origin:
        try:
            left = unexplained(gather(services, origin), services)
        except (ArgumentError, LocalFileError):
            return None  # what the input was made from is gone; the check stands without it
        contract = EXPLANATIONS if left else "author-analysis"
        return f"prepare_analysis {json.dumps({'contract': contract, 'result_id': origin})}"
    return None
