"""Making a prepared input fit its budget: the largest of several sizes whose text is short enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from creatorscope.claims.prepared import PreparedInput
from creatorscope.operations.analysis_inputs import refusal
from creatorscope.operations.claims_inputs_accepted import Accepted
from creatorscope.operations.claims_inputs_document import format_document

_ACCEPTED_BYTES = 5_000
_AROUND_ONE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is shown: works, characters of speech and of captions, levels of each feature."""

    works: int
    speech: int
    caption: int
    levels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An input that can be built in several sizes, the largest first, and the claims it may be given.

    `build` returns the input without accepted claims, and notes on what was cut.
    """

    sizes: Sequence[Size]
    build: Callable[[Size], tuple[PreparedInput, list[str]]]
    pool: Mapping[str, Sequence[Accepted]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The input that fits, with its accepted claims, the notes on what was cut, and its text."""

    prepared: PreparedInput
    notes: tuple[str, ...]
    accepted: Mapping[str, Sequence[str]]

    def document(self, input_id: str) -> str:
        """Return the input as a model reads it, under its id."""
        named = self.prepared.model_copy(update={"input_id": input_id})
        return format_document(named, self.notes, self.accepted)


def fit(draft: Draft, budget: int) -> Fitted:
    """Return the largest input whose text takes at most `budget` bytes; its id is not counted.

    Accepted claims fill what is left, the first of every work before the second of any. Raises
    ArgumentError when not even the smallest size fits.
    """
    wanted = min(_ACCEPTED_BYTES, sum(_cost(one) for claims in draft.pool.values() for one in claims))
    for size in draft.sizes:
        prepared, notes = draft.build(size)
        left = budget - len(format_document(prepared, notes, {}).encode())
        if left >= wanted:
            return _filled(prepared, notes, draft.pool, left)
    raise refusal("work_ids", "the works are too many for one input", "Give fewer works a call.")


def _filled(
    prepared: PreparedInput, notes: list[str], pool: Mapping[str, Sequence[Accepted]], left: int
) -> Fitted:
    chosen: dict[str, list[Accepted]] = {}
    there = {work.work_id for work in prepared.works}
    for turn in zip_longest(*([(name, one) for one in pool[name]] for name in pool if name in there)):
        for work_id, one in filter(None, turn):
            left -= _cost(one)
            if left >= 0:
                chosen.setdefault(work_id, []).append(one)
    total = sum(len(claims) for claims in pool.values())
    shown = sum(len(claims) for claims in chosen.values())
    cut = [f"accepted: {shown} of {total} claims"] if shown < total else []
    return Fitted(
        prepared=prepared.model_copy(
            update={"accepted": {name: [dict(one.claim) for one in chosen[name]] for name in chosen}}
        ),
        notes=(*notes, *cut),
        accepted={name: [one.text for one in chosen[name]] for name in chosen},
    )


def _cost(one: Accepted) -> int:
    # The text as JSON, the pointer to it, and its share of the names around it.
    return len(one.text.encode()) + one.text.count('"') + one.text.count("\\") + 2 * _AROUND_ONE
