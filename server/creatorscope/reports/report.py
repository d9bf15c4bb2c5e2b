"""Building a report from an analysis, whichever kind it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from creatorscope.contract.text import clean_text
from creatorscope.reports.claims_section import EXPLANATIONS, claims_sections
from creatorscope.reports.comparison_sections import comparison_sections
from creatorscope.reports.creator_sections import creator_sections
from creatorscope.reports.document import Kind, Report, Section
from creatorscope.reports.figures import NO_NAMES
from creatorscope.reports.generic_sections import generic_sections
from creatorscope.reports.method_sections import ENDING
from creatorscope.reports.people_sections import anomaly_sections, audience_sections
from creatorscope.reports.pointers import Analysis, as_document
from creatorscope.reports.prose import Source
from creatorscope.reports.shop_sections import shop_sections
from creatorscope.reports.shortlist_sections import shortlist_sections
from creatorscope.reports.work_sections import work_sections

# What only an output of this kind has, in the order in which kinds are told apart.
_TELLS: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        "creator": frozenset({"kpis", "buckets", "findings", "works"}),
        "shop": frozenset({"metrics", "mix", "funnels", "identities"}),
        "comparison": frozenset({"columns", "rows", "overlaps"}),
        "shortlist": frozenset({"creators", "weights", "perturbations"}),
        "work": frozenset({"work_id", "hook", "cta", "topics"}),
        "audience": frozenset({"dimensions", "coverage"}),
        "anomalies": frozenset({"signals", "attention"}),
        "explanations": frozenset({EXPLANATIONS}),
    }
)
_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        "creator": "Creator analysis",
        "work": "One work, read closely",
        "shop": "Shop analysis",
        "comparison": "Creators compared",
        "shortlist": "Shortlist",
        "audience": "Audience",
        "anomalies": "Signals to look into",
        "explanations": "Interpretation, checked",
        "other": "Report",
    }
)
_WRITERS: Mapping[Kind, Callable[[Source], tuple[Section, ...]]] = MappingProxyType(
    {
        "creator": creator_sections,
        "work": work_sections,
        "shop": shop_sections,
        "comparison": comparison_sections,
        "shortlist": shortlist_sections,
        "audience": audience_sections,
        "anomalies": anomaly_sections,
        "explanations": lambda _source: (),
        "other": generic_sections,
    }
)
_LONGEST_TITLE = 140


def kind_of(analysis: Analysis) -> Kind:
    """Return which kind of analysis this is, "other" when it is none that has a report of its own."""
    names = set(as_document(analysis))
    return next((kind for kind, tells in _TELLS.items() if tells <= names), "other")


def build_report(
    analysis: Analysis,
    *,
    sandbox: bool,
    kind: Kind | None = None,
    title: str | None = None,
    names: Mapping[str, str] = NO_NAMES,
) -> Report:
    """Return the report on an analysis; `kind` None takes the one its shape tells.

    `sandbox` says that its data is invented. `names` maps creators, as the analysis names them
    (`tiktok:<id>`), to what the reader knows them by, over those the analysis brings itself. Every figure of
    the report is looked up in the analysis: `check_numbers` proves it.
    """
    document = as_document(analysis)
    chosen = kind or kind_of(document)
    given = {**(document.get("names") or {}), **names}
    known = {**{creator.partition(":")[2]: name for creator, name in given.items()}, **given}
    source = Source(document, known, sandbox)
    return Report(
        kind=chosen,
        title=clean_text(title or _title(chosen, known))[:_LONGEST_TITLE],
        subtitle=source.text(_subtitle(source)),
        sandbox=sandbox,
        names=known,
        sections=_with_claims(_WRITERS[chosen](source), source),
    )


def _with_claims(sections: tuple[Section, ...], source: Source) -> tuple[Section, ...]:
    """Return the sections with the checked claims before what every report ends with."""
    last = sum(section.key in ENDING for section in sections)
    ending = len(sections) - last
    return (*sections[:ending], *claims_sections(source), *sections[ending:])


def _title(kind: Kind, names: Mapping[str, str]) -> str:
    """Return the title of a kind, with the creator's name where it is about one that has a name."""
    shown = set(names.values())
    return f"{_TITLES[kind]}: {shown.pop()}" if len(shown) == 1 else _TITLES[kind]


def _subtitle(source: Source) -> str:
    parts = []
    if source.has("/work/published_at"):
        parts.append("{/platform:word}, published {/work/published_at:date}")
    elif source.has("/creator_id"):
        parts.append(
            "{/platform:word} {/creator_id:name}" if source.has("/platform") else "Creator {/creator_id:name}"
        )
    elif source.has("/creator"):
        parts.append("{/creator:name}")
    if source.has("/window/start"):
        parts.append("{/window/start:date} to {/window/end:date}")
    elif isinstance(source.value("/window"), str):
        parts.append("{/window:period}")
    if source.has("/as_of"):
        parts.append("as of {/as_of:date}")
    return " · ".join(parts)
