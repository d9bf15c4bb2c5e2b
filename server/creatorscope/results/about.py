"""What is known of a kept result besides its bytes: where it came from, what it cost, where its rows are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pydantic_core import from_json, to_json


class Kind(StrEnum):
    """What made a result."""

    ANSWER = "answer"
    WORKS = "works"
    IMPORT = "import"
    ANALYSIS = "analysis"
    QUERY = "query"
    REPORT = "report"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Documented:
    """A column known beforehand: its flattened name and the SQL type it has when every value is null.

    `whole`: objects in it stay one column of JSON, as their names vary from row to row.
    """

    name: str
    type: str
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the caller says of a result it keeps.

    `arguments`: as called, without secrets. `source`: "sandbox", "live" or "import". `fetched_at`: ISO 8601;
    None is the moment of keeping. `charged`: {amount, unit}, None for local work. `data_path`: dotted place
    of the payload in the raw bytes; "" and a place that is not there mean the whole. `rows_path`: place of
    the rows in the payload (see contract/rows.py). `columns`: documented columns in order. `count`: rows,
    where known.
    """

    kind: Kind
    tool: str
    source: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    fetched_at: str | None = None
    charged: Mapping[str, Any] | None = None
    summary: str = ""
    data_path: str = ""
    rows_path: str = "[]"
    columns: Sequence[Documented] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(About):
    """What the store knows of a result: what its caller said, its id, and the size of its bytes."""

    result_id: str
    raw_bytes: int

    @property
    def is_sandbox(self) -> bool:
        """True when the data is made up; exports and reports must say so."""
        return self.source == "sandbox"

    def described(self) -> dict[str, Any]:
        """Return the facts worth showing to a person or an agent, as plain data."""
        shown = (
            "result_id",
            "tool",
            "kind",
            "source",
            "fetched_at",
            "count",
            "charged",
            "arguments",
            "summary",
        )
        return {name: getattr(self, name) for name in shown}


def format_header(result_id: str, about: About, raw_bytes: int, now: str) -> bytes:
    """Return the one line before the raw bytes of a result; `now` fills in for an unknown `fetched_at`."""
    facts = {
        "result_id": result_id,
        "raw_bytes": raw_bytes,
        "kind": about.kind,
        "tool": about.tool,
        "source": about.source,
        "arguments": about.arguments,
        "fetched_at": about.fetched_at or now,
        "charged": about.charged,
        "summary": about.summary,
        "data_path": about.data_path,
        "rows_path": about.rows_path,
        "columns": [(column.name, column.type, column.whole) for column in about.columns],
        "count": about.count,
    }
    return to_json(facts) + b"\n"


def parse_header(line: bytes) -> Meta:
    """Return what a header line says; ValueError, TypeError or KeyError when it is none of ours."""
    facts = from_json(line)
    facts["kind"] = Kind(facts["kind"])
    facts["columns"] = tuple(Documented(*column) for column in facts["columns"])
    return Meta(**facts)


def plain_about(meta: Meta) -> dict[str, Any]:
    """Return the provenance that travels with an export."""
    kept = ("result_id", "tool", "kind", "source", "fetched_at", "charged", "arguments", "summary")
    facts = asdict(meta)
    return {name: facts[name] for name in kept}
