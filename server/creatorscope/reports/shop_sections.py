"""What the report on a Shop creator says, section by section."""

from __future__ import annotations

from creatorscope.reports.chart_shop import followers_chart, shares_chart, trend_chart
from creatorscope.reports.document import Block, Fact, Facts, Section, Table
from creatorscope.reports.figures import Form
from creatorscope.reports.method_sections import caveats, method
from creatorscope.reports.metric_tables import metric_table
from creatorscope.reports.prose import Head, Source
from creatorscope.reports.words import word_for

_LONG_TABLE = 12
# Columns of the Shop tables that are not plain text, and how they are written.
_COLUMN_FORMS = {
    "date": Form.DATE,
    "published_at": Form.DATE,
    "duration_s": Form.DECIMAL,
    "commission_rate": Form.PERCENT,
    "items_per_play": Form.PERCENT,
    **dict.fromkeys(
        ("gmv", "direct_gmv", "revenue", "live_revenue", "video_revenue", "commission", "gpm_all_plays"),
        Form.MONEY,
    ),
    **dict.fromkeys(("price_low", "price_high"), Form.MONEY),
    **dict.fromkeys(
        ("units", "items_sold", "plays", "ecommerce_plays", "likes", "followers", "videos", "new_followers"),
        Form.COUNT,
    ),
}
_IDS = frozenset({"product_id", "video_id"})


def shop_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of a Shop analysis."""
    found = (
        _glance(source),
        _trend(source),
        _mix(source),
        _efficiency(source),
        _funnels(source),
        _goods(source),
        _health(source),
        _checks(source),
        caveats(source),
        method(source),
    )
    return tuple(section for section in found if section and section.blocks)


def _glance(source: Source) -> Section:
    money = " {/currency:text}" if source.has("/currency") else ""
    wanted = (
        ("gmv_30d", "Sales (GMV)", f"{{value:compact}}{money}", "{window:period}"),
        ("revenue", "Revenue", f"{{value:compact}}{money}", "{window:period}"),
        ("units_30d", "Items sold", "{value:count}", "{window:period}"),
        ("items_sold", "Items sold", "{value:count}", "{window:period}"),
        ("buyers", "Buyers", "{value:count}", "sales over sales per buyer"),
        (
            "gpm_ecommerce_plays",
            "Sales per thousand plays",
            f"{{value:money}}{money}",
            "of e-commerce videos",
        ),
        ("gpm_all_plays", "Sales per thousand plays", f"{{value:money}}{money}", "of all videos"),
        ("commission_value", "Commission", f"{{value:compact}}{money}", "{numerator:text}"),
        ("live_share", "From lives", "{value:percent}", "of sales"),
    )
    facts: list[Fact] = [
        source.fact(f"/metrics/{name}", (label, value, note))
        for name, label, value, note in wanted
        if source.has(f"/metrics/{name}/value")
    ]
    blocks: list[Block] = [Facts(facts=tuple(facts))] if facts else []
    blocks += [source.paragraph(line) for line in _summary(source)]
    return Section(key="glance", title="At a glance", blocks=tuple(blocks))


def _summary(source: Source) -> list[str]:
    lines = []
    if source.has("/metrics/gpm_ecommerce_plays/value") and source.has("/metrics/gpm_all_plays/value"):
        lines.append(
            "Sales per thousand plays depend on which plays are counted: "
            "{/metrics/gpm_ecommerce_plays/value:money} "
            "on e-commerce videos, {/metrics/gpm_all_plays/value:money} on all of them. Compare creators "
            "on the same one."
        )
    interval = source.value("/metrics/gmv_trend/interval")
    if interval:
        steady = interval[0] <= 0 <= interval[1]
        lines.append(
            "Daily sales neither clearly rose nor clearly fell."
            if steady
            else "Daily sales changed by {/metrics/gmv_trend/value:percent} a day."
        )
    failed = [place for place in source.places("/identities") if source.value(f"{place}/outcome") == "failed"]
    if failed:
        lines.append("Some figures contradict each other; see the checks below before using them.")
    return lines


def _trend(source: Source) -> Section:
    blocks: list[Block] = [chart for chart in (trend_chart(source), followers_chart(source)) if chart]
    if table := _columns_table(source, "Day by day", "/trend", folded=True):
        blocks.append(table)
    return Section(key="trend", title="Over time", blocks=tuple(blocks))


def _mix(source: Source) -> Section:
    blocks: list[Block] = []
    for place in source.places("/mix"):
        if chart := shares_chart(source, place):
            blocks.append(chart)
            blocks.append(_shares(source, place))
    rows = [place for place in source.places("/concentration") if source.value(f"{place}/parts")]
    if rows:
        heads = (
            Head(title="Concentration of sales over", cell="{:key}"),
            Head(title="Parts", cell="{parts:count}", sort="parts"),
            Head(
                title="As if this many equal parts",
                cell="{effective_number:decimal}",
                sort="effective_number",
            ),
            Head(title="Largest part", cell="{largest_share:percent}", sort="largest_share"),
            Head(title="Not named", cell="{other_share:percent}", sort="other_share", why="none"),
        )
        blocks.append(source.table("How concentrated sales are", heads, rows))
    return Section(key="mix", title="What sales are made of", blocks=tuple(blocks))


def _shares(source: Source, place: str) -> Table:
    heads = (
        Head(
            title="Part",
            cell=lambda part: "{name:text}" if source.has(f"{part}/name") else "{key:word}",
        ),
        Head(title="Share of sales", cell="{share:percent}", sort="share"),
    )
    return source.table("Shares of sales", heads, source.places(place), folded=True)


def _efficiency(source: Source) -> Section:
    blocks: list[Block] = [metric_table(source, "Sales and efficiency", source.places("/metrics"))]
    rates = [place for place in source.places("/vendor") if not place.endswith("/gpm")]
    if rates:
        heads = (
            Head(title="Stated by the vendor", cell="{:key}"),
            Head(title="Rate", cell="{:percent}", sort=""),
        )
        blocks.append(source.table("Rates the vendor states, not recomputed here", heads, rates))
    return Section(key="efficiency", title="Sales and efficiency", blocks=tuple(blocks))


def _funnels(source: Source) -> Section:
    blocks: list[Block] = []
    for place in source.places("/funnels"):
        heads = (
            Head(title="Step", cell="{step:word}"),
            Head(title="Count", cell="{count:count}", sort="count"),
            Head(title="Of the step before", cell="{rate:percent}", sort="rate", why="first or unknown step"),
        )
        rows = source.places(f"{place}/steps")
        blocks.append(source.table(f"From views to orders: {{{place}/subject:text}}", heads, rows))
    return Section(key="funnel", title="From views to orders", blocks=tuple(blocks[:6]))


def _goods(source: Source) -> Section:
    tables = (_columns_table(source, "Products", "/products"), _columns_table(source, "Videos", "/videos"))
    blocks: list[Block] = [table for table in tables if table]
    if source.has("/brands"):
        blocks.append(source.paragraph("Brands worked with, as the document names them: {/brands:text}."))
    return Section(key="goods", title="Products and videos", blocks=tuple(blocks))


def _columns_table(source: Source, caption: str, place: str, *, folded: bool = False) -> Table | None:
    rows = source.places(f"{place}/rows")
    if not rows:
        return None
    names = [str(name) for name in source.value(f"{place}/columns")]
    shown = [(at, name) for at, name in enumerate(names) if name not in _IDS]
    heads = [
        Head(
            title=word_for(name),
            cell=f"{{{at}:{_COLUMN_FORMS.get(name, Form.TEXT)}}}",
            sort=str(at),
            numeric=name in _COLUMN_FORMS and _COLUMN_FORMS[name] is not Form.DATE,
        )
        for at, name in shown
    ]
    return source.table(caption, heads, rows, folded=folded or len(rows) > _LONG_TABLE)


def _health(source: Source) -> Section:
    known = [place for place in source.places("/health") if source.value(f"{place}/state") != "unknown"]
    unknown = [place for place in source.places("/health") if place not in known]
    lines = [("{text:sentence}", place) for place in known]
    lines += [("{scale:word}: {text:text}", place) for place in unknown]
    blocks: list[Block] = [source.bullets(lines)] if lines else []
    return Section(key="health", title="Account health", blocks=tuple(blocks))


def _checks(source: Source) -> Section:
    places = source.places("/identities")
    heads = (
        Head(title="Check", cell="{text:text}"),
        Head(title="Outcome", cell="{outcome:word}", numeric=False),
        Head(title="Expected", cell="{expected:decimal}"),
        Head(title="Found", cell="{found:decimal}"),
        Head(title="Off by", cell="{deviation:decimal}"),
        Head(title="Allowed", cell="{tolerance:decimal}"),
    )
    blocks: list[Block] = []
    if places:
        blocks.append(source.table("Figures checked against each other; nothing is repaired", heads, places))
    return Section(key="checks", title="Do the figures agree?", blocks=tuple(blocks))
