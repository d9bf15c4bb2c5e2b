"""A kind of job: what it is asked, what it can cost, and its steps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.contract.operation import Provider, Request
from creatorscope.contract.price import Quote
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.place import Place
from creatorscope.results.about import About

Step = Callable[[Any, Bench, Place], Awaitable[Place]]
Part = Callable[[Any, Bench, int], Awaitable[Mapping[str, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a job is going to do: in words, stage by stage, how many items, and the most it can cost."""

    items: int
    lines: tuple[str, ...]
    cost: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of job.

    `version`: raised when the sequence of its steps changes; a job begun under another is not continued.
    `needs`: the provider it cannot do without. `first`: the place it begins at. `steps`: by stage.
    `parts`: by stage, what one of several parts run side by side does; the stage's step then joins them,
    finding the sums of what they returned as `outcomes` in its cursor. `tally`: the counts those sums make.
    `about`: describes the rows written so far as a result. `plan`: request and price rates by tool -> Plan.
    """

    name: str
    version: int
    request: type[Request]
    needs: Provider
    first: Callable[[Any], Place]
    steps: Mapping[str, Step]
    parts: Mapping[str, Part]
    tally: Callable[[Place, Mapping[str, int]], dict[str, int]]
    about: Callable[[Any, Place], About]
    plan: Callable[[Any, Mapping[str, float]], Plan]


def no_parts(place: Place, outcomes: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of a kind whose stages have no parts."""
    del outcomes
    return dict(place.counts)
