"""Faults of the tools a skill names: such that do not exist, or are not offered without more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from creatorscope.contract.arguments import nearest
from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import SkillFolder
from creatorscope.skills.offer import Offer
from creatorscope.skills_files import ENTRY, PROMPTS

_CODE = re.compile(r"`([^`\n]+)`")
_NAMED = re.compile(r"[a-z]+(?:_[a-z0-9]+)+(?=$|[\s({])")


def find_tool_faults(skill: SkillFolder, offer: Offer) -> Iterator[Fault]:
    """Yield tools named in backticks that do not exist, or are in a toolset the skill does not ask for."""
    for toolset in sorted(skill.toolsets - set(offer.tools.values())):
        fix = f"metadata.toolsets may name {', '.join(sorted(set(offer.tools.values())))}."
        yield Fault(skill.place(ENTRY), f"there is no toolset {toolset}", fix)
    for path, text in skill.pages:
        for name in dict.fromkeys(_mentions(path, text, offer)):
            fault = judge_tool(name, skill, offer)
            if fault is not None:
                yield Fault(skill.place(path), *fault)


def judge_tool(name: str, skill: SkillFolder, offer: Offer) -> tuple[str, str] | None:
    """Return what is wrong with using a tool in a skill and the fix, None where nothing is."""
    toolset = offer.tools.get(name)
    if toolset is None:
        guess = nearest(name, list(offer.tools))
        return f"there is no tool {name}", f"Did you mean {guess}?" if guess else "Name a tool of the table."
    if toolset in offer.optional and toolset not in skill.toolsets:
        fix = (
            f"Add {toolset} to metadata.toolsets and say in the text how a user gets it, or use another tool."
        )
        return f"{name} is in the toolset {toolset}, which is not offered by default", fix
    return None


def _mentions(path: str, text: str, offer: Offer) -> Iterator[str]:
    """Yield what names a tool: names of several words in backticks that are no argument.

    Prompt contracts name the fields of their input too, so there only a tool's verb makes a tool.
    """
    verbs = {name.partition("_")[0] for name in offer.tools}
    for code in _CODE.findall(text):
        found = _NAMED.match(code)
        name = found[0] if found else ""
        known = name in offer.tools
        if known or (name and name not in offer.arguments and not _is_field(path, name, verbs)):
            yield name


def _is_field(path: str, name: str, verbs: set[str]) -> bool:
    return path.startswith(f"{PROMPTS}/") and name.partition("_")[0] not in verbs
