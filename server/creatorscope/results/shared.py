"""Results that several machines share: the files lie behind a URL, with a copy here of those used here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from creatorscope.errors import SettingsError
from creatorscope.results.folder import LocalFolder

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_FIRST_LOOK = 64 * 1024


class SharedFolder:
    """A folder behind any URL fsspec knows; what is made from a result (its table) stays on this machine.

    A result never changes, so a copy is right as long as the result is there; that is asked every time,
    and what another machine deleted is gone here too. Writing is as whole as one upload of the service is:
    object stores show a file when all of it is there. `copies`: the folder of the copies.
    """

    def __init__(self, url: str, copies: LocalFolder) -> None:
        self._fs, self._root = _file_system(url)
        self._copies = copies

    def create(self, name: str, parts: Sequence[bytes]) -> bool:
        """Write a new file, whole or not at all; False, and nothing written, where there is one."""
        content = b"".join(parts)
        try:
            self._fs.pipe_file(self._at(name), content, mode="create")
        except FileNotFoundError:  # a file system with real folders
            self._fs.makedirs(self._root, exist_ok=True)
            return self.create(name, parts)
        except FileExistsError:
            return False
        self._copies.create(name, [content])
        return True

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; FileNotFoundError where there is none."""
        if self._has_copy(name):
            return self._copies.read(name)
        content: bytes = self._fs.cat_file(self._at(name))
        self._copies.create(name, [content])
        return content

    def first_line(self, name: str) -> bytes:
        """Return the first line of a file, its end included; FileNotFoundError where there is none."""
        if self._has_copy(name):
            return self._copies.first_line(name)
        asked = _FIRST_LOOK
        while True:
            found: bytes = self._fs.cat_file(self._at(name), start=0, end=asked)
            line, end, _ = found.partition(b"\n")
            if end or len(found) < asked:
                return line + end
            asked *= 4

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of every file by its name; drops copies of what is no longer there."""
        try:
            entries: list[Mapping[str, Any]] = self._fs.ls(self._root, detail=True)
        except FileNotFoundError:
            entries = []
        found = {
            str(entry["name"]).rpartition("/")[2]: int(entry["size"] or 0)
            for entry in entries
            if entry["type"] == "file"
        }
        there = {name.partition(".")[0] for name in found}
        for name in self._copies.sizes():
            result_id = name.partition(".")[0]
            if result_id.startswith("res_") and result_id not in there:
                self._copies.remove(result_id, "")
        return found

    def remove(self, result_id: str, last: str) -> int | None:
        """Delete a result behind the URL, and its copy and table here.

        Returns the bytes freed behind the URL, None where there was no file.
        """
        at = self._at(f"{result_id}{last}")
        freed = None
        with suppress(FileNotFoundError):
            freed = int(self._fs.size(at) or 0)
            self._fs.rm_file(at)
        self._copies.remove(result_id, last)
        return freed

    def path(self, name: str) -> Path:
        """Return where a file made from a result lies, or belongs, on this machine."""
        self._copies.make()
        return self._copies.path(name)

    def check_writable(self) -> None:
        """Do nothing where a file could be written now, which only writing one tells."""
        self._copies.check_writable()
        self._fs.makedirs(self._root, exist_ok=True)
        probe = self._at(".probe")
        self._fs.pipe_file(probe, b"")
        with suppress(FileNotFoundError):
            self._fs.rm_file(probe)

    def _has_copy(self, name: str) -> bool:
        """Return whether there is a copy to use; one of what is gone is dropped, FileNotFoundError raised."""
        if not self._copies.path(name).exists():
            return False
        if not self._fs.exists(self._at(name)):
            self._copies.remove(name.partition(".")[0], "")
            raise FileNotFoundError(name)
        return True

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"


def _file_system(url: str) -> tuple[AbstractFileSystem, str]:
    import fsspec

    try:
        # A remembered listing would hide what other machines write.
        found: tuple[AbstractFileSystem, str] = fsspec.url_to_fs(url.rstrip("/"), use_listings_cache=False)
    except (ImportError, ValueError) as error:
        scheme = url.partition("://")[0]
        raise SettingsError(
            f"storage behind {scheme}:// cannot be opened: {error}",
            code="storage_unknown",
            remedy=f"install the fsspec package that serves {scheme}://, or name another place in "
            "CREATORSCOPE_STORAGE.",
        ) from error
    return found
