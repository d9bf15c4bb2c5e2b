"""Random draws that depend on nothing but a seed: not on the Python version, nor on hash order."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values with the weights they are drawn by; weights need not sum to 1."""

    __slots__ = ("bounds", "total", "values")

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = [(value, weight) for value, weight in weights if weight > 0]
        self.values = [value for value, _ in pairs]
        self.bounds = list(accumulate(weight for _, weight in pairs))
        self.total = self.bounds[-1]


class Draw:
    """Draws from one stream. Only `Random.random` is used: it alone is promised to stay the same."""

    __slots__ = ("unit",)

    def __init__(self, seed: str) -> None:
        self.unit = Random(seed).random  # noqa: S311 - a made-up world, no secret

    def chance(self, probability: float) -> bool:
        """Return True with that probability (0 to 1)."""
        return self.unit() < probability

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high)."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both possible."""
        return low + int((high - low + 1) * self.unit())

    def normal(self, mean: float = 0.0, deviation: float = 1.0) -> float:
        """Return a normally distributed number."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.unit()))
        return mean + deviation * radius * math.cos(2.0 * math.pi * self.unit())

    def lognormal(self, median: float, spread: float) -> float:
        """Return a log-normal number; `spread` is the deviation of its natural logarithm."""
        return median * math.exp(self.normal(0.0, spread))

    def pick(self, values: Sequence[T]) -> T:
        """Return one of the values, each as likely."""
        return values[int(len(values) * self.unit())]

    def weighted(self, table: Weighted[T]) -> T:
        """Return one value of the table by its weights."""
        return table.values[min(bisect_right(table.bounds, table.total * self.unit()), len(table.values) - 1)]

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """Return up to `count` different positions' values, in drawn order."""
        left = list(values)
        return [left.pop(int(len(left) * self.unit())) for _ in range(min(count, len(left)))]

    def digits(self, count: int) -> str:
        """Return that many decimal digits."""
        return f"{int(self.unit() * 10**count):0{count}d}"
