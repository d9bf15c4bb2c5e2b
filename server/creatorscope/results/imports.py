"""Reading local files of data: JSON, JSON lines and CSV, also gzipped, never more than a given size."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from pathlib import Path
from typing import Any

from creatorscope.errors import LocalFileError
from creatorscope.results.cells import unguard
from creatorscope.results.layout import JOINT

_LINES = {".jsonl", ".ndjson"}
_TABLES = {".csv": ",;\t", ".tsv": "\t"}
_SUFFIXES = (".json", *sorted(_LINES), *_TABLES)
_BLOCK = 1024 * 1024
_LONE = re.compile("[\ud800-\udfff]")
_OUR_EXPORT = {"about", "rows"}


def load_document(path: Path, limit_bytes: int) -> Any:
    """Return what a file holds: a JSON document, or a list of the rows of JSON lines, CSV or our JSON export.

    `limit_bytes`: of the file, and of what it unpacks to. CSV cells are text, an empty one is None; the
    columns `a__b` of our own exports become objects again. Raises LocalFileError naming the line when the
    file is too large, not UTF-8, or not of its format. The caller checks that the path may be read.
    """
    suffix, packed = _kind(path)
    text = _decode(path, _load_bytes(path, limit_bytes, packed=packed))
    if suffix in _TABLES:
        return _parse_table(path, text, _TABLES[suffix])
    if suffix in _LINES:
        return _parse_lines(path, text)
    return _parse_json(path, text)


def _kind(path: Path) -> tuple[str, bool]:
    """Return the suffix that names the format, and whether the file is gzipped."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = bool(suffixes) and suffixes[-1] == ".gz"
    suffix = (suffixes[:-1] if packed else suffixes)[-1:] or [""]
    if suffix[0] not in _SUFFIXES:
        fix = f"give a file ending in {', '.join(_SUFFIXES)}, or one of them and .gz."
        raise _unreadable(path, f"{suffix[0] or 'no ending'} is no known format", fix)
    return suffix[0], packed


def _load_bytes(path: Path, limit_bytes: int, *, packed: bool) -> bytes:
    """Return the content, unpacked; never holds more than the limit and one block."""
    try:
        if path.stat().st_size > limit_bytes:
            raise _too_large(path, limit_bytes)
        with gzip.open(path) if packed else path.open("rb") as file:
            blocks, size = [], 0
            while block := file.read(_BLOCK):
                blocks.append(block)
                size += len(block)
                if size > limit_bytes:
                    raise _too_large(path, limit_bytes)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _unreadable(
            path, f"it is no whole gzip file ({error})", "pack it again, or unpack it."
        ) from error
    except OSError as error:
        raise LocalFileError(
            f"cannot read {path.name}: {error.strerror}",
            code="file_not_readable",
            remedy="check the file and its permissions.",
        ) from error
    return b"".join(blocks)


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, f"line {line} is not UTF-8 text", "save it as UTF-8.") from None


def _parse_json(path: Path, text: str) -> Any:
    try:
        found = _clean(json.loads(text), text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text[: error.pos]:
            return _parse_lines(path, text)  # JSON lines under the name of JSON
        raise _not_json(path, error, error.lineno) from None
    except RecursionError:
        raise _unreadable(path, "it is nested too deeply", "give plain rows of data.") from None
    if isinstance(found, dict) and found.keys() == _OUR_EXPORT and isinstance(found["rows"], list):
        return found["rows"]
    return found


def _parse_lines(path: Path, text: str) -> list[Any]:
    rows = []
    # Not splitlines: text in JSON may hold other line separators.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                rows.append(_clean(json.loads(line), line))
            except json.JSONDecodeError as error:
                raise _not_json(path, error, number) from None
            except RecursionError:
                raise _unreadable(path, f"line {number} is nested too deeply", "give plain rows.") from None
    return rows


def _parse_table(path: Path, text: str, delimiters: str) -> list[dict[str, Any]]:
    header = text.partition("\n")[0]
    # The module's own limit of 128 KB a cell is met by JSON in a cell; the file's size is limited already.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    delimiter = max(delimiters, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[dict[str, Any]] = []
    try:
        names = _headers([unguard(name) for name in next(reader, [])])
        for cells in reader:
            if len(cells) > len(names):
                reason = f"line {reader.line_num} has {len(cells)} cells under {len(names)} headers"
                raise _unreadable(path, reason, "quote cells that hold the delimiter or a line break.")
            if cells:
                values = [unguard(cell) or None for cell in cells]
                rows.append(_nested(dict(zip(names, values, strict=False))))
    except csv.Error as error:
        raise _unreadable(path, f"line {reader.line_num}: {error}", "check the quotes there.") from None
    return rows


def _headers(names: list[str]) -> list[str]:
    """Return the headers, of those that repeat the last as it is and the ones before it numbered.

    Where tables repeat a header, a figure as text comes first and the number after it.
    """
    return [
        f"{name}_{names[:at].count(name) + 1}" if name in names[at + 1 :] else name
        for at, name in enumerate(names)
    ]


def _nested(flat: dict[str, Any]) -> dict[str, Any]:
    """Return the row with columns `a__b` as in our exports made objects, those without a value left out."""
    row: dict[str, Any] = {}
    for name, value in flat.items():
        *outer, last = name.split(JOINT) if name.strip("_") == name else [name]
        inner = row
        for part in outer:
            step = inner.setdefault(part, {})
            if not isinstance(step, dict):
                break
            inner = step
        else:
            if value is not None or not outer:
                inner[last] = value
            continue
        row[name] = value
    return row


def _clean(value: Any, text: str) -> Any:
    """Return the value without halves of characters, which no file can hold; only escapes can make them."""
    if "\\ud" not in text and "\\uD" not in text:
        return value
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(inner, text) for inner in value]
    if isinstance(value, dict):
        return {_clean(name, text): _clean(inner, text) for name, inner in value.items()}
    return value


def _not_json(path: Path, error: json.JSONDecodeError, line: int) -> LocalFileError:
    reason = f"line {line}, column {error.colno} is not JSON ({error.msg})"
    return _unreadable(path, reason, "correct it there, or export the file again.")


def _too_large(path: Path, limit_bytes: int) -> LocalFileError:
    return LocalFileError(
        f"{path.name} is larger than {limit_bytes / 1_000_000:,.0f} MB",
        code="file_too_large",
        remedy="split it, or have the operator raise the import limit in the settings.",
    )


def _unreadable(path: Path, reason: str, remedy: str) -> LocalFileError:
    return LocalFileError(
        f"{path.name} cannot be imported: {reason}", code="file_not_importable", remedy=remedy
    )
