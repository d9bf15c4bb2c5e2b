"""Why items of a job came to nothing: the first reasons in words, as the job's cursor keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.contract.text import clean_text

MOST_TOLD = 10
_LONGEST = 200


def with_reason(cursor: Mapping[str, Any], words: str, items: int = 1) -> dict[str, Any]:
    """Return a cursor with one more reason, which is of so many items; after ten they are only counted."""
    told, more = list(cursor.get("why_not", ())), cursor.get("more", 0)
    if len(told) < MOST_TOLD:
        return {**cursor, "why_not": [*told, clean_text(words, _LONGEST)], "more": more}
    return {**cursor, "why_not": told, "more": more + items}


def in_words(cursor: Mapping[str, Any]) -> str:
    """Return the reasons a cursor keeps, "" where it keeps none."""
    more = cursor.get("more")
    return " | ".join([*cursor.get("why_not", ()), *([f"and {more} more"] if more else [])])
