"""The MCP Inspector, as a stranger would use it: every tool is listed and answers its example."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from creatorscope.settings import load_settings
from creatorscope.surfaces.offering import offered_tools
from tests.stock import RUNNABLE, example_of

ROOT = Path(__file__).parents[2]
PREFIX = ROOT / ".cache" / "inspector"
PACKAGES = ["@modelcontextprotocol/inspector@2.12.0", "node@22"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def inspector() -> Path:
    """The Inspector's command, installed once below .cache; skips where npm cannot provide it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed: the Inspector cannot be run")
    command = PREFIX / "node_modules" / ".bin" / "mcp-inspector"
    if not command.exists():
        install = [npm, "install", "--silent", "--no-save", "--prefix", str(PREFIX), *PACKAGES]
        done = subprocess.run(install, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"npm could not install the Inspector: {done.stderr[-300:]}")
    return command


def inspect(
    command: Path, storage: Path, *arguments: str, toolsets: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the Inspector's CLI on our server, with the node it wants first on the path."""
    node = PREFIX / "node_modules" / "node" / "bin"
    server = [sys.executable, "-m", "creatorscope", "serve", "--sandbox", "--storage", str(storage)]
    server += ["--toolsets", toolsets] if toolsets else []
    return subprocess.run(
        [str(command), "--cli", *server, *arguments, "--format", "json"],
        env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_the_inspector_lists_every_tool_strictly(inspector, tmp_path, era):
    done = inspect(inspector, tmp_path, "--method", "tools/list", "--strict", "--protocol-era", era)
    assert done.returncode == 0, done.stderr
    listed = json.loads(done.stdout)["result"]["tools"]
    assert tuple(tool["name"] for tool in listed) == offered_tools(load_settings({}))


def test_the_inspector_calls_every_tool_with_its_example(inspector, tmp_path, stocked):
    for row in RUNNABLE:
        example = json.dumps(example_of(row), ensure_ascii=False)
        call = ["--method", "tools/call", "--tool-name", row.name, "--tool-args-json", example]
        done = inspect(inspector, tmp_path, *call, toolsets=row.toolset)
        assert done.returncode == 0, f"{row.name}: {done.stdout} {done.stderr}"


def test_the_inspector_reports_a_tool_error_with_its_own_exit_code(inspector, tmp_path):
    call = ["--method", "tools/call", "--tool-name", "get_collection_status", "--tool-args-json"]
    done = inspect(inspector, tmp_path, *call, '{"task_id": "task_other_tenant"}')
    assert done.returncode == 5
    assert "not_found" in done.stdout
