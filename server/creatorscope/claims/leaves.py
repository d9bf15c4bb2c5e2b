"""Finding the claims, the verbatim words and the works in an analysis, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from creatorscope.claims.claim import Claim, Verbatim
from creatorscope.claims.registry import Contract

_CLAIM = {"text", "kind", "evidence", "confidence", "platforms"}
_CLAIM_FROM = 3
BY_WORK_ID = "explanations"

Leaf = TypeVar("Leaf", Claim, Verbatim)


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim and where it stands; `work_id` is the work it stands under, if any."""

    pointer: str
    claim: Claim
    work_id: str | None
    about_speech: bool


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Verbatim words and where they stand."""

    pointer: str
    words: Verbatim
    work_id: str | None
    about_speech: bool


@dataclass(frozen=True, slots=True)
class PlacedWork:
    """A work the analysis speaks of, and where it is named; `item` is what is said of it."""

    pointer: str
    work_id: str
    item: Mapping[str, Any]


@dataclass(slots=True)
class Leaves:
    """Everything in an analysis that can be checked on its own; what has no such form is left out."""

    claims: list[PlacedClaim] = field(default_factory=list)
    verbatim: list[PlacedWords] = field(default_factory=list)
    works: list[PlacedWork] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    pointer: str
    work_id: str | None = None
    about_speech: bool = False

    def into(self, key: str | int, contract: Contract) -> _Place:
        escaped = str(key).replace("~", "~0").replace("/", "~1")
        return _Place(f"{self.pointer}/{escaped}", self.work_id, self.about_speech or key in contract.speech)


def find_leaves(analysis: Mapping[str, Any], contract: Contract) -> Leaves:
    """Return the claims, verbatim words and works of an analysis, in their order.

    A claim that its own model refuses is left out: `schema.invalid` tells of it.
    """
    found = Leaves()
    _walk(analysis, _Place(""), contract, found)
    return found


def _walk(value: Any, place: _Place, contract: Contract, found: Leaves) -> None:
    if isinstance(value, list):
        for number, inner in enumerate(value):
            _walk(inner, place.into(number, contract), contract, found)
    elif isinstance(value, dict):
        if len(_CLAIM & value.keys()) >= _CLAIM_FROM:
            if (claim := _validated(Claim, value)) is not None:
                found.claims.append(PlacedClaim(place.pointer, claim, place.work_id, place.about_speech))
        elif "verbatim" in value:
            if (words := _validated(Verbatim, value)) is not None:
                found.verbatim.append(PlacedWords(place.pointer, words, place.work_id, place.about_speech))
        else:
            _walk_object(value, place, contract, found)


def _walk_object(value: dict[str, Any], place: _Place, contract: Contract, found: Leaves) -> None:
    work_id = value.get("work_id")
    if isinstance(work_id, str):
        found.works.append(PlacedWork(f"{place.pointer}/work_id", work_id, value))
        place = _Place(place.pointer, work_id, place.about_speech)
    for key, inner in value.items():
        if place.pointer == "" and key == BY_WORK_ID and isinstance(inner, dict):
            for name, item, inside in _by_work(inner, place.into(key, contract), contract):
                found.works.append(PlacedWork(inside.pointer, name, item if isinstance(item, dict) else {}))
                _walk(item, inside, contract, found)
        else:
            _walk(inner, place.into(key, contract), contract, found)


def _by_work(items: dict[str, Any], place: _Place, contract: Contract) -> Iterator[tuple[str, Any, _Place]]:
    for name, item in items.items():
        yield name, item, _Place(place.into(name, contract).pointer, name)


def _validated(model: type[Leaf], value: dict[str, Any]) -> Leaf | None:
    try:
        return model.model_validate(value)
    except ValidationError:
        return None
