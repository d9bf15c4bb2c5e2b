"""Reading an analysis as plain JSON data, its values by JSON pointer (RFC 6901)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

Analysis = Mapping[str, Any] | list[Any] | BaseModel
"""An analysis, as a model or as the JSON data of one; a list is any result's rows."""


def as_document(analysis: Analysis) -> Mapping[str, Any]:
    """Return an analysis as plain JSON data; a list stands under `rows`."""
    if isinstance(analysis, BaseModel):
        return dict(analysis.model_dump(mode="json"))
    return {"rows": analysis} if isinstance(analysis, list) else analysis


def lookup(document: Any, pointer: str) -> Any:
    """Return the value a pointer such as `/kpis/median_plays/value` names; KeyError when there is none.

    "" is the whole document. Parts of a list are their places, counted from 0.
    """
    value = document
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and key in value:
            value = value[key]
        elif isinstance(value, list | tuple) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            raise KeyError(pointer)
    return value


def join(base: str, *parts: str | int) -> str:
    """Return the pointer to a part of what `base` names."""
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "/".join([base, *escaped])


def last_part(pointer: str) -> str:
    """Return the name of what a pointer names inside its owner."""
    return pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
