"""Two small skills, and a folder to install them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from creatorscope.delivery.install import Skills
from creatorscope.delivery.skill import load_skill

ENTRY = '---\nname: "{name}"\ndescription: "Says {name} when asked."\n---\nSay {name}.\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of two skills, one of them with a reference."""
    folder = tmp_path / "source"
    for name in ("hello-skill", "bye-skill"):
        (folder / name / "references").mkdir(parents=True)
        (folder / name / "SKILL.md").write_text(ENTRY.format(name=name), encoding="utf-8")
    (folder / "hello-skill" / "references" / "words.md").write_text("hello, 你好\n", encoding="utf-8")
    return folder


@pytest.fixture
def skills(source: Path) -> Skills:
    """The two skills."""
    return {path.name: load_skill(path) for path in sorted(source.iterdir())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A host's skills folder, which does not exist yet."""
    return tmp_path / "home" / ".agents" / "skills"
