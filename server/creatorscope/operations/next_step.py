"""The one call that usually comes next, spelled out so that an agent can make it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from creatorscope.contract.operation import Follow, Operation, Request
from creatorscope.contract.rows import Row, cell, rows_at


def next_call(operation: Operation, request: Request, data: Any, loaded: frozenset[str]) -> str | None:
    """Return the next page of this call, else the first follow-up that applies and whose tool is loaded."""
    page = getattr(request, "page", None)
    if page is not None and _is_full(operation, request, data):
        return f"{operation.name} with the same arguments and page={page + 1} for more rows"
    for follow in operation.response.FOLLOWS:
        if follow.tool in loaded and _applies(follow, data):
            arguments = {name: _value(source, request, data) for name, source in follow.arguments.items()}
            wait = f"after {follow.wait_s} s: " if follow.wait_s else ""
            return f"{wait}{follow.tool} {json.dumps(arguments, ensure_ascii=False)}"
    return None


def _is_full(operation: Operation, request: Request, data: Any) -> bool:
    """Return True when the page holds as many rows as were asked for, so that more may follow."""
    size = getattr(request, "size", None) or getattr(request, "count", None)
    if size is None:
        return bool(isinstance(data, Mapping) and data.get("has_more"))
    return len(rows_at(data, operation.response.ROWS)) >= int(size)


def _applies(follow: Follow, data: Any) -> bool:
    facts = data if isinstance(data, Mapping) else {}
    return all(facts.get(field) in allowed for field, allowed in follow.when.items())


def _value(source: str, request: Request, data: Any) -> Any:
    found = cell(Row(data, {}), source)
    return found if found is not None else getattr(request, source, None)
