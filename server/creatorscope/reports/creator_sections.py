"""What the report on one creator says, section by section."""

from __future__ import annotations

from creatorscope.reports.chart_creator import findings_chart
from creatorscope.reports.chart_works import reach_chart, spread_chart
from creatorscope.reports.creator_content import content_section
from creatorscope.reports.creator_findings import findings_section
from creatorscope.reports.creator_glance import glance_section, unit_of
from creatorscope.reports.creator_works import works_tables
from creatorscope.reports.document import Block, Section
from creatorscope.reports.method_sections import caveats, method
from creatorscope.reports.metric_tables import metric_table
from creatorscope.reports.prose import Head, Source

_ENGAGEMENT = (
    "engagement_rate_by_views_median",
    "engagement_rate_by_views_pooled",
    "engagement_rate_by_followers",
    "like_rate_by_views_pooled",
    "comment_rate_by_views_pooled",
    "share_rate_by_views_pooled",
    "collect_rate_by_views_pooled",
    "comments_per_like",
)


def creator_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of a creator analysis."""
    found = (
        glance_section(source),
        _reach(source),
        findings_section(source, findings_chart(source)),
        _engagement(source),
        _costs(source),
        content_section(source),
        _firmness(source),
        caveats(source),
        _method(source),
    )
    return tuple(section for section in found if section and section.blocks)


def _reach(source: Source) -> Section:
    blocks: list[Block] = [
        chart
        for chart in (reach_chart(source, unit_of(source)), spread_chart(source, unit_of(source)))
        if chart
    ]
    blocks += works_tables(source)
    return Section(key="reach", title="Reach, work by work", blocks=tuple(blocks))


def _engagement(source: Source) -> Section:
    names = [name for name in _ENGAGEMENT if source.has(f"/kpis/{name}")]
    blocks: list[Block] = []
    if names:
        blocks.append(
            metric_table(source, "Engagement of the compared works", [f"/kpis/{name}" for name in names])
        )
    strata = source.places("/aggregates/strata")
    if len(strata) > 1:
        unit = unit_of(source)
        heads = (
            Head(title="Kind of work", cell="{name:word}"),
            Head(title="Works", cell="{n:count}", sort="n"),
            Head(
                title=f"Typical {unit}",
                cell=f"{{metrics/median_{unit}/value:count}}",
                sort=f"metrics/median_{unit}/value",
            ),
            Head(
                title="Engagement by views",
                cell="{metrics/engagement_rate_by_views_median/value:percent}",
                sort="metrics/engagement_rate_by_views_median/value",
            ),
        )
        blocks.append(source.table("Kinds of works, each scored among its own", heads, strata))
    return Section(key="engagement", title="Engagement", blocks=tuple(blocks))


def _costs(source: Source) -> Section:
    parts = [f"/costs/{name}" for name in ("cpm", "cpv", "cpe") if source.has(f"/costs/{name}/value")]
    heads = (
        Head(title="Cost", cell="{unit:text}", numeric=False),
        Head(title="At the typical work", cell="{value:money}"),
        Head(title="From a strong work", cell="{range/0:money}"),
        Head(title="To a weak one", cell="{range/1:money}"),
    )
    blocks: tuple[Block, ...] = ()
    if parts:
        fee = "At a fee of {/costs/fee:money} {/costs/currency:text} for one work; followers play no part."
        blocks = (source.paragraph(fee), source.table("Cost by view and by engagement", heads, parts))
    return Section(key="costs", title="What it costs", blocks=blocks)


def _firmness(source: Source) -> Section:
    blocks: list[Block] = []
    if source.has("/buckets/note"):
        blocks.append(source.paragraph("{/buckets/note:sentence}"))
    runs = [place for place in source.places("/sensitivity") if source.has(f"{place}/top_jaccard")]
    if runs:
        heads = (
            Head(title="Weight of reach", cell="{weight_reach:percent}"),
            Head(title="Weight of engagement", cell="{weight_engagement:percent}"),
            Head(title="Agreement of the Top works", cell="{top_jaccard:percent}", sort="top_jaccard"),
        )
        blocks.append(
            source.paragraph(
                "Works are ranked by reach ({/config/weight_reach:percent}) and engagement "
                "({/config/weight_engagement:percent}). These weights are judgement; with others, the "
                "Top works "
                "agree as follows."
            )
        )
        blocks.append(source.table("The ranking under other weights", heads, runs))
    return Section(key="firmness", title="How firm the ranking is", blocks=tuple(blocks))


def _method(source: Source) -> Section:
    reasons = [place for place in source.places("/exclusions/reasons") if source.value(place)]
    heads = (Head(title="Left out because", cell="{:key}"), Head(title="Works", cell="{:count}", sort=""))
    blocks: list[Block] = [
        source.paragraph(
            "Compared: {/exclusions/scored:count} of {/exclusions/total:count} works. Engagement counts "
            "{/exclusions/actions:text}. Hours and weekdays are in {/timezone:text}."
        )
    ]
    if reasons:
        blocks.append(source.table("Works left out of the comparison", heads, reasons))
    return method(source, *blocks)
