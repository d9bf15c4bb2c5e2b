"""What goes with higher or lower reach: the findings of one creator, worded with care."""

from __future__ import annotations

from creatorscope.reports.document import Block, Chart, Section, Table
from creatorscope.reports.prose import Head, Source


def findings_section(source: Source, chart: Chart | None) -> Section | None:
    """Return the section on findings; none supported is said plainly. None where nothing was asked."""
    if not source.has("/findings"):
        return None
    findings = source.places("/findings/findings")
    supported = [place for place in findings if source.value(f"{place}/status") == "supported"]
    blocks: list[Block] = [source.paragraph(_headline(source, bool(supported)), strong=True)]
    if supported:
        blocks.append(source.bullets([(_sentence(source, place), place) for place in supported]))
    if len(findings) > len(supported):
        blocks.append(source.paragraph("Suggestive only, and no ground for advice:"))
        others = [place for place in findings if place not in supported]
        blocks.append(source.bullets([(_sentence(source, place), place) for place in others]))
    if findings:
        blocks.append(source.paragraph(_CAUTION))
    blocks += [chart] if chart else []
    blocks += [_table(source, findings)] if findings else []
    blocks += _family(source)
    return Section(key="findings", title="What goes with higher or lower reach", blocks=tuple(blocks))


_CAUTION = (
    "Associated with is not caused by: works that differ in one thing usually differ in others. "
    "A planned trial of the creator would settle it."
)


def _headline(source: Source, supported: bool) -> str:
    if not source.value("/findings/family_size"):
        return "No differences between works are claimed. {/findings/note:sentence}"
    if supported:
        return (
            "Of {/findings/family_size:count} differences tested together, these are supported: they hold up "
            "against chance and in both halves of the time."
        )
    return (
        "No supported finding. Of {/findings/family_size:count} differences tested together, none holds up "
        "against chance and in both halves of the time. That is a result, not a gap."
    )


def _sentence(source: Source, place: str) -> str:
    unit = "likes" if source.value("/basis") == "likes" else "views"
    level = " {level:text}" if source.has(f"{place}/level") else ""
    low, high = source.value(f"{place}/interval") or (1.0, 1.0)
    crosses = " The interval includes no difference." if low <= 1 <= high else ""
    return (
        f"{{feature:word}}{level}: associated with {{ratio:times}} the {unit} of {{against:lower}} "
        "({/config/confidence:percent} interval {interval/0:times} to {interval/1:times}; {n_with:count} "
        "works "
        f"with, {{n_without:count}} without).{crosses}"
    )


def _table(source: Source, findings: list[str]) -> Table:
    heads = (
        Head(title="Feature", cell="{feature:word}"),
        Head(
            title="Level",
            cell=lambda place: "{level:text}" if source.has(f"{place}/level") else "present",
            numeric=False,
        ),
        Head(title="Against", cell="{against:word}", numeric=False),
        Head(title="Ratio", cell="{ratio:times}", sort="ratio"),
        Head(title="Interval", cell="{interval/0:times} to {interval/1:times}"),
        Head(title="Works with", cell="{n_with:count}", sort="n_with"),
        Head(title="Works without", cell="{n_without:count}", sort="n_without"),
        Head(title="q", cell="{q:p}", sort="q"),
        Head(title="Status", cell="{status:word}", numeric=False),
    )
    return source.table("The same in figures", heads, findings)


def _family(source: Source) -> list[Block]:
    blocks: list[Block] = []
    if source.has("/findings/tested"):
        words = (
            "Tested together, with at most {/findings/fdr:percent} false findings expected among those that "
            "survive: {/findings/tested:lower}."
        )
        blocks.append(source.paragraph(words))
    if source.has("/findings/skipped"):
        heads = (Head(title="Feature", cell="{:word}"),)
        caption = "Not tested: too few works with it, or without"
        blocks.append(source.table(caption, heads, source.places("/findings/skipped"), folded=True))
    return blocks
