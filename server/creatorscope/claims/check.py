"""Checking an analysis against its frozen input: every rule, every failure, one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from creatorscope.claims import (
    rules_evidence,
    rules_limits,
    rules_quote,
    rules_schema,
    rules_text,
    rules_wording,
)
from creatorscope.claims.failures import SHOWN, Checked, CheckReport, Failure, Fault, Rule
from creatorscope.claims.ground import Ground
from creatorscope.claims.leaves import Leaves, find_leaves
from creatorscope.claims.material import Material
from creatorscope.claims.parse import NotAnAnalysisError, parse_analysis
from creatorscope.claims.prepared import PreparedInput
from creatorscope.claims.registry import BY_ID

_FAILING: tuple[Callable[[Material], Iterator[Fault]], ...] = (
    rules_schema.form_of,
    rules_evidence.works_named,
    rules_evidence.missing,
    rules_evidence.cited,
    rules_quote.quotes,
    rules_quote.verbatim,
    rules_wording.numbers,
    rules_limits.confidence,
    rules_limits.scope,
    rules_limits.differences,
    rules_limits.gaps,
    rules_limits.evidence_pack,
    rules_wording.sales,
    rules_wording.contacts,
)
_WARNING: tuple[Callable[[Material], Iterator[Fault]], ...] = (
    rules_wording.multiples,
    rules_wording.causes_elsewhere,
)


def check(prepared: PreparedInput, analysis: object) -> CheckReport:
    """Return what an analysis (an object, or a JSON string of one) fails by, all rules at once.

    `valid` means that the evidence exists and the limits hold, not that what is inferred is true. A KeyError
    for an input whose contract there is none of: inputs are made by this program.
    """
    contract = BY_ID[prepared.contract]
    try:
        given = parse_analysis(analysis)
    except NotAnAnalysisError as refused:
        return _report(Leaves(), [refused.failure], 1, [])
    plain, faults = rules_schema.without_computed(given, contract)
    material = Material(
        ground=Ground(prepared), contract=contract, analysis=plain, leaves=find_leaves(plain, contract)
    )
    faults += [fault for rule in _FAILING for fault in rule(material)]
    if not any(fault.rule is Rule.SCHEMA_INVALID for fault in faults):
        faults += rules_limits.nothing_but_gaps(material)
    if Rule.TEXT_ADDED in contract.rules:
        faults += rules_text.transcripts(material)
    warnings = [*_not_spoken_of(material), *(fault for rule in _WARNING for fault in rule(material))]
    return _report(material.leaves, _shown(faults), len(faults), warnings)


def _not_spoken_of(material: Material) -> Iterator[Fault]:
    """Yield eligible works that an analysis of single works leaves out."""
    named = {placed.work_id for placed in material.leaves.works}
    left = [work.work_id for work in material.ground.eligible if work.work_id not in named]
    if named and left:
        fix = "Speak of every eligible work of the input, or prepare an input without them."
        yield Fault(rule=Rule.SCHEMA_INVALID, pointer="", got=left, fix=fix)


def _shown(faults: Iterable[Fault]) -> list[Failure]:
    return [fault.failure() for fault in list(faults)[:SHOWN]]


def _report(leaves: Leaves, failures: list[Failure], count: int, warnings: list[Fault]) -> CheckReport:
    claims = [placed.claim for placed in leaves.claims]
    return CheckReport(
        valid=count == 0,
        checked=Checked(
            works=len(leaves.works),
            claims=len(claims),
            evidence=sum(len(claim.evidence) for claim in claims),
            verbatim=len(leaves.verbatim),
            texts=sum("text" in placed.item for placed in leaves.works),
        ),
        failures=failures,
        failures_not_shown=count - len(failures),
        warnings=_shown(warnings),
        warnings_not_shown=max(0, len(warnings) - SHOWN),
    )
