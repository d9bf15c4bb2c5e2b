"""Keeping an upstream answer as a result, its contacts masked where the operator wants that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic_core import to_json

from creatorscope.client.client import Received
from creatorscope.contract.operation import Endpoint, Request
from creatorscope.operations.surroundings import Surroundings
from creatorscope.operations.untrusted import mask_contacts
from creatorscope.results.about import About, Kind
from creatorscope.results.layout import documented_columns

_LONGEST_LIST = 50


def shown(received: Received, around: Surroundings) -> Received:
    """Return the answer, its contacts masked where the operator wants that."""
    if not around.hide_contacts:
        return received
    hidden = mask_contacts(received.data)
    return replace(received, data=hidden, raw=to_json(hidden))


def keep_answer(endpoint: Endpoint, request: Request, received: Received, around: Surroundings) -> str:
    """Keep the raw bytes of an answer and return the result id."""
    about = About(
        kind=Kind.ANSWER,
        tool=endpoint.name,
        source=around.source,
        arguments=arguments_of(request),
        fetched_at=iso_now(around),
        charged={"amount": received.charged.amount, "unit": str(received.charged.unit)},
        data_path="data",
        rows_path=endpoint.response.ROWS,
        columns=documented_columns(endpoint.response),
    )
    return around.store.keep(received.raw, about)


def iso_now(around: Surroundings) -> str:
    """Return the current time as ISO 8601 in UTC, whole seconds."""
    return around.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def arguments_of(request: Request) -> dict[str, Any]:
    """Return the arguments as called, for provenance; a long list is named by its length."""
    given = request.model_dump(mode="json", exclude_unset=True)
    return {
        name: f"{len(value)} values" if isinstance(value, list) and len(value) > _LONGEST_LIST else value
        for name, value in given.items()
    }
