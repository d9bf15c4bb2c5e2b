"""What the report on the content of one work says."""

from __future__ import annotations

from creatorscope.reports.document import Block, Fact, Facts, Section
from creatorscope.reports.method_sections import caveats, method
from creatorscope.reports.prose import Head, Source

_TITLES = {
    "/hook": "Opening (hook)",
    "/heading_hook": "Hook in title or caption",
    "/structure": "Structure",
    "/cta": "Call to action",
    "/topics/themes": "Themes",
    "/topics/pains": "Pains named",
}
_SPEECH = {
    "trusted": "What is said was read from a transcript.",
    "absent": "There is no transcript, so what is said was not read; only title and caption were.",
    "no_speech": "The transcript is empty: nobody speaks.",
    "too_short": "The transcript is too short to be trusted, so only title and caption were read.",
    "repeated": "The transcript repeats itself and is not trusted, so only title and caption were read.",
}


def work_sections(source: Source) -> tuple[Section, ...]:
    """Return the sections of one work's features, each label with the words that speak for it."""
    found = (_glance(source), _evidence(source), _style(source), caveats(source), _method(source))
    return tuple(section for section in found if section and section.blocks)


def _glance(source: Source) -> Section:
    blocks: list[Block] = [Facts(facts=facts)] if (facts := _facts(source)) else []
    blocks += [source.paragraph("“{/work/caption_raw:text}”")] if source.has("/work/caption_raw") else []
    if words := _SPEECH.get(str(source.value("/transcript")), ""):
        blocks.append(source.paragraph(words, strong=True))
    heads = (
        Head(title="What", cell=lambda base: _TITLES[base]),
        Head(title="Found", cell=lambda base: _labels(source, base), numeric=False),
    )
    families = [base for base in _TITLES if source.has(base)]
    if families:
        blocks.append(source.table("What the texts of the work show", heads, families))
    if source.has("/topics/tags"):
        blocks.append(source.paragraph("Tags: {/topics/tags:text}."))
    if source.has("/topics/terms"):
        blocks.append(source.paragraph("Most frequent words: {/topics/terms:text}."))
    return Section(key="glance", title="At a glance", blocks=tuple(blocks))


def _facts(source: Source) -> tuple[Fact, ...]:
    figures = (
        ("play_count", "Plays"),
        ("digg_count", "Likes"),
        ("comment_count", "Comments"),
        ("share_count", "Shares"),
        ("collect_count", "Saves"),
    )
    return tuple(
        source.fact(f"/work/{name}", (label, "{:compact}", "as listed"))
        for name, label in figures
        if source.value(f"/work/{name}") is not None
    )


def _labels(source: Source, base: str) -> str:
    if source.has(f"{base}/labels"):
        return "{labels:word}"
    nothing = source.value(f"{base}/evidence") == "none"
    words = "None of the known kinds" if nothing else "Nothing could be read"
    return f"{words}: {{reason:text}}" if source.has(f"{base}/reason") else words


def _evidence(source: Source) -> Section:
    hits = [hit for base in _TITLES for hit in source.places(f"{base}/hits")]
    heads = (
        Head(title="What", cell=lambda hit: _TITLES[hit.partition("/hits/")[0]]),
        Head(title="Label", cell="{label:word}", numeric=False),
        Head(title="The words", cell="“{words:text}”", numeric=False),
        Head(title="Where", cell="{source:word}", numeric=False),
        Head(title="Place", cell="{place:word}", numeric=False),
    )
    blocks = (source.table("Words that speak for each label", heads, hits),) if hits else ()
    return Section(key="evidence", title="The words that say so", blocks=blocks)


def _style(source: Source) -> Section:
    blocks: list[Block] = []
    if source.has("/style"):
        lines = [
            "{/style/sentences:count} sentences, typically of {/style/sentence_words:decimal} words: "
            "{/style/question_share:percent} ask, {/style/exclamation_share:percent} exclaim, "
            "{/style/statement_share:percent} state."
        ]
        if source.has("/style/markers"):
            lines.append("What stands out: {/style/markers:lower}.")
        blocks += [source.paragraph(line) for line in lines]
    if source.has("/density"):
        heads = (
            Head(title="Measure", cell="{:key}"),
            Head(title="Value", cell="{:decimal}", why="does not apply"),
        )
        blocks.append(source.table("How much is packed in", heads, source.places("/density")))
    if source.has("/form/form"):
        blocks.append(source.paragraph("Form: {/form/form:lower}."))
    elif source.has("/form/reason"):
        blocks.append(source.paragraph("Form not told: {/form/reason:sentence}"))
    return Section(key="style", title="How it is said", blocks=tuple(blocks))


def _method(source: Source) -> Section:
    lines = [
        "Labels come from closed lists and word lists of each language, at most two of a kind. Nothing "
        "found is "
        "kept apart from nothing to read. They describe; they do not say what made the work succeed."
    ]
    if source.has("/languages"):
        parts = ", ".join(f"{{{place}:key}} {{{place}:text}}" for place in source.places("/languages"))
        lines.append(f"Languages read: {parts}.")
    return method(source, *(source.paragraph(line) for line in lines))
