"""How concentrated a whole is in its parts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from creatorscope.analysis.outputs import Figure, Part


class Concentration(Part):
    """Concentration of named parts; `other` is the part nobody named.

    `hhi` is the sum of squared shares of the named parts over what they hold together (1 is one part),
    `effective_number` its inverse, `largest` the largest share of the whole, 'other' counted in it.
    None where there are no parts.
    """

    parts: int
    hhi: Figure | None
    effective_number: Figure | None
    largest: str | None
    largest_share: Figure | None
    other_share: Figure | None


def concentration(parts: Mapping[str, float], other: float = 0.0) -> Concentration:
    """Return the concentration of amounts of 0 or more, `other` being the amount of unnamed parts."""
    amounts = {name: amount for name, amount in parts.items() if amount > 0}
    named = float(sum(amounts.values()))
    if named <= 0:
        none = None if other <= 0 else 1.0
        return Concentration(
            parts=0, hhi=None, effective_number=None, largest=None, largest_share=None, other_share=none
        )
    shares = np.array(list(amounts.values())) / named
    hhi = float(np.sum(shares**2))
    largest = max(sorted(amounts), key=lambda name: amounts[name])
    return Concentration(
        parts=len(amounts),
        hhi=hhi,
        effective_number=1 / hhi,
        largest=largest,
        largest_share=amounts[largest] / (named + other),
        other_share=other / (named + other),
    )
