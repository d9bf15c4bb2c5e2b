"""Faults between skills: trigger phrases two of them claim, queries both want, and copied paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pydantic import ValidationError

from creatorscope.skills.entry_rules import triggers
from creatorscope.skills.evals import EvalsFile
from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import EVALS, SkillFolder, blocks
from creatorscope.skills_files import ENTRY

SHORTEST_COPY = 80
"""Characters from which an equal paragraph is a copy and no accident."""


def find_shared_faults(skills: Sequence[SkillFolder]) -> Iterator[Fault]:
    """Yield what two skills share that only one may have; the fault is told of the later one."""
    for one, other in combinations(skills, 2):
        yield from _shared_phrases(one, other)
        yield from _shared_queries(one, other)
        yield from _shared_paragraphs(one, other)


def _shared_phrases(one: SkillFolder, other: SkillFolder) -> Iterator[Fault]:
    for phrase in triggers(other.description):
        for known in triggers(one.description):
            if phrase in known or known in phrase:
                what = f"trigger phrase {phrase!r} is also claimed by {one.name}"
                if phrase != known:
                    what += f" ({known!r})"
                yield Fault(other.place(ENTRY), what, "Keep it in one of the two, or make both say more.")


def _shared_queries(one: SkillFolder, other: SkillFolder) -> Iterator[Fault]:
    for query in sorted(_wanted(one) & _wanted(other)):
        what = f"the query {query!r} should also trigger {one.name}"
        yield Fault(other.place(EVALS), what, "A query triggers one skill; it is a near miss of the others.")


def _wanted(skill: SkillFolder) -> set[str]:
    try:
        parsed = EvalsFile.model_validate_json(skill.files.get(EVALS) or "")
    except ValidationError:
        return set()
    return {one.query for one in parsed.triggers if one.should_trigger}


def _shared_paragraphs(one: SkillFolder, other: SkillFolder) -> Iterator[Fault]:
    known = {paragraph: path for path, text in one.pages for paragraph in _paragraphs(text)}
    for path, text in other.pages:
        for paragraph in _paragraphs(text):
            if paragraph in known:
                what = f"the paragraph '{paragraph[:50]}...' stands in {one.place(known[paragraph])} too"
                yield Fault(
                    other.place(path), what, "Say it in one skill only, or for each in its own terms."
                )


def _paragraphs(text: str) -> list[str]:
    return [block.casefold() for block in blocks(text) if len(block) >= SHORTEST_COPY]
