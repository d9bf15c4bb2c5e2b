"""Keeping results: one file each, written once and found again by its id."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from creatorscope.clock import Clock
from creatorscope.contract.arguments import nearest
from creatorscope.errors import ArgumentError, LocalFileError, Problem
from creatorscope.results.about import About, Meta, format_header, parse_header
from creatorscope.results.ids import IdSource, is_result_id
from creatorscope.results.kept import Kept, damaged, parse_kept
from creatorscope.results.retention import Retention, Stored, expired

_SUFFIX = ".result"
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

    `clock`: the machine's time, also in sandbox mode: ids and ages are told by it, and a pinned sandbox
    date must not make real results look old.
    """

    def __init__(self, root: Path, clock: Clock, *, retention: Retention | None = None) -> None:
        self.root = root
        self.clock = clock
        self._folder = root / "results"
        self._retention = retention or Retention()
        self._ids = IdSource()
        self._tidied_at: datetime | None = None

    def keep(self, raw: bytes, about: About) -> str:
        """Write one result and return its id; also drops expired results, at most once an hour.

        Raises LocalFileError when the folder cannot be written.
        """
        now = self.clock.now()
        if self._tidied_at is None or now - self._tidied_at > _PAUSE:
            self._make_folder()
            self.apply_retention()
        moment = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        while True:
            result_id = self._ids.give(now)
            try:
                handle = os.open(self.path(result_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            except FileNotFoundError:
                self._make_folder()
                continue
            except OSError as error:
                raise self._unwritable(error) from error
            self._fill(handle, result_id, (format_header(result_id, about, len(raw), moment), raw))
            return result_id

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
            with self.path(result_id).open("rb") as file:
                return parse_header(file.readline())
        except FileNotFoundError:
            raise self._unknown(result_id, field) from None
        except (ValueError, TypeError, KeyError) as error:
            raise damaged(result_id, "it does not begin with its description") from error
        except OSError as error:
            raise _unreadable(result_id, error) from error

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
        if not self.path(result_id).exists():
            raise self._unknown(result_id, field)
        return self._remove(result_id)

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
        """Return where the file of a result is; the id must be one (`is_result_id`)."""
        return self._folder / f"{result_id}{suffix}"

    def _stored(self) -> list[Stored]:
        """Return every result with the bytes of all its files."""
        sizes: dict[str, int] = {}
        whole: set[str] = set()
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    result_id, _, rest = entry.name.partition(".")
                    if is_result_id(result_id):
                        sizes[result_id] = sizes.get(result_id, 0) + _size_of(entry)
                        if f".{rest}" == _SUFFIX:
                            whole.add(result_id)
        except FileNotFoundError:
            return []
        return [Stored(result_id, sizes[result_id]) for result_id in whole]

    def _metas(self, ids: Sequence[str]) -> Iterator[Meta]:
        for result_id in ids:
            try:
                yield self.load_meta(result_id)
            except (ArgumentError, LocalFileError):
                continue  # deleted meanwhile by another process, or damaged: nothing to list

    def _remove(self, result_id: str) -> int:
        freed = 0
        # The result itself goes last, so that a table is never left behind without one.
        for path in sorted(self._folder.glob(f"{result_id}.*"), key=lambda path: path.suffix == _SUFFIX):
            try:
                size = path.stat().st_size
                path.unlink()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._unwritable(error) from error
            freed += size
        return freed

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
            return self.path(result_id).read_bytes()
        except FileNotFoundError:
            raise self._unknown(result_id, field) from None
        except OSError as error:
            raise _unreadable(result_id, error) from error

    def _fill(self, handle: int, result_id: str, parts: Sequence[bytes]) -> None:
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
        except OSError as error:
            self.path(result_id).unlink(missing_ok=True)
            raise self._unwritable(error) from error

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, reason: OSError) -> LocalFileError:
        return LocalFileError(
            f"cannot write results: {reason.strerror}",
            code="storage_not_writable",
            remedy="choose a writable folder with --storage or CREATORSCOPE_STORAGE.",
        )


def _size_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0


def _unreadable(result_id: str, reason: OSError) -> LocalFileError:
    return LocalFileError(
        f"cannot read result {result_id}: {reason.strerror}",
        code="storage_not_readable",
        remedy="check the permissions of the storage folder.",
    )
