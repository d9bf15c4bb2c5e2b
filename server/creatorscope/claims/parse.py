"""Reading what was handed in as an analysis: one JSON object of at most 64 KB."""

from __future__ import annotations

import json
import math
from typing import Any

from pydantic_core import to_json

from creatorscope.claims.failures import Failure, Rule, cut

MAX_BYTES = 64 * 1024
MAX_DEPTH = 40


class NotAnAnalysisError(ValueError):
    """What was handed in is no JSON object of at most 64 KB; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.fix)
        self.failure = failure


def parse_analysis(given: object) -> dict[str, Any]:
    """Return the object that was given plainly or as a JSON string; NotAnAnalysisError when it is none."""
    value = _decoded(given) if isinstance(given, str | bytes) else given
    if not isinstance(value, dict) or any(not isinstance(key, str) for key in value):
        raise _refusal(type(value).__name__, "Hand in one JSON object.")
    if not _is_plain(value):
        raise _refusal(cut(repr(value)), f"Use JSON values only: finite numbers, at most {MAX_DEPTH} levels.")
    size = len(to_json(value))
    if size > MAX_BYTES:
        raise _refusal(f"{size} bytes", f"Shorten it to {MAX_BYTES} bytes: fewer or shorter claims.")
    return value


def _decoded(given: str | bytes) -> Any:
    if len(given) > MAX_BYTES or len(
        given.encode("utf-8", "replace") if isinstance(given, str) else given
    ) > (MAX_BYTES):
        raise _refusal(f"{len(given)} characters", f"Shorten it to {MAX_BYTES} bytes.")
    try:
        return json.loads(given, object_pairs_hook=_unique)
    except RecursionError:
        raise _refusal(cut(str(given)), f"Nest at most {MAX_DEPTH} levels.") from None
    except ValueError as error:
        where = (
            f"line {error.lineno}, column {error.colno}: " if isinstance(error, json.JSONDecodeError) else ""
        )
        told = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise _refusal(cut(str(given)), f"It is not JSON ({where}{told}). Hand in one object.") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is there twice")
    return found


def _is_plain(value: Any, depth: int = 0) -> bool:
    if depth > MAX_DEPTH:
        return False
    if isinstance(value, dict):
        return all(
            isinstance(key, str) and _is_plain(key) and _is_plain(inner, depth + 1)
            for key, inner in value.items()
        )
    if isinstance(value, list):
        return all(_is_plain(inner, depth + 1) for inner in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return not any("\ud800" <= char <= "\udfff" for char in value)
    return value is None or isinstance(value, bool | int)


def _refusal(got: object, fix: str) -> NotAnAnalysisError:
    return NotAnAnalysisError(Failure(rule=Rule.SCHEMA_INVALID, pointer="", got=got, fix=fix))
