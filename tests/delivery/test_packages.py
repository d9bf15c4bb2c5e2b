"""Wheel, source distribution and bundle: each starts in an empty environment and lists tools and skills."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from creatorscope.delivery.bundle import build_bundle_bytes
from creatorscope.settings import load_settings
from creatorscope.skills_files import find_skills_files
from creatorscope.surfaces.offering import offered_tools
from tests.benchmarks.rpc import RpcProcess
from tests.delivery.empty_environment import (
    BUILD_TOOLS,
    ROOT,
    cut_network,
    make_environment,
    needed_by,
    uv,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with the wheel and the source distribution, built once."""
    folder = tmp_path_factory.mktemp("built")
    uv("build", "--no-build-isolation", "--python", sys.executable, "--out-dir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def declared() -> list[str]:
    """What the package declares it needs, without extras."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]


def outside(home: Path) -> dict[str, str]:
    """Return the environment of a stranger: an empty home folder and none of our variables."""
    home.mkdir()
    hidden = ("CREATORSCOPE_", "CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME"), str(home))
    return {**kept, **places}


def listed(command: Sequence[str | Path], env: Mapping[str, str]) -> tuple[list[str], dict[str, int]]:
    """Start a server and return the names of its tools, and of its skills with how many files each has."""
    only = [f"{name}={value}" for name, value in env.items()]
    with RpcProcess(["env", "-i", *only, *map(str, command)]) as server:
        server.handshake()
        tools = server.call("tools/list", {})["tools"]
        skills = server.call("skills/list", {})["skills"]
    names = [tool["name"] for tool in tools]
    return names, {skill["frontmatter"]["name"]: len(skill["resources"]) for skill in skills}


def expected() -> tuple[list[str], list[str]]:
    """Return the names of tools and skills this clone has."""
    names = find_skills_files().skill_names()
    assert names
    return list(offered_tools(load_settings({}))), list(names)


@pytest.mark.skipif(os.name == "nt", reason="`env -i` is not there on Windows")
@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"], ids=["wheel", "source"])
def test_an_installed_package_serves_all_tools_and_skills_without_a_network(built, declared, tmp_path, kind):
    [package] = built.glob(kind)
    tools = () if kind == "*.whl" else BUILD_TOOLS
    python = make_environment(tmp_path / "installed", needed_by([*declared, *tools]))
    uv("pip", "install", "--no-deps", "--no-build-isolation", "--python", python, package)
    cut_network(python)
    env = outside(tmp_path / "home")
    names, skills = listed([python.parent / "creatorscope", "serve"], env)
    assert (names, list(skills)) == expected()
    assert all(files > 1 for files in skills.values())
    answer = subprocess.run(
        [python.parent / "creatorscope", "skills", "install", "claude-code", "--json"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert len(json.loads(answer.stdout)["files"]) == sum(skills.values())
    assert (tmp_path / "home" / ".claude" / "skills" / min(skills) / "SKILL.md").is_file()
    refused = subprocess.run(
        [python.parent / "creatorscope", "call", "search_endpoints", '{"query": "comments"}'],
        env={**env, "CREATORSCOPE_TOOLSETS": "default,catalog"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 3
    assert "pip install 'creatorscope[catalog]'" in refused.stderr


@pytest.mark.skipif(os.name == "nt", reason="`env -i` is not there on Windows")
def test_the_bundle_starts_as_its_manifest_says(declared, tmp_path):
    folder = tmp_path / "bundle"
    packed = tmp_path / "creatorscope.mcpb"
    packed.write_bytes(build_bundle_bytes(ROOT))
    with ZipFile(packed) as bundle:
        bundle.extractall(folder)
    python = make_environment(folder / ".venv", needed_by([*declared, *BUILD_TOOLS]))
    uv("pip", "install", "--no-deps", "--no-build-isolation", "--python", python, "--editable", folder)
    cut_network(python)
    config = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["server"]["mcp_config"]
    program = shutil.which(config["command"], path=str(Path(sys.executable).parent))
    words = [word.replace("${__dirname}", str(folder)) for word in config["args"]]
    # What a host does first, with a network, is done above without one.
    env = {**outside(tmp_path / "home"), **config["env"], "UV_NO_SYNC": "1", "UV_OFFLINE": "1"}
    names, skills = listed([str(program), *words], env)
    assert (names, list(skills)) == expected()


def test_the_wheel_carries_every_file_of_skills_and_references(built):
    [wheel] = built.glob("*.whl")
    carried = set(ZipFile(wheel).namelist())
    for folder, inside in (("skills", "_skills"), ("references", "_references")):
        files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
        missing = [path for path in files if f"creatorscope/{inside}/{path.as_posix()}" not in carried]
        assert missing == []
