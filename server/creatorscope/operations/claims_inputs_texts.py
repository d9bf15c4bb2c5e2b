"""Drafting the inputs that show texts: the contracts of single works, and the explanations of a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from creatorscope.claims.prepared import InputLevel, PreparedInput, Value
from creatorscope.claims.registry import Contract
from creatorscope.operations.analysis_inputs import refusal
from creatorscope.operations.claims_inputs import FIELD, Material, choose, named_works
from creatorscope.operations.claims_inputs_accepted import (
    accepted_claims,
    accepted_scores,
    checked_texts,
)
from creatorscope.operations.claims_inputs_author import (
    NEVER_THERE,
    creator_facts,
    findings_of,
    gaps_of,
    statistics_of,
)
from creatorscope.operations.claims_inputs_sizes import Draft, Size
from creatorscope.operations.claims_inputs_works import (
    Limits,
    SourceWork,
    prepare_work,
    raw_speech_of,
    texts_of,
    why_unusable,
    work_fields,
)
from creatorscope.operations.services import Services
from creatorscope.works.work import COUNTS, Work

EXPLANATIONS = "sampled-work-explanations"
_CLEAN, _SUMMARY, _SCORE = "asr-clean", "work-summary", "work-score"
_READINGS = ("hook", "structure", "style", "cta", "insight", "topic")
_BUILT_ON = {_SCORE: _READINGS, _SUMMARY: (_SCORE, *_READINGS)}
_ONE_WORK: InputLevel = "medium"
_LONGEST_CAPTION = 300
_FEW_LEVELS, _LEVELS_FROM = 2, 750
_SPEECH = (2_000, 1_700, 1_450, 1_250, 1_050, 900, 750, 600, 480, 360, 260, 180)


def draft_texts(
    material: Material, contract: Contract, asked: Sequence[str] | None, services: Services
) -> Draft:
    """Return the input of a contract that reads texts, in sizes down to 180 characters of each work.

    Raises ArgumentError for works without text, and for explanations of what is no analysis.
    """
    sampled = contract.id == EXPLANATIONS
    works = _sample(material, asked, contract, services) if sampled else _single(material, asked, contract)
    sources = _sources(works, material, contract, services)
    base = _base(material, contract, works)
    built_on = _BUILT_ON.get(contract.id, ())

    def build(size: Size) -> tuple[PreparedInput, list[str]]:
        shown = [prepare_work(source, Limits(speech=size.speech, caption=size.caption)) for source in sources]
        statistics = statistics_of(material.analysis, size.levels) if sampled and material.analysis else {}
        update = {"works": [work for work, _ in shown], "statistics": statistics}
        return base.model_copy(update=update), [note for _, notes in shown for note in notes]

    return Draft(
        sizes=[
            Size(
                works=len(works),
                speech=speech,
                caption=min(_LONGEST_CAPTION, speech // 3),
                levels=_FEW_LEVELS if speech >= _LEVELS_FROM else 0,
            )
            for speech in _SPEECH
        ],
        build=build,
        pool=accepted_claims(services, works, built_on) if built_on else {},
    )


def unexplained(material: Material, services: Services) -> list[str]:
    """Return the ids of the sampled works that can be explained and have not been, in blind order."""
    if material.analysis is None:
        return []
    rows = material.rows
    sampled = [
        material.works[work_id]
        for work_id in material.analysis.sample_ids
        if work_id in material.works and _reason(material.works[work_id], rows) is None
    ]
    done = accepted_claims(services, sampled, (EXPLANATIONS,))
    return [work.platform_work_id for work in sampled if work.platform_work_id not in done]


def _single(material: Material, asked: Sequence[str] | None, contract: Contract) -> list[Work]:
    if asked is None and len(material.works) > 1:
        fix = f"Give 1 to {contract.max_works} work_ids, such as {named_works(material)}."
        raise refusal("work_ids", f"the result holds {len(material.works)} works", fix)
    works = choose(material, asked or list(material.works), contract.max_works)
    for work in works:
        if reason := why_unusable(work):
            fix = "Call get_captions or have it transcribed, and give a result that has its speech."
            raise refusal("work_ids", f"{work.platform_work_id} cannot be analysed: {reason}", fix)
    return works


def _sample(
    material: Material, asked: Sequence[str] | None, contract: Contract, services: Services
) -> list[Work]:
    if material.analysis is None:
        fix = "Call analyze_creator with these works and their transcripts, and give its result id."
        raise refusal(FIELD, "explanations need a creator's analysis", fix)
    if asked is not None:
        works = choose(material, asked, contract.max_works)
    else:
        ids = unexplained(material, services)[: contract.max_works]
        works = [material.works[work_id] for work_id in ids]
    rows = material.rows
    if not any(_reason(work, rows) is None for work in works):
        told = f": {_reason(works[0], rows)}" if works else ", or every one is explained"
        fix = "Get captions or transcripts, analyse again with them, or go on with author-analysis."
        raise refusal("work_ids", f"no work is left to explain{told}", fix)
    return works


def _reason(work: Work, rows: Mapping[str, Mapping[str, object]]) -> str | None:
    status = rows.get(work.platform_work_id, {}).get("status", "not in the analysis")
    return why_unusable(work) if status == "scored" else f"left out of the analysis: {status}"


def _sources(
    works: Sequence[Work], material: Material, contract: Contract, services: Services
) -> list[SourceWork]:
    rows = material.rows
    checked = {} if contract.id == _CLEAN else checked_texts(services, works)
    scores = accepted_scores(services, works) if contract.id == _SUMMARY else {}
    sources = []
    for work in works:
        name = work.platform_work_id
        where = material.held_in[name]
        texts = (
            raw_speech_of(work, where) if contract.id == _CLEAN else texts_of(work, where, checked.get(name))
        )
        fields: dict[str, Value] = (
            {"work_modality": work.work_modality, "duration_s": work.duration_s}
            if contract.id == _CLEAN
            else work_fields(work, rows.get(name, {}), in_detail=contract.id != EXPLANATIONS)
        )
        sources.append(
            SourceWork(
                work=work,
                fields={**fields, **{f"score_{key}": value for key, value in scores.get(name, {}).items()}},
                texts={key: text for key, (text, _) in texts.items()},
                held_in={key: held for key, (_, held) in texts.items()},
                reason=_reason(work, rows) if contract.id == EXPLANATIONS else None,
            )
        )
    return sources


def _base(material: Material, contract: Contract, works: Sequence[Work]) -> PreparedInput:
    """Return the input without its works."""
    analysis = material.analysis if contract.id == EXPLANATIONS else None
    known = {name for work in works for name in COUNTS if getattr(work, name) is not None}
    unranked = [] if all(work.platform_work_id in material.rows for work in works) else ["performance"]
    gaps = [*(name for name in COUNTS if name not in known), *NEVER_THERE, *unranked]
    return PreparedInput(
        contract=contract.id,
        contract_version=contract.version,
        language="",
        platforms=[works[0].platform],
        creator=creator_facts(analysis, material.profile) if analysis else None,
        findings=findings_of(analysis) if analysis else [],
        confidence=analysis.confidence.level if analysis else _ONE_WORK,
        gaps=gaps_of(analysis) if analysis else [] if contract.id == _CLEAN else gaps,
        analysis_result_id=material.analysis_id,
    )
