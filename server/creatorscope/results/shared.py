"""Results that several machines share: the files lie behind a URL, with a copy here of those used here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from creatorscope.results.folder import LocalFolder
from creatorscope.results.remote import RemoteFolder

_FIRST_LOOK = 64 * 1024


class SharedFolder:
    """A folder behind any URL fsspec knows; what is made from a result (its table) stays on this machine.

    A result never changes, so a copy is right as long as the result is there; that is asked every time,
    and what another machine deleted is gone here too. `copies`: the folder of the copies.
    """

    def __init__(self, url: str, copies: LocalFolder) -> None:
        self._remote = RemoteFolder.open(url)
        self._copies = copies

    def create(self, name: str, parts: Sequence[bytes]) -> bool:
        """Write a new file, whole or not at all; False, and nothing written, where there is one."""
        content = b"".join(parts)
        try:
            self._remote.write(name, content, new=True)
        except FileExistsError:
            return False
        self._copies.create(name, [content])
        return True

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; FileNotFoundError where there is none."""
        if self._has_copy(name):
            return self._copies.read(name)
        content = self._remote.read(name)
        self._copies.create(name, [content])
        return content

    def first_line(self, name: str) -> bytes:
        """Return the first line of a file, its end included; FileNotFoundError where there is none."""
        if self._has_copy(name):
            return self._copies.first_line(name)
        asked = _FIRST_LOOK
        while True:
            found = self._remote.read(name, asked)
            line, end, _ = found.partition(b"\n")
            if end or len(found) < asked:
                return line + end
            asked *= 4

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of every file by its name; drops copies of what is no longer there."""
        found = self._remote.sizes()
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
        freed = self._remote.remove(f"{result_id}{last}")
        self._copies.remove(result_id, last)
        return freed

    def path(self, name: str) -> Path:
        """Return where a file made from a result lies, or belongs, on this machine."""
        self._copies.make()
        return self._copies.path(name)

    def check_writable(self) -> None:
        """Do nothing where a file could be written now."""
        self._copies.check_writable()
        self._remote.check_writable()

    def _has_copy(self, name: str) -> bool:
        """Return whether there is a copy to use; one of what is gone is dropped, FileNotFoundError raised."""
        if not self._copies.path(name).exists():
            return False
        if not self._remote.has(name):
            self._copies.remove(name.partition(".")[0], "")
            raise FileNotFoundError(name)
        return True
