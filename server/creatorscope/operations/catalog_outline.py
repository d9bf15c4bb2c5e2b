"""The outline of an answer nobody has described: which places it has, and what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MOST = 60
_DEEPEST = 4
_LONGEST = 60


def outline_of(data: Any) -> list[dict[str, str | None]]:
    """Return what an answer holds, outermost first and at most 60 places; lists show their first member.

    [] for an empty answer.
    """
    found = sorted(_places("", data, 0), key=lambda place: place[0])
    return [
        {"path": path, "holds": _holds(value), "example": _example(value)} for _, path, value in found[:_MOST]
    ]


def _places(path: str, value: Any, depth: int) -> Iterator[tuple[int, str, Any]]:
    """Yield (depth, path, value) of every place; equal depths stay in the answer's order."""
    if path:
        yield depth, path, value
    if depth == _DEEPEST:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _places(f"{path}.{name}" if path else str(name), inner, depth + 1)
    elif isinstance(value, list) and value:
        yield from _places(f"{path}[]", value[0], depth + 1)


def _holds(value: Any) -> str:
    if isinstance(value, list):
        return f"list of {len(value)}"
    if isinstance(value, dict):
        return f"{len(value)} fields"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    return "number" if isinstance(value, int | float) else "text"


def _example(value: Any) -> str | None:
    if isinstance(value, list | dict) or value is None:
        return None
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
