"""The rules about evidence being there: missing, unknown, ineligible, not equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from creatorscope.claims.claim import (
    Claim,
    ClaimEvidence,
    FindingEvidence,
    QuoteEvidence,
    StatisticEvidence,
    ValueEvidence,
)
from creatorscope.claims.failures import Fault, Rule
from creatorscope.claims.figures import is_same, why_not
from creatorscope.claims.ground import closest_name
from creatorscope.claims.material import Material
from creatorscope.claims.prepared import Value

PATTERN_WORKS = 3


def missing(material: Material) -> Iterator[Fault]:
    """Yield claims without the evidence their kind needs, and claims that only rest on each other."""
    grounded = _grounded(material)
    for placed in material.claims:
        claim, needed = placed.claim, ""
        if claim.kind == "gap":
            continue
        types = {item.type for item in claim.evidence}
        if not types:
            needed = "Cite what it rests on, or make it a gap."
        elif claim.kind == "pattern" and len(_cited_works(claim)) < PATTERN_WORKS:
            needed = f"A pattern names {PATTERN_WORKS} distinct works: cite them, or call it an observation."
        elif claim.kind == "recommendation" and not types & {"finding", "claim"}:
            needed = "A recommendation cites a finding, or a claim by its JSON pointer."
        elif placed.pointer not in grounded:
            needed = "It rests only on claims that rest on it: cite something of the input."
        if needed:
            got = sorted(types)
            yield Fault(rule=Rule.EVIDENCE_MISSING, pointer=f"{placed.pointer}/evidence", got=got, fix=needed)


def _cited_works(claim: Claim) -> set[str]:
    """Return the works a claim names: by a value, a quote, or an accepted claim about one."""
    works = set()
    for item in claim.evidence:
        if isinstance(item, ValueEvidence | QuoteEvidence):
            works.add(item.work_id)
        elif isinstance(item, ClaimEvidence) and item.ref.startswith("/accepted/"):
            works.add(item.ref.split("/")[2])
    return works


def _grounded(material: Material) -> set[str]:
    """Return the pointers of the claims that rest on the input, directly or through other claims."""
    there = {placed.pointer for placed in material.claims}
    grounded: set[str] = set()
    left = {placed.pointer: placed.claim for placed in material.claims}
    while True:
        added = {
            pointer
            for pointer, claim in left.items()
            if claim.kind == "gap"
            or any(
                not isinstance(item, ClaimEvidence) or item.ref in grounded or item.ref not in there
                for item in claim.evidence
            )
        }
        if not added:
            return grounded
        grounded |= added
        left = {pointer: claim for pointer, claim in left.items() if pointer not in added}


def works_named(material: Material) -> Iterator[Fault]:
    """Yield works the analysis speaks of that are not in the input or not eligible."""
    for placed in material.leaves.works:
        yield from _work(placed.work_id, placed.pointer, material)


def cited(material: Material) -> Iterator[Fault]:
    """Yield evidence that points at nothing, at an ineligible work, or gives another figure."""
    known = {placed.pointer for placed in material.claims} | material.ground.accepted.keys()
    for placed, item, pointer in material.evidence():
        if isinstance(item, ClaimEvidence):
            yield from _claim(item, placed.pointer, known, pointer)
        else:
            yield from _fact(item, pointer, material)


def _fact(
    item: FindingEvidence | StatisticEvidence | ValueEvidence | QuoteEvidence,
    pointer: str,
    material: Material,
) -> Iterator[Fault]:
    ground = material.ground
    if isinstance(item, FindingEvidence):
        finding = ground.findings.get(item.ref)
        if finding is None:
            yield _unknown(f"{pointer}/ref", item.ref, "finding", ground.findings)
        else:
            yield from _field(item, finding.fields, pointer)
    elif isinstance(item, StatisticEvidence):
        if item.ref not in ground.statistics:
            yield _unknown(f"{pointer}/ref", item.ref, "figure of the statistics", ground.statistics)
        else:
            yield from _figure(item.value, ground.statistics[item.ref], pointer)
    else:
        yield from _work(item.work_id, f"{pointer}/work_id", material)
        work = ground.works.get(item.work_id)
        if work is not None and isinstance(item, ValueEvidence):
            yield from _field(item, work.fields, pointer)
        elif work is not None and isinstance(item, QuoteEvidence) and item.field not in work.texts:
            yield _unknown(f"{pointer}/field", item.field, "text of this work", work.texts)


def _field(item: FindingEvidence | ValueEvidence, fields: dict[str, Value], pointer: str) -> Iterator[Fault]:
    if item.field not in fields:
        yield _unknown(f"{pointer}/field", item.field, "field there", fields)
    else:
        yield from _figure(item.value, fields[item.field], pointer)


def _figure(got: Value, stored: Value, pointer: str) -> Iterator[Fault]:
    if not is_same(got, stored):
        yield Fault(
            rule=Rule.EVIDENCE_VALUE_MISMATCH,
            pointer=f"{pointer}/value",
            got=got,
            fix=why_not(got, stored),
            nearest=lambda: stored,
        )


def _work(work_id: str, pointer: str, material: Material) -> Iterator[Fault]:
    work = material.ground.works.get(work_id)
    if work is None:
        yield _unknown(pointer, work_id, "work", [one.work_id for one in material.ground.eligible])
    elif not work.eligible:
        reason = f" ({work.exclusion_reason})" if work.exclusion_reason else ""
        yield Fault(
            rule=Rule.EVIDENCE_INELIGIBLE_WORK,
            pointer=pointer,
            got=work_id,
            fix=f"The work may not be cited{reason}: use an eligible one, or leave it out.",
            nearest=lambda: [one.work_id for one in material.ground.eligible][:PATTERN_WORKS],
        )


def _claim(item: ClaimEvidence, own: str, known: set[str], pointer: str) -> Iterator[Fault]:
    if item.ref == own:
        fix = "A claim is no evidence of itself: cite what it rests on."
        yield Fault(rule=Rule.EVIDENCE_UNKNOWN_ID, pointer=f"{pointer}/ref", got=item.ref, fix=fix)
    elif item.ref not in known:
        yield _unknown(f"{pointer}/ref", item.ref, "claim in this analysis", sorted(known))


def _unknown(pointer: str, got: str, what: str, names: Iterable[str]) -> Fault:
    def nearest() -> Any:
        return closest_name(got, names)

    return Fault(
        rule=Rule.EVIDENCE_UNKNOWN_ID,
        pointer=pointer,
        got=got,
        fix=f"There is no such {what}: use a name that the input has.",
        nearest=nearest,
    )
