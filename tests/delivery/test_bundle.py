"""The bundle: complete, the same bytes each time, and a form whose empty fields mean nothing."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from creatorscope.delivery.bundle import build_bundle_bytes
from creatorscope.delivery.form import apply_form
from creatorscope.skills_files import file_paths

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A small folder in the shape of a clone, with things beside that must not be packed."""
    for path in (
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "server/creatorscope/app.py",
        "server/creatorscope/__pycache__/app.pyc",
        "skills/a-skill/SKILL.md",
        "references/errors.md",
        "tests/test_app.py",
        ".venv/secret.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    return tmp_path


def test_the_bundle_holds_the_server_skills_references_and_nothing_else(clone):
    bundle = ZipFile(BytesIO(build_bundle_bytes(clone)))
    assert bundle.namelist() == [
        "LICENSE",
        "README.md",
        "manifest.json",
        "pyproject.toml",
        "references/errors.md",
        "server/creatorscope/app.py",
        "skills/a-skill/SKILL.md",
    ]


def test_the_same_files_give_the_same_bytes(clone):
    before = build_bundle_bytes(clone)
    for path in clone.rglob("*"):
        path.touch()
    assert build_bundle_bytes(clone) == before


def test_the_bundle_of_this_clone_has_its_entry_point_and_every_skill():
    bundle = ZipFile(BytesIO(build_bundle_bytes(ROOT)))
    names = set(bundle.namelist())
    manifest = json.loads(bundle.read("manifest.json"))
    assert manifest["server"]["entry_point"] in names
    assert {f"skills/{path}" for path in file_paths(ROOT / "skills")} <= names


@pytest.mark.parametrize("left_empty", ["", "  ", "${user_config.cv_api_key}"])
def test_a_field_left_empty_takes_nothing_from_the_environment(left_empty):
    environment = {"CV_API_KEY": "from the shell", "USER_CONFIG_CV_API_KEY": left_empty}
    apply_form(environment)
    assert environment == {"CV_API_KEY": "from the shell"}


def test_a_field_filled_in_goes_over_the_environment():
    environment = {"CV_API_KEY": "from the shell", "USER_CONFIG_CV_API_KEY": "from the form"}
    apply_form(environment)
    assert environment == {"CV_API_KEY": "from the form"}
