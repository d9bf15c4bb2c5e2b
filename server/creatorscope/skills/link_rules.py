"""Faults of the links in a skill's pages: broken, leaving the folder, or without saying when to read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import SkillFolder, blocks
from creatorscope.skills_files import ENTRY

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_READ = re.compile(r"\bread\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_REFERENCES = "references/"


def find_link_faults(skill: SkillFolder) -> Iterator[Fault]:
    """Yield links that lead nowhere, and references SKILL.md does not offer with a time to read them."""
    offered: set[str] = set()
    for path, text in skill.pages:
        for block in blocks(text):
            for target in _local(block):
                found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                if found not in skill.files:
                    fix = "Link a file of this skill by its path from the page; a skill is installed alone."
                    yield Fault(skill.place(path), f"broken link {target}", fix)
                elif path == ENTRY:
                    offered.add(found)
                    if found.startswith(_REFERENCES) and not _says_when(block, target):
                        fix = "Say beside the link when to read it: 'Read [...](...) when ...'."
                        yield Fault(
                            skill.place(path), f"{target} is linked without saying when to read it", fix
                        )
    for path in skill.files:
        if path.startswith(_REFERENCES) and path not in offered:
            fix = "Link it there with when to read it, or delete it; nothing else leads to it."
            yield Fault(skill.place(path), f"not linked from {ENTRY}", fix)


def _says_when(block: str, target: str) -> bool:
    """Tell whether a sentence with the link speaks of reading."""
    return any(target in sentence and _READ.search(sentence) for sentence in _SENTENCE.split(block))


def _local(block: str) -> Iterator[str]:
    for target in _LINK.findall(block):
        plain = target.partition("#")[0]
        if plain and not _ELSEWHERE.match(plain):
            yield plain
