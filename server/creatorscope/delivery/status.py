"""What became of the skills installed in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from creatorscope.delivery.comparison import FileFacts, State, compare_skill
from creatorscope.delivery.install import Skills
from creatorscope.delivery.record import load_record

# The state of a skill is the first of these that one of its files is in.
_WORST_FIRST = (State.CHANGED, State.FOREIGN, State.MISSING, State.STALE, State.CURRENT, State.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillStatus:
    """One skill: its state as a whole, and the files that are not as delivered."""

    name: str
    state: State
    files: tuple[FileFacts, ...]


def examine_skills(skills: Skills, folder: Path) -> tuple[SkillStatus, ...]:
    """Return the status of every skill there is or was installed, by name. Raises LocalFileError."""
    record = load_record(folder)
    found = []
    for name in sorted({*skills, *record.skills}):
        packaged = {file.path: file.digest for file in skills.get(name, ())}
        facts = compare_skill(folder / name, packaged, record.skills.get(name, {}))
        states = {file.state for file in facts}
        worst = next((state for state in _WORST_FIRST if state in states), State.ABSENT)
        files = tuple(file for file in facts if file.state not in (State.CURRENT, State.ABSENT))
        # A file the new version adds makes an installed skill stale.
        if worst is State.CURRENT and State.ABSENT in states:
            worst = State.STALE
        found.append(SkillStatus(name=name, state=worst, files=files))
    return tuple(found)
