"""The lines that say what an analysis found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.shop_output import ShopAnalysis
from creatorscope.contract.text import clean_text
from creatorscope.works.creator import Creator
from creatorscope.works.work import Work

_FINDINGS = 4
_LONGEST_NAME = 60


def names_of_creator(key: str, creator: Creator | None, works: Sequence[Work]) -> dict[str, str]:
    """Return what readers know a creator by, under its name in the analysis: handle, else what is shown."""
    handles = [creator.author_handle if creator else None, *(work.author_handle for work in works)]
    displayed = [creator.nickname if creator else None, *(work.author_name for work in works)]
    known = [*(f"@{handle}" for handle in handles if handle), *filter(None, displayed)]
    return {key: known[0]} if known else {}


def shown_name(key: str, names: Mapping[str, str]) -> str:
    """Return the name to show for a creator, safe to print."""
    return clean_text(names.get(key) or (key if key.partition(":")[2] else "author not told"), _LONGEST_NAME)


def creator_line(analysis: CreatorAnalysis, names: Mapping[str, str]) -> str:
    """Return what was scored, how far it can be trusted, what was found, and what was missing."""
    counted = analysis.exclusions
    parts = [
        f"{analysis.platform} {shown_name(analysis.creator, names)}, {counted.scored} of {counted.total} "
        f"works scored by {analysis.basis}, {analysis.window}",
        f"confidence {analysis.confidence.level}{_because(analysis.confidence.reasons)}",
        _findings(analysis),
    ]
    left = [f"{name} {count}" for name, count in counted.reasons.items() if count]
    parts += [f"left out: {', '.join(left)}"] if left else []
    parts += [f"flags: {', '.join(flag.code for flag in analysis.flags)}"] if analysis.flags else []
    parts += [f"not there: {', '.join(analysis.gaps)}"] if analysis.gaps else []
    return _sentences(parts)


def _sentences(parts: Sequence[str]) -> str:
    """Return the parts as sentences; the first follows the tool's name and keeps its small letter."""
    first, *rest = parts
    return f"{'. '.join([first, *(part[:1].upper() + part[1:] for part in rest)])}."


def _because(reasons: Sequence[str]) -> str:
    return f" ({'; '.join(reasons)})" if reasons else ""


def _findings(analysis: CreatorAnalysis) -> str:
    found = analysis.findings
    if not found.findings:
        return found.note.rstrip(".")
    shown = [f"{finding.status}: {finding.wording}" for finding in found.findings[:_FINDINGS]]
    rest = len(found.findings) - len(shown)
    more = f"; {rest} more" if rest > 0 else ""
    return f"of {found.family_size} tests {'; '.join(shown)}{more}"


def shop_line(analysis: ShopAnalysis) -> str:
    """Return whose Shop, over which days, whether its figures agree, and what was missing."""
    checks = [check for check in analysis.identities if check.outcome != "not_checkable"]
    failed = [check.code for check in checks if check.outcome == "failed"]
    wrong = f" (failed: {', '.join(failed)})" if failed else ""
    agree = f"{len(checks) - len(failed)} of {len(checks)} checks of figures against each other pass{wrong}"
    parts = [
        f"{analysis.source.replace('_', ' ')}, {analysis.currency or 'no currency'}, {analysis.window}",
        agree if checks else "no figures could be checked against each other",
        *(reading.text.rstrip(".") for reading in analysis.health if reading.state != "unknown"),
    ]
    parts += [f"flags: {', '.join(flag.code for flag in analysis.flags)}"] if analysis.flags else []
    parts += [f"not there: {', '.join(analysis.gaps)}"] if analysis.gaps else []
    return _sentences(parts)
