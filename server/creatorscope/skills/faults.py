"""What a lint finds: a file, what is wrong in it, and how to put it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. `file`: path from the folder that holds the skills, such as `creator-discovery/SKILL.md`."""

    file: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}. {self.fix}"
