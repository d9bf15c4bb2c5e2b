"""The agent hosts that read skills from a folder of the user's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from creatorscope.contract.arguments import nearest
from creatorscope.errors import ArgumentError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One host: where below the home folder it looks, and the variable that moves that place, if any.

    `folder`: of the skills, below the home folder. `moved_by`: a variable naming the folder's parent instead.
    """

    name: str
    title: str
    folder: str
    moved_by: str | None

    def skills_folder(self) -> Path:
        """Return the folder the host reads the user's skills from; it may not exist yet."""
        moved = os.environ.get(self.moved_by) if self.moved_by else None
        if moved:
            return Path(moved).expanduser() / Path(self.folder).name
        return Path.home() / self.folder


_ROWS = (
    Target(name="claude-code", title="Claude Code", folder=".claude/skills", moved_by="CLAUDE_CONFIG_DIR"),
    Target(name="codex", title="Codex", folder=".agents/skills", moved_by=None),
    Target(name="openclaw", title="OpenClaw", folder=".openclaw/skills", moved_by=None),
    Target(name="cursor", title="Cursor", folder=".cursor/skills", moved_by=None),
    Target(name="gemini", title="Gemini CLI", folder=".gemini/skills", moved_by=None),
    Target(name="generic", title="any host that reads .agents", folder=".agents/skills", moved_by=None),
)
TARGETS: Mapping[str, Target] = MappingProxyType({row.name: row for row in _ROWS})


def find_target(name: str) -> Target:
    """Return the host of that name. Raises ArgumentError that names the nearest."""
    if name in TARGETS:
        return TARGETS[name]
    guess = nearest(name, list(TARGETS))
    hint = f"Did you mean {guess}? " if guess else ""
    fix = f"{hint}Known: {', '.join(TARGETS)}; for another one, generic with --dir FOLDER."
    raise ArgumentError([Problem("host", f"there is no host {name}", fix)])
