"""Faults of a SKILL.md: its frontmatter, its triggers, its length and its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import SkillFolder
from creatorscope.skills_files import ENTRY

MOST_LINES = 200
MOST_TOKENS = 5_000
LONGEST_DESCRIPTION = 1_024
FRONT = 200
"""Hosts cut descriptions from here on, so the triggers stand before it."""
SECTIONS = ("Use it, or not", "Steps", "Decisions", "Show the user", "Never claim")

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 64
_KEYS = frozenset({"name", "description", "license", "compatibility", "metadata", "allowed-tools"})
_LONGEST_COMPATIBILITY = 500
_FLOW = re.compile(r"^[\w -]+:\s*[\[{]", re.MULTILINE)
_TRIGGER = re.compile(r'"([^"]+)"')
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")


def find_entry_faults(skill: SkillFolder) -> Iterator[Fault]:
    """Yield what is wrong with a SKILL.md and its frontmatter."""
    place = skill.place(ENTRY)
    if skill.files.get(ENTRY) is None:
        yield Fault(place, "it is missing or no UTF-8 text", "Write it, in UTF-8.")
        return
    if not isinstance(skill.frontmatter, dict):
        yield Fault(
            place, "no YAML frontmatter", "Begin the file with name and description between two lines of ---."
        )
        return
    for what, fix in [*_wrong_fields(skill), *_wrong_description(skill), *_wrong_body(skill)]:
        yield Fault(place, what, fix)


def triggers(description: str) -> list[str]:
    """Return the trigger phrases of a description: what stands in double quotes, lower case."""
    return [phrase.casefold().strip() for phrase in _TRIGGER.findall(description)]


def has_cjk(text: str) -> bool:
    """Tell whether a text has a Chinese, Japanese or Korean character."""
    return _CJK.search(text) is not None


def estimate_tokens(text: str) -> int:
    """Return about how many tokens a text takes: four ASCII characters one, every other character one."""
    plain = sum(character.isascii() for character in text)
    return plain // 4 + len(text) - plain


def _wrong_fields(skill: SkillFolder) -> Iterator[tuple[str, str]]:
    fields = skill.frontmatter
    unknown = sorted(str(key) for key in fields if key not in _KEYS)
    if unknown:
        yield f"unknown frontmatter key {', '.join(unknown)}", f"Only {', '.join(sorted(_KEYS))} are allowed."
    name = fields.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        yield f"name {name!r} is not valid", "Use 1 to 64 of a-z, 0-9 and single hyphens."
    elif name != skill.name:
        yield f"name {name} differs from its folder {skill.name}", "Name the folder and the skill alike."
    if (
        not isinstance(fields.get("compatibility", ""), str)
        or len(fields.get("compatibility", "")) > _LONGEST_COMPATIBILITY
    ):
        yield "compatibility is no text of at most 500 characters", "Shorten it."
    metadata = fields.get("metadata", {})
    if not isinstance(metadata, dict) or not all(
        isinstance(part, str) for pair in metadata.items() for part in pair
    ):
        yield "metadata is not a flat map of texts", "Write each value in quotes, and none as a list or map."
    if _FLOW.search(skill.raw_frontmatter):
        yield (
            "frontmatter in flow style",
            "Write lists and maps over several lines, since strict readers refuse [ and {.",
        )


def _wrong_description(skill: SkillFolder) -> Iterator[tuple[str, str]]:
    description = skill.description
    if not description.strip():
        yield "description is missing or no text", "Say in one text what the skill does and when to use it."
        return
    if len(description) > LONGEST_DESCRIPTION:
        yield f"description of {len(description)} characters", f"Shorten it to {LONGEST_DESCRIPTION}."
    early = triggers(description[:FRONT])
    for language, found in (
        ("English", [phrase for phrase in early if not has_cjk(phrase)]),
        ("Chinese", [phrase for phrase in early if has_cjk(phrase)]),
    ):
        if not found:
            what = f"no {language} trigger phrase in the first {FRONT} characters of the description"
            yield what, 'Put one there in double quotes, as a user would say it: "...".'


def _wrong_body(skill: SkillFolder) -> Iterator[tuple[str, str]]:
    lines = len((skill.files[ENTRY] or "").splitlines())
    if lines >= MOST_LINES:
        yield f"{lines} lines", f"Keep it under {MOST_LINES}; move detail into references/."
    tokens = estimate_tokens(skill.body)
    if tokens >= MOST_TOKENS:
        yield (
            f"a body of about {tokens} tokens",
            f"Keep it under {MOST_TOKENS}; move detail into references/.",
        )
    headings = {line.lstrip("# ").strip() for line in skill.body.splitlines() if line.startswith("#")}
    for section in SECTIONS:
        if section not in headings:
            yield f"no section '{section}'", f"A skill has the sections {', '.join(SECTIONS)}."
