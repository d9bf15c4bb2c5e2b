"""What a result leads a prompt contract to: works with their speech, and the analysis made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.operations.analysis_inputs import load, load_output, load_works, refusal, source_of
from creatorscope.operations.analysis_speech import add_speech
from creatorscope.operations.services import Services
from creatorscope.results.about import Meta
from creatorscope.results.kept import Kept
from creatorscope.works.export_rows import work_from_export
from creatorscope.works.reading import AdapterError, mapping
from creatorscope.works.work import Work

FIELD = "result_id"
_CREATOR, _WORK = "analyze_creator", "analyze_work"
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The works a result leads to, by id, and the creator's analysis where it is one.

    `held_in` names for each work the result that holds its text whole. `source`: sandbox, live or import.
    """

    works: Mapping[str, Work]
    held_in: Mapping[str, str]
    source: str
    analysis: CreatorAnalysis | None = None
    analysis_id: str | None = None
    profile: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Return what the analysis says of each work, by id; {} without an analysis."""
        if self.analysis is None:
            return {}
        table = self.analysis.works
        named = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
        return {str(row["work_id"]): row for row in named}


def gather(services: Services, result_id: str) -> Material:
    """Return the material behind a result of analyze_creator, analyze_work, or one that holds works.

    Raises ArgumentError for any other result, and where the works of an analysis are no longer kept.
    """
    kept = load(services, result_id, FIELD)
    if kept.meta.tool == _CREATOR:
        return _of_creator(kept, services)
    if kept.meta.tool == _WORK:
        return _of_work(kept)
    loaded = load_works(services, result_id.strip(), FIELD)
    works = {work.platform_work_id: work for work in loaded.works}
    platforms = sorted({work.platform for work in works.values()})
    if len(platforms) > 1:
        fix = "Give a result of one platform: query_results can take its rows out."
        raise refusal(FIELD, f"the works are of {', '.join(platforms)}", fix)
    return Material(works=works, held_in=dict.fromkeys(works, kept.meta.result_id), source=loaded.meta.source)


def choose(material: Material, asked: Sequence[str], most: int) -> list[Work]:
    """Return the works asked for, in their order.

    Raises ArgumentError for more than `most` and for ids that are not there.
    """
    if len(asked) > most:
        raise refusal(
            "work_ids", f"{len(asked)} works, this contract takes {most} a call", f"Give at most {most}."
        )
    unknown = [work_id for work_id in asked if work_id not in material.works]
    if unknown:
        fix = f"It holds: {named_works(material)}."
        raise refusal("work_ids", f"no work {unknown[0][:40]} in the result", fix)
    return [material.works[work_id] for work_id in asked]


def named_works(material: Material) -> str:
    """Return the first work ids of a result, for an error."""
    ids = list(material.works)
    return f"{', '.join(ids[:_NAMED])}{', ...' if len(ids) > _NAMED else ''}"


def _of_creator(kept: Kept, services: Services) -> Material:
    analysis, _ = load_output(services, kept.meta.result_id, FIELD, CreatorAnalysis, _CREATOR)
    asked = kept.meta.arguments
    transcripts = asked.get("transcripts") or []
    if isinstance(transcripts, str):
        # Provenance names a long list by its length alone.
        fix = "Analyse again with the transcripts in one result: query_results or import_works makes one."
        raise refusal(FIELD, f"the analysis was given {transcripts} of transcripts, too many to name", fix)
    loaded = load_works(services, str(asked["works"]), FIELD)
    held_in = dict.fromkeys((work.platform_work_id for work in loaded.works), loaded.meta.result_id)
    works: Sequence[Work] = loaded.works
    metas: list[Meta] = [kept.meta]
    for item in transcripts:
        spoken = add_speech(works, [item], services)
        changed = (new for old, new in zip(works, spoken.works, strict=True) if new is not old)
        held_in |= {work.platform_work_id: item.rpartition("=")[2] for work in changed}
        works, metas = spoken.works, [*metas, *spoken.metas]
    return Material(
        works={work.platform_work_id: work for work in works},
        held_in=held_in,
        source=source_of(metas),
        analysis=analysis,
        analysis_id=kept.meta.result_id,
        profile=mapping(mapping(kept.data).get("profile")),
    )


def _of_work(kept: Kept) -> Material:
    try:
        work = work_from_export(mapping(mapping(kept.data).get("work")))
    except AdapterError:
        fix = "Call analyze_work again: this one is of another version."
        raise refusal(FIELD, f"{kept.meta.result_id} holds no work", fix) from None
    return Material(
        works={work.platform_work_id: work},
        held_in={work.platform_work_id: kept.meta.result_id},
        source=kept.meta.source,
    )
