"""What a local operation returns; the invoker turns it into an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture to show beside an answer: its bytes, and its MIME type."""

    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A local operation's result.

    `data`: in the shape of the row's response model. `summary`: the line to show; None: the general one.
    `result_id`: what the data is kept under. `total`: rows there are in all. `saved_to`: a file that was
    written. `next`: one suggested next call. `source`: where the data came from; None: as this app.
    `columns`: those to show where the row type does not know them. `meta`: data for the client's own use,
    out of the model's sight. `facts`: what a tool answers beside the common shape. `document`: what is to be
    read in full, as text only.
    """

    data: Any
    summary: str | None = None
    result_id: str | None = None
    total: int | None = None
    saved_to: str | None = None
    next: str | None = None
    source: str | None = None
    columns: Sequence[str] = ()
    images: tuple[Image, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    document: str | None = None
