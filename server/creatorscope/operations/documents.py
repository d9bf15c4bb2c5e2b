"""Loading local files that stand in for an argument."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from creatorscope.contract.operation import FromFile, Request
from creatorscope.errors import ArgumentError, LocalFileError, Problem
from creatorscope.storage import Storage

_LARGEST_BYTES = 64 * 1024 * 1024


def load_inputs(model: type[Request], arguments: Mapping[str, Any], storage: Storage) -> dict[str, Any]:
    """Return the arguments with every FromFile field replaced by the documents of the file it names.

    Raises LocalFileError when the file may not be read or is not JSON or JSONL, ArgumentError when both
    the file and the documents are given.
    """
    filled = dict(arguments)
    for name, info in model.model_fields.items():
        source = next((item for item in info.metadata if isinstance(item, FromFile)), None)
        if source is None or not filled.get(name):
            continue
        if filled.get(source.into):
            fix = f"Give {source.into} or {name}, not both."
            raise ArgumentError([Problem(name, f"given together with {source.into}", fix)])
        filled[source.into] = load_documents(storage.readable_file(str(filled.pop(name))))
    return filled


def load_documents(path: Path) -> list[Any]:
    """Return the documents of a JSON array, one JSON object, or a JSONL file, in order."""
    if path.stat().st_size > _LARGEST_BYTES:
        raise LocalFileError(
            f"{path.name} is larger than {_LARGEST_BYTES // 1024 // 1024} MB",
            code="file_too_large",
            remedy="split it into smaller files and submit them one by one.",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(path, "not UTF-8 text") from None
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return [
            _parse(path, line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()
        ]
    found = _parse(path, text, None)
    return found if isinstance(found, list) else [found]


def describe_file(path: Path) -> dict[str, Any]:
    """Return what an upload must announce of a file: its name, content type and size in bytes."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return {"file_name": path.name, "content_type": kind, "size_bytes": path.stat().st_size}


def _parse(path: Path, text: str, line: int | None) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _unreadable(path, f"line {line or error.lineno}, column {error.colno}: {error.msg}") from None


def _unreadable(path: Path, reason: str) -> LocalFileError:
    return LocalFileError(
        f"{path.name} is not JSON: {reason}",
        code="file_not_json",
        remedy="give a JSON array of documents, or JSONL with one document a line.",
    )
