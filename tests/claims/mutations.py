"""Golden analyses made wrong in every place a rule looks at, one fault at a time."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from creatorscope.claims.failures import Rule
from creatorscope.claims.leaves import Leaves, find_leaves
from creatorscope.claims.prepared import PreparedInput
from creatorscope.claims.registry import BY_ID
from creatorscope.claims.rules_wording import PLACEHOLDER
from tests.claims.goldens import load_analysis, load_input

Change = Callable[[Any], None]


@dataclass(frozen=True)
class Mutation:
    """One wrong analysis: what was done to it, and rules that may fail along with the one meant."""

    told: str
    prepared: PreparedInput
    analysis: dict[str, Any]
    also: frozenset[Rule]


class Golden:
    """A golden input and analysis, with ways to make one thing of it wrong."""

    def __init__(self, contract: str) -> None:
        self.contract = BY_ID[contract]
        self.prepared = load_input(contract)
        self.analysis = load_analysis(contract)
        self.leaves: Leaves = find_leaves(self.analysis, self.contract)

    def claims(self, *, gaps: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield pointer and claim of each claim, gaps only where asked for."""
        for placed in self.leaves.claims:
            if gaps or placed.claim.kind != "gap":
                yield placed.pointer, at(self.analysis, placed.pointer)

    def evidence(self, *types: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield pointer and evidence of each piece of these types."""
        for pointer, claim in self.claims(gaps=True):
            for place, item in enumerate(claim["evidence"]):
                if item["type"] in types:
                    yield f"{pointer}/evidence/{place}", item

    def with_change(self, pointer: str, change: Change, *also: Rule) -> Mutation:
        """Return the analysis with what a pointer names changed in place."""
        changed = copy.deepcopy(self.analysis)
        before = json.dumps(at(changed, pointer), ensure_ascii=False)
        change(at(changed, pointer))
        after = json.dumps(at(changed, pointer), ensure_ascii=False)
        assert before != after, f"nothing was changed at {pointer}"
        return Mutation(f"{pointer}: {before} -> {after}", self.prepared, changed, frozenset(also))

    def with_input(self, told: str, change: Change, *also: Rule) -> Mutation:
        """Return the analysis with its input changed."""
        data = self.prepared.model_dump(mode="json")
        change(data)
        return Mutation(told, PreparedInput.model_validate(data), self.analysis, frozenset(also))


def at(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer names."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def put(key: str, value: Any) -> Change:
    """Return the change that sets one key."""

    def change(target: Any) -> None:
        target[key] = value

    return change


def append(text: str) -> Change:
    """Return the change that puts words behind a claim's text."""

    def change(target: Any) -> None:
        target["text"] += f" {text}"

    return change


def without_figures(target: Any) -> None:
    """Leave a claim without evidence, and without places for figures."""
    target["text"] = PLACEHOLDER.sub("…", target["text"])
    target["evidence"] = []


def schema_invalid(golden: Golden) -> Iterator[Mutation]:
    broken = (Rule.EVIDENCE_UNKNOWN_ID, Rule.EVIDENCE_MISSING)
    yield golden.with_change("", put("comment", "more"))
    yield golden.with_change("", put("contract_version", "0.9"))
    yield golden.with_change("", put("contract", "other"))
    for key in golden.analysis:
        yield golden.with_change("", lambda target, key=key: target.pop(key), *broken)
    for pointer, claim in golden.claims(gaps=True):
        yield golden.with_change(pointer, put("note", "more"), *broken)
        yield golden.with_change(pointer, put("confidence", "certain"), *broken)
        yield golden.with_change(pointer, put("evidence", "the text"), *broken)
        for key in ("kind", "text", "platforms", "confidence"):
            yield golden.with_change(pointer, lambda target, key=key: target.pop(key), *broken)
        if claim["evidence"]:
            again = [*claim["evidence"], claim["evidence"][0]]
            yield golden.with_change(pointer, put("evidence", again), *broken)


def evidence_missing(golden: Golden) -> Iterator[Mutation]:
    for pointer, claim in golden.claims():
        also = (Rule.DIFFERENCE_UNSUPPORTED,) if claim["kind"] == "difference" else ()
        yield golden.with_change(pointer, without_figures, *also)
        named = [item for item in claim["evidence"] if item["type"] in {"value", "quote", "statistic"}]
        if named and claim["kind"] == "observation":
            for kind in ("recommendation", "pattern"):
                kept = {**claim, "kind": kind, "evidence": named, "text": "Words alone."}
                yield golden.with_change(pointer, lambda target, kept=kept: target.update(kept))
        if claim["kind"] == "pattern":
            few = {**claim, "evidence": claim["evidence"][:2], "text": "Words alone."}
            yield golden.with_change(pointer, lambda target, few=few: target.update(few))


def evidence_unknown_id(golden: Golden) -> Iterator[Mutation]:
    for pointer, _ in golden.evidence("finding", "statistic", "claim"):
        yield golden.with_change(pointer, put("ref", "/no/such"), Rule.EVIDENCE_MISSING)
    for pointer, _ in golden.evidence("value", "quote"):
        yield golden.with_change(pointer, put("work_id", "999"), Rule.EVIDENCE_MISSING)
    for pointer, _ in golden.evidence("finding", "value", "quote"):
        yield golden.with_change(pointer, put("field", "no_such"))
    for placed in golden.leaves.verbatim:
        yield golden.with_change(placed.pointer, put("field", "no_such"))
    for placed in golden.leaves.works:
        owner, _, name = placed.pointer.rpartition("/")
        if name == "work_id":
            yield golden.with_change(owner, put("work_id", "999"))
        else:
            renamed = {
                ("999" if key == name else key): item for key, item in at(golden.analysis, owner).items()
            }
            yield golden.with_change("", put(owner[1:], renamed), Rule.EVIDENCE_MISSING)


def ineligible_work(golden: Golden) -> Iterator[Mutation]:
    cited = {item["work_id"] for _, item in golden.evidence("value", "quote")}
    for work_id in sorted(cited | {placed.work_id for placed in golden.leaves.works}):

        def exclude(data: Any, work_id: str = work_id) -> None:
            (work,) = [one for one in data["works"] if one["work_id"] == work_id]
            work |= {"eligible": False, "exclusion_reason": "transcript not trusted"}

        yield golden.with_input(f"{work_id} excluded", exclude, Rule.EVIDENCE_VALUE_MISMATCH)


def value_mismatch(golden: Golden) -> Iterator[Mutation]:
    for pointer, item in golden.evidence("finding", "statistic", "value"):
        for wrong in _wrong_figures(item["value"]):
            yield golden.with_change(pointer, put("value", wrong))
    if "evidence_pack" in golden.analysis:
        yield golden.with_change("/evidence_pack", put("sample_size", 60))


def _wrong_figures(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [f"{value}s", "", None, 0]
    if isinstance(value, list):
        return [[*value, "more"], None]
    if value is None:
        return [0, "", False]
    wrong = [None, str(value), value * (1 + 1e-5) if value else 1e-9, value + 1]
    return [*wrong, value * 100, value / 100] if value else wrong


MUTATORS: dict[Rule, Callable[[Golden], Iterator[Mutation]]] = {
    Rule.SCHEMA_INVALID: schema_invalid,
    Rule.EVIDENCE_MISSING: evidence_missing,
    Rule.EVIDENCE_UNKNOWN_ID: evidence_unknown_id,
    Rule.EVIDENCE_INELIGIBLE_WORK: ineligible_work,
    Rule.EVIDENCE_VALUE_MISMATCH: value_mismatch,
}

__all__ = ["MUTATORS", "Change", "Golden", "Mutation", "append", "at", "put"]
