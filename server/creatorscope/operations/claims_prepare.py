"""Answering prepare_analysis: what a contract needs, made to fit and frozen as a result."""

from __future__ import annotations

import json

from pydantic_core import to_json

from creatorscope.claims.prepared import PreparedInput
from creatorscope.operations.claims_inputs import gather
from creatorscope.operations.claims_inputs_creator import draft_creator
from creatorscope.operations.claims_inputs_sizes import fit
from creatorscope.operations.claims_inputs_texts import draft_texts
from creatorscope.operations.claims_requests import PrepareAnalysisRequest
from creatorscope.operations.contracts import load_contract
from creatorscope.operations.contracts_text import format_contract
from creatorscope.operations.keeping import iso_now
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.results.about import About, Kind
from creatorscope.state.request_form import told_arguments

TOOL = "prepare_analysis"
BUDGET_BYTES = 6_000 * 4
_RESERVED_BYTES = 1_800  # summary, next step and small fields, as text and again as structure
_AUTHORS = frozenset({"author-analysis", "author-benchmark"})
_USERS = "the user's language"


def answer_prepare(request: PrepareAnalysisRequest, services: Services) -> Outcome:
    """Keep the exact input of a contract and answer with its instructions and that input as text.

    Everything the answer holds stays within 6,000 tokens, of four bytes each.
    """
    found = load_contract(request.contract)
    material = gather(services, request.result_id)
    draft_of = draft_creator if request.contract in _AUTHORS else draft_texts
    draft = draft_of(material, found.contract, request.work_ids, services)
    language = request.language or _USERS
    instructions = format_contract(found, language)
    fitted = fit(draft, BUDGET_BYTES - _RESERVED_BYTES - len(instructions.encode()))
    prepared = fitted.prepared.model_copy(update={"language": language})
    about = _about(prepared, request, material.source, services)
    kept = {"prepared": prepared.model_dump(mode="json"), "cut": fitted.notes}
    input_id = services.store.keep(to_json(kept), about)
    works = [work.work_id for work in prepared.works]
    name = f"{prepared.contract} {prepared.contract_version}"
    count = "1 work" if len(works) == 1 else f"{len(works)} works"
    cut = f" {len(fitted.notes)} parts are cut, as noted there." if fitted.notes else ""
    return Outcome(
        data={
            "input_id": input_id,
            "contract": name,
            "confidence": prepared.confidence,
            "works": len(works),
        },
        summary=f"{TOOL}: {name} on {count}, frozen as {input_id}; what to do and the data follow.{cut}",
        result_id=input_id,
        source=material.source,
        next=_next(input_id, services),
        facts={"input_id": input_id},
        document=f"{instructions}\n\n{fitted.document(input_id)}",
    )


def _about(
    prepared: PreparedInput, request: PrepareAnalysisRequest, source: str, services: Services
) -> About:
    return About(
        kind=Kind.INPUT,
        tool=TOOL,
        source=source,
        arguments=told_arguments(request, with_documents=True),
        fetched_at=iso_now(services.around),
        summary=f"{request.contract} on {len(prepared.works)} works",
        data_path="prepared",
        rows_path="works[]",
        count=len(prepared.works),
    )


def _next(input_id: str, services: Services) -> str | None:
    if "check_analysis" not in services.around.loaded:
        return None
    return f"check_analysis {json.dumps({'input_id': input_id})} with your answer as analysis"
