"""Reading what an upstream answered a job's free call; an answer of another form is asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.client.received import Received
from creatorscope.errors import Outcome, TransportError


def facts_of(received: Received, tool: str) -> Mapping[str, Any]:
    """Return the fields of an answer. Raises TransportError for one that has none."""
    if not isinstance(received.data, Mapping):
        raise _strange(tool)
    return received.data


def rows_of(received: Received, tool: str, at: str | None = None) -> list[Mapping[str, Any]]:
    """Return the rows of an answer: what stands at a field, else the answer itself.

    A field that is absent holds no rows. Raises TransportError for anything but a list of objects.
    """
    found = received.data if at is None else facts_of(received, tool).get(at) or []
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        raise _strange(tool)
    return found


def _strange(tool: str) -> TransportError:
    return TransportError(
        f"the answer to {tool} is not in its documented form",
        code="bad_answer",
        remedy="check the provider's base URL: something else may be answering there.",
        outcome=Outcome(retryable=True),
    )
