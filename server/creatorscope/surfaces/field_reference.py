"""What the fields of an operation's answer mean, rendered from its response model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from creatorscope.contract.operation import Operation, Response
from creatorscope.contract.rows import inner_model

_NAMES: dict[Any, str] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    date: "date",
    datetime: "date and time",
    dict: "object",
    list: "list",
    Any: "any",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFacts:
    """One field of an answer; `name` is its path, `[]` marking a list whose members follow."""

    name: str
    type: str
    unit: str
    level: str
    meaning: str


def format_fields(operation: Operation) -> str:
    """Return what the fields of an operation's answer mean, as a Markdown page."""
    head = f"# {operation.name}: fields of the answer\n\n{operation.summary}\n\n"
    return head + describe_fields(operation.response)


def describe_fields(response: type[Response]) -> str:
    """Return the fields of an answer as Markdown tables: those of one row, then those around the rows."""
    path = response.ROWS
    facts = list(field_facts(response))
    if path in ("", "[]"):
        return _table(facts)
    inside = f"{path}."
    rows = [fact for fact in facts if fact.name.startswith(inside)]
    around = [fact for fact in facts if not fact.name.startswith(inside)]
    return f"Fields of one row, `{path}`:\n\n{_table(rows, inside)}\nAround the rows:\n\n{_table(around)}"


def field_facts(model: type[BaseModel], prefix: str = "") -> Iterator[FieldFacts]:
    """Yield the facts of a model's fields, each followed by those of the models inside it."""
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        inner, listed = inner_model(info.annotation)
        path = f"{prefix}{name}{'[]' if inner and listed else ''}"
        yield FieldFacts(
            name=path,
            type=_type_name(info.annotation),
            unit=str(extra.get("unit") or ""),
            level=str(extra.get("level") or ""),
            meaning=info.description or "",
        )
        if inner is not None and inner is not model:
            yield from field_facts(inner, f"{path}.")


def _table(facts: list[FieldFacts], inside: str = "") -> str:
    """Return a Markdown table; columns that are empty throughout are left out."""
    columns = [
        ("field", [f"`{fact.name.removeprefix(inside)}`" for fact in facts]),
        ("type", [fact.type for fact in facts]),
        ("unit", [fact.unit for fact in facts]),
        ("from level", [fact.level for fact in facts]),
        ("meaning", [fact.meaning for fact in facts]),
    ]
    shown = [(title, cells) for title, cells in columns if any(cells)]
    lines = [" | ".join(title for title, _ in shown), "|".join(["---"] * len(shown))]
    rows = zip(*(cells for _, cells in shown), strict=True)
    lines += [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def _type_name(annotation: Any) -> str:
    """Return a field's type in words; that it may be absent goes without saying."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type_name(parts[0])
    if origin in (Union, UnionType):
        return " or ".join(_type_name(part) for part in parts if part is not NoneType)
    if origin is Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if origin is list:
        return f"list of {_type_name(parts[0])}"
    plain = origin or annotation
    is_model = isinstance(plain, type) and issubclass(plain, BaseModel)
    return "object" if is_model else _NAMES[plain]
