"""An output model as the few lines a model needs to write it: fields, closed lists, how many of each."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from creatorscope.claims.claim import Claim, Verbatim

_NAMES: dict[Any, str] = {Claim: "C", Verbatim: "V", str: "text", int: "integer"}


def format_shape(model: type[BaseModel]) -> str:
    """Return the shape of a model: C is a claim, V verbatim words, `[C] 0-3` up to three of them."""
    return f"{{{', '.join(_field(name, info) for name, info in model.model_fields.items())}}}"


def _field(name: str, info: FieldInfo) -> str:
    shape = _of(info.annotation, info.metadata)
    return name if shape == "text" else f"{name}: {shape}"


def _of(annotation: Any, metadata: list[Any] | tuple[Any, ...] = ()) -> str:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _of(inner, [*metadata, *more])
    if annotation in _NAMES:
        return f"{_NAMES[annotation]}{_bounds(metadata, 'ge', 'le')}"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        return f"[{_of(arguments[0])}]{_bounds(metadata, 'min_length', 'max_length')}"
    if origin is dict:
        return f"{{WORK_ID: {_of(arguments[1])}}}"
    return _choice(arguments) if arguments else format_shape(annotation)


def _choice(parts: tuple[Any, ...]) -> str:
    """Return the values of a closed list, or the members of a union."""
    return "|".join(
        part if isinstance(part, str) else "null" if part is type(None) else _of(part) for part in parts
    )


def _bounds(metadata: list[Any] | tuple[Any, ...], low: str, high: str) -> str:
    """Return the bounds among what was said of a field, "" where there are none."""
    bounds: dict[str, Any] = {}
    for item in metadata:
        parts = item.metadata if isinstance(item, FieldInfo) else [item]
        for part in parts:
            bounds |= {name: getattr(part, name) for name in (low, high) if hasattr(part, name)}
    least, most = bounds.get(low), bounds.get(high)
    if least is None and most is None:
        return ""
    return f" {least or 0}-{most}" if most is not None else f" {least}+"
