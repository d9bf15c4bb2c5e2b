"""Key names and JSON types of a document, without any of its values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_NAMES = {str: "text", bool: "true/false", int: "integer", float: "decimal", type(None): "null"}


def types_of(value: Any) -> Any:
    """Return objects as {key: types}, arrays as [types of an element], anything else as its type's name.

    A key ending in `?` stands in some elements of an array only.
    """
    if isinstance(value, dict):
        return {key: types_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_merged([types_of(element) for element in value])] if value else []
    return _NAMES[type(value)]


def faults(expected: Any, got: Any, at: str = "") -> Iterator[str]:
    """Yield every way in which types differ from the expected ones; keys marked `?` may be absent."""
    if isinstance(expected, dict) and isinstance(got, dict):
        known = {key.removesuffix("?"): (inner, key.endswith("?")) for key, inner in expected.items()}
        found = {key.removesuffix("?"): (inner, key.endswith("?")) for key, inner in got.items()}
        for key in known.keys() | found.keys():
            if key not in known:
                yield f"{at}.{key}: unknown"
            elif key not in found or (found[key][1] and not known[key][1]):
                if not known[key][1]:
                    yield f"{at}.{key}: missing"
            else:
                yield from faults(known[key][0], found[key][0], f"{at}.{key}")
    elif isinstance(expected, list) and isinstance(got, list):
        for wanted, met in zip(expected, got, strict=True):
            yield from faults(wanted, met, f"{at}[]")
    elif expected != got:
        yield f"{at}: {got} instead of {expected}"


def _merged(elements: list[Any]) -> Any:
    """Return the one form of all elements of an array."""
    if not all(isinstance(element, dict) for element in elements):
        assert all(element == elements[0] for element in elements), elements
        return elements[0]
    keys = dict.fromkeys(key for element in elements for key in element)
    shared = {key for key in keys if all(key in element for element in elements)}
    return {
        key if key in shared else f"{key}?": _merged([element[key] for element in elements if key in element])
        for key in keys
    }
