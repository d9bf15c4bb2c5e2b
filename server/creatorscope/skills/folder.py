"""One skill's folder as text: its files, its frontmatter and the body of its SKILL.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from creatorscope.errors import LocalFileError
from creatorscope.skills_files import ENTRY, file_paths

OPENAI = "agents/openai.yaml"
EVALS = "evals/evals.json"
_FENCE = "---"
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.|\|)\s")


@dataclass(frozen=True)
class SkillFolder:
    """A skill's files: path below the folder, with forward slashes -> text, None for one that is no text."""

    name: str
    files: Mapping[str, str | None]

    @cached_property
    def frontmatter(self) -> Any:
        """The frontmatter of SKILL.md as YAML gives it, None where there is none or it is no YAML."""
        try:
            return yaml.safe_load(self.raw_frontmatter) if self.raw_frontmatter else None
        except yaml.YAMLError:
            return None

    @cached_property
    def raw_frontmatter(self) -> str:
        """The text between the fences of SKILL.md, "" where there are no fences."""
        return self._parts[0]

    @cached_property
    def body(self) -> str:
        """SKILL.md without its frontmatter."""
        return self._parts[1]

    @property
    def description(self) -> str:
        """The description, "" where there is none."""
        return self._field("description")

    @cached_property
    def toolsets(self) -> frozenset[str]:
        """The toolsets `metadata.toolsets` says the skill needs beside those always offered."""
        metadata = self.frontmatter.get("metadata") if isinstance(self.frontmatter, dict) else None
        named = metadata.get("toolsets") if isinstance(metadata, dict) else None
        return (
            frozenset(re.split(r"[\s,]+", named.strip()))
            if isinstance(named, str) and named.strip()
            else frozenset()
        )

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """The Markdown files as (path, text)."""
        return (
            (path, text) for path, text in self.files.items() if path.endswith(".md") and text is not None
        )

    def place(self, path: str) -> str:
        """Return how a fault names a file of this skill."""
        return f"{self.name}/{path}"

    @cached_property
    def _parts(self) -> tuple[str, str]:
        text = self.files.get(ENTRY) or ""
        lines = text.splitlines()
        if not lines or lines[0] != _FENCE or _FENCE not in lines[1:]:
            return "", text
        end = lines.index(_FENCE, 1)
        return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])

    def _field(self, name: str) -> str:
        value = self.frontmatter.get(name) if isinstance(self.frontmatter, dict) else None
        return value if isinstance(value, str) else ""


def read_folder(folder: Path) -> SkillFolder:
    """Return a skill's folder as text; without files where there is no such folder.

    Raises LocalFileError for a file that cannot be read.
    """
    files: dict[str, str | None] = {}
    for name in file_paths(folder):
        path = folder / name
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            files[name] = None
        except OSError as error:
            raise LocalFileError(
                f"cannot read {path}: {error.strerror}",
                code="file_unreadable",
                remedy="check the file's permissions.",
            ) from error
    return SkillFolder(folder.resolve().name, files)


def blocks(text: str) -> Iterator[str]:
    """Yield the paragraphs, list items and table rows of a Markdown text, each on one line."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        if held and (not line.strip() or _ITEM.match(line) or line.startswith("#")):
            yield " ".join(" ".join(held).split())
            held = []
        if line.strip():
            held.append(line)
