"""Drafting the inputs about an author: statistics, findings, short rows of works, accepted explanations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.claims.prepared import PreparedInput
from creatorscope.claims.registry import Contract
from creatorscope.operations.analysis_inputs import refusal
from creatorscope.operations.claims_inputs import FIELD, Material, choose
from creatorscope.operations.claims_inputs_accepted import accepted_claims
from creatorscope.operations.claims_inputs_author import (
    creator_facts,
    findings_of,
    gaps_of,
    statistics_of,
)
from creatorscope.operations.claims_inputs_sizes import Draft, Size
from creatorscope.operations.claims_inputs_texts import EXPLANATIONS
from creatorscope.operations.claims_inputs_works import (
    Limits,
    SourceWork,
    prepare_work,
    texts_of,
    work_fields,
)
from creatorscope.operations.services import Services
from creatorscope.works.work import Work

_SIZES = (
    Size(works=40, speech=0, caption=80, levels=8),
    Size(works=30, speech=0, caption=80, levels=6),
    Size(works=26, speech=0, caption=60, levels=5),
    Size(works=20, speech=0, caption=50, levels=4),
    Size(works=15, speech=0, caption=40, levels=3),
    Size(works=10, speech=0, caption=30, levels=3),
    Size(works=8, speech=0, caption=20, levels=2),
)
_TOO_MUCH = ("work_modality", "media_type", "z_engagement", "style_markers", "content_form")


def draft_creator(
    material: Material, contract: Contract, asked: Sequence[str] | None, services: Services
) -> Draft:
    """Return the input of a contract about an author; without `asked` its sampled works are shown.

    Raises ArgumentError for what is no creator's analysis.
    """
    analysis = material.analysis
    if analysis is None:
        fix = "Call analyze_creator with these works and give its result id."
        raise refusal(FIELD, f"{contract.id} needs a creator's analysis", fix)
    names = asked or [name for name in analysis.sample_ids if name in material.works]
    works = choose(material, names[: contract.max_works] if asked is None else names, contract.max_works)
    rows = material.rows
    sources = [_source(work, rows.get(work.platform_work_id, {}), material) for work in works]
    base = _base(works[0], analysis, material, contract)

    def build(size: Size) -> tuple[PreparedInput, list[str]]:
        chosen = sources[: size.works]
        shown = [prepare_work(source, Limits(speech=0, caption=size.caption))[0] for source in chosen]
        cut = [f"works: {len(chosen)} of {len(sources)}"] if len(chosen) < len(sources) else []
        update = {
            "works": sorted(shown, key=lambda work: _performance(work.fields.get("performance"))),
            "statistics": statistics_of(analysis, size.levels),
        }
        return base.model_copy(update=update), cut

    return Draft(sizes=_SIZES, build=build, pool=accepted_claims(services, works, (EXPLANATIONS,)))


def _source(work: Work, row: Mapping[str, Any], material: Material) -> SourceWork:
    where = material.held_in[work.platform_work_id]
    fields = work_fields(work, row, in_detail=False)
    texts = {
        name: text
        for name, (text, _) in texts_of(work, where, None).items()
        if name in {"caption_raw", "title"}
    }
    status = row.get("status", "not in the analysis")
    return SourceWork(
        work=work,
        fields={name: value for name, value in fields.items() if name not in _TOO_MUCH},
        texts=texts,
        held_in=dict.fromkeys(texts, where),
        reason=None if status == "scored" else f"left out of the analysis: {status}",
    )


def _performance(value: object) -> float:
    """Return what sorts the best works first, unknown ones last."""
    return -value if isinstance(value, int | float) else float("inf")


def _base(work: Work, analysis: CreatorAnalysis, material: Material, contract: Contract) -> PreparedInput:
    """Return the input without its works, one of which tells the platform."""
    return PreparedInput(
        contract=contract.id,
        contract_version=contract.version,
        language="",
        platforms=[work.platform],
        creator=creator_facts(analysis, material.profile),
        findings=findings_of(analysis),
        confidence=analysis.confidence.level,
        gaps=gaps_of(analysis),
        analysis_result_id=material.analysis_id,
    )
