"""The columns a response model documents for its rows, flattened as a result's table has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from creatorscope.contract.operation import Response
from creatorscope.contract.rows import row_model
from creatorscope.results.about import Documented

JOINT = "__"
_SCALARS: dict[Any, str] = {
    bool: "BOOLEAN",
    int: "BIGINT",
    float: "DOUBLE",
    str: "VARCHAR",
    datetime: "TIMESTAMP",
    AwareDatetime: "TIMESTAMP",
    date: "DATE",
}


@cache
def documented_columns(response: type[Response]) -> tuple[Documented, ...]:
    """Return the columns of one row in the model's order; nested objects are joined by two underscores."""
    return columns_of(row_model(response))


@cache
def columns_of(model: type[BaseModel]) -> tuple[Documented, ...]:
    """Return the flattened columns of a model of one row, such as a canonical work."""
    return tuple(_columns(model, (), (model,)))


def _columns(
    model: type[BaseModel], path: tuple[str, ...], above: tuple[type[BaseModel], ...]
) -> Iterator[Documented]:
    for name, info in model.model_fields.items():
        inner = _bare(info.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel) and inner not in above:
            yield from _columns(inner, (*path, name), (*above, inner))
        else:
            yield Documented(JOINT.join((*path, name)), _sql_type(inner), _is_map(inner))


def _bare(annotation: Any) -> Any:
    """Return the annotation without None and without what Annotated adds."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    members = get_args(annotation)
    if type(None) in members:
        rest = [member for member in members if member is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _is_map(annotation: Any) -> bool:
    """Return True for an object whose values are plain under names nobody documents."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if not (isinstance(origin, type) and issubclass(origin, Mapping)):
        return False
    return _sql_type(_bare(arguments[1])) != "JSON"


def _sql_type(annotation: Any) -> str:
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if get_origin(annotation) in {list, tuple}:
        inner = _SCALARS.get(_bare(get_args(annotation)[0]))
        return f"{inner}[]" if inner else "JSON"
    if isinstance(annotation, type):
        base = next((kind for kind in _SCALARS if issubclass(annotation, kind)), None)
        return _SCALARS[base] if base else "JSON"
    values = get_args(annotation)
    literal = values and all(isinstance(value, str) for value in values)
    return "VARCHAR" if literal else "JSON"
