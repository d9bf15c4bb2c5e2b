"""Loading local files that stand in for an argument."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from creatorscope.contract.operation import Endpoint, FromFile, Operation, Upload
from creatorscope.operations.surroundings import Surroundings
from creatorscope.results.imports import load_document


def file_field(operation: Operation) -> str | None:
    """Return the argument that names a local file to read or send, None where there is none."""
    if isinstance(operation, Endpoint) and isinstance(operation.transfer, Upload):
        return operation.transfer.file_field
    return next((name for name, _ in _sources(operation)), None)


def load_inputs(operation: Operation, arguments: Mapping[str, Any], around: Surroundings) -> dict[str, Any]:
    """Return the arguments with what the file they name stands for: its documents, or what is sent of it.

    A file given together with the documents themselves is left for the request model to refuse. Raises
    LocalFileError when the file may not be read or does not hold data.
    """
    given = arguments.get(file_field(operation) or "")
    if not isinstance(given, str) or not given.strip():
        return dict(arguments)
    for name, source in _sources(operation):
        if arguments.get(source.into):
            return dict(arguments)
        path = around.storage.readable_file(given)
        found = load_document(path, around.import_limit_bytes)
        rest = {key: value for key, value in arguments.items() if key != name}
        return {**rest, source.into: found if isinstance(found, list) else [found]}
    return {**_describe(around.storage.readable_file(given)), **arguments}


def _sources(operation: Operation) -> list[tuple[str, FromFile]]:
    fields = operation.request.model_fields.items()
    return [(name, mark) for name, info in fields for mark in info.metadata if isinstance(mark, FromFile)]


def _describe(path: Path) -> dict[str, Any]:
    """Return what an upload must announce of a file: its name, content type and size in bytes."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return {"file_name": path.name, "content_type": kind, "size_bytes": path.stat().st_size}
