"""Taking one step of a job: from a place to the next, whatever goes wrong in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import anyio
from anyio.to_thread import run_sync

from creatorscope.contract.operation import Request
from creatorscope.errors import CreatorscopeError
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.faults import after_fault, gravest
from creatorscope.jobs.kind import Kind
from creatorscope.jobs.place import Place

PARTS_AT_ONCE = 4
_COUNTED = "counts-"


class Job:
    """One job in the hands of this process: its kind, what it was asked, and what its steps may use."""

    def __init__(self, kind: Kind, request: Request, bench: Bench) -> None:
        self.kind = kind
        self.request = request
        self.bench = bench

    async def step(self, place: Place, outcomes: Sequence[Mapping[str, Any]] = ()) -> Place:
        """Return the place after the next step. `outcomes`: what the stage's parts returned."""
        faults = [Place.parse(one["fault"]) for one in outcomes if "fault" in one]
        try:
            if faults:
                return gravest(place.again(counts=await run_sync(self.counts, place)), faults)
            if place.parts:
                place = place.again(cursor={**place.cursor, "outcomes": dict(_summed(outcomes))})
            return await self.kind.steps[place.stage](self.request, self.bench, place.again(wait_s=0))
        except CreatorscopeError as error:
            return self._after(place, error)
        except BaseExceptionGroup as group:
            return self._after(place, _only_ours(group))

    async def part(self, place: Place, number: int) -> dict[str, Any]:
        """Return what one part did: its counts, or the `fault` that stopped it."""
        try:
            counts = dict(await self.kind.parts[place.stage](self.request, self.bench, number))
            await run_sync(self.bench.parts.write, f"{_COUNTED}{number:05}", [counts])
        except CreatorscopeError as error:
            return {"fault": self._after(place, error).plain()}
        except BaseExceptionGroup as group:
            return {"fault": self._after(place, _only_ours(group)).plain()}
        return counts

    async def all_parts(self, place: Place) -> list[dict[str, Any]]:
        """Run every part of the place in this process, some at once."""
        found: dict[int, dict[str, Any]] = {}
        numbers = iter(range(place.parts))

        async def work() -> None:
            for number in numbers:
                found[number] = await self.part(place, number)

        async with anyio.create_task_group() as tasks:
            for _ in range(min(PARTS_AT_ONCE, place.parts)):
                tasks.start_soon(work)
        return [found[number] for number in range(place.parts)]

    def counts(self, place: Place) -> dict[str, int]:
        """Return the counts as they stand, also while parts are running; blocks."""
        if not place.parts:
            return dict(place.counts)
        return self.kind.tally(place, _summed(list(self.bench.parts.rows(_COUNTED))))

    def _after(self, place: Place, error: CreatorscopeError) -> Place:
        return after_fault(place, error, self.bench.now(), self.bench.pace)


def _summed(outcomes: Sequence[Mapping[str, Any]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in outcomes:
        total.update({name: count for name, count in one.items() if isinstance(count, int)})
    return total


def _only_ours(group: BaseExceptionGroup[Any]) -> CreatorscopeError:
    """Return the error of a task group whose every error is meant for users; re-raise the group otherwise."""
    ours, others = group.split(CreatorscopeError)
    if others is not None or ours is None:
        raise group
    first: BaseException = ours
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    if not isinstance(first, CreatorscopeError):
        raise group
    return first
