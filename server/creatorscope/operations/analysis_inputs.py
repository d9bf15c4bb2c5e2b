"""Reading kept results as what analyses take; what cannot be taken is refused with field and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.errors import ArgumentError, Problem
from creatorscope.operations.analysis_requests import plain_handle
from creatorscope.operations.services import Services
from creatorscope.results.about import Kind, Meta
from creatorscope.results.kept import Kept
from creatorscope.works.affiliate import record_from_affiliate
from creatorscope.works.creator import Creator
from creatorscope.works.export_rows import work_from_export
from creatorscope.works.reading import AdapterError, mapping
from creatorscope.works.sniff import read_document
from creatorscope.works.work import PLATFORMS, Platform, Work

M = TypeVar("M", bound=BaseModel)
_NAMED = 5
_SOURCES = ("sandbox", "live", "import")


def refusal(field: str, message: str, fix: str) -> ArgumentError:
    """Return the error for one argument."""
    return ArgumentError([Problem(field, message, fix)])


@contextmanager
def blaming(field: str) -> Iterator[None]:
    """Turn what an analysis refuses into an error of the argument its input came from."""
    try:
        yield
    except AnalysisInputError as error:
        fix = f"{error.remedy[:1].upper()}{error.remedy[1:].rstrip('.')}."
        raise refusal(field, error.message, fix) from None


def load(services: Services, result_id: str, field: str) -> Kept:
    """Return a kept result; ArgumentError when there is none of that id."""
    return services.store.load(result_id.strip(), field=field)


def source_of(metas: Iterable[Meta]) -> str:
    """Return where several results come from together: sandbox when any of them does."""
    sources = {meta.source for meta in metas}
    return next((source for source in _SOURCES if source in sources), "import")


def moment_of(text: str | None) -> datetime | None:
    """Return the moment an ISO 8601 text names, UTC where it names no zone."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWorks:
    """The works of a result. `fetched_at`: when the platform told them; None: not known, as of a file."""

    works: tuple[Work, ...]
    meta: Meta
    fetched_at: datetime | None

    @property
    def newest(self) -> datetime | None:
        """Return when the newest work came out."""
        return max((work.published_at for work in self.works if work.published_at), default=None)


def load_works(services: Services, result_id: str, field: str) -> LoadedWorks:
    """Return the works of a result of list_creator_works, get_work, get_captions, an import or a query."""
    kept = load(services, result_id, field)
    rows = kept.rows()
    if not rows:
        fix = "List or import works that are there: a larger max_works, an earlier since, another file."
        raise refusal(field, f"{result_id} of {kept.meta.tool} holds no works", fix)
    if any("profiles" in row for row in rows):
        fix = "Give it to analyze_shop as document, or give the works_result_id of the same import."
        raise refusal(field, f"{result_id} holds affiliate documents, not works", fix)
    works = []
    for number, row in enumerate(rows, 1):
        try:
            works.append(work_from_export(row))
        except AdapterError:
            fix = (
                "Give a result of list_creator_works, get_work, get_captions or import_works, or a query "
                "that selects all columns of one."
            )
            what = f"row {number} of {result_id} ({kept.meta.tool}) is not a work"
            raise refusal(field, what, fix) from None
    asked = kept.meta.kind is Kind.WORKS
    return LoadedWorks(
        works=tuple(works), meta=kept.meta, fetched_at=moment_of(kept.meta.fetched_at) if asked else None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCreator:
    """A creator, the result it is of, its follower counts over time, and the brands its source names.

    `brands` None: the source does not name any.
    """

    creator: Creator
    meta: Meta
    follower_points: tuple[tuple[datetime, int], ...] = ()
    brands: tuple[str, ...] | None = None


def load_creators(services: Services, result_id: str, field: str) -> list[LoadedCreator]:
    """Return the creators of a search, a profile, an import, affiliate documents, or a query over them."""
    kept = load(services, result_id, field)
    found = creators_of(kept)
    if found:
        return found
    fix = "Give a result of a creator search, get_creator_profile or import_works (creators)."
    raise refusal(field, f"{result_id} of {kept.meta.tool} holds no creators", fix)


def creators_of(kept: Kept) -> list[LoadedCreator]:
    """Return the creators a result holds, [] where it holds none."""
    rows = kept.rows()
    documents = [row for row in rows if "profiles" in row]
    try:
        if documents:
            return [_from_document(row, kept.meta) for row in documents]
        found = read_document(list(rows), _platform(kept.meta)) if rows else None
    except ValueError:
        return []
    return [LoadedCreator(creator=creator, meta=kept.meta) for creator in found.creators] if found else []


def _from_document(document: Mapping[str, Any], meta: Meta) -> LoadedCreator:
    record = record_from_affiliate(document)
    points = [(day.start, day.fans_count) for day in record.trend if day.fans_count is not None]
    return LoadedCreator(
        creator=record.creator,
        meta=meta,
        follower_points=tuple((moment, count) for moment, count in points if count is not None),
        brands=record.brands,
    )


def _platform(meta: Meta) -> Platform | None:
    """Return the platform a search was of, None where each row says it."""
    asked = meta.arguments.get("platform")
    return next((name for name in PLATFORMS if name == asked or f"_{name}_" in meta.tool), None)


def names_of(creator: Creator) -> set[str]:
    """Return every id and handle of a creator, for comparing."""
    given = (creator.author_handle, creator.platform_author_id, *creator.ids.values())
    return {plain_handle(name) for name in given if name}


def load_profile(
    services: Services, result_id: str, works: Sequence[Work], field: str = "profile"
) -> LoadedCreator:
    """Return the profile of the works' author out of a result; ArgumentError when it is another's."""
    found = load_creators(services, result_id, field)
    platform = works[0].platform
    same = [one for one in found if one.creator.platform == platform]
    if not same:
        told = ", ".join(sorted({one.creator.platform for one in found}))
        fix = f"Give the profile of the same account on {platform}."
        raise refusal(field, f"the profile is of {told}, the works of {platform}", fix)
    authors = {work.platform_author_id for work in works} | {work.author_handle for work in works}
    wanted = {plain_handle(name) for name in authors if name}
    match = next((one for one in same if names_of(one.creator) & wanted), None)
    if match is None and not wanted and len(same) == 1:
        match = same[0]
    if match is None:
        there = ", ".join(one.creator.key for one in same[:_NAMED])
        fix = f"Give the profile of {', '.join(sorted(wanted)[:_NAMED]) or 'their author'}."
        raise refusal(field, f"no profile of the works' author in {result_id}; it holds {there}", fix)
    return match


def load_output(services: Services, result_id: str, field: str, model: type[M], tool: str) -> tuple[M, Kept]:
    """Return what an analysis tool kept, as its model; ArgumentError for a result of any other tool."""
    kept = load(services, result_id, field)
    if kept.meta.tool != tool or kept.meta.kind is not Kind.ANALYSIS:
        fix = f"Call {tool} first and give its result id."
        raise refusal(field, f"{result_id} is of {kept.meta.tool}, not of {tool}", fix)
    data = mapping(kept.data)
    try:
        return model.model_validate({name: data[name] for name in model.model_fields if name in data}), kept
    except ValidationError:
        fix = f"Give the result id {tool} answered with; call it again where this one is of another version."
        raise refusal(field, f"{result_id} is no whole output of {tool}", fix) from None


def midnight(day: Any) -> datetime:
    """Return the end of a day in UTC, so that works of that day are not in the future."""
    return datetime.combine(day, time(23, 59, 59), UTC)
