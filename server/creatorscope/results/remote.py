"""The files of one folder behind a URL, whichever service keeps them."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from creatorscope.errors import SettingsError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_AT_ONCE = 64


class RemoteFolder:
    """A folder at any URL fsspec knows; every operation blocks, and raises OSError for any fault.

    Writing is as whole as one upload of the service is: object stores show a file when all of it is there.
    No file is empty, so that a part of one can be asked for.
    """

    def __init__(self, fs: AbstractFileSystem, root: str) -> None:
        self._fs, self._root = fs, root

    @classmethod
    def open(cls, url: str) -> RemoteFolder:
        """Return the folder at a URL, which need not exist; SettingsError where no package serves it."""
        import fsspec

        try:
            # A remembered listing would hide what other machines write.
            return cls(*fsspec.url_to_fs(url.rstrip("/"), use_listings_cache=False))
        except (ImportError, ValueError) as error:
            scheme = url.partition("://")[0]
            raise SettingsError(
                f"storage behind {scheme}:// cannot be opened: {error}",
                code="storage_unknown",
                remedy=f"install the fsspec package that serves {scheme}://, or name another place in "
                "CREATORSCOPE_STORAGE.",
            ) from error

    def below(self, name: str) -> RemoteFolder:
        """Return a folder of this one, which need not exist."""
        return RemoteFolder(self._fs, self._at(name))

    @property
    def path(self) -> Path | None:
        """The folder of this machine the URL names, such as a mounted disk's; None for any other service."""
        from fsspec.implementations.local import LocalFileSystem

        return Path(self._root) if isinstance(self._fs, LocalFileSystem) else None

    def write(self, name: str, content: bytes, *, new: bool = False) -> None:
        """Write a file. `new`: raises FileExistsError where there is one, else it is replaced."""
        how = {"mode": "create"} if new else {}
        with _os_errors():
            try:
                self._fs.pipe_file(self._at(name), content, **how)
            except FileNotFoundError:  # a file system with real folders
                self._fs.makedirs(self._root, exist_ok=True)
                self._fs.pipe_file(self._at(name), content, **how)

    def read(self, name: str, most: int | None = None) -> bytes:
        """Return the bytes of a file, at most so many of the first; FileNotFoundError where there is none."""
        with _os_errors():
            # Without a start, some packages first ask for the size, and list the folder where there is none.
            content: bytes = self._fs.cat_file(self._at(name), start=0, end=most)
            return content

    def read_all(self, names: Sequence[str]) -> Iterator[bytes]:
        """Yield the bytes of files in the order named, some fetched at once where the service can."""
        for first in range(0, len(names), _AT_ONCE):
            paths = [self._at(name) for name in names[first : first + _AT_ONCE]]
            with _os_errors():
                contents: list[bytes] = self._fs.cat_ranges(paths, 0, None, on_error="raise")
            yield from contents

    def has(self, name: str) -> bool:
        """Return whether there is such a file, by asking for one byte of it, which costs no listing."""
        try:
            self.read(name, 1)
        except FileNotFoundError:
            return False
        return True

    def sizes(self) -> dict[str, int]:
        """Return the bytes of every file by its name; {} where nothing was ever written."""
        with _os_errors():
            try:
                entries: list[Mapping[str, Any]] = self._fs.ls(self._root, detail=True)
            except FileNotFoundError:
                return {}
            return {
                str(entry["name"]).rpartition("/")[2]: int(entry["size"] or 0)
                for entry in entries
                if entry["type"] == "file"
            }

    def remove(self, name: str) -> int | None:
        """Delete a file; returns the bytes freed, None where there was none."""
        with _os_errors():
            try:
                freed = int(self._fs.size(self._at(name)) or 0)
                self._fs.rm_file(self._at(name))
            except FileNotFoundError:
                return None
            return freed

    def clear(self) -> int:
        """Delete the folder with all that is in it; returns the bytes of its files."""
        freed = sum(self.sizes().values())
        with _os_errors():
            try:
                self._fs.rm(self._root, recursive=True)
            except FileNotFoundError:
                return 0
        return freed

    def check_writable(self) -> None:
        """Do nothing where a file could be written now, which only writing one tells."""
        self.write(".probe", b"probe")
        with _os_errors(), suppress(FileNotFoundError):
            self._fs.rm_file(self._at(".probe"))

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"


@contextmanager
def _os_errors() -> Iterator[None]:
    """Give each fault the form of an OSError: the packages behind fsspec also raise their own libraries'."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(errno.EIO, type(error).__name__) from error
