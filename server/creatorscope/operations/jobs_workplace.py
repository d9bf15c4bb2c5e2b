"""What the job tools need of the app besides the ledger: where rows go, what needs a yes, who works."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Unit
from creatorscope.jobs.parts import PartsRoot


def _nobody() -> None:
    """Start no worker: one is known to be at work, or this process is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """How this app has long work done.

    `parts`: where the rows of running jobs are. `confirm_over`: a job that can cost more, by unit, asks for
    a yes first; a unit without an amount never asks. `start_worker`: starts a worker process on this storage.
    `pace`: how many times faster than real time the upstream's work runs: 1 but on the sandbox. `repeats`:
    providers to which what they may have had already is sent again without asking a person.
    """

    parts: PartsRoot
    confirm_over: Mapping[Unit, float] = field(default_factory=dict)
    start_worker: Callable[[], None] = _nobody
    pace: float = 1.0
    repeats: Collection[Provider] = ()
