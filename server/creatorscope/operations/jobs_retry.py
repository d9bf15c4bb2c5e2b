"""Finding the items of an ended job that failed, and the request that does those alone again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.errors import ArgumentError, Problem
from creatorscope.jobs.analyze import ANALYZE
from creatorscope.jobs.collect import COLLECT
from creatorscope.jobs.parts import ROWS
from creatorscope.jobs.rows import JobRow
from creatorscope.jobs.transcribe import TRANSCRIBE
from creatorscope.operations.jobs_desk import build_desk
from creatorscope.operations.surroundings import Surroundings

_LINK_PARTS = ("profile_url", "channel_url", "username", "uid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The job to start."""

    kind: str
    arguments: Mapping[str, Any]


def failed_items(around: Surroundings, job_id: str) -> Again:
    """Return the request for what failed. Raises ArgumentError where nothing did, or it cannot be told."""
    desk = build_desk(around)
    row = desk.rows.load(job_id, desk.scope)
    if row.open:
        fix = "Wait for its end, or cancel it first."
        raise ArgumentError([Problem("job_id", f"{row.id} is {row.state}", fix)])
    if row.kind not in _FAILED:
        fix = "Start the job anew: it does only what it asks for."
        raise ArgumentError([Problem("job_id", f"the items of {row.kind} are not retried one by one", fix)])
    field, find = _FAILED[row.kind]
    failed = find(row, list(around.work.parts.of(row.id).rows(ROWS)))
    if not failed:
        fix = "Nothing is to be retried; its rows may have been pruned."
        raise ArgumentError([Problem("job_id", f"no item of {row.id} failed", fix)])
    return Again(kind=row.kind, arguments={**row.args, field: failed})


def _uncollected(row: JobRow, rows: list[dict[str, Any]]) -> list[str]:
    """Return the creators that no collected row is of."""
    found = {_name(str(one[part])) for one in rows for part in _LINK_PARTS if one.get(part)}
    return [value for value in row.args.get("creators") or [] if _name(value) not in found]


def _untranscribed(_: JobRow, rows: list[dict[str, Any]]) -> list[str]:
    return [str(one["source_url"]) for one in rows if one.get("incomplete") and one.get("source_url")]


def _unanalysed(_: JobRow, rows: list[dict[str, Any]]) -> list[str]:
    return [str(one["creator"]) for one in rows if one["analysis"] is None]


def _name(text: str) -> str:
    """Return the handle or id a link ends in."""
    return text.rstrip("/").rpartition("/")[2].removeprefix("@").casefold()


_FAILED: Mapping[str, tuple[str, Callable[[JobRow, list[dict[str, Any]]], list[str]]]] = {
    COLLECT.name: ("creators", _uncollected),
    TRANSCRIBE.name: ("works", _untranscribed),
    ANALYZE.name: ("creators", _unanalysed),
}
