"""An empty environment with the pinned packages a built file declares, and no way to reach a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
BUILD_TOOLS = ("hatchling", "editables")
_PINS = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
# Loaded by every interpreter of the environment at its start.
NO_NETWORK = """
import socket
connect = socket.socket.connect
def refuse(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
        raise OSError(f"no network here: {address}")
    return connect(self, address)
socket.socket.connect = refuse
"""


def uv(*words: str | Path) -> None:
    """Run uv without a network."""
    program = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    done = subprocess.run(
        [program, *map(str, words), "--offline", "--quiet"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def needed_by(roots: Iterable[str]) -> set[str]:
    """Return the names of everything these requirements need here, by what is installed here."""
    waiting = [(Requirement(root), "") for root in roots]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for wanted in {"", *requirement.extras} - {known for found, known in seen if found == name}:
            seen.add((name, wanted))
            waiting += [(Requirement(text), wanted) for text in requires(name) or ()]
    return {name for name, _ in seen}


def make_environment(folder: Path, names: set[str]) -> Path:
    """Make an environment with these packages at their pinned versions, and return its Python."""
    pins = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    wanted = [match[0] for match in _PINS.finditer(pins) if canonicalize_name(match["name"]) in names]
    listed = folder.with_suffix(".txt")
    listed.write_text("".join(wanted), encoding="utf-8")
    uv("venv", "--python", sys.executable, folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    uv("pip", "sync", "--require-hashes", "--python", python, listed)
    return python


def cut_network(python: Path) -> None:
    """Make every interpreter of an environment refuse connections to other machines."""
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    done = subprocess.run(where, capture_output=True, text=True, check=True)
    Path(done.stdout.strip(), "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
