"""The one shape every tool answers in, as structure and as compact text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from creatorscope.contract.price import Quote, Unit
from creatorscope.operations.outcome import Image

# Published once per tool, so as lean as a schema that says anything can be.
ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "summary": {"type": "string"},
        "columns": {"type": "array"},
        "rows": {"type": "array"},
        "total": {},
        "saved_to": {},
        "result_id": {},
        "charged": {},
        "remaining": {},
        "fetched_at": {},
        "source": {"type": "string"},
        "next": {},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A charge or a balance; `amount` None means unknown, or without limit when `unlimited`."""

    amount: float | None
    unit: Unit
    unlimited: bool = False

    def __str__(self) -> str:
        return f"unlimited {self.unit}" if self.unlimited else str(Quote(self.amount, self.unit))

    def structured(self) -> dict[str, Any]:
        """Return the amount as plain data."""
        plain: dict[str, Any] = {"amount": self.amount, "unit": str(self.unit)}
        return {**plain, "unlimited": True} if self.unlimited else plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a tool answers: a summary, a preview of rows, where the whole is, and what it cost.

    `lines`: the rows as text. `total`: matching rows in all, None when not told. `charged`: what the call
    cost, None when nothing billed was called. `remaining`: the balance after it, None when not told.
    `next`: one suggested next call. `meta`: data for the client's own use, out of the model's sight.
    `facts`: what a tool answers beside the common shape. `document`: what is to be read in full, as text.
    """

    summary: str
    columns: Sequence[str]
    rows: Sequence[list[Any]]
    lines: Sequence[str]
    total: int | None
    saved_to: str | None
    result_id: str | None
    charged: Amount | None
    remaining: Amount | None
    fetched_at: str | None
    source: str
    next: str | None
    images: Sequence[Image] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    document: str | None = None

    def structured(self) -> dict[str, Any]:
        """Return the answer as plain JSON data in the shape of ANSWER_SCHEMA."""
        return {
            "summary": self.summary,
            "columns": list(self.columns),
            "rows": list(self.rows),
            "total": self.total,
            "saved_to": self.saved_to,
            "result_id": self.result_id,
            "charged": self.charged.structured() if self.charged else None,
            "remaining": self.remaining.structured() if self.remaining else None,
            "fetched_at": self.fetched_at,
            "source": self.source,
            "next": self.next,
            **self.facts,
        }

    def text(self) -> str:
        """Return the answer as a few lines: summary, table of the preview, cost and place, next step."""
        lines = [self.summary]
        if self.lines:
            lines.append(" | ".join(self.columns))
            lines.extend(self.lines)
        facts = [f"source: {self.source}"]
        if self.charged:
            facts.append(f"charged: {self.charged}")
        if self.remaining:
            facts.append(f"remaining: {self.remaining}")
        if self.result_id:
            facts.append(f"result_id: {self.result_id}")
        if self.saved_to:
            facts.append(f"saved_to: {self.saved_to}")
        lines.append("; ".join(facts))
        if self.next:
            lines.append(f"Next: {self.next}")
        if self.document:
            lines.append(self.document)
        return "\n".join(lines)


def format_line(cells: Sequence[Any]) -> str:
    """Return one table line; unknown is shown as -, never as 0 or nothing, and | inside a cell as \\|."""
    texts = [value if isinstance(value, str) else _format_cell(value) for value in cells]
    line = "\n".join(texts)
    # Few cells hold what would break the table, so it is looked for in all of them at once.
    if "|" in line or line.count("\n") >= len(texts):
        texts = [" ".join(text.splitlines()).replace("|", "\\|") for text in texts]
    return " | ".join(texts)


def _format_cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join([_format_cell(part) for part in value])
    return str(value)
