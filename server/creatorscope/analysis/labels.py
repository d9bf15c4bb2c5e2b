"""The closed lists of content labels, and what one label with its evidence looks like."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from creatorscope.analysis.outputs import Part


class Family(StrEnum):
    """A family of labels; one work has at most `MAX_LABELS` of each."""

    HOOK = "hook"
    STRUCTURE = "structure"
    CTA = "cta"
    THEME = "theme"
    PAIN = "pain"


MAX_LABELS: Final = 2
NONE: Final = "none"
NO_EVIDENCE: Final = "no_evidence"

_LISTS: Final = {
    Family.HOOK: "question curiosity_gap contrarian bold_claim pain_point result_first story_open "
    "direct_address proof price_deal challenge trend_sound greeting",
    Family.STRUCTURE: "problem_solution listicle tutorial review comparison before_after unboxing story skit "
    "q_and_a reaction live_clip montage",
    Family.CTA: "follow like comment save share click_link voucher visit_store direct_message "
    "next_part other",
    Family.THEME: "food beauty fashion fitness health home parenting pets travel technology games music "
    "learning money work cars news",
    Family.PAIN: "too_expensive no_time too_hard no_result unsafe looks weight sleep stress money_worry "
    "choice",
}

LABELS: Final[Mapping[Family, tuple[str, ...]]] = MappingProxyType(
    {family: tuple(names.split()) for family, names in _LISTS.items()}
)
"""Every label a family can give, most specific first within a tie; `none` and `no_evidence` stand beside."""

OLDER_HOOKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "question": "curiosity",
        "curiosity_gap": "curiosity",
        "contrarian": "comparison",
        "bold_claim": "result",
        "pain_point": "pain_point",
        "result_first": "result",
        "story_open": "curiosity",
        "proof": "proof",
        "price_deal": "shortcut",
        "challenge": "curiosity",
    }
)
"""The six hooks of the older tool; greeting, direct_address, trend_sound and none have no counterpart."""

Source = Literal["speech", "caption", "title"]
Place = Literal["early", "middle", "end", "caption"]
Evidence = Literal["found", "none", "no_evidence"]


class Hit(Part):
    """Words that speak for a label: `normalise(source text)[start:end]` is exactly `words`.

    `sentence` counts the sentences of that text from 0; `place` is the quarter of the speech (first: early,
    last: end), or `caption` for captions and titles.
    """

    label: str
    words: str
    source: Source
    start: int
    end: int
    sentence: int
    place: Place


class Labels(Part):
    """What one family says of one work.

    `evidence` is `found` (labels are given), `none` (the text was read with a lexicon of its language and
    nothing hit) or `no_evidence` (nothing could be read: `reason` says why). Labels are most hits first.
    """

    labels: tuple[str, ...]
    evidence: Evidence
    reason: str | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def first(self) -> str:
        """Return the strongest label, `none` or `no_evidence`."""
        return self.labels[0] if self.labels else self.evidence
