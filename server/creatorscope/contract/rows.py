"""Finding the rows of an answer by a path, cells inside a row, and the model that describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from creatorscope.contract.operation import Response


class Row(NamedTuple):
    """One row of an answer, and the object that owns the list it stands in."""

    values: Mapping[str, Any]
    owner: Mapping[str, Any]


def rows_at(data: Any, path: str) -> list[Row]:
    """Return the rows at a path such as `segments[].timed_stats[]`; [] when it leads nowhere.

    "" is the answer itself as one row, "[]" the answer as the array.
    """
    if not path:
        return [Row(data, {})] if isinstance(data, Mapping) else []
    return list(_walk(data, path.split("."), {}))


def _walk(node: Any, steps: list[str], owner: Mapping[str, Any]) -> Iterator[Row]:
    if not steps:
        if isinstance(node, Mapping):
            yield Row(node, owner)
        return
    name, rest = steps[0].removesuffix("[]"), steps[1:]
    child = node.get(name) if name and isinstance(node, Mapping) else node
    inner = node if isinstance(node, Mapping) else {}
    if name == steps[0]:
        yield from _walk(child, rest, inner)
    elif isinstance(child, list):
        if not rest:
            yield from (Row(element, inner) for element in child if isinstance(element, Mapping))
            return
        for element in child:
            yield from _walk(element, rest, inner)


def cell(row: Row, column: str) -> Any:
    """Return the value at a dotted column of one row, `^.` climbing to its owner; None when absent."""
    if "." not in column:
        return row.values.get(column)
    climbs = column.startswith("^.")
    value: Any = row.owner if climbs else row.values
    for part in (column[2:] if climbs else column).split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def row_model(response: type[Response]) -> type[BaseModel]:
    """Return the model of one row of this answer; the response itself when it is its own row."""
    return _models(response)[-1]


def column_field(response: type[Response], column: str) -> tuple[str, str | None] | None:
    """Return (column, service level or None) when the row model knows the dotted column, else None.

    A part below a field that no model describes is accepted.
    """
    models = _models(response)
    climbs = column.startswith("^.")
    model: type[BaseModel] | None = models[-2] if climbs and len(models) > 1 else models[-1]
    level: str | None = None
    for part in (column[2:] if climbs else column).split("."):
        if model is None:
            break
        info = model.model_fields.get(part)
        if info is None:
            return None
        extra = info.json_schema_extra
        level = level or (str(extra["level"]) if isinstance(extra, dict) and extra.get("level") else None)
        model, _ = inner_model(info.annotation)
    return column, level


def inner_model(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """Return the first model named anywhere inside an annotation, if any, and whether it stands in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    in_list = get_origin(annotation) is list
    for part in get_args(annotation):
        model, listed = inner_model(part)
        if model is not None:
            return model, listed or in_list
    return None, False


def _models(response: type[Response]) -> list[type[BaseModel]]:
    """Return the models along ROWS, the response first, the row last; those owning a list only."""
    found: list[type[BaseModel]] = [response]
    if response.ROWS in {"", "[]"}:
        return found
    for step in response.ROWS.split("."):
        inner, _ = inner_model(found[-1].model_fields[step.removesuffix("[]")].annotation)
        if inner is None:
            raise TypeError(f"{response.__name__}.ROWS leads to {step}, which no model describes")
        found.append(inner)
    return found
