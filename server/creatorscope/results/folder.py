"""The files results are kept in: in a folder of this machine, or behind the same few operations elsewhere."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Folder(Protocol):
    """Files that are written once and never changed; every operation may raise OSError.

    A file is named `RESULT_ID.KIND`.
    """

    def create(self, name: str, parts: Sequence[bytes]) -> bool:
        """Write a new file, whole or not at all; False, and nothing written, where there is one."""
        ...

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; FileNotFoundError where there is none."""
        ...

    def first_line(self, name: str) -> bytes:
        """Return the first line of a file, its end included; FileNotFoundError where there is none."""
        ...

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of every file by its name; {} where nothing was ever written."""
        ...

    def remove(self, result_id: str, last: str) -> int | None:
        """Delete all files of a result, the one of the kind `last` at the end.

        Returns the bytes freed, None where there was no file.
        """
        ...

    def path(self, name: str) -> Path:
        """Return where a file made from a result lies, or belongs, on this machine."""
        ...

    def check_writable(self) -> None:
        """Do nothing where a file could be written now."""
        ...


class LocalFolder:
    """A folder of this machine, made when it is first written to."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def create(self, name: str, parts: Sequence[bytes]) -> bool:
        """Write a new file, whole or not at all; False, and nothing written, where there is one."""
        path = self.path(name)
        try:
            handle = self._open_new(path)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return True

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; FileNotFoundError where there is none."""
        return self.path(name).read_bytes()

    def first_line(self, name: str) -> bytes:
        """Return the first line of a file, its end included; FileNotFoundError where there is none."""
        with self.path(name).open("rb") as file:
            return file.readline()

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of every file by its name; {} where nothing was ever written."""
        try:
            with os.scandir(self._path) as entries:
                return {entry.name: _size_of(entry) for entry in entries}
        except FileNotFoundError:
            return {}

    def remove(self, result_id: str, last: str) -> int | None:
        """Delete all files of a result, the one of the kind `last` at the end.

        Returns the bytes freed, None where there was no file.
        """
        freed = None
        for path in sorted(self._path.glob(f"{result_id}.*"), key=lambda path: path.suffix == last):
            try:
                size = path.stat().st_size
                path.unlink()
            except FileNotFoundError:
                continue
            freed = (freed or 0) + size
        return freed

    def path(self, name: str) -> Path:
        """Return where a file lies, or belongs."""
        return self._path / name

    def check_writable(self) -> None:
        """Do nothing where a file could be written now."""
        self.make()
        if not os.access(self._path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._path))

    def make(self) -> None:
        """Make the folder where it is missing."""
        self._path.mkdir(parents=True, exist_ok=True)

    def _open_new(self, path: Path) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            return os.open(path, flags, 0o600)
        except FileNotFoundError:
            self.make()
            return os.open(path, flags, 0o600)


def _size_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0
