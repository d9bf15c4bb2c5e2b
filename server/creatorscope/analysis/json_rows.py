"""Reading objects and lists of objects out of upstream JSON, whatever is there instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def mapping(value: Any) -> Row:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Row]:
    """Return the objects of a list, nothing for anything else."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
