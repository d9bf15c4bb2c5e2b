"""Rules between two fields of one request, reported at the field like every other fault."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationInfo, field_validator

from creatorscope.contract.operation import Request

_BOUNDS = {"_lte": "_gte", "_max": "_min"}


class RangedRequest(Request):
    """A request whose `X_lte` may not be below its `X_gte`, nor `X_max` below `X_min`.

    The lower bound must be declared first. Texts (ISO times) are compared by their date.
    """

    @field_validator("*")
    @classmethod
    def bounds_in_order(cls, value: Any, info: ValidationInfo) -> Any:
        """Return the value; ValueError naming both fields when the range is empty."""
        name = str(info.field_name)
        upper = name[-4:]
        if value is None or upper not in _BOUNDS:
            return value
        lower_name = name[:-4] + _BOUNDS[upper]
        lower = info.data.get(lower_name)
        if lower is not None and _comparable(value) < _comparable(lower):
            raise ValueError(f"{value} is below {lower_name} ({lower}); raise {name} or lower {lower_name}")
        return value


def exactly_one(value: Any, other: str, info: ValidationInfo) -> Any:
    """Return the value when either it or the field `other`, declared before it, is set; ValueError otherwise.

    The field needs `validate_default=True`, so that its absence is seen.
    """
    return one_of_several(value, (other,), info)


def one_of_several(value: Any, others: tuple[str, ...], info: ValidationInfo) -> Any:
    """Return the value when exactly one of it and the fields `others`, all declared before it, is set.

    The field needs `validate_default=True`, so that its absence is seen. ValueError otherwise.
    """
    if any(other not in info.data for other in others):
        return value  # that field's own fault is reported
    name = str(info.field_name)
    given = [other for other in others if info.data[other] is not None]
    given += [] if value is None else [name]
    if len(given) == 1:
        return value
    choices = f"{', '.join(others)} or {name}"
    if not given:
        raise ValueError(f"one of {choices} is required; give {choices}")
    both = "both" if len(given) == 2 else "all"
    raise ValueError(f"{' and '.join(given)} were {both} given; give only one of {choices}")


def _comparable(value: Any) -> Any:
    return value[:10] if isinstance(value, str) else value
