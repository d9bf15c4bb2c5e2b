"""Linting skill folders: every fault at once, each with its file and its fix."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from creatorscope.errors import LocalFileError
from creatorscope.skills.entry_rules import find_entry_faults
from creatorscope.skills.evals_rules import find_evals_faults
from creatorscope.skills.faults import Fault
from creatorscope.skills.folder import SkillFolder, read_folder
from creatorscope.skills.link_rules import find_link_faults
from creatorscope.skills.offer import Offer
from creatorscope.skills.openai_rules import find_openai_faults
from creatorscope.skills.shared_rules import find_shared_faults
from creatorscope.skills.text_rules import find_text_faults
from creatorscope.skills.tool_rules import find_tool_faults


def lint_skills(folders: Sequence[Path], offer: Offer) -> tuple[Fault, ...]:
    """Return every fault of the skills in these folders, and between them; () where there is none.

    Raises LocalFileError for a path that is no folder.
    """
    for folder in folders:
        if not folder.is_dir():
            raise LocalFileError(
                f"{folder} is not a folder",
                code="skill_not_found",
                remedy="give the folder of a skill, the one that holds its SKILL.md.",
            )
    skills = [read_folder(folder) for folder in folders]
    found = [fault for skill in skills for fault in _own_faults(skill, offer)]
    return tuple(sorted({*found, *find_shared_faults(skills)}))


def _own_faults(skill: SkillFolder, offer: Offer) -> list[Fault]:
    return [
        *find_entry_faults(skill),
        *find_link_faults(skill),
        *find_tool_faults(skill, offer),
        *find_openai_faults(skill),
        *find_evals_faults(skill, offer),
        *find_text_faults(skill),
    ]
