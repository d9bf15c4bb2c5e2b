"""The vendors' and a third party's validators accept our manifests, and refuse one we spoil."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from creatorscope.delivery.manifests import format_manifest, write_manifests
from tests.delivery.other_tools import ROOT, install_node_tool, install_python_tool, run_node_tool

pytestmark = pytest.mark.slow

CLAUDE = ("claude-code", "@anthropic-ai/claude-code@2.1.197")
GEMINI = ("gemini-cli", "@google/gemini-cli@0.61.0")
MCPB = ("mcpb", "@anthropic-ai/mcpb@2.1.2")
RULES = (
    "agent-plugin-json-valid",
    "agent-plugin-mcp-valid",
    "claude-marketplace-json-valid",
    "claude-plugin-json-valid",
    "codex-marketplace-json-valid",
    "codex-plugin-json-valid",
    "codex-plugin-structure",
    "cursor-plugin-json-valid",
    "mcp-registry-server-json-valid",
)


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """The plug-in as a host gets it: the manifests, the skills and a README."""
    folder = tmp_path / "creatorscope"
    write_manifests(folder)
    shutil.copytree(ROOT / "skills", folder / "skills")
    shutil.copy(ROOT / "README.md", folder)
    return folder


def spoil(path: Path, **fields: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields), encoding="utf-8")


@pytest.mark.parametrize("manifest", ["plugin.json", "marketplace.json"])
def test_claude_code_accepts_its_manifests_strictly(plugin, tmp_path, manifest):
    path = plugin / ".claude-plugin" / manifest
    commands = install_node_tool(*CLAUDE)
    done = run_node_tool(commands, tmp_path, "claude", "plugin", "validate", "--strict", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    spoil(path, name="Not A Name")
    assert run_node_tool(commands, tmp_path, "claude", "plugin", "validate", "--strict", str(path)).returncode


def test_gemini_accepts_its_extension(plugin, tmp_path):
    commands = install_node_tool(*GEMINI)
    done = run_node_tool(commands, tmp_path, "gemini", "extensions", "validate", str(plugin))
    assert done.returncode == 0, done.stdout + done.stderr
    spoil(plugin / "gemini-extension.json", name="Not A Name")
    assert run_node_tool(commands, tmp_path, "gemini", "extensions", "validate", str(plugin)).returncode


def test_the_bundle_manifest_holds_to_the_published_schema(tmp_path):
    commands = install_node_tool(*MCPB)
    path = tmp_path / "manifest.json"
    path.write_text(format_manifest("manifest.json"), encoding="utf-8")
    done = run_node_tool(commands, tmp_path, "mcpb", "validate", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    spoil(path, surprise=1)
    assert run_node_tool(commands, tmp_path, "mcpb", "validate", str(path)).returncode


def lint(modules: Path, folder: Path) -> list[dict[str, object]]:
    """Return the faults skillsaw finds with the rules that hold manifests to published schemas."""
    rules = [word for rule in RULES for word in ("--rule", rule)]
    done = subprocess.run(
        [sys.executable, "-m", "skillsaw", "lint", str(folder), "--format", "json", "--strict", *rules],
        env={**os.environ, "PYTHONPATH": str(modules), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return json.loads(done.stdout)["violations"]


def test_agent_plugins_registry_codex_and_cursor_manifests_hold_to_their_schemas(plugin):
    assert lint(install_python_tool("skillsaw==0.22.0"), plugin) == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("plugin.json", {"surprise": 1}),
        ("mcp.json", {"surprise": 1}),
        ("server.json", {"description": "x" * 101}),
        (".codex-plugin/plugin.json", {"interface": {"logo": "../elsewhere.png"}}),
        (".agents/plugins/marketplace.json", {"plugins": [{"name": "x"}]}),
        (".cursor-plugin/plugin.json", {"mcpServers": "../elsewhere.json"}),
    ],
    ids=["agent plugin", "agent servers", "registry", "codex", "codex marketplace", "cursor"],
)
def test_a_spoilt_manifest_is_found(plugin, path, fields):
    spoil(plugin / path, **fields)
    assert lint(install_python_tool("skillsaw==0.22.0"), plugin)
