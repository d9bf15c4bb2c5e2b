"""The rules about the form of an analysis: `schema.invalid` and `score.not_computed`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from creatorscope.claims.claim import EvidenceType
from creatorscope.claims.failures import Fault, Rule
from creatorscope.claims.ground import closest_name
from creatorscope.claims.material import Material
from creatorscope.claims.prepared import PreparedInput
from creatorscope.claims.registry import Contract

_TYPES = ", ".join(get_args(EvidenceType))
_OBJECT = "Give an object here, as the output model has it."
_UNION = "Give a figure here: a text, a number, true, false, null, or a list of them."
_FIXES = {
    "extra_forbidden": "Leave out {name}: the output model has no such field.",
    "missing": "Give {name}: the output model needs it.",
    "union_tag_invalid": f"Give the type of the evidence: {_TYPES}.",
    "union_tag_not_found": f"Give the type of the evidence: {_TYPES}.",
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
}


def without_computed(analysis: dict[str, Any], contract: Contract) -> tuple[dict[str, Any], list[Fault]]:
    """Return the analysis less the scores only code may compute, and a fault for each that was there."""
    faults: list[Fault] = []
    if not contract.computed:
        return analysis, faults

    def strip(value: Any, pointer: str) -> Any:
        if isinstance(value, list):
            return [strip(inner, f"{pointer}/{place}") for place, inner in enumerate(value)]
        if not isinstance(value, dict):
            return value
        kept = {}
        for key, inner in value.items():
            if key in contract.computed:
                fix = f"Leave out {key}: code computes it from what you hand in."
                faults.append(
                    Fault(rule=Rule.SCORE_NOT_COMPUTED, pointer=f"{pointer}/{key}", got=inner, fix=fix)
                )
            else:
                kept[key] = strip(inner, f"{pointer}/{key}")
        return kept

    return strip(analysis, ""), faults


def form_of(material: Material) -> Iterator[Fault]:
    """Yield what the output model refuses, another contract or version, and evidence it does not take."""
    try:
        material.contract.output.model_validate(material.analysis)
    except ValidationError as error:
        yield from _faults(error.errors(include_url=False), material.analysis)
    yield from _identity(material.analysis, material.ground.prepared)
    yield from _twice(material)
    allowed = material.contract.evidence
    for _, item, pointer in material.evidence():
        if item.type not in allowed:
            named = ", ".join(sorted(allowed))
            yield Fault(
                rule=Rule.SCHEMA_INVALID,
                pointer=f"{pointer}/type",
                got=item.type,
                fix=f"The contract {material.contract.id} takes evidence of the types {named}.",
            )


def _identity(analysis: Any, prepared: PreparedInput) -> Iterator[Fault]:
    for name in ("contract", "contract_version"):
        got, wanted = analysis.get(name), str(getattr(prepared, name))
        if name in analysis and got != wanted:
            fix = f"Give {name} as the input has it: {wanted}."
            yield Fault(
                rule=Rule.SCHEMA_INVALID,
                pointer=f"/{name}",
                got=got,
                fix=fix,
                nearest=partial(str, wanted),
            )


def _twice(material: Material) -> Iterator[Fault]:
    counts = Counter(placed.work_id for placed in material.leaves.works)
    seen: set[str] = set()
    for placed in material.leaves.works:
        if counts[placed.work_id] > 1 and placed.work_id in seen:
            fix = "Speak of each work once."
            yield Fault(rule=Rule.SCHEMA_INVALID, pointer=placed.pointer, got=placed.work_id, fix=fix)
        seen.add(placed.work_id)


def _faults(errors: list[ErrorDetails], analysis: Any) -> Iterator[Fault]:
    """Yield one fault a place: a figure that fits no type is refused once for each type there is."""
    by_pointer: dict[str, list[tuple[ErrorDetails, Any]]] = {}
    for error in errors:
        pointer, owner = _pointer(error, analysis)
        by_pointer.setdefault(pointer, []).append((error, owner))
    for pointer, found in by_pointer.items():
        error, owner = found[0]
        name = pointer.rpartition("/")[2]
        got = name if error["type"] == "extra_forbidden" else error["input"]
        absent = error["type"] == "missing"
        keys = list(owner) if isinstance(owner, dict) and absent else []
        yield Fault(
            rule=Rule.SCHEMA_INVALID,
            pointer=pointer,
            got=None if absent else got,
            fix=_UNION if len(found) > 1 else _fix(error, name),
            nearest=partial(closest_name, name, keys) if keys else None,
        )


def _fix(error: ErrorDetails, name: str) -> str:
    if error["type"] in _FIXES:
        return _FIXES[error["type"]].format(name=name)
    told = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ").rstrip(".")
    return f"Wanted: {told}."


def _pointer(error: ErrorDetails, analysis: Any) -> tuple[str, Any]:
    """Return the JSON pointer of an error and the object it is in: tags of unions are no place."""
    loc, value, pointer = error["loc"], analysis, ""
    owner = value
    for place, part in enumerate(loc):
        if place >= 2 and loc[place - 2] == "evidence" and isinstance(loc[place - 1], int):
            continue
        there = (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        )
        wanted = error["type"] == "missing" and place == len(loc) - 1
        if there or wanted:
            pointer += "/" + str(part).replace("~", "~0").replace("/", "~1")
            owner, value = value, value[part] if there else None
    return pointer, owner
