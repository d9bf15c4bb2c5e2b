"""The storage root: where answers and files are written, and which files may be read."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from creatorscope.errors import LocalFileError

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Storage:
    """One folder everything is kept under; files elsewhere are read only below an allowed path."""

    def __init__(self, root: Path, allow_paths: Sequence[Path] = ()) -> None:
        self.root = root
        self._readable = [path.resolve() for path in (root, *allow_paths)]
        self._made: set[Path] = set()

    def save_answer(self, tool: str, answered_at: datetime, content: bytes) -> Path:
        """Write one full answer and return its path; an existing answer is never overwritten."""
        folder = self.root / "answers" / f"{answered_at:%Y-%m-%d}"
        stem = f"{answered_at:%H%M%S%f}-{tool}"
        self._make(folder)
        for attempt in range(1000):
            path = folder / (f"{stem}.json" if attempt == 0 else f"{stem}-{attempt}.json")
            try:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            except OSError as error:
                raise self._unwritable(path, error) from error
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            return path
        raise self._unwritable(folder, "too many answers at one instant")

    def download_path(self, file_name: str) -> Path:
        """Return where a fetched file goes: under `files`, its name made safe, never over another file."""
        folder = self.root / "files"
        self._make(folder)
        name = _UNSAFE.sub("_", file_name).strip(". ") or "file"
        path = folder / name
        stem, suffix = path.stem, path.suffix
        attempt = 1
        while path.exists():
            path = folder / f"{stem}-{attempt}{suffix}"
            attempt += 1
        return path

    def readable_file(self, name: str) -> Path:
        """Return the path of a local file that may be read.

        A relative name is looked for below the storage root. Raises LocalFileError when it is outside
        the storage root and every allowed path, or is not a file.
        """
        given = Path(name).expanduser()
        path = (given if given.is_absolute() else self.root / given).resolve()
        if not any(path.is_relative_to(folder) for folder in self._readable):
            raise LocalFileError(
                f"{name} is outside the folders that may be read",
                code="path_not_allowed",
                remedy=f"put it below {self.root}, or start with --allow-path FOLDER.",
            )
        if not path.is_file():
            raise LocalFileError(
                f"{name} is not a file", code="file_not_found", remedy="give the path of an existing file."
            )
        return path

    def _make(self, folder: Path) -> None:
        if folder in self._made:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(folder, error) from error
        self._made.add(folder)

    def _unwritable(self, path: Path, reason: object) -> LocalFileError:
        cause = reason.strerror if isinstance(reason, OSError) else reason
        return LocalFileError(
            f"cannot write {path}: {cause}",
            code="storage_not_writable",
            remedy="choose a writable folder with --storage or CREATORSCOPE_STORAGE.",
        )
