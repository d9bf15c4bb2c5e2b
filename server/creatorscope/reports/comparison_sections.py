"""What the report on several creators side by side says."""

from __future__ import annotations

from creatorscope.reports.chart_compare import comparison_charts
from creatorscope.reports.document import Block, Section
from creatorscope.reports.figures import form_of
from creatorscope.reports.method_sections import caveats, method
from creatorscope.reports.metric_tables import made_of
from creatorscope.reports.pointers import last_part
from creatorscope.reports.prose import Head, Source


def comparison_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of a comparison: one definition per column, the interval in the cell."""
    found = (_glance(source), _figures(source), _who(source), caveats(source), _method(source))
    return tuple(section for section in found if section and section.blocks)


def _glance(source: Source) -> Section:
    lines = [
        "{/rows:size} creators are compared. Figures in one column share one definition; a dash is "
        "unknown, not nought."
    ]
    if source.has("/overlaps"):
        lines.append("No order can be claimed for these, since all intervals overlap: {/overlaps:lower}.")
    blocks: list[Block] = [source.paragraph(line) for line in lines]
    charts = comparison_charts(source)
    if charts:
        blocks.append(
            source.paragraph("Points with their intervals: where intervals overlap, no order is claimed.")
        )
    blocks += charts
    return Section(key="glance", title="At a glance", blocks=tuple(blocks))


def _figures(source: Source) -> Section:
    """Return a measure per row and a creator per column, which stays readable for many measures."""
    heads = [Head(title="Measure", cell=lambda column: _measure(source, column))]
    heads += [_creator(source, row) for row in source.places("/rows")]
    caption = "Measures side by side, with intervals where they can be given"
    table = source.table(caption, heads, source.places("/columns"))
    return Section(key="figures", title="Figures", blocks=(table,))


def _measure(source: Source, column: str) -> str:
    unit = source.value(f"{column}/unit")
    if unit == "dex per 30 days":
        return "{name:word}, a month"
    return "{name:word}, a day" if unit == "fraction per day" else "{name:word}"


def _creator(source: Source, row: str) -> Head:
    def cell(column: str) -> str:
        base = f"{row}/cells/{last_part(column)}"
        form = form_of(str(source.value(f"{column}/unit") or ""))
        value = f"{{{base}/value:{form}}}"
        if not source.has(f"{base}/interval"):
            return value
        return f"{value} ({{{base}/interval/0:{form}}} to {{{base}/interval/1:{form}}})"

    def why(column: str) -> str:
        return f"{{{row}/cells/{last_part(column)}/reason:text}}"

    return Head(title=f"{{{row}/creator:name}}", cell=cell, why=why)


def _who(source: Source) -> Section:
    heads = (
        Head(title="Creator", cell="{creator:name}"),
        Head(title="Window", cell="{window:period}", numeric=False),
        Head(title="Ranked by", cell="{basis:text}", numeric=False),
        Head(title="As of", cell="{as_of:date}", numeric=False),
        Head(title="Confidence", cell="{confidence:word}", numeric=False),
        Head(title="Works measured", cell="{cells/0/n:count}", sort="cells/0/n"),
    )
    table = source.table("What each creator was measured on", heads, source.places("/rows"))
    return Section(key="who", title="What was measured", blocks=(table,))


def _method(source: Source) -> Section:
    heads = (
        Head(title="Measure", cell="{name:word}"),
        Head(title="How it is made", cell=lambda column: made_of(source, column), numeric=False),
    )
    table = source.table("One definition per measure", heads, source.places("/columns"))
    return method(source, table)
