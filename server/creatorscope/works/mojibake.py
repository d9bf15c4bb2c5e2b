"""Repairing text that was UTF-8 and was read in another encoding: a checked round trip, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_DEEPEST = 60
# The encodings UTF-8 is most often mistaken for, in the order they are tried.
_MISTAKEN = ("mac_roman", "cp1252", "latin_1")


def _suspicious() -> re.Pattern[str]:
    """Return a pattern of what a multi-byte character becomes: a lead byte and its continuation bytes."""
    pairs: set[str] = set()
    for encoding in _MISTAKEN:
        leads = bytes(range(0xC2, 0xF5)).decode(encoding, "ignore")
        tails = bytes(range(0x80, 0xC0)).decode(encoding, "ignore")
        pairs.add(f"[{re.escape(leads)}][{re.escape(tails)}]")
    return re.compile("|".join(sorted(pairs)))


_SUSPICIOUS = _suspicious()


def repair_text(text: str) -> str:
    """Return the text as it was written, or unchanged when no round trip passes every check.

    A round trip is accepted only when it decodes strictly as UTF-8, adds no U+FFFD and leaves fewer
    suspicious pairs; of several the one leaving fewest.
    """
    before = suspicious_pairs(text)
    if not before:
        return text
    best, fewest = text, before
    for encoding in _MISTAKEN:
        try:
            candidate = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        left = suspicious_pairs(candidate)
        if left < fewest and candidate.count("\ufffd") <= text.count("\ufffd"):
            best, fewest = candidate, left
    return best


def suspicious_pairs(text: str) -> int:
    """Return how many places look like a UTF-8 character read byte by byte."""
    return len(_SUSPICIOUS.findall(text))


def repair_document(value: Any, depth: int = 0) -> Any:
    """Return a JSON value with every string (keys too) repaired; other values as they are.

    What is nested deeper than any real document is left as it is.
    """
    if isinstance(value, str):
        return repair_text(value)
    if depth > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        return {repair_document(key): repair_document(child, depth + 1) for key, child in value.items()}
    if isinstance(value, list):
        return [repair_document(child, depth + 1) for child in value]
    return value
