"""The last sections of every report: what to keep in mind, and how the figures came about."""

from __future__ import annotations

from creatorscope.reports.document import Block, Definitions, Section
from creatorscope.reports.prose import Head, Source

ENDING = frozenset({"caveats", "method"})
"""The sections every report ends with, by key."""


def caveats(source: Source) -> Section | None:
    """Return flags, gaps and reasons of confidence as one section, None where there are none."""
    blocks: list[Block] = []
    lines = [("{text:sentence}" + _count(source, flag), flag) for flag in source.places("/flags")]
    lines += [("{:sentence}", note) for note in source.places("/notes")]
    if lines:
        blocks.append(source.bullets(lines))
    if source.places("/gaps"):
        blocks.append(source.paragraph("Not known, and therefore not in this report:"))
        blocks.append(source.bullets([("{:gap}.", gap) for gap in source.places("/gaps")]))
    return Section(key="caveats", title="What to keep in mind", blocks=tuple(blocks)) if blocks else None


def method(source: Source, *first: Block) -> Section:
    """Return the section on method: the blocks given, then definitions, settings and provenance."""
    blocks = [*first]
    terms = source.places("/definitions")
    if terms:
        items = tuple((source.text("{:key}", place), source.text("{:text}", place)) for place in terms)
        blocks.append(Definitions(items=items))
    settings = source.places("/config")
    if settings:
        heads = (Head(title="Setting", cell="{:key}"), Head(title="Value", cell="{:text}"))
        blocks.append(source.table("Thresholds and weights", heads, settings, folded=True))
    origin = _origin(source)
    if origin:
        blocks.append(source.paragraph(origin))
    return Section(key="method", title="How the figures came about", blocks=tuple(blocks))


def _count(source: Source, flag: str) -> str:
    return " Concerns {count:count}." if source.value(f"{flag}/count") else ""


def _origin(source: Source) -> str:
    parts = [
        ("/spec_version", "Made by {/spec_version:text}"),
        ("/as_of", "as of {/as_of:moment}"),
        ("/input_hash", "from the input {/input_hash:text}"),
        ("/seed", "with the seed {/seed:text}"),
    ]
    known = [words for pointer, words in parts if source.has(pointer)]
    if not known:
        return ""
    sentence = ", ".join(known) + "."
    return sentence[:1].upper() + sentence[1:] + " The same input gives the same figures."
