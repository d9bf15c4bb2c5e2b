"""What the job tools need of the app besides the ledger: where rows go, what needs a yes, who works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from creatorscope.contract.price import Unit


def _nobody() -> None:
    """Start no worker: one is known to be at work, or this process is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """How this app has long work done.

    `folder`: where the rows of running jobs are. `confirm_over`: a job that can cost more, by unit, asks for
    a yes first; a unit without an amount never asks. `start_worker`: starts a worker process on this storage.
    `pace`: how many times faster than real time the upstream's work runs: 1 but on the sandbox.
    """

    folder: Path
    confirm_over: Mapping[Unit, float] = field(default_factory=dict)
    start_worker: Callable[[], None] = _nobody
    pace: float = 1.0
