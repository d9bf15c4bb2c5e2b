"""The rule about clean transcripts: `text.added`."""

from __future__ import annotations

from collections.abc import Iterator

from creatorscope.claims.failures import Fault, Rule
from creatorscope.claims.material import Material
from creatorscope.claims.transcript import Change, changes

_FIXES = {
    "added": "These words are not in the raw transcript here: take them out.",
    "left_out": "Words of the raw transcript are missing here: put them back; only fillers and repeats go.",
    "changed": "The raw transcript has other words here: keep them, even where they look misheard.",
}


def transcripts(material: Material) -> Iterator[Fault]:
    """Yield every stretch of a clean transcript that is not its raw one's words in order."""
    once = {placed.work_id: placed for placed in reversed(material.leaves.works)}
    for placed in once.values():
        text, work = placed.item.get("text"), material.ground.works.get(placed.work_id)
        if not isinstance(text, str) or work is None:
            continue
        pointer = f"{placed.pointer.removesuffix('/work_id')}/text"
        raw = work.texts.get("asr_raw")
        if raw is None:
            fix = "The input has no asr_raw of this work: leave the work out."
            yield Fault(rule=Rule.TEXT_ADDED, pointer=pointer, got=text, fix=fix)
            continue
        for change in changes(raw, text):
            yield _fault(change, pointer)


def _fault(change: Change, pointer: str) -> Fault:
    got = {"words": change.clean, "start": change.start} if change.clean else {"start": change.start}
    nearest = {"raw": change.raw or None, "after": change.after or None}
    return Fault(
        rule=Rule.TEXT_ADDED, pointer=pointer, got=got, fix=_FIXES[change.kind], nearest=lambda: nearest
    )
