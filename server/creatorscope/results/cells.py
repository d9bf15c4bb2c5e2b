"""Cells of a table as text, for people and for programs that read text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic_core import to_json

from creatorscope.results.plain import plain

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def shown(value: Any) -> str:
    """Return a cell as a person reads it: unknown is empty, lists are joined by commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(shown(part) for part in value)
    if isinstance(value, Mapping):
        return to_json(plain(value)).decode()
    return value.isoformat() if isinstance(value, date) else str(plain(value))


def exact(value: Any) -> str:
    """Return a cell as a program reads it: unknown is empty, lists and objects are JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | Mapping):
        return to_json(plain(value)).decode()
    return "" if value is None else str(plain(value))


def guard(value: Any) -> str:
    """Return an exact cell that no spreadsheet runs: text that would be a formula gets a quote before it.

    Text that is a number stays as it is.
    """
    text = exact(value)
    if not isinstance(value, str) or not text:
        return text
    is_formula = text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula or _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """Return the text `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text
