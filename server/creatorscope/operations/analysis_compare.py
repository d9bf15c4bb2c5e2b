"""Answering compare_creators from kept analyses."""

from __future__ import annotations

from typing import Any

from creatorscope.analysis.comparison import ComparedCreator, Comparison, compare_creators
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.operations.analysis_inputs import blaming, load_output, source_of
from creatorscope.operations.analysis_keeping import Made, keep_output, rounded
from creatorscope.operations.analysis_models import Compared
from creatorscope.operations.analysis_requests import CompareRequest
from creatorscope.operations.analysis_words import shown_name
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.works.reading import mapping

TOOL = "compare_creators"


def answer_comparison(request: CompareRequest, services: Services) -> Outcome:
    """Keep the comparison of creators whose analyses are kept."""
    loaded = [
        load_output(services, result_id, "analyses", CreatorAnalysis, "analyze_creator")
        for result_id in request.analyses
    ]
    with blaming("analyses"):
        comparison = compare_creators([analysis for analysis, _ in loaded])
    names: dict[str, str] = {}
    for _, kept in loaded:
        names |= mapping(mapping(kept.data).get("names"))
    data = {
        **comparison.model_dump(mode="json"),
        "names": names,
        "preview": [_row(row, comparison, names) for row in comparison.rows],
    }
    made = Made(
        tool=TOOL,
        request=request,
        response=Compared,
        data=data,
        source=source_of(kept.meta for _, kept in loaded),
        summary=_line(comparison),
    )
    return keep_output(made, services)


def _row(row: ComparedCreator, comparison: Comparison, names: dict[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "creator": shown_name(row.creator, names),
        "basis": row.basis,
        "window": row.window,
        "confidence": row.confidence,
    }
    for column, cell in zip(comparison.columns, row.cells, strict=True):
        facts[column.name] = cell.value
        if cell.interval:
            facts[f"{column.name}_interval"] = rounded(list(cell.interval))
    return facts


def _line(comparison: Comparison) -> str:
    parts = [f"{len(comparison.rows)} creators, one definition a column; - is unknown, not 0"]
    if comparison.overlaps:
        parts.append(f"Intervals overlap, so no order can be claimed: {', '.join(comparison.overlaps)}")
    empty = sorted(
        {
            cell.reason
            for row in comparison.rows
            for cell in row.cells
            if cell.reason and "another" in cell.reason
        }
    )
    parts += [f"Left out: {'; '.join(empty)}"] if empty else []
    return f"{'. '.join([*parts, *(note.rstrip('.') for note in comparison.notes)])}."
