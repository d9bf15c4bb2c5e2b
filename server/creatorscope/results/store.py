"""Keeping results: one file each, written once and found again by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from creatorscope.clock import Clock
from creatorscope.contract.arguments import nearest
from creatorscope.errors import ArgumentError, LocalFileError, Outcome, Problem
from creatorscope.results.about import About, Meta, format_header, parse_header
from creatorscope.results.folder import Folder, LocalFolder
from creatorscope.results.ids import IdSource, is_result_id
from creatorscope.results.kept import Kept, damaged, parse_kept
from creatorscope.results.retention import Retention, Stored, expired

_SUFFIX = ".result"
_FOLDER = "results"
_PAUSE = timedelta(hours=1)
_NAMED_IN_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the kept results, newest first, and how many match in all."""

    found: list[Meta]
    total: int


@dataclass(frozen=True, slots=True)
class StoreSize:
    """How many results are kept, and the bytes they and their tables take."""

    results: int
    size: int


class ResultStore:
    """The results below one storage root, shared by every process that uses it.

    `url`: where they lie when not in the root, which then holds copies; any URL fsspec knows. `clock`: the
    machine's time, also in sandbox mode: ids and ages are told by it, and a pinned sandbox date must not make
    real results look old.
    """

    def __init__(
        self, root: Path, clock: Clock, *, retention: Retention | None = None, url: str | None = None
    ) -> None:
        self.root = root
        self.clock = clock
        self._folder = _folder(root / _FOLDER, url)
        # A service behind a URL may answer again a moment later, a folder does not mend by itself.
        self._fault = Outcome(retryable=url is not None)
        self._retention = retention or Retention()
        self._ids = IdSource()
        self._tidied_at: datetime | None = None

    def keep(self, raw: bytes, about: About) -> str:
        """Write one result and return its id; also drops expired results, at most once an hour.

        Raises LocalFileError when the folder cannot be written.
        """
        now = self.clock.now()
        if self._tidied_at is None or now - self._tidied_at > _PAUSE:
            self.apply_retention()
        moment = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        try:
            while True:
                result_id = self._ids.give(now)
                header = format_header(result_id, about, len(raw), moment)
                if self._folder.create(f"{result_id}{_SUFFIX}", (header, raw)):
                    return result_id
        except OSError as error:
            raise self._unwritable(error) from error

    def check_writable(self) -> None:
        """Raise LocalFileError where a result could not be written, before it costs anything."""
        try:
            self._folder.check_writable()
        except OSError as error:
            raise self._unwritable(error) from error

    def keep_rows(self, rows: Sequence[Mapping[str, Any]], about: About) -> str:
        """Write rows of plain data and return the id; `count` and the places in `about` are set here.

        Dates, decimals and the like take JSON's forms. NaN and infinity are unknown: null.
        """
        placed = replace(about, data_path="", rows_path="[]", count=len(rows))
        return self.keep(to_json(rows, inf_nan_mode="null"), placed)

    def load(self, result_id: str, *, field: str = "result_id") -> Kept:
        """Return a result. `field`: the argument the id came from.

        Raises ArgumentError naming results that exist when there is none of that id, LocalFileError when
        it is there and damaged.
        """
        return parse_kept(result_id, self._read(result_id, field))

    def load_meta(self, result_id: str, *, field: str = "result_id") -> Meta:
        """Return what is known of a result without reading its bytes; errors as in `load`."""
        self._check(result_id, field)
        try:
            return parse_header(self._folder.first_line(f"{result_id}{_SUFFIX}"))
        except FileNotFoundError:
            raise self._unknown(result_id, field) from None
        except (ValueError, TypeError, KeyError) as error:
            raise damaged(result_id, "it does not begin with its description") from error
        except OSError as error:
            raise self._unreadable(f"result {result_id}", error) from error

    def list_page(
        self, *, page: int = 1, size: int = 50, tool: str | None = None, kind: str | None = None
    ) -> Listing:
        """Return a page of what is kept, newest first, of one tool or kind where given, no damaged ones."""
        start, stop = (page - 1) * size, page * size
        ids = self.ids()
        if tool is None and kind is None:
            return Listing(list(self._metas(ids[start:stop])), len(ids))
        matching = [
            meta
            for meta in self._metas(ids)
            if (tool is None or meta.tool == tool) and (kind is None or meta.kind == kind)
        ]
        return Listing(matching[start:stop], len(matching))

    def ids(self) -> list[str]:
        """Return the ids of all results, newest first."""
        return sorted((one.result_id for one in self._stored()), reverse=True)

    def delete(self, result_id: str, *, field: str = "result_id") -> int:
        """Delete a result and its table; returns the bytes freed. Exports made of it stay."""
        self._check(result_id, field)
        freed = self._remove(result_id)
        if freed is None:
            raise self._unknown(result_id, field)
        return freed

    def apply_retention(self) -> list[str]:
        """Delete what is past the retention and return the ids; the newest result always stays."""
        now = self.clock.now()
        self._tidied_at = now
        gone = expired(self._stored(), now, self._retention)
        for result_id in gone:
            self._remove(result_id)
        return gone

    def size(self) -> StoreSize:
        """Return how much is kept."""
        stored = self._stored()
        return StoreSize(len(stored), sum(one.size for one in stored))

    def path(self, result_id: str, suffix: str = _SUFFIX) -> Path:
        """Return where a file of a result is on this machine; the id must be one (`is_result_id`)."""
        return self._folder.path(f"{result_id}{suffix}")

    def _stored(self) -> list[Stored]:
        """Return every result with the bytes of all its files."""
        sizes: dict[str, int] = {}
        whole: set[str] = set()
        for name, size in self._sizes().items():
            result_id, _, rest = name.partition(".")
            if is_result_id(result_id):
                sizes[result_id] = sizes.get(result_id, 0) + size
                if f".{rest}" == _SUFFIX:
                    whole.add(result_id)
        return [Stored(result_id, sizes[result_id]) for result_id in whole]

    def _sizes(self) -> Mapping[str, int]:
        try:
            return self._folder.sizes()
        except OSError as error:
            raise self._unreadable("the list of results", error) from error

    def _metas(self, ids: Sequence[str]) -> Iterator[Meta]:
        for result_id in ids:
            try:
                yield self.load_meta(result_id)
            except (ArgumentError, LocalFileError):
                continue  # deleted meanwhile by another process, or damaged: nothing to list

    def _remove(self, result_id: str) -> int | None:
        try:
            # The result itself goes last, so that a table is never left behind without one.
            return self._folder.remove(result_id, _SUFFIX)
        except OSError as error:
            raise self._unwritable(error) from error

    def _check(self, result_id: str, field: str) -> None:
        if not is_result_id(result_id):
            raise self._unknown(result_id, field)

    def _unknown(self, result_id: str, field: str) -> ArgumentError:
        ids = self.ids()
        guess = nearest(result_id, ids[:200])
        hint = f"Did you mean {guess}? " if guess else ""
        recent = ", ".join(f"{meta.result_id} ({meta.tool})" for meta in self._metas(ids[:_NAMED_IN_ERRORS]))
        known = f"Most recent: {recent}." if recent else "No result is kept yet: call a tool first."
        return ArgumentError([Problem(field, f"no result {result_id[:40]}", f"{hint}{known}")])

    def _read(self, result_id: str, field: str) -> bytes:
        self._check(result_id, field)
        try:
            return self._folder.read(f"{result_id}{_SUFFIX}")
        except FileNotFoundError:
            raise self._unknown(result_id, field) from None
        except OSError as error:
            raise self._unreadable(f"result {result_id}", error) from error

    def _unwritable(self, reason: OSError) -> LocalFileError:
        return LocalFileError(
            f"cannot write results: {_why(reason)}",
            code="storage_not_writable",
            remedy="choose a writable folder with --storage or CREATORSCOPE_STORAGE.",
            outcome=self._fault,
        )

    def _unreadable(self, what: str, reason: OSError) -> LocalFileError:
        return LocalFileError(
            f"cannot read {what}: {_why(reason)}",
            code="storage_not_readable",
            remedy="check its permissions, or choose another storage with --storage or CREATORSCOPE_STORAGE.",
            outcome=self._fault,
        )


def _folder(path: Path, url: str | None) -> Folder:
    if url is None:
        return LocalFolder(path)
    from creatorscope.results.shared import SharedFolder  # only where results are shared

    return SharedFolder(f"{url}/{_FOLDER}", LocalFolder(path))


def _why(reason: OSError) -> str:
    return reason.strerror or type(reason).__name__
