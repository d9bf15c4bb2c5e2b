"""Installing validators of others below .cache; a test that cannot have one says so and skips."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"


def install_node_tool(name: str, package: str) -> Path:
    """Return the folder of commands of an npm package, installed once; skips where npm cannot provide it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"npm is not installed: {name} cannot be run")
    prefix = CACHE / name
    install = [npm, "install", "--silent", "--no-save", "--prefix", str(prefix), package]
    _install_once(prefix, install)
    return prefix / "node_modules" / ".bin"


def install_python_tool(requirement: str) -> Path:
    """Return a folder of modules with a PyPI package, installed once; skips where it cannot be had."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        pytest.skip(f"uv is not installed: {requirement} cannot be run")
    folder = CACHE / requirement.replace("==", "-")
    target = ["--python", sys.executable, "--target", str(folder)]
    _install_once(folder, [uv, "pip", "install", "--quiet", *target, requirement])
    return folder


def _install_once(folder: Path, command: list[str]) -> None:
    """Install below a folder unless that was done; several test workers may ask at once."""
    folder.mkdir(parents=True, exist_ok=True)
    done_mark = folder / ".installed"
    with FileLock(folder / ".lock"):
        if done_mark.exists():
            return
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            pytest.skip(f"could not install {folder.name}: {done.stderr[-300:]}")
        done_mark.touch()


def run_node_tool(commands: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of a tool with an empty home folder."""
    return subprocess.run(
        [str(commands / words[0]), *words[1:]],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=180,
        check=False,
    )
