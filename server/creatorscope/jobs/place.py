"""How far a job has come: plain data that a step takes and returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

DONE = "done"
SHORTEST_PAUSE_S = 0.25
"""Between two looks at the same work, however fast the upstream is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a job stands between two steps; portable JSON.

    `stage`: the step that comes next, DONE after the last. `cursor`: what that step needs to know. `counts`:
    totals so far, never differences, so that a step done twice counts once. `result_id`: what is readable so
    far. `next`: what happens next, in words. `wait_s`: how long to wait before it. `parts`: how many parts
    the stage has, run side by side; 0 for an ordinary step. `tries`: how often this step failed in a row.
    `decide`: why a person has to decide first. `failed`: the error the job ended with.
    """

    stage: str
    cursor: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    result_id: str | None = None
    next: str = ""
    wait_s: float = 0
    parts: int = 0
    tries: int = 0
    decide: str | None = None
    failed: Mapping[str, Any] | None = None

    @property
    def done(self) -> bool:
        """True when no step is left."""
        return self.stage == DONE

    @property
    def stopped(self) -> bool:
        """True when nothing goes on by itself: done, failed, or a person has to decide."""
        return self.done or self.decide is not None or self.failed is not None

    def to(self, stage: str, **changes: Any) -> Place:
        """Return the place after a step: waits, parts, failures and decisions of this one are over."""
        base: dict[str, Any] = {"wait_s": 0.0, "parts": 0, "tries": 0, "decide": None, "failed": None}
        return replace(self, stage=stage, **(base | changes))

    def again(self, **changes: Any) -> Place:
        """Return this place, with changes: its step is done again."""
        return replace(self, **changes)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self)

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Self:
        """Return the place that `plain` wrote."""
        return cls(**data)
