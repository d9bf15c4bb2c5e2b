"""The catalogue: every call the vendor's SDK knows, read from the SDK's own methods."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any, Literal

from creatorscope.errors import SettingsError

Place = Literal["query", "body", "whole body"]
_PREFIX = "/api/v1"
_CJK = re.compile(r"[\u3400-\u9fff]")
# A POST that starts so only carries its question in a body; a GET is a read unless it says otherwise.
_READING = frozenset({"fetch", "get", "search", "check", "multi", "calculate"})
_WRITING = frozenset({"register", "generate", "open", "encrypt", "decrypt", "redirect"})
# What opens an account is never an argument: settings hold it, or the call cannot be made.
_SECRETS = frozenset({"auth", "cookie", "password", "proxy", "proxy_url", "session_token"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a call: its wire name, its type as the SDK writes it, and where it travels."""

    name: str
    type: str
    required: bool
    place: Place

    @property
    def secret(self) -> bool:
        """True for what opens an account."""
        return self.name in _SECRETS


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogCall:
    """One call: `group.method` as its name, its verb, and its path relative to the host's prefix."""

    name: str
    verb: str
    path: str
    title: str
    parameters: tuple[Parameter, ...]

    @property
    def summary(self) -> str:
        """The English half of the title, the whole where it is in one language."""
        left, slash, right = self.title.partition("/")
        return right.strip() if slash and _CJK.search(left) and not _CJK.search(right) else self.title

    @property
    def reads(self) -> bool:
        """True when the call is known to change nothing; where the name leaves doubt it is a write."""
        words = re.split(r"[_.]", self.name.partition(".")[2].lower())
        return words[0] in _READING or (self.verb == "GET" and not _WRITING.intersection(words))


class _Recorder:
    """Stands where the SDK's client does, and records what a method would send."""

    def __init__(self) -> None:
        self.sent: tuple[str, str, Any, Any] = ("", "", None, None)

    def _request(self, verb: str, path: str, *, params: Any = None, json: Any = None) -> None:
        self.sent = (verb, path, params, json)


@cache
def load_catalog() -> Mapping[str, CatalogCall]:
    """Return every call by name, groups in order. Raises SettingsError where the SDK is not installed."""
    calls = sorted(_read_calls(), key=lambda call: call.name)
    return MappingProxyType({call.name: call for call in calls})


def _read_calls() -> Iterator[CatalogCall]:
    try:
        resources = import_module("tikhub.resources")
        base = import_module("tikhub.resources._base").SyncResource
    except ImportError as error:
        raise SettingsError(
            "the catalogue's package is not installed",
            code="extra_missing",
            remedy="install it: pip install 'creatorscope[catalog]'.",
        ) from error
    for module in iter_modules(resources.__path__):
        if module.name.startswith("_"):
            continue
        members = vars(import_module(f"tikhub.resources.{module.name}")).values()
        for kind in members:
            if inspect.isclass(kind) and issubclass(kind, base) and kind is not base:
                yield from _read_group(module.name, kind)


def _read_group(group: str, kind: type) -> Iterator[CatalogCall]:
    recorder = _Recorder()
    resource = kind(recorder)
    for method, function in inspect.getmembers(kind, inspect.isfunction):
        if method.startswith("_"):
            continue
        declared = [item for item in inspect.signature(function).parameters.values() if item.name != "self"]
        # Each argument is a text that says which it is, so that the message shows where it travels.
        getattr(resource, method)(**{item.name: _mark(item.name) for item in declared})
        verb, path, query, body = recorder.sent
        places = {**_places(query, "query"), **_places(body, "body")}
        yield CatalogCall(
            name=f"{group}.{method}",
            verb=verb,
            path=path.removeprefix(_PREFIX),
            title=(inspect.getdoc(function) or method).partition("\n")[0].strip(),
            parameters=tuple(
                Parameter(
                    name=places[_mark(item.name)][0] or item.name,
                    type=str(item.annotation).removesuffix(" | None"),
                    required=item.default is inspect.Parameter.empty,
                    place=places[_mark(item.name)][1],
                )
                for item in declared
            ),
        )


def _mark(name: str) -> str:
    return f"\0{name}"


def _places(sent: Any, place: Place) -> dict[str, tuple[str, Place]]:
    """Return the wire name and place of each marked argument in one part of a message."""
    if isinstance(sent, str):
        return {sent: ("", "whole body")}
    return {mark: (name, place) for name, mark in (sent or {}).items()}
