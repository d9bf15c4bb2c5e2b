"""The prepared input, indexed for checking: works, figures, findings, and texts in one normal form."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from unicodedata import normalize

from creatorscope.claims.claim import Claim
from creatorscope.claims.prepared import PreparedFinding, PreparedInput, PreparedWork, Value, flatten

_NAMED = 8


def fold(text: str) -> str:
    """Return the text in NFC with every run of white space as one space; case, accents, marks stay."""
    return " ".join(normalize("NFC", text).split())


def closest_name(name: str, names: Iterable[str]) -> str | list[str] | None:
    """Return the name most like this one, else the first few there are, None where there are none."""
    there = list(names)
    near = get_close_matches(name, there, n=1)
    return near[0] if near else there[:_NAMED] or None


class Ground:
    """What evidence may point at. Texts are folded once, when they are first asked for."""

    def __init__(self, prepared: PreparedInput) -> None:
        self.prepared = prepared
        self.works: dict[str, PreparedWork] = {work.work_id: work for work in prepared.works}
        self.findings: dict[str, PreparedFinding] = {item.ref: item for item in prepared.findings}
        self._folded: dict[tuple[str, str], str] = {}

    @cached_property
    def statistics(self) -> dict[str, Value]:
        """Every figure of the statistics under its dotted path."""
        return flatten(self.prepared.statistics)

    @cached_property
    def accepted(self) -> dict[str, Claim]:
        """The claims of accepted explanations under their pointers, `/accepted/WORK_ID/0`."""
        return {
            f"/accepted/{work_id.replace('~', '~0').replace('/', '~1')}/{place}": Claim.model_validate(claim)
            for work_id, claims in self.prepared.accepted.items()
            for place, claim in enumerate(claims)
        }

    @property
    def eligible(self) -> list[PreparedWork]:
        """The works that may be cited."""
        return [work for work in self.works.values() if work.eligible]

    def folded(self, work_id: str, field: str) -> str | None:
        """Return a work's text in the form quotes are looked up in, None where it is not there."""
        work = self.works.get(work_id)
        if work is None or field not in work.texts:
            return None
        key = (work_id, field)
        if key not in self._folded:
            self._folded[key] = fold(work.texts[field])
        return self._folded[key]
