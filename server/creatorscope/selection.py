"""Which tools are offered: by toolset, name, effect and the providers that have credentials."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from creatorscope.contract.arguments import nearest
from creatorscope.errors import SettingsError

OFF_BY_DEFAULT = frozenset({"works_raw"})
"""Toolsets offered only where they, or single tools of theirs, are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolFacts:
    """What selecting a tool needs to know of it; `downloads`: it fetches files whose content is not ours.

    `provider`: "" for a tool that needs none.
    """

    name: str
    toolset: str
    provider: str
    read_only: bool
    downloads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the operator wants offered. Empty `toolsets` and `tools` mean all but those off by default.

    `toolsets` and `tools` add up; `exclude_tools` and `read_only` take away from both.
    `hide_contacts` leaves out downloads, since contacts inside a file cannot be masked.
    """

    toolsets: tuple[str, ...]
    tools: tuple[str, ...]
    exclude_tools: tuple[str, ...]
    read_only: bool
    hide_contacts: bool
    providers: Collection[str]


def select_tools(facts: Iterable[ToolFacts], choice: Choice) -> tuple[str, ...]:
    """Return the names offered, in the table's order.

    Raises SettingsError for a toolset or tool that does not exist, naming the nearest.
    """
    rows = tuple(facts)
    names, toolsets = [row.name for row in rows], list(dict.fromkeys(row.toolset for row in rows))
    _require(choice.toolsets, toolsets, "toolset", "--toolsets")
    _require(choice.tools, names, "tool", "--tools")
    _require(choice.exclude_tools, names, "tool", "--exclude-tools")
    return tuple(row.name for row in rows if _offered(row, choice))


def _offered(row: ToolFacts, choice: Choice) -> bool:
    wanted = not (choice.toolsets or choice.tools or row.toolset in OFF_BY_DEFAULT)
    wanted = wanted or row.toolset in choice.toolsets or row.name in choice.tools
    refused = row.name in choice.exclude_tools or (choice.read_only and not row.read_only)
    return (
        wanted
        and not refused
        and not (choice.hide_contacts and row.downloads)
        and (not row.provider or row.provider in choice.providers)
    )


def _require(asked: Iterable[str], known: list[str], kind: str, flag: str) -> None:
    for name in asked:
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean {guess}? " if guess else ""
            raise SettingsError(
                f"{flag}: there is no {kind} {name}",
                code=f"unknown_{kind}",
                remedy=f"{hint}Known: {', '.join(known)}.",
            )
