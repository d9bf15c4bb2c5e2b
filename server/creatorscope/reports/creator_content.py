"""What the report on one creator says of the content of the works."""

from __future__ import annotations

from creatorscope.reports.chart_creator import content_chart
from creatorscope.reports.creator_glance import has_spread
from creatorscope.reports.document import Block, Section, Table
from creatorscope.reports.prose import Head, Source


def content_section(source: Source) -> Section:
    """Return labels, lengths and words of the compared works."""
    blocks: list[Block] = [chart] if (chart := content_chart(source)) else []
    levels = [
        level
        for feature in source.places("/aggregates/shares")
        for level in source.places(f"{feature}/overall")
        if source.value(f"{level}/count")
    ]
    if levels:
        blocks.append(_shares_table(source, levels))
    blocks += _numbers(source)
    blocks += _words(source)
    return Section(key="content", title="What the works are like", blocks=tuple(blocks))


def _numbers(source: Source) -> list[Block]:
    numbers = [place for place in source.places("/aggregates/shares") if source.has(f"{place}/quantiles")]
    if not numbers or not has_spread(source):
        return []
    heads = (
        Head(title="Of the compared works", cell="{feature:word}"),
        Head(title="A fifth is below", cell="{quantiles/0:decimal}", sort="quantiles/0"),
        Head(title="Typical", cell="{quantiles/1:decimal}", sort="quantiles/1"),
        Head(title="A fifth is above", cell="{quantiles/2:decimal}", sort="quantiles/2"),
        Head(title="Works", cell="{n:count}", sort="n"),
    )
    return [source.table("Length and quantity", heads, numbers)]


def _words(source: Source) -> list[Block]:
    words = source.places("/aggregates/keywords")
    heads = (
        Head(title="Word or pair of words", cell="{term:text}"),
        Head(title="Works", cell="{works:count}", sort="works"),
        Head(title="Share", cell="{share:percent}", sort="share"),
        Head(title="Leans to stronger works (z)", cell="{lean:decimal}", sort="lean", why="no buckets"),
    )
    return [source.table("Most frequent words", heads, words, folded=True)] if words else []


def _shares_table(source: Source, levels: list[str]) -> Table:
    heads = [
        Head(title="What a work has", cell=lambda level: _label(source, level)),
        Head(title="Works", cell="{count:count}", sort="count"),
        Head(title="Of works that could be read", cell="{n:count}", sort="n"),
        Head(title="Share", cell="{share:percent}", sort="share", why="nothing could be read"),
        Head(
            title="{/config/confidence:percent} interval", cell="{interval/0:percent} to {interval/1:percent}"
        ),
    ]
    return source.table("Share of the compared works", heads, levels, folded=True)


def _label(source: Source, level: str) -> str:
    """Return the template of what a share is of: the feature alone for a flag, with its level otherwise."""
    feature = level.partition("/overall/")[0]
    flag = source.value(f"{level}/level") == "yes"
    return f"{{{feature}/feature:word}}" if flag else f"{{{feature}/feature:word}}: {{level:text}}"
