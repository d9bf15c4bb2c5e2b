"""Loads the hand-written wire fixtures and compares the shapes of JSON values with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TIKHUB, TIKOMNI = "/api/v1", "/api/u1/v1"
COOKIE, TOKEN = "sessionid=sandbox", "sandbox-token"
BOTH_HOSTS = ("tiktok_creator", "works")


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRequest:
    """One request as it must travel; `body` None: no body, or an empty object."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    absent_headers: list[str]
    body: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """One tool's wire form; `either`, `free`, `optional` are dotted paths into the response."""

    tool: str
    provider: str
    arguments: dict[str, Any]
    request: WireRequest
    status: int
    response: Any
    rows: int
    either: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    sandbox_body: dict[str, Any] | None = None


def load_fixture(name: str) -> Fixture:
    """Return a tool's fixture; a tool without one is a failure of the suite."""
    path = HERE / "fixtures" / f"{name}.json"
    assert path.is_file(), f"{name} has no wire fixture: type {path.name} from the contract"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Fixture(**{**raw, "request": WireRequest(**raw["request"])})


def load_errors() -> list[dict[str, Any]]:
    """Return every documented error with how it must be typed."""
    errors: list[dict[str, Any]] = json.loads((HERE / "errors.json").read_text(encoding="utf-8"))
    return errors


def fixture_names() -> list[str]:
    """Return the names of the tools that have a fixture, sorted."""
    return sorted(path.stem for path in (HERE / "fixtures").glob("*.json"))


def prefixed(path: str, prefix: str) -> str:
    """Return a path that both bearer hosts serve under a host's own prefix; any other path unchanged."""
    return f"{prefix}{path.removeprefix(TIKHUB)}" if path.startswith(f"{TIKHUB}/") else path


def shape_of(values: list[Any]) -> dict[str, Any]:
    """Return the merged shape of several values: kinds met, keys of objects, elements of arrays."""
    found: dict[str, Any] = {
        "kinds": {_kind(value) for value in values} - {"null"},
        "keys": {},
        "items": None,
    }
    objects = [value for value in values if isinstance(value, dict)]
    for key in dict.fromkeys(key for value in objects for key in value):
        found["keys"][key] = shape_of([value[key] for value in objects if key in value])
    arrays = [value for value in values if isinstance(value, list)]
    elements = [element for value in arrays for element in value]
    if elements:
        found["items"] = shape_of(elements)
    return found


def differences(
    expected: dict[str, Any], got: dict[str, Any], fixture: Fixture, at: str = ""
) -> Iterator[str]:
    """Yield each way in which a shape differs from the expected one; null agrees with anything."""
    if at in fixture.free:
        return
    wanted, met = expected["kinds"], got["kinds"]
    if wanted and met and at not in fixture.either and not met <= wanted:
        yield f"{at or 'the answer'}: {sorted(met)} where the contract has {sorted(wanted)}"
        return
    for key in sorted(expected["keys"].keys() | got["keys"].keys()):
        path = f"{at}.{key}" if at else key
        if key not in got["keys"]:
            if "object" in met and path not in fixture.optional:
                yield f"{path}: missing"
        elif key not in expected["keys"]:
            if "object" in wanted:
                yield f"{path}: not in the contract"
        else:
            yield from differences(expected["keys"][key], got["keys"][key], fixture, path)
    if expected["items"] and not got["items"] and "array" in met:
        yield f"{at}[]: empty, so nothing was compared"
    elif expected["items"] and got["items"]:
        yield from differences(expected["items"], got["items"], fixture, f"{at}[]")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true/false"
    if isinstance(value, int | float):
        return "number"
    return {str: "text", dict: "object", list: "array"}[type(value)]
