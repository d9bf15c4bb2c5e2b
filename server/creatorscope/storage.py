"""The storage root: where answers and files are written, and which files may be read."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from creatorscope.errors import LocalFileError

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def safe_name(file_name: str) -> str:
    """Return the name without what some file system refuses."""
    return _UNSAFE.sub("_", file_name).strip(". ") or "file"


class Storage:
    """One folder everything is kept under; files elsewhere are read only below an allowed path."""

    def __init__(self, root: Path, allow_paths: Sequence[Path] = ()) -> None:
        self.root = root
        self._readable = [path.resolve() for path in (root, *allow_paths)]
        self._made: set[Path] = set()

    def save_file(self, file_name: str, content: bytes) -> Path:
        """Write a file of ours under `files` and return its path; one of the same name is replaced whole."""
        folder = self.root / "files"
        self._make(folder)
        path = folder / safe_name(file_name)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise self._unwritable(path, error) from error
        return path

    def download_path(self, file_name: str) -> Path:
        """Return where a fetched file goes: under `files`, its name made safe, never over another file."""
        folder = self.root / "files"
        self._make(folder)
        path = folder / safe_name(file_name)
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
        path = self._readable_path(name)
        if not path.is_file():
            raise LocalFileError(
                f"{name} is not a file", code="file_not_found", remedy="give the path of an existing file."
            )
        return path

    def readable_folder(self, name: str) -> Path:
        """Return the path of a local folder whose files may be read; looked for and refused as a file is."""
        path = self._readable_path(name)
        if not path.is_dir():
            raise LocalFileError(
                f"{name} is not a folder",
                code="file_not_found",
                remedy="give the path of an existing folder.",
            )
        return path

    def _readable_path(self, name: str) -> Path:
        given = Path(name).expanduser()
        path = (given if given.is_absolute() else self.root / given).resolve()
        if not any(path.is_relative_to(folder) for folder in self._readable):
            raise LocalFileError(
                f"{name} is outside the folders that may be read",
                code="path_not_allowed",
                remedy=f"put it below {self.root}, or start with --allow-path FOLDER.",
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
