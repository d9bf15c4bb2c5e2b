"""Importing local files of works and creators into results."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyio import to_thread

from creatorscope.errors import LocalFileError
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.services import Origin, Services
from creatorscope.operations.works_requests import ImportRequest
from creatorscope.operations.works_runs import CREATOR_COLUMNS, WORK_COLUMNS
from creatorscope.results.about import Documented, Kind
from creatorscope.results.imports import load_document
from creatorscope.works.lists import without_duplicates
from creatorscope.works.rows import creator_row, work_rows
from creatorscope.works.sniff import Import, Skipped, read_document
from creatorscope.works.work import Platform, Work

SOURCE = "import"
_REASONS_TOLD = 3
_READ_BY = (
    ("documents_result_id", "analyze_shop", "document"),
    ("works_result_id", "analyze_creator", "works"),
)


@dataclass(frozen=True, slots=True)
class _File:
    """A file's works without copies, its creators, and the documents that are kept as they came."""

    found: Import
    works: Sequence[Work]
    copies: int
    documents: Sequence[Mapping[str, Any]]


async def run_import_works(request: ImportRequest, services: Services) -> Outcome:
    """Answer what a local file holds as Imported; works, creators and documents are kept as a result each.

    Raises LocalFileError when the file may not be read, is too large, is not of its format, or holds
    nothing known.
    """
    path = services.storage.readable_file(request.path)
    limit = services.around.import_limit_bytes
    # Reading 200 MB takes seconds in which other calls must go on.
    return await to_thread.run_sync(_import, path, limit, request, services)


def _import(path: Path, limit_bytes: int, request: ImportRequest, services: Services) -> Outcome:
    file = _read(path, limit_bytes, request.platform)
    origin = Origin(kind=Kind.IMPORT, tool="import_works", request=request, source=SOURCE)

    def keep(rows: Sequence[Mapping[str, Any]], columns: Sequence[Documented] = ()) -> str | None:
        return services.keep(rows, origin, columns) if rows else None

    creators = [creator_row(creator) for creator in file.found.creators]
    kept = {
        "works_result_id": keep(work_rows(file.works), WORK_COLUMNS),
        "creators_result_id": keep(creators, CREATOR_COLUMNS),
        "documents_result_id": keep(file.documents),
    }
    described = _described(file)
    return Outcome(
        data={**described, **kept},
        result_id=next((result_id for result_id in kept.values() if result_id), None),
        source=SOURCE,
        next=_next(kept, described["authors"], services.around.loaded),
    )


def _next(kept: Mapping[str, str | None], authors: int | None, loaded: Collection[str]) -> str | None:
    """Return the analysis that reads what was imported, None where none is offered.

    Works of several authors are analysed one author at a time, so they are counted first.
    """
    works = kept["works_result_id"]
    if works and not kept["documents_result_id"] and (authors or 0) > 1 and "query_results" in loaded:
        sql = f"SELECT author_handle, author_name, count(*) AS n FROM {works} GROUP BY ALL"  # noqa: S608
        return f"query_results {json.dumps({'sql': sql})}, then select one author's works and analyse them"
    for field, tool, argument in _READ_BY:
        if kept[field] and tool in loaded:
            return f"{tool} {json.dumps({argument: kept[field]})}"
    return None


def _read(path: Path, limit_bytes: int, platform: Platform | None) -> _File:
    document = load_document(path, limit_bytes)
    try:
        found = read_document(document, platform)
    except ValueError as error:
        message, _, fix = str(error).partition("; ")
        raise LocalFileError(
            f"{path.name} cannot be imported: {message}",
            code="file_not_importable",
            remedy=f"{fix or 'correct the rows and import the file again'}.",
        ) from None
    works, copies = without_duplicates(found.works)
    rows = document if isinstance(document, list) else [document]
    documents = (
        [row for row in rows if isinstance(row, Mapping) and "profiles" in row] if found.records else []
    )
    return _File(found, works, copies, documents)


def _described(file: _File) -> dict[str, Any]:
    """Return the counts of an import, those that are nothing left null."""
    found = file.found
    platforms = [work.platform for work in file.works] or [creator.platform for creator in found.creators]
    authors = {(work.platform, work.author_key) for work in file.works if work.author_key}
    return {
        "shape": found.shape,
        "works": len(file.works),
        "creators": len(found.creators),
        "documents": len(file.documents) or None,
        "platforms": _counted(platforms),
        "authors": len(authors) or None,
        "copies": file.copies or None,
        "skipped": len(found.skipped) or None,
        "skipped_why": _reasons(found.skipped) or None,
    }


def _counted(names: Iterable[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in Counter(names).most_common())


def _reasons(skipped: Sequence[Skipped]) -> str:
    """Return the commonest reasons, each with how many rows and the first of them."""
    counts = Counter(row.reason for row in skipped)
    first = {row.reason: row.row + 1 for row in reversed(skipped)}
    told = [
        f"{count} (first row {first[reason]}): {reason}"
        for reason, count in counts.most_common(_REASONS_TOLD)
    ]
    rest = len(counts) - _REASONS_TOLD
    return "; ".join([*told, *([f"{rest} other reasons"] if rest > 0 else [])])
