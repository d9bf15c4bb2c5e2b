"""The rows of a running job: one file a step, so that a step done twice leaves the same rows."""

from __future__ import annotations

import errno
import os
import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from creatorscope.errors import LocalFileError, Outcome

if TYPE_CHECKING:
    from creatorscope.results.remote import RemoteFolder

ROWS = "rows-"
"""What the names of those parts begin with whose rows are the job's result."""

_NAME = re.compile(r"[a-z0-9-]+")
_LAST = ".jsonl"


class Parts(ABC):
    """Files of rows of one job, in the order of their names; each appears whole or not at all.

    Every method blocks, and raises LocalFileError when the files cannot be reached.
    """

    _remedy = "make room below the storage folder, then resume the job."
    _may_pass = False

    def write(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the rows of one part, replacing it."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a part")
        content = b"".join([to_json(row, inf_nan_mode="null") + b"\n" for row in rows])
        with self._told("write", "storage_not_writable"):
            self._put(name, content)

    def names(self, start: str = "") -> list[str]:
        """Return the names of the parts that begin so, in order."""
        with self._told("list", "storage_not_readable"):
            return sorted(name for name in self._names() if name.startswith(start))

    def rows(self, start: str = "") -> Iterator[dict[str, Any]]:
        """Yield the rows of the parts that begin so, in order, few files in memory at a time."""
        for content in self._read(self.names(start)):
            yield from _rows_in(content)

    def read(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of one part; [] when it is not there."""
        with self._told("read", "storage_not_readable"):
            try:
                [content] = self._contents([name])
            except FileNotFoundError:
                return []
        return _rows_in(content)

    def joined(self, start: str = "") -> bytes:
        """Return the rows of the parts that begin so as one JSON array."""
        contents = (content.rstrip(b"\n") for content in self._read(self.names(start)))
        return b"[" + b",".join(content.replace(b"\n", b",") for content in contents if content) + b"]"

    def clear(self) -> int:
        """Delete all parts and return the bytes freed."""
        with self._told("delete", "storage_not_writable"):
            return self._clear()

    def _read(self, names: Sequence[str]) -> Iterator[bytes]:
        with self._told("read", "storage_not_readable"):
            yield from self._contents(names)

    @abstractmethod
    def _put(self, name: str, content: bytes) -> None: ...

    @abstractmethod
    def _names(self) -> Iterable[str]: ...

    @abstractmethod
    def _contents(self, names: Sequence[str]) -> Iterator[bytes]:
        """Yield the lines of each part; FileNotFoundError where one is not there."""

    @abstractmethod
    def _clear(self) -> int: ...

    @contextmanager
    def _told(self, verb: str, code: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LocalFileError(
                f"cannot {verb} the rows of a job: {error.strerror or type(error).__name__}",
                code=code,
                remedy=self._remedy,
                outcome=Outcome(retryable=self._may_pass),
            ) from error


class LocalParts(Parts):
    """Parts in a folder of this machine, or of a disk that several have."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _put(self, name: str, content: bytes) -> None:
        target = self._path(name)
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        except OSError:
            partial.unlink(missing_ok=True)
            raise

    def _names(self) -> Iterable[str]:
        return (path.stem for path in self._folder.glob(f"*{_LAST}"))

    def _contents(self, names: Sequence[str]) -> Iterator[bytes]:
        return (self._path(name).read_bytes() for name in names)

    def _clear(self) -> int:
        freed = 0
        for path in self._folder.glob(f"*{_LAST}"):
            freed += path.stat().st_size
            path.unlink(missing_ok=True)
        if self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()
        return freed

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_LAST}"


class RemoteParts(Parts):
    """Parts behind a URL, where every worker of the job finds them."""

    _remedy = "see that the service behind CREATORSCOPE_STORAGE can be written, then resume the job."
    _may_pass = True

    def __init__(self, remote: RemoteFolder) -> None:
        self._remote = remote

    def _put(self, name: str, content: bytes) -> None:
        # The empty line at the end tells a whole file from half of one, which some services show.
        self._remote.write(f"{name}{_LAST}", content + b"\n")

    def _names(self) -> Iterable[str]:
        return (name.removesuffix(_LAST) for name in self._remote.sizes() if name.endswith(_LAST))

    def _contents(self, names: Sequence[str]) -> Iterator[bytes]:
        for content in self._remote.read_all([f"{name}{_LAST}" for name in names]):
            if content != b"\n" and not content.endswith(b"\n\n"):
                raise OSError(errno.EIO, "there is only half of a part")
            yield content[:-1]

    def _clear(self) -> int:
        return self._remote.clear()


class PartsRoot:
    """Where the parts of all jobs are: below a folder of this machine, or below `url` where there is one."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._folder, self._url = folder, url
        self._remote: RemoteFolder | None = None

    def of(self, job_id: str) -> Parts:
        """Return the parts of a job. Raises SettingsError where no package serves the URL."""
        if self._url is None:
            return LocalParts(self._folder / job_id)
        if self._remote is None:
            from creatorscope.results.remote import RemoteFolder  # only where rows are shared

            self._remote = RemoteFolder.open(self._url)
        here = self._remote.path
        return RemoteParts(self._remote.below(job_id)) if here is None else LocalParts(here / job_id)


def _rows_in(content: bytes) -> list[dict[str, Any]]:
    return [from_json(line) for line in content.splitlines()]
