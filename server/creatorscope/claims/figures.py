"""Comparing the figure a claim gives with the stored one."""

from __future__ import annotations

import math

from creatorscope.claims.ground import fold
from creatorscope.claims.prepared import Value

TOLERANCE = 1e-6
_LARGEST = 10**300


def is_same(got: Value, stored: Value) -> bool:
    """Return whether two figures are the same: numbers within 1e-6 relative, texts but for white space.

    None is the same as None only; true and false are no numbers; lists are compared place by place.
    """
    if isinstance(got, list) and isinstance(stored, list):
        return len(got) == len(stored) and all(map(is_same, got, stored))
    if isinstance(got, str) and isinstance(stored, str):
        return fold(got) == fold(stored)
    if _is_number(got) and _is_number(stored):
        return _is_close(got, stored)
    return type(got) is type(stored) and got == stored


def why_not(got: Value, stored: Value) -> str:
    """Return what to do about a figure that is not the stored one."""
    if stored is None:
        return "The figure is unknown: give null, or leave the statement out; unknown is not 0."
    if got is None:
        return "The figure is known: give it."
    if _is_number(got) and _is_number(stored):
        if _is_close(got, 100 * stored):
            return f"It is a fraction, not a percent: give {stored}; code writes the percent."
        if _is_close(100 * got, stored):
            return f"It is not a fraction of one: give {stored}."
    return "Give the stored figure, digit for digit."


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_close(one: object, other: object) -> bool:
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return False
    if max(abs(one), abs(other)) > _LARGEST:
        return one == other
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=0.0)
