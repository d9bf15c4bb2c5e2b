"""Compares response models with typed responses: no field undocumented, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel


class Declared(NamedTuple):
    """One field of a response model, named by the class that declares it."""

    model: type[BaseModel]
    field: str

    def __str__(self) -> str:
        return f"{self.model.__name__}.{self.field}"


def unknown_fields(value: Any, at: str) -> Iterator[str]:
    """Yield the path of every field a parsed response holds and its model does not declare."""
    if isinstance(value, BaseModel):
        yield from (f"{at}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_fields(getattr(value, name), f"{at}.{name}")
    elif isinstance(value, list):
        for element in value:
            yield from unknown_fields(element, f"{at}[]")


def declared_fields(value: Any) -> Iterator[Declared]:
    """Yield every field declared by the models that a parsed response is made of."""
    for model in _models(value):
        for name in type(model).model_fields:
            yield Declared(_declarer(type(model), name), name)


def set_fields(value: Any) -> Iterator[Declared]:
    """Yield every declared field that a parsed response has a value for."""
    for model in _models(value):
        for name in model.model_fields_set & type(model).model_fields.keys():
            yield Declared(_declarer(type(model), name), name)


def _models(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name))
    elif isinstance(value, list):
        for element in value:
            yield from _models(element)


def _declarer(model: type[BaseModel], name: str) -> type[BaseModel]:
    """Return the class whose body names the field: parts shared by several calls count as one."""
    return next(owner for owner in model.__mro__ if name in vars(owner).get("__annotations__", {}))
