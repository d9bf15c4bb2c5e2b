"""Where a crawl finds the documents of creators: a folder of files, or addresses on the web."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import anyio
import httpx2
from pydantic_core import from_json, to_json

from creatorscope.errors import ArgumentError, Problem, TransportError
from creatorscope.jobs.requests import SLOT

_ATTEMPTS = 4
_FIRST_WAIT_S = 0.2
_CALL_S = 30.0
_AT_ONCE = 16
_LARGEST_BYTES = 20_000_000
_GONE = frozenset({204, 404, 410})
_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,100})"')


@dataclass(frozen=True, slots=True)
class Found:
    """What there is for one id: the text of a document, nothing (None), or a reason why there is none.

    `source`: what the text was found in.
    """

    creator_id: str
    content: bytes | None = None
    source: str = ""
    broken: str | None = None


class Collector(Protocol):
    """Finds documents."""

    async def collect(self, ids: Sequence[str]) -> list[Found]:
        """Return what there is for each id, in order. Raises TransportError when the source fails."""
        ...

    async def aclose(self) -> None:
        """Let go of files and connections."""
        ...


class FolderCollector:
    """Documents in files: one in `ID.json`, several in any other .json (an array) or .jsonl (one a line).

    The index holds places, not documents. Lines and files that are broken are found by the id in them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: dict[str, tuple[Path, int, int]] | None = None
        self._broken: dict[str, str] = {}
        self._lock = threading.Lock()

    async def collect(self, ids: Sequence[str]) -> list[Found]:
        """Return what there is for each id."""
        return await anyio.to_thread.run_sync(self._collect, ids)

    async def aclose(self) -> None:
        """Forget the index."""
        self._index = None

    def _collect(self, ids: Sequence[str]) -> list[Found]:
        return [self._find(creator_id) for creator_id in ids]

    def _find(self, creator_id: str) -> Found:
        own = self._folder / f"{creator_id}.json"
        if _is_file_name(creator_id) and own.is_file():
            try:
                return Found(creator_id, _only_one(own.read_bytes()), own.name)
            except OSError as error:
                return Found(creator_id, broken=f"{own.name} cannot be read: {error.strerror}")
        index = self._indexed()
        if creator_id in index:
            path, start, length = index[creator_id]
            return Found(creator_id, _read_place(path, start, length, creator_id), path.name)
        return Found(creator_id, broken=self._broken.get(creator_id))

    def _indexed(self) -> dict[str, tuple[Path, int, int]]:
        with self._lock:
            return self._index if self._index is not None else self._build_index()

    def _build_index(self) -> dict[str, tuple[Path, int, int]]:
        index: dict[str, tuple[Path, int, int]] = {}
        for path in sorted(self._folder.glob("*.jsonl")):
            self._index_lines(path, index)
        for path in sorted(self._folder.glob("*.json")):
            self._index_array(path, index)
        self._index = index
        return index

    def _index_lines(self, path: Path, index: dict[str, tuple[Path, int, int]]) -> None:
        place = 0
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    creator_id = _id_of_line(line)
                    if creator_id is not None:
                        index.setdefault(creator_id, (path, place, len(line)))
                    elif (named := _ID.search(line)) is not None:
                        name = named[1].decode("utf-8", "replace")
                        self._broken.setdefault(name, f"{path.name} line {number} is not JSON")
                place += len(line)

    def _index_array(self, path: Path, index: dict[str, tuple[Path, int, int]]) -> None:
        """Note the ids of a file of several documents; -1 stands for the whole file."""
        content = path.read_bytes()
        try:
            found = from_json(content)
        except ValueError:
            for named in _ID.finditer(content):
                self._broken.setdefault(named[1].decode("utf-8", "replace"), f"{path.name} is not JSON")
            return
        for document in found if isinstance(found, list) else [found]:
            if isinstance(document, dict) and document.get("id") is not None:
                index.setdefault(str(document["id"]), (path, 0, -1))


class WebCollector:
    """Documents at one address each."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._client: httpx2.AsyncClient | None = None

    async def collect(self, ids: Sequence[str]) -> list[Found]:
        """Return what there is for each id, several asked for at once."""
        if self._client is None:
            limits = httpx2.Limits(max_connections=_AT_ONCE * 4, max_keepalive_connections=_AT_ONCE * 4)
            self._client = httpx2.AsyncClient(timeout=_CALL_S, limits=limits)
        client, found = self._client, dict[int, Found]()
        faults: list[TransportError] = []
        waiting = iter(enumerate(ids))

        async def work() -> None:
            for position, creator_id in waiting:
                if faults:
                    return
                try:
                    found[position] = await self._find(client, creator_id)
                except TransportError as error:
                    faults.append(error)

        async with anyio.create_task_group() as tasks:
            for _ in range(min(_AT_ONCE, len(ids))):
                tasks.start_soon(work)
        if faults:
            raise faults[0]
        return [found[position] for position in range(len(ids))]

    async def aclose(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _find(self, client: httpx2.AsyncClient, creator_id: str) -> Found:
        url = self._template.replace(SLOT, quote(creator_id, safe=""))
        for attempt in range(1, _ATTEMPTS + 1):
            reason = "it did not answer"
            try:
                answer = await client.get(url)
            except httpx2.RequestError as error:
                reason = type(error).__name__
            else:
                if answer.status_code in _GONE:
                    return Found(creator_id)
                if answer.status_code == 200:
                    return _parse_answer(creator_id, answer.content)
                reason = f"it answered {answer.status_code}"
                if answer.status_code < 500 and answer.status_code != 429:
                    break
            if attempt < _ATTEMPTS:
                await anyio.sleep(_FIRST_WAIT_S * 2 ** (attempt - 1))
        raise TransportError(
            f"the source of documents failed for {creator_id}: {reason}",
            code="no_document_source",
            remedy="check the address and that the source is up, then resume the job.",
        )


def build_collector(folder: Path | None, template: str | None) -> Collector:
    """Return the collector of a request. Raises ArgumentError when the folder holds no documents."""
    if folder is None:
        return WebCollector(template or "")
    if not any(True for pattern in ("*.json", "*.jsonl") for _ in folder.glob(pattern)):
        fix = "Name a folder with one JSON document a file, or JSONL files."
        raise ArgumentError([Problem("folder", "holds no .json and no .jsonl file", fix)])
    return FolderCollector(folder)


def _parse_answer(creator_id: str, content: bytes) -> Found:
    if not content.strip():
        return Found(creator_id)
    if len(content) > _LARGEST_BYTES:
        return Found(creator_id, broken=f"the answer has {len(content):,} bytes")
    return Found(creator_id, content, "the answer")


def _only_one(content: bytes) -> bytes:
    """Return the text of the one document in a file, which may stand in an array."""
    if not content.lstrip().startswith(b"["):
        return content
    try:
        found = from_json(content)
    except ValueError:
        return content
    return to_json(found[0]) if len(found) == 1 else content


def _read_place(path: Path, start: int, length: int, creator_id: str) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        content = file.read(length)
    if length >= 0:
        return content
    found = from_json(content)
    listed = found if isinstance(found, list) else [found]
    return to_json(next(one for one in listed if isinstance(one, dict) and str(one.get("id")) == creator_id))


def _id_of_line(line: bytes) -> str | None:
    try:
        document = from_json(line)
    except ValueError:
        return None
    found = document.get("id") if isinstance(document, dict) else None
    return None if found is None else str(found)


def _is_file_name(creator_id: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", creator_id) is not None and ".." not in creator_id
