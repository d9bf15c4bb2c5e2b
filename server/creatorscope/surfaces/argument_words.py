"""Saying in words what an argument of a tool takes, from its published schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_BOUNDS = {
    "minimum": "from",
    "maximum": "to",
    "minItems": "at least",
    "maxItems": "at most",
    "minLength": "at least",
    "maxLength": "at most",
}


def type_in_words(published: Mapping[str, Any]) -> str:
    """Return an argument's type or its allowed values, then its bounds and default."""
    if "enum" in published:
        kind = ", ".join(str(value) for value in published["enum"])
    elif published["type"] == "array":
        kind = f"array of {published['items'].get('type', 'any')}"
    else:
        kind = str(published.get("format", published["type"]))
    notes = [f"{word} {published[key]}" for key, word in _BOUNDS.items() if key in published]
    if "default" in published:
        notes.append(f"default {json.dumps(published['default'], ensure_ascii=False)}")
    return ", ".join([kind, *notes])
