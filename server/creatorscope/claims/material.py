"""What every rule is given: the input, the contract, the analysis and its leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from creatorscope.claims.claim import Evidence
from creatorscope.claims.ground import Ground
from creatorscope.claims.leaves import Leaves, PlacedClaim
from creatorscope.claims.registry import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One check; `analysis` is what was handed in, less what only code may compute."""

    ground: Ground
    contract: Contract
    analysis: Mapping[str, Any]
    leaves: Leaves

    @property
    def claims(self) -> list[PlacedClaim]:
        """Every claim that its model accepts."""
        return self.leaves.claims

    def evidence(self) -> Iterator[tuple[PlacedClaim, Evidence, str]]:
        """Yield each piece of evidence with its claim and its own pointer."""
        for placed in self.leaves.claims:
            for place, item in enumerate(placed.claim.evidence):
                yield placed, item, f"{placed.pointer}/evidence/{place}"
