"""The skills' folders, copies of them to damage, and a command line on the pinned sandbox."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from creatorscope.__main__ import build_composition
from creatorscope.skills.faults import Fault
from creatorscope.skills.lint import lint_skills
from creatorscope.surfaces.cli import run
from creatorscope.surfaces.skill_offer import filed_offer
from tests.skills.eval_runner import SKILLS, as_records

NAMES = tuple(sorted(path.parent.name for path in SKILLS.glob("*/SKILL.md")))
FOLDERS = tuple(SKILLS / name for name in NAMES)


class Copies:
    """Copies of the skills, to be damaged and linted."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, place: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text that must be there."""
        path = self.root / place
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, place: str, text: str) -> None:
        """Add text at the end of a file, or make the file."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")

    def change_evals(self, name: str, change: Callable[[dict[str, Any]], Any]) -> None:
        """Change the evals of a skill as data."""
        path = self.root / name / "evals" / "evals.json"
        evals = json.loads(path.read_text(encoding="utf-8"))
        change(evals)
        path.write_text(json.dumps(evals, ensure_ascii=False), encoding="utf-8")

    def lint(self, *names: str) -> tuple[Fault, ...]:
        """Lint the copies of the skills named, of all without names."""
        return lint_skills([self.root / name for name in names or NAMES], filed_offer())


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    root = tmp_path / "skills"
    shutil.copytree(SKILLS, root)
    return Copies(root)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Call tools as `creatorscope call` does, on a sandbox whose state lasts for the test."""
    for name in os.environ:
        if name.startswith(("CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_CREATOR_", "CREATORSCOPE_")):
            monkeypatch.delenv(name)
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    flags = ("--sandbox", "--as-of", "2026-03-15", "--speed", "inf", "--storage", str(tmp_path))

    def call(tool: str, **arguments: Any) -> dict[str, Any]:
        code = run(("call", tool, json.dumps(arguments), "--json", *flags), build_composition())
        captured = capsys.readouterr()
        assert code == 0, captured.err
        return as_records(json.loads(captured.out))

    return call
