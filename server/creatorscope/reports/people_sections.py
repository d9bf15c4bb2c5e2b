"""What the reports on an audience and on signals about a creator say."""

from __future__ import annotations

from creatorscope.reports.chart_compare import audience_chart
from creatorscope.reports.document import Block, Section
from creatorscope.reports.method_sections import caveats, method
from creatorscope.reports.prose import Head, Source


def audience_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of an audience: its match with a target, then each of its dimensions."""
    dimensions = source.places("/dimensions")
    groups: list[Block] = []
    for place in dimensions:
        parts = (Head(title="Group", cell="{:raw_key}"), Head(title="Share", cell="{:percent}", sort=""))
        caption = f"Shares by {{{place}/name:lower}}"
        groups += [chart] if (chart := audience_chart(source, place)) else []
        groups.append(source.table(caption, parts, source.places(f"{place}/shares"), folded=True))
    if source.has("/named"):
        named = (Head(title="Dimension", cell="{:key}"), Head(title="Groups", cell="{:text}", numeric=False))
        groups.append(source.table("Groups a source names without shares", named, source.places("/named")))
    sections = (
        Section(key="match", title="At a glance", blocks=tuple(_match(source, dimensions))),
        Section(key="groups", title="Who they are", blocks=tuple(groups)),
    )
    meaning = source.paragraph(
        "Overlap adds up the smaller share of each group in audience and target: all is the same, nought is "
        "nothing in common. The match weighs the dimensions that are known."
    )
    found = (*sections, caveats(source), method(source, meaning))
    return tuple(section for section in found if section and section.blocks)


def _match(source: Source, dimensions: list[str]) -> list[Block]:
    blocks: list[Block] = []
    if source.value("/match") is not None:
        blocks.append(
            source.paragraph(
                "The audience matches the target to {/match:percent}, judged on {/coverage:percent} of "
                "what was "
                "asked for.",
                strong=True,
            )
        )
    elif source.has("/missing"):
        blocks.append(source.paragraph("Nothing of the target is known of this audience.", strong=True))
    if source.has("/missing"):
        blocks.append(source.paragraph("Asked for, but not known: {/missing:word}."))
    heads = (
        Head(title="Dimension", cell="{name:word}"),
        Head(title="Groups", cell="{shares:size}"),
        Head(
            title="Overlap with the target", cell="{overlap:percent}", sort="overlap", why="no target given"
        ),
        Head(title="Weight", cell="{weight:decimal}", sort="weight"),
        Head(
            title="As if this many equal groups",
            cell="{concentration/effective_number:decimal}",
            why="no groups",
        ),
    )
    if dimensions:
        blocks.append(source.table("What is known of the audience", heads, dimensions))
    return blocks


def anomaly_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of anomaly signals, each with its harmless explanation; never a verdict."""
    signals = source.places("/signals")
    words = (
        "Attention: {/attention:lower}. {/signals:size} signals were found; each has a harmless "
        "explanation too."
        if signals
        else "No signal was found in what could be checked. That is the usual result."
    )
    blocks: list[Block] = [source.paragraph(words, strong=True)]
    if signals:
        heads = (
            Head(title="Signal", cell="{code:word}"),
            Head(title="Weight", cell="{severity:word}", numeric=False),
            Head(title="What was seen", cell="{evidence:text}", numeric=False),
            Head(title="May be harmless", cell="{benign:text}", numeric=False),
            Head(title="What would settle it", cell="{settle_by:text}", numeric=False),
        )
        blocks.append(source.table("Signals", heads, signals))
    blocks.append(source.paragraph("Compared with: {/peers:text}."))
    sections = [Section(key="signals", title="Signals", blocks=tuple(blocks))]
    if source.has("/not_checked"):
        lines = source.bullets([("{:sentence}", place) for place in source.places("/not_checked")])
        sections.append(Section(key="unchecked", title="What could not be checked", blocks=(lines,)))
    note = source.paragraph(
        "Signals say what to look into. They are no share of false followers, which cannot be measured "
        "from outside."
    )
    return (*sections, method(source, note))
