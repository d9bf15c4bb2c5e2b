"""Faults of a skill's texts: what no file may hold, and prompt contracts that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import SkillFolder
from creatorscope.skills_files import PROMPTS

CONTRACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "single-work-analysis": (
            "asr-clean",
            "topic",
            "hook",
            "structure",
            "style",
            "cta",
            "insight",
            "work-summary",
            "work-score",
        ),
        "creator-analysis": ("sampled-work-explanations", "author-analysis", "author-benchmark"),
    }
)
"""Skill -> the prompt contracts it owns."""

_UNWANTED: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "what looks like a secret",
        re.compile(
            r"\b(?:sk|cv_live|ghp|gho|xox[bp]|pypi|glpat|npm)[-_][A-Za-z0-9_-]{8,}|\bAKIA[A-Z0-9]{12,}"
            r"|-----BEGIN [A-Z ]*PRIVATE KEY|\bBearer\s+[A-Za-z0-9._-]{12,}|\bsessionid=[A-Za-z0-9%]{8,}"
        ),
        "Delete it, and have it replaced where it was valid.",
    ),
    (
        "a path of somebody's machine",
        re.compile(
            r"(?<![\w.])(?:/home/|/Users/|/root/|/work/|/tmp/|/var/folders/|[A-Za-z]:\\Users\\)[\w.-]+"
        ),
        "Write the path from the skill's folder.",
    ),
    (
        "an email address",
        re.compile(r"\b[\w.+-]+@(?!(?:[\w-]+\.)*example\b)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE),
        "Use an address at example.com.",
    ),
)


def find_text_faults(skill: SkillFolder) -> Iterator[Fault]:
    """Yield what no file of a skill may hold, and prompt contracts that are missing or somebody else's."""
    for path, text in skill.files.items():
        if text is None:
            yield Fault(skill.place(path), "no UTF-8 text", "Save it as UTF-8; skills hold text only.")
            continue
        for what, pattern, fix in _UNWANTED:
            found = pattern.search(text)
            if found:
                # The place is told, the text is not: a report of faults must not spread a secret.
                line = text.count("\n", 0, found.start()) + 1
                yield Fault(skill.place(path), f"{what} on line {line}", fix)
    owned = {f"{PROMPTS}/{name}.md" for name in CONTRACTS.get(skill.name, ())}
    for path in sorted(owned - set(skill.files)):
        yield Fault(skill.place(path), "the prompt contract is missing", "Write it; this skill owns it.")
    for path in sorted(name for name in skill.files if name.startswith(f"{PROMPTS}/") and name not in owned):
        yield Fault(
            skill.place(path), "not a prompt contract of this skill", "Move it to its owner or delete it."
        )
