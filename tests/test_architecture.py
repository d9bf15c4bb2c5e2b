"""The shape of the code: layers, sizes, docstrings, style and types."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "server" / "creatorscope"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Which layers each layer may import. `errors`, `clock` and the contract are below all of them.
_BASE = {"errors", "clock", "contract"}
_DATA = _BASE | {"storage", "endpoints", "client", "works", "analysis", "results"}
_INNER = _DATA | {"claims", "reports", "state", "skills", "skills_files"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "importing": set(),
    "clock": set(),
    "skills_files": {"errors"},
    "contract": {"errors"},
    "endpoints": {"contract", "errors"},
    "client": _BASE,
    "sandbox": _BASE | {"endpoints"},
    "settings": {"contract", "errors"},
    "selection": {"contract", "errors"},
    "storage": {"errors"},
    "works": {"contract", "errors"},
    "analysis": {"contract", "errors", "works"},
    "results": _BASE | {"works", "storage"},
    "claims": {"contract", "errors", "works", "analysis"},
    "reports": {"contract", "errors", "works", "analysis", "claims"},
    "state": _BASE | {"client", "results"},
    "skills": {"contract", "errors", "skills_files", "claims"},
    "delivery": {"contract", "errors", "skills_files", "skills", "settings"},
    "hosts": {"settings", "client", "contract", "errors"},
    "jobs": _DATA | {"state"},
    "operations": _INNER | {"jobs"},
    "surfaces": _INNER | {"jobs", "operations", "delivery", "importing", "selection", "settings"},
    "app": _INNER | {"jobs", "operations", "surfaces", "selection", "settings", "hosts", "sandbox"},
}


def layer_of(module: str) -> str | None:
    """Return the layer of a dotted module name inside the package, None for the package itself."""
    parts = module.split(".")
    if parts[0] != "creatorscope" or len(parts) == 1 or parts[1].startswith("__"):
        return None
    return parts[1].split("_")[0] if parts[1].startswith("settings") else parts[1]


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            found.update(
                f"{node.module}.{alias.name}" for alias in node.names if node.module == "creatorscope"
            )
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_module_imports_only_from_layers_further_in(path):
    layer = layer_of(module_name(path))
    if layer is None:
        return
    used = {layer_of(name) for name in imports_of(path)} - {None, layer}
    assert used <= ALLOWED[layer], f"{layer} must not import {sorted(used - ALLOWED[layer])}"


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_keeps_the_size_limits(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno + 1 < 40, f"{node.name} is too long"
            arguments = [
                arg for arg in node.args.args + node.args.kwonlyargs if arg.arg not in {"self", "cls"}
            ]
            in_source = PACKAGE in path.parents
            assert not in_source or len(arguments) <= 5, f"{node.name} takes {len(arguments)} parameters"


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_says_in_one_sentence_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, "no docstring"
    assert docstring.splitlines()[0].endswith("."), "the first line is not a sentence"


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["lint", "format", "types"],
)
def test_style_and_types_are_clean(command):
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
