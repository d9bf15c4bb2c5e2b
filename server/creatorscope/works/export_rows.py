"""Reading back works and creators from rows of our own exports, also where a table made all cells text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from creatorscope.works.creator import Creator
from creatorscope.works.numbers import parse_count, parse_time
from creatorscope.works.reading import AdapterError, Raw, at, clean, listed, texts
from creatorscope.works.work import COUNTS, Work

_Model = TypeVar("_Model", bound=BaseModel)
_DEEPEST = 10
_LISTS = frozenset({"tags", "gaps", "flags", "subtitles", "categories"})
_MOMENTS = frozenset({"published_at", "last_published_at", "snapshot_at"})
_OBJECTS = frozenset({"ids", "vendor", "audience", "contacts", "sources"})


def work_from_export(raw: Raw) -> Work:
    """Return the work of an exported row; AdapterError without platform and id. Unknown columns are ignored.

    A cell that does not fit its column becomes None and a gap. In a row of text alone an empty cell is None.
    """
    values = _values(raw, Work)
    for name in COUNTS:
        if values.get(name) is not None:
            values[name] = parse_count(values[name])
    return _build(Work, values, needed=("platform", "platform_work_id"))


def creator_from_export(raw: Raw) -> Creator:
    """Return the creator of an exported row; AdapterError without platform and an id or handle."""
    return _build(Creator, _values(raw, Creator), needed=("platform",))


def _values(raw: Raw, model: type[BaseModel]) -> dict[str, Any]:
    table = all(isinstance(value, str) or value is None for value in raw.values())
    values: dict[str, Any] = {"source": "export"}
    for name in model.model_fields:
        value = _cell(name, clean_all(at(raw, name)), model)
        if value is not None and not (table and value == ""):
            values[name] = value
    return values


def clean_all(value: Any, depth: int = 0) -> Any:
    """Return a JSON value whose every text any file can hold (see `clean`); None where nested too deep."""
    if isinstance(value, str):
        return clean(value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {clean_all(key): clean_all(child, depth + 1) for key, child in value.items()}
    return [clean_all(child, depth + 1) for child in value] if isinstance(value, list) else value


def _cell(name: str, value: Any, model: type[BaseModel]) -> Any:
    """Return the value of a column; lists and objects may be written as JSON, lists with commas too."""
    if name in _MOMENTS:
        return parse_time(value) or value  # tables have no zone: UTC
    is_list = name in _LISTS and not (name == "gaps" and model is Creator)
    is_object = name in _OBJECTS or (name == "gaps" and model is Creator)
    if isinstance(value, str) and (is_list or is_object):
        try:
            value = json.loads(value)
        except ValueError:
            value = value.split(",")
    if is_list:
        return value if name == "subtitles" and isinstance(value, list) else texts(listed(value))
    if is_object:
        return value if isinstance(value, Mapping) else None
    return value


def _build(model: type[_Model], values: dict[str, Any], *, needed: tuple[str, ...]) -> _Model:
    """Return the model of the values that fit; each that does not is dropped and named in `gaps`."""
    for _ in range(2):
        try:
            return model.model_validate(values)
        except ValidationError as error:
            wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
            if not wrong or wrong & set(needed):
                break
            values = {name: value for name, value in values.items() if name not in wrong}
            values["gaps"] = _with_gaps(values.get("gaps"), sorted(wrong))
    raise AdapterError(f"this exported row is not whole; it needs {', '.join(needed)} and an id")


def _with_gaps(gaps: Any, wrong: list[str]) -> Any:
    if isinstance(gaps, Mapping):
        return {**gaps, **dict.fromkeys(wrong, "not_provided")}
    return (*(gaps or ()), *wrong)
