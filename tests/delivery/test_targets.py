"""Hosts: where each reads skills from, and what an unknown one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from creatorscope.delivery.targets import TARGETS, find_target
from creatorscope.errors import ArgumentError

FOLDERS = {
    "claude-code": ".claude/skills",
    "codex": ".agents/skills",
    "openclaw": ".openclaw/skills",
    "cursor": ".cursor/skills",
    "gemini": ".gemini/skills",
    "generic": ".agents/skills",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("CLAUDE_CONFIG_DIR", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_each_host_has_its_own_folder_below_the_home_folder(name, home):
    assert find_target(name).skills_folder() == home / FOLDERS[name]


def test_no_host_is_untested():
    assert set(TARGETS) == set(FOLDERS)


def test_claude_code_is_found_where_its_own_variable_moves_it(home, monkeypatch):
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(home / "elsewhere"))
    assert find_target("claude-code").skills_folder() == home / "elsewhere" / "skills"


@pytest.mark.parametrize(
    ("typed", "meant"), [("claude", "claude-code"), ("Codexx", "codex"), ("curser", "cursor")]
)
def test_an_unknown_host_is_told_the_nearest(typed, meant):
    with pytest.raises(ArgumentError) as refused:
        find_target(typed)
    assert f"Did you mean {meant}?" in refused.value.problems[0].fix
