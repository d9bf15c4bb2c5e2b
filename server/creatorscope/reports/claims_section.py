"""Analyses that passed their check, as a part of a report: claims, their evidence, what a pass means."""

from __future__ import annotations

from itertools import groupby

from creatorscope.reports.document import Block, Section, Table
from creatorscope.reports.pointers import join
from creatorscope.reports.prose import Head, Source
from creatorscope.reports.words import word_for

EXPLANATIONS = "explanations"
"""Where a document holds the analyses to show: a list, each as check_analysis kept it."""

_TITLES = {
    "topic": "Topic",
    "hook": "Hook",
    "structure": "Structure",
    "style": "Style",
    "cta": "Calls to action",
    "insight": "Why it may matter",
    "work-summary": "The work in short",
    "work-score": "Scores of the work",
    "sampled-work-explanations": "Sampled works explained",
    "author-analysis": "The author",
    "author-benchmark": "Where the author stands",
}
_SCORES = ("hook", "structure", "style", "cta", "insight")


def claims_sections(source: Source) -> tuple[Section, ...]:
    """Return one section for each analysis under `explanations` that makes claims; none without any.

    Every figure and quote in it is looked up in the analysis as it was kept.
    """
    found = []
    for number, base in enumerate(source.places(join("", EXPLANATIONS))):
        contract = str(source.value(f"{base}/contract"))
        if contract in _TITLES:
            blocks = (*_opening(source, base), *_computed(source, base), *_claims(source, base))
            key = f"claims-{contract}-{number}" if number else f"claims-{contract}"
            found.append(Section(key=key, title=f"Interpretation: {_TITLES[contract]}", blocks=blocks))
    return tuple(found)


def _opening(source: Source, base: str) -> tuple[Block, ...]:
    words = (
        "Written by a model and checked by code: {checked/claims:count} claims and "
        "{checked/evidence:count} pieces of evidence against the frozen input {input_id:text}, whose "
        "confidence is {confidence:text}."
    )
    return source.paragraph(words, base), source.paragraph("{meaning:sentence}", base, strong=True)


def _computed(source: Source, base: str) -> tuple[Block, ...]:
    """Return the table of what code computed, which differs for works and authors."""
    if source.has(f"{base}/computed/style_radar"):
        radar = f"{base}/computed/style_radar"
        rows = [
            f"{base}/computed/business_score",
            f"{base}/computed/benchmark_gap_score",
            *source.places(radar),
        ]
        heads = (
            Head(title="Score", cell="{:key}"),
            Head(title="Of a hundred", cell="{value:decimal}", sort="value", why="{note:text}"),
            Head(title="How it is computed", cell="{formula:text}", numeric=False),
        )
        return (source.table("Computed by code from the statistics", heads, rows),)
    works = source.places(f"{base}/computed")
    if not works:
        return ()
    columns = (
        Head(title="Work", cell="{:raw_key}"),
        *(Head(title=word_for(name), cell=f"{{{name}:decimal}}", sort=name) for name in _SCORES),
        Head(title="Average", cell="{average:decimal}", sort="average"),
        Head(title="Verdict", cell="{verdict:text}", numeric=False),
    )
    return (source.table("Scores given; average and verdict computed by code", columns, works),)


def _claims(source: Source, base: str) -> list[Block]:
    rows = source.places(f"{base}/claims")
    grouped = groupby(rows, key=lambda row: _owner(source, row))
    return [_table(source, list(group)) for _, group in grouped]


def _owner(source: Source, row: str) -> str:
    """Return what a claim is about: its work, else its module of the analysis."""
    return str(source.value(f"{row}/work_id") or source.value(f"{row}/pointer").split("/")[1])


def _table(source: Source, rows: list[str]) -> Table:
    of_work = source.has(f"{rows[0]}/work_id")
    caption = f"Work {{{rows[0]}/work_id:short_id}}" if of_work else word_for(_owner(source, rows[0]))
    heads = (
        Head(title="Claim", cell="{text:text}"),
        Head(title="Kind", cell="{kind:text}", numeric=False),
        Head(title="Confidence", cell="{confidence:text}", numeric=False),
        Head(title="Evidence", cell=lambda row: _evidence(source, row), numeric=False),
    )
    return source.table(caption, heads, rows)


def _evidence(source: Source, row: str) -> str:
    """Return the template of what a claim rests on; a gap rests on nothing."""
    parts = []
    for place in source.places(f"{row}/evidence"):
        mark = "“{%s/shown:text}”" if source.value(f"{place}/type") == "quote" else "{%s/shown:text}"
        parts.append(f"{mark % place} ({{{place}/of:text}})")
    return "; ".join(parts) or "what is missing needs none"
