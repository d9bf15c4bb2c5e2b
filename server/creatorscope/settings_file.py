"""Loading the configuration file, its faults named one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from creatorscope.errors import Problem
from creatorscope.settings_faults import did_you_mean
from creatorscope.settings_table import CONFIG_VARIABLE, setting_rows

_ONE_A_LINE = "Write one `key: value` a line."


def load_file(path: Path | None, problems: list[Problem]) -> Mapping[str, Any]:
    """Return the file's settings, {} without a file or for an empty one; its faults are added."""
    if path is None:
        return {}
    import yaml

    name = f"configuration file {path}"
    try:
        content, repeated = _parse(path.read_bytes())
    except OSError as error:
        fix = f"Correct --config, {CONFIG_VARIABLE} or the file."
        problems.append(Problem(name, f"cannot be read: {error.strerror}", fix))
        return {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        problems.append(Problem(name, f"is not YAML{where}", _ONE_A_LINE))
        return {}
    if content is not None and not isinstance(content, Mapping):
        problems.append(Problem(name, "is not a list of settings", _ONE_A_LINE))
        return {}
    problems += [Problem(name, f"sets {key} more than once", "Keep one of them.") for key in repeated]
    known = [row.key for row in setting_rows()]
    for key in content or {}:
        if key not in known:
            hint = did_you_mean(str(key), known)
            fix = f"{hint[:1].upper()}{hint[1:]} Correct or remove it.".strip()
            problems.append(Problem(name, f"has no setting called {key}", fix))
    return content or {}


def _parse(text: bytes) -> tuple[Any, list[str]]:
    """Return what the YAML holds, and the keys that stand in one mapping more than once."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        return (None, []) if node is None else (loader.construct_document(node), list(_repeated(node)))
    finally:
        loader.dispose()


def _repeated(node: Any, above: str = "") -> Iterator[str]:
    if node.id == "sequence":
        for part in node.value:
            yield from _repeated(part, above)
    if node.id != "mapping":
        return
    seen: set[str] = set()
    for key, value in node.value:
        name = f"{above}{key.value}"
        if name in seen:
            yield name
        seen.add(name)
        yield from _repeated(value, f"{name}.")
