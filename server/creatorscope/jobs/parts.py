"""The rows of a running job: one file a step, so that a step done twice leaves the same rows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from creatorscope.errors import LocalFileError

_NAME = re.compile(r"[a-z0-9-]+")


class Parts:
    """Files of rows below one folder, in the order of their names; each appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the rows of one part, replacing it. Raises LocalFileError when that cannot be done."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a part")
        target = self._path(name)
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                for row in rows:
                    file.write(to_json(row, inf_nan_mode="null") + b"\n")
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise LocalFileError(
                f"cannot write the rows of a job: {error.strerror}",
                code="storage_not_writable",
                remedy="make room below the storage folder, then resume the job.",
            ) from error

    def has(self, name: str) -> bool:
        """Return True when the part is there, whole."""
        return self._path(name).exists()

    def names(self, start: str = "") -> list[str]:
        """Return the names of the parts that begin so, in order."""
        return sorted(path.stem for path in self._folder.glob(f"{start}*.jsonl"))

    def rows(self, start: str = "") -> Iterator[dict[str, Any]]:
        """Yield the rows of the parts that begin so, in order, one file in memory at a time."""
        for name in self.names(start):
            yield from self.read(name)

    def read(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of one part; [] when it is not there."""
        try:
            content = self._path(name).read_bytes()
        except FileNotFoundError:
            return []
        return [from_json(line) for line in content.splitlines()]

    def joined(self, start: str = "") -> bytes:
        """Return the rows of the parts that begin so as one JSON array."""
        contents = (self._path(name).read_bytes().rstrip(b"\n") for name in self.names(start))
        return b"[" + b",".join(content.replace(b"\n", b",") for content in contents if content) + b"]"

    def clear(self) -> int:
        """Delete all parts and return the bytes freed."""
        freed = 0
        for path in self._folder.glob("*.jsonl"):
            freed += path.stat().st_size
            path.unlink(missing_ok=True)
        if self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()
        return freed

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.jsonl"
