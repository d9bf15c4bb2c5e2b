"""Where the skills and references lie: in a clone of the repository, else inside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ENTRY = "SKILL.md"
PROMPTS = "references/prompts"
# Left behind by interpreters and file managers; never part of a skill.
_LITTER = frozenset({"__pycache__", ".DS_Store"})
_PACKAGE = Path(__file__).parent
_CLONE = _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class SkillsFiles:
    """The folder with one folder a skill, and the folder of references; either may be missing or empty."""

    skills: Path
    references: Path

    def skill_names(self) -> tuple[str, ...]:
        """Return the names of the skills there are, sorted; a folder without its entry is none."""
        if not self.skills.is_dir():
            return ()
        return tuple(sorted(path.parent.name for path in self.skills.glob(f"*/{ENTRY}")))


def find_skills_files() -> SkillsFiles:
    """Return the clone's own folders where this runs from a clone, else those the wheel carries."""
    if (_CLONE / "pyproject.toml").is_file() and (_CLONE / "skills").is_dir():
        return SkillsFiles(_CLONE / "skills", _CLONE / "references")
    return SkillsFiles(_PACKAGE / "_skills", _PACKAGE / "_references")


def file_paths(folder: Path) -> list[str]:
    """Return the files below a folder as paths with forward slashes, sorted; [] where there is no folder.

    Links are left out: what they lead to lies elsewhere.
    """
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    named = (path.relative_to(folder).as_posix() for path in paths)
    return sorted(name for name in named if not _LITTER.intersection(name.split("/")))
