"""What the report on a ranked shortlist says."""

from __future__ import annotations

from collections.abc import Mapping

from creatorscope.reports.chart_compare import shortlist_chart
from creatorscope.reports.document import Block, Section
from creatorscope.reports.method_sections import method
from creatorscope.reports.pointers import join, last_part
from creatorscope.reports.prose import Head, Source


def shortlist_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of a shortlist: who is ranked, how firmly, and who is not and why."""
    found = (_ranking(source), _left_out(source), _brief(source), _figures(source), _method(source))
    return tuple(section for section in found if section and section.blocks)


def _ranked(source: Source) -> list[str]:
    return [place for place in source.places("/creators") if source.value(f"{place}/rank") is not None]


def _ranking(source: Source) -> Section:
    ranked = _ranked(source)
    blocks: list[Block] = [source.paragraph(_headline(ranked), strong=True)]
    blocks.append(
        source.paragraph(
            "Every score is the weighted mean of percentiles among these candidates, so it says who fits "
            "better "
            "than whom in this list, not how good anyone is. Where two chances of staying in the first "
            "{/k:count} "
            "are alike, the order between them is not firm."
        )
    )
    blocks += [chart] if (chart := shortlist_chart(source, ranked)) else []
    if ranked:
        blocks.append(
            source.table(
                "Ranked creators; criteria are percentiles among the candidates", _heads(source), ranked
            )
        )
    return Section(key="ranking", title="The ranking", blocks=tuple(blocks))


def _headline(ranked: list[str]) -> str:
    if not ranked:
        return "None of the {/creators:size} candidates can be ranked; the reasons stand below."
    first = ranked[0]
    return (
        f"First of {{/creators:size}} candidates: {{{first}/creator:name}}, among the first {{/k:count}} in "
        f"{{{first}/p_top:percent}} of {{/perturbations:count}} runs with other weights."
    )


def _heads(source: Source) -> list[Head]:
    criteria = [last_part(place) for place in source.places("/weights")]
    return [
        Head(title="Creator", cell="{creator:name}"),
        Head(title="Rank", cell="{rank:count}", sort="rank"),
        Head(title="Score", cell="{score:decimal}", sort="score"),
        Head(title="Stays in the first {/k:count}", cell="{p_top:percent}", sort="p_top"),
        Head(title="Weight known", cell="{coverage:percent}", sort="coverage"),
        *(
            Head(
                title=f"{{{join('/weights', name)}:key}}",
                cell=f"{{percentiles/{name}:percent}}",
                sort=f"percentiles/{name}",
            )
            for name in criteria
        ),
    ]


def _left_out(source: Source) -> Section | None:
    left = [place for place in source.places("/creators") if place not in _ranked(source)]
    if not left:
        return None
    heads = (
        Head(title="Creator", cell="{creator:name}"),
        _listed(source, "Gates not passed", "failed_gates"),
        Head(title="Weight known", cell="{coverage:percent}", sort="coverage"),
        _listed(source, "Figures missing", "missing"),
        _listed(source, "Gates not checked", "unknown_gates"),
    )
    table = source.table("Not ranked", heads, left)
    return Section(key="left_out", title="Not ranked, and why", blocks=(table,))


def _figures(source: Source) -> Section:
    rows = [place for place in source.places("/creators") if source.has(f"{place}/figures")]
    heads = [
        Head(title="Creator", cell="{creator:name}"),
        *(
            Head(
                title=f"{{{weight}:key}}",
                cell=f"{{figures/{last_part(weight)}:decimal}}",
                sort=f"figures/{last_part(weight)}",
            )
            for weight in source.places("/weights")
        ),
    ]
    blocks = (source.table("Figures that the percentiles rank", heads, rows, folded=True),) if rows else ()
    return Section(key="figures", title="The figures behind it", blocks=blocks)


def _measure(weight: str) -> str:
    return f"{{/measured_by/{last_part(weight)}:word}}"


def _brief(source: Source) -> Section:
    wanted = [place for place in source.places("/brief") if source.has(place)]
    lines = [("{:key}: " + _wanted(source, place) + ".", place) for place in wanted]
    blocks: tuple[Block, ...] = (source.bullets(lines),) if lines else ()
    return Section(key="brief", title="What was wanted", blocks=blocks)


def _wanted(source: Source, place: str) -> str:
    """Return the template of one part of the brief; parts of parts are named one by one."""
    value = source.value(place)
    if not isinstance(value, Mapping):
        return "{:text}"
    parts = source.places(place)
    if any(isinstance(inner, Mapping) for inner in value.values()):
        return "; ".join(f"{{{part}:key}} ({_wanted(source, part)})" for part in parts)
    return ", ".join(f"{{{part}:raw_key}} {{{part}:decimal}}" for part in parts)


def _listed(source: Source, title: str, name: str) -> Head:
    def cell(place: str) -> str:
        return f"{{{name}:word}}" if source.has(f"{place}/{name}") else "none"

    return Head(title=title, cell=cell, numeric=False)


def _method(source: Source) -> Section:
    heads = [Head(title="Criterion", cell="{:key}"), Head(title="Weight", cell="{:percent}", sort="")]
    if source.has("/measured_by"):
        measured = Head(title="Measured by", cell=_measure, numeric=False, why="no figure")
        heads.append(measured)
    blocks: list[Block] = [
        source.paragraph(
            "Gates come first; then percentiles are weighted. A missing figure drops its weight, and the "
            "others "
            "count more. Spread and cost count as better when lower. Weights are judgement."
        ),
        source.table("Weights", heads, source.places("/weights")),
    ]
    unchecked = [place for place in _ranked(source) if source.has(f"{place}/unknown_gates")]
    if unchecked:
        lines = [("{creator:name}: {unknown_gates:word}.", place) for place in unchecked]
        blocks.append(source.paragraph("Gates that could not be checked count as passed:"))
        blocks.append(source.bullets(lines))
    return method(source, *blocks)
