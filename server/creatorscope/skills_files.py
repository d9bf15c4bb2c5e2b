"""Where the skills and references lie: in a clone of the repository, else inside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CLONE = _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class SkillsFiles:
    """The folder with one folder a skill, and the folder of references; either may be missing or empty."""

    skills: Path
    references: Path

    def skill_names(self) -> tuple[str, ...]:
        """Return the names of the skills there are, sorted; a folder without SKILL.md is none."""
        if not self.skills.is_dir():
            return ()
        return tuple(sorted(path.parent.name for path in self.skills.glob("*/SKILL.md")))


def find_skills_files() -> SkillsFiles:
    """Return the clone's own folders where this runs from a clone, else those the wheel carries."""
    if (_CLONE / "pyproject.toml").is_file() and (_CLONE / "skills").is_dir():
        return SkillsFiles(_CLONE / "skills", _CLONE / "references")
    return SkillsFiles(_PACKAGE / "_skills", _PACKAGE / "_references")
