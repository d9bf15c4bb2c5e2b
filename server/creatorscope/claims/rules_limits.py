"""The rules about how far a claim may go: confidence, platforms, differences, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from creatorscope.analysis.confidence import LEVELS
from creatorscope.claims.claim import Claim, FindingEvidence
from creatorscope.claims.failures import Fault, Rule
from creatorscope.claims.ground import closest_name
from creatorscope.claims.lexicon import CAUSES
from creatorscope.claims.material import Material
from creatorscope.claims.rules_wording import own_words

HIGH_WORKS = 5
_ADVICE = {"pattern", "difference", "recommendation"}


def confidence(material: Material) -> Iterator[Fault]:
    """Yield claims surer than the input, high ones from under five works, advice where it is insufficient."""
    level = material.ground.prepared.confidence
    few = len(material.ground.eligible) < HIGH_WORKS
    allowed = "low" if level == "insufficient" else "medium" if few and level == "high" else level
    for placed in material.claims:
        claim = placed.claim
        if claim.kind == "gap":
            continue
        if level == "insufficient" and claim.kind in _ADVICE:
            fix = "The input is insufficient: say only what is there, as observations or gaps."
            yield _too_high(f"{placed.pointer}/kind", claim.kind, fix, "observation")
        elif LEVELS.index(claim.confidence) > LEVELS.index(allowed):
            why = (
                f"from under {HIGH_WORKS} works"
                if few and level == "high"
                else f"the input's level is {level}"
            )
            yield _too_high(
                f"{placed.pointer}/confidence", claim.confidence, f"Say {allowed} or less: {why}.", allowed
            )


def scope(material: Material) -> Iterator[Fault]:
    """Yield claims about platforms the input is not of."""
    there = material.ground.prepared.platforms
    for placed in material.claims:
        if strange := [name for name in placed.claim.platforms if name not in there]:
            yield Fault(
                rule=Rule.SCOPE_CROSS_PLATFORM,
                pointer=f"{placed.pointer}/platforms",
                got=strange,
                fix="Speak only of the platforms of the input.",
                nearest=lambda: there,
            )


def differences(material: Material) -> Iterator[Fault]:
    """Yield differences no finding carries, findings cited for more than they are, and causes claimed."""
    for placed in material.claims:
        claim = placed.claim
        types = {item.type for item in claim.evidence}
        if claim.kind == "difference" and "finding" not in types:
            fix = "Cite the finding it rests on; without one it is no difference."
            yield _unsupported(f"{placed.pointer}/evidence", sorted(types), fix)
        if claim.kind != "gap":
            yield from _overstated(placed.pointer, claim, _statuses(claim, material))
        match = CAUSES.search(own_words(claim)) if claim.kind == "difference" else None
        if match:
            fix = "A finding shows what goes together, not a cause: say 'goes with' or 'is associated with'."
            yield _unsupported(f"{placed.pointer}/text", match[0], fix)


def _statuses(claim: Claim, material: Material) -> dict[str, str]:
    """Return the status of each finding the claim cites and the input has."""
    findings = material.ground.findings
    cited = [item.ref for item in claim.evidence if isinstance(item, FindingEvidence)]
    return {ref: findings[ref].status for ref in cited if ref in findings}


def _overstated(pointer: str, claim: Claim, statuses: dict[str, str]) -> Iterator[Fault]:
    for ref, status in statuses.items():
        if status == "supported" or (status == "suggestive" and claim.confidence == "low"):
            continue
        if status == "suggestive":
            fix = f"The finding {ref} is only suggestive: say it at low confidence."
            yield _unsupported(f"{pointer}/confidence", claim.confidence, fix)
        else:
            yield _unsupported(f"{pointer}/evidence", ref, f"The finding {ref} is {status}: leave it out.")


def gaps(material: Material) -> Iterator[Fault]:
    """Yield gaps the input does not have."""
    there = material.ground.prepared.gaps
    for placed in material.claims:
        name = placed.claim.gap
        if name is not None and name not in there:
            yield Fault(
                rule=Rule.GAP_UNJUSTIFIED,
                pointer=f"{placed.pointer}/gap",
                got=name,
                fix="The input does not lack this: use its data, or name one of its gaps.",
                nearest=partial(closest_name, name, there),
            )


def nothing_but_gaps(material: Material) -> Iterator[Fault]:
    """Yield an analysis that calls everything a gap where there was data; of one that is well-formed."""
    claims = [placed.claim for placed in material.claims]
    if claims and all(claim.kind == "gap" for claim in claims) and _has_data(material):
        fix = "Everything is called a gap, and the input has data: say what it shows."
        yield Fault(rule=Rule.GAP_UNJUSTIFIED, pointer="", got=f"{len(claims)} gaps", fix=fix)


def _has_data(material: Material) -> bool:
    ground = material.ground
    in_works = any(
        any(value is not None for value in work.fields.values()) or any(work.texts.values())
        for work in ground.eligible
    )
    return in_works or bool(ground.findings) or any(v is not None for v in ground.statistics.values())


def evidence_pack(material: Material) -> Iterator[Fault]:
    """Yield what an author analysis says of its own sample, where the input says otherwise."""
    pack = material.analysis.get("evidence_pack")
    if not isinstance(pack, Mapping):
        return
    level, size = pack.get("sample_confidence"), pack.get("sample_size")
    prepared, eligible = material.ground.prepared, len(material.ground.eligible)
    if level in LEVELS and LEVELS.index(level) > LEVELS.index(prepared.confidence):
        fix = f"The input's level is {prepared.confidence}: give that or less."
        yield _too_high("/evidence_pack/sample_confidence", level, fix, prepared.confidence)
    if isinstance(size, int) and size != eligible:
        yield Fault(
            rule=Rule.EVIDENCE_VALUE_MISMATCH,
            pointer="/evidence_pack/sample_size",
            got=size,
            fix="Give the number of eligible works of the input.",
            nearest=lambda: eligible,
        )


def _too_high(pointer: str, got: Any, fix: str, nearest: str) -> Fault:
    return Fault(rule=Rule.CONFIDENCE_TOO_HIGH, pointer=pointer, got=got, fix=fix, nearest=lambda: nearest)


def _unsupported(pointer: str, got: Any, fix: str) -> Fault:
    return Fault(rule=Rule.DIFFERENCE_UNSUPPORTED, pointer=pointer, got=got, fix=fix)
