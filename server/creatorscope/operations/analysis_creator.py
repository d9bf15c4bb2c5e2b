"""Answering analyze_creator and analyze_work from kept works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json

from creatorscope.analysis.compat import build_author_input
from creatorscope.analysis.content_features import ContentTable, read_content
from creatorscope.analysis.costs import Costs, estimate_costs
from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.definitions import DEFAULT_CONFIG
from creatorscope.analysis.inputs import CreatorContext
from creatorscope.analysis.labels import Labels
from creatorscope.contract.text import clean_text
from creatorscope.operations.analysis_inputs import (
    LoadedCreator,
    LoadedWorks,
    blaming,
    load_profile,
    load_works,
    midnight,
    moment_of,
    refusal,
    source_of,
)
from creatorscope.operations.analysis_keeping import Made, cost_rows, figure_rows, keep_output
from creatorscope.operations.analysis_models import CreatorAnalysed
from creatorscope.operations.analysis_requests import AnalyzeCreatorRequest, AuthorMethod
from creatorscope.operations.analysis_speech import add_speech
from creatorscope.operations.analysis_words import creator_line, names_of_creator
from creatorscope.operations.keeping import iso_now
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Services
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.operations.works_requests import ListWorksRequest
from creatorscope.results.about import About, Kind
from creatorscope.state.request_form import told_arguments
from creatorscope.works.rows import creator_row
from creatorscope.works.work import Work

TOOL = "analyze_creator"
_IDLE = "days_since_last"
_CHOSEN = frozenset({"affiliate_video"})
_AS_OF = "Ages are counted to the newest date in the data: give as_of where the day of the file is known."
# What must be the same in all works; of each group the first that is known decides.
_ONE_OF_EACH = (("platform",), ("platform_author_id", "author_handle", "author_name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """Everything one analysis is made of. `as_of_known`: the moment is when the works were told."""

    works: list[Work]
    profile: LoadedCreator | None
    content: ContentTable
    as_of: datetime
    as_of_known: bool
    context: CreatorContext
    source: str


def answer_creator(request: AnalyzeCreatorRequest, services: Services) -> Outcome:
    """Keep the analysis of one creator's works, and the author input where it is asked for."""
    material = _gather(request, services)
    with blaming("works"):
        analysis = analyze_works(
            material.works,
            as_of=material.as_of,
            features=material.content.values,
            context=material.context,
        )
    if not material.as_of_known:
        analysis = _without_idle_days(analysis)
    creator = material.profile.creator if material.profile else None
    costs = _costs(request.fee, analysis)
    kpis = {name: metric.model_dump(mode="json") for name, metric in analysis.kpis.items()}
    data = {
        **analysis.model_dump(mode="json"),
        "names": names_of_creator(analysis.creator, creator, material.works),
        "profile": creator_row(creator) if creator else None,
        "costs": costs.model_dump(mode="json") if costs else None,
        "preview": [*figure_rows(kpis), *(cost_rows(costs) if costs else [])],
    }
    made = Made(
        tool=TOOL,
        request=request,
        response=CreatorAnalysed,
        data=data,
        source=material.source,
        summary=" ".join(
            [creator_line(analysis, data["names"]), *([] if material.as_of_known else [_AS_OF])]
        ),
    )
    return _with_author_input(keep_output(made, services), material, request, services)


def _costs(fee: str | None, analysis: CreatorAnalysis) -> Costs | None:
    if fee is None:
        return None
    amount, _, currency = fee.partition(" ")
    return estimate_costs(analysis, float(amount), currency)


def _gather(request: AnalyzeCreatorRequest, services: Services) -> _Material:
    loaded = load_works(services, request.works, "works")
    _check_authors(loaded, request.works)
    spoken = add_speech(loaded.works, request.transcripts or (), services)
    profile = load_profile(services, request.profile, loaded.works) if request.profile else None
    as_of = midnight(request.as_of) if request.as_of else loaded.fetched_at or _latest(loaded, profile)
    content = read_content(spoken.works)
    chosen = any(work.source in _CHOSEN for work in loaded.works)
    context = CreatorContext(
        profile=profile.creator if profile else None,
        timezone=request.timezone,
        fetched_at=loaded.fetched_at or (as_of if request.as_of else None),
        partial=chosen or _is_cut(loaded, as_of),
        vendor_only=chosen,
        follower_points=profile.follower_points if profile else (),
        tokens=content.terms.tokens,
    )
    metas = [loaded.meta, *spoken.metas, *([profile.meta] if profile else [])]
    return _Material(
        works=spoken.works,
        profile=profile,
        content=content,
        as_of=as_of,
        as_of_known=bool(request.as_of or loaded.fetched_at),
        context=context,
        source=source_of(metas),
    )


def _latest(loaded: LoadedWorks, profile: LoadedCreator | None) -> datetime:
    """Return the latest moment that works or follower counts name: when a file was made is not told.

    The moment of the import where nothing has a date: no figure depends on it then.
    """
    counted = [moment for moment, _ in profile.follower_points] if profile else []
    imported = moment_of(loaded.meta.fetched_at) or datetime.fromtimestamp(0, UTC)
    return max([*counted, *([loaded.newest] if loaded.newest else [])], default=imported)


def _check_authors(loaded: LoadedWorks, result_id: str) -> None:
    """Refuse works of several platforms or authors, and pinned works alone."""
    for columns in _ONE_OF_EACH:
        for name in columns:
            found = sorted({str(value) for work in loaded.works if (value := getattr(work, name))})
            if len(found) > 1:
                first = next(work for work in loaded.works if getattr(work, name) == found[0])
                column = "author_handle" if name == "platform_author_id" and first.author_handle else name
                kind = "platforms" if name == "platform" else "authors"
                query = _query(result_id, column, str(getattr(first, column)))
                fix = f"Analyse one at a time: query_results with {query}, then its result id."
                raise refusal("works", f"the works are of {len(found)} {kind}", fix)
            if found:
                break
    if all(work.is_pinned for work in loaded.works):
        fix = "List more works (a larger max_works, an earlier since): pinned ones are hand-picked."
        raise refusal("works", f"all {len(loaded.works)} works are pinned", fix)


def _query(result_id: str, column: str, value: str) -> str:
    """Return the SQL that takes one author's works out of a result; it is shown, never run."""
    literal = "'" + clean_text(value).replace("'", "''") + "'"
    return " ".join(("SELECT * FROM", result_id, "WHERE", column, "=", literal))


def _is_cut(loaded: LoadedWorks, as_of: datetime) -> bool:
    """Tell whether the list was cut by max_works or since inside the window the analysis looks at."""
    asked = loaded.meta.arguments
    if loaded.meta.tool != "list_creator_works":
        return False
    most = asked.get("max_works", ListWorksRequest.model_fields["max_works"].default)
    if "since" not in asked and len(loaded.works) < most:
        return False
    ages = [
        (as_of - work.published_at).days for work in loaded.works if work.published_at and not work.is_pinned
    ]
    config = DEFAULT_CONFIG
    enough = sum(age <= config.window_days for age in ages) >= config.window_enough_works
    return max(ages, default=0) < (config.window_days if enough else config.extended_days)


def _without_idle_days(analysis: CreatorAnalysis) -> CreatorAnalysis:
    """Return the analysis without the days since the last work: counted from that work itself, they are 0."""
    metric = analysis.kpis.get(_IDLE)
    if metric is None:
        return analysis
    kpis = {**analysis.kpis, _IDLE: metric.model_copy(update={"value": None, "interval": None})}
    return analysis.model_copy(update={"kpis": kpis, "gaps": [*analysis.gaps, _IDLE]})


def _with_author_input(
    outcome: Outcome, material: _Material, request: AnalyzeCreatorRequest, services: Services
) -> Outcome:
    """Keep author_analysis_input_v1 as a result of its own and name it in the answer."""
    if request.author_input is None:
        return outcome
    with blaming("works"):
        made = build_author_input(
            material.works,
            as_of=material.as_of,
            profile=material.context.profile,
            labels=_author_labels(material.content, request.author_input),
            method="creatorscope" if request.author_input == "spec" else request.author_input,
        )
    data = made.model_dump(mode="json")
    masked = mask_contacts(data) if services.around.hide_contacts else data
    about = About(
        kind=Kind.ANALYSIS,
        tool=TOOL,
        source=material.source,
        arguments=told_arguments(request, with_documents=True),
        fetched_at=iso_now(services.around),
        summary=f"author_analysis_input_v1, {request.author_input}: {len(made.sampled_works)} sampled works",
        rows_path="sampled_works[]",
        count=len(made.sampled_works),
    )
    kept = services.store.keep(to_json(masked, inf_nan_mode="null"), about)
    return replace(
        outcome,
        data={**outcome.data, "author_input_id": kept},
        summary=f"{outcome.summary} author_analysis_input_v1 is kept as {kept}.",
    )


def _author_labels(content: ContentTable, method: AuthorMethod) -> Mapping[str, Mapping[str, Any]]:
    """Return work id -> labels of the interchange object; None where nothing could be read.

    The older tool knows six hooks: others have no name there.
    """
    return {
        work_id: {
            "hook_type": found.older_hook
            if method == "tikomni_v1" and found.hook.labels
            else _first(found.hook),
            "structure_type": _first(found.structure),
            "cta_type": _first(found.cta),
            "content_form": found.form.form,
            "style_markers": list(found.style.markers) if found.style else [],
        }
        for work_id, found in content.works.items()
    }


def _first(labels: Labels) -> str | None:
    return None if labels.evidence == "no_evidence" else labels.first
