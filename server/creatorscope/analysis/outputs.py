"""The parts the analysis output is made of: numbers, metrics and small tables."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict


def round_figure(value: float) -> float:
    """Return the value to twelve significant digits: exact for counts and money, without machine noise.

    Infinite and undefined values are refused with a ValueError: an unknown figure is None.
    """
    if not math.isfinite(value):
        raise ValueError("figure is not finite; give None where a figure is unknown")
    return float(f"{value:.12g}")


Figure = Annotated[float, AfterValidator(round_figure)]
Interval = tuple[Figure, Figure]


class Part(BaseModel):
    """Base of every part of an output: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Window(Part):
    """The stretch of time the scored works cover; nulls where no work has a date."""

    start: str | None
    end: str | None
    days: Figure | None
    limit_days: int | None
    extended: bool

    def __str__(self) -> str:
        return f"{self.start}..{self.end}" if self.start else "undated"


class Metric(Part):
    """One figure with everything needed to read it.

    `value` is None when it is unknown, never 0; `interval` None when it cannot be given.
    `numerator` and `denominator` name what was divided, both None for a figure that is no ratio.
    """

    value: Figure | None
    unit: str
    numerator: str | None = None
    denominator: str | None = None
    aggregation: str
    n: int
    missing: int = 0
    window: str
    interval: Interval | None = None
    pinned_excluded: bool = True


class Share(Part):
    """A share of works with its Wilson interval; `n` works were known, `count` of them had the level."""

    level: str
    count: int
    n: int
    share: Figure | None
    interval: Interval | None


class Columns(Part):
    """A table: column names once, then rows in their order."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Flag(Part):
    """Something a reader must know about the input, with how many works it concerns."""

    code: str
    count: int | None
    text: str
