"""How far the numbers of an analysis can be trusted: the least of their parts, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from creatorscope.analysis.definitions import Basis
from creatorscope.analysis.outputs import Part

Level = Literal["high", "medium", "low", "insufficient"]
LEVELS: tuple[Level, ...] = ("insufficient", "low", "medium", "high")

HIGH_WORKS, MEDIUM_WORKS, LOW_WORKS = 60, 30, 12
HIGH_MISSING, MEDIUM_MISSING = 0.20, 0.40
HIGH_SPAN_DAYS, MEDIUM_SPAN_DAYS = 90.0, 30.0
FRESH_DAYS = 7.0


class Confidence(Part):
    """The level, and every reason that keeps it from being higher.

    `insufficient` means: numbers only, no advice.
    """

    level: Level
    reasons: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the level depends on; None is unknown. `transcripts_missing` is a fraction of scored videos."""

    works: int
    basis: Basis
    transcripts_missing: float | None
    span_days: float | None
    fetched_days_ago: float | None
    partial: bool
    vendor_only: bool


def judge(grounds: Grounds) -> Confidence:
    """Return the least level of the parts, with the reason of every part below high."""
    parts = [_works(grounds.works), _span(grounds.span_days), _transcripts(grounds.transcripts_missing)]
    caps = [
        (grounds.basis == "likes", "ranked by likes: the platform hides plays"),
        (grounds.basis == "none", "no work has plays or likes"),
        (grounds.partial, "the list of works is not complete"),
        (grounds.vendor_only, "figures come from a vendor, not from the platform"),
        (grounds.fetched_days_ago is None, "when the works were fetched is not known"),
        ((grounds.fetched_days_ago or 0) > FRESH_DAYS, f"fetched more than {FRESH_DAYS:g} days ago"),
    ]
    parts += [("medium", reason) for capped, reason in caps if capped]
    level = min((part[0] for part in parts), key=LEVELS.index)
    return Confidence(level=level, reasons=[reason for part, reason in parts if part != "high"])


def _works(count: int) -> tuple[Level, str]:
    reason = f"{count} scored works"
    if count >= HIGH_WORKS:
        return "high", reason
    if count >= MEDIUM_WORKS:
        return "medium", f"{reason}, {HIGH_WORKS} would be enough for high"
    if count >= LOW_WORKS:
        return "low", f"{reason}, {MEDIUM_WORKS} would be enough for medium"
    return "insufficient", f"{reason}, {LOW_WORKS} are the least: numbers only, no advice"


def _span(days: float | None) -> tuple[Level, str]:
    if days is None:
        return "low", "the works have no dates"
    if days >= HIGH_SPAN_DAYS:
        return "high", ""
    return ("medium" if days >= MEDIUM_SPAN_DAYS else "low"), f"the works span {days:.0f} days"


def _transcripts(missing: float | None) -> tuple[Level, str]:
    if missing is None or missing < HIGH_MISSING:
        return "high", ""
    level: Level = "medium" if missing < MEDIUM_MISSING else "low"
    return level, f"{missing:.0%} of the videos have no transcript"
