"""Which tools are offered: by toolset, name, effect and the providers that have credentials."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from creatorscope.contract.arguments import nearest
from creatorscope.errors import SettingsError

OFF_BY_DEFAULT = frozenset({"works_raw", "catalog", "catalog_writes"})
"""Toolsets offered only where they, or single tools of theirs, are named."""

DEFAULT = "default"
"""Among toolsets: all that are not off by default."""

EXTRAS: Mapping[str, str] = MappingProxyType({"catalog": "tikhub", "catalog_writes": "tikhub"})
"""Toolsets offered only where an optional package is installed, with the module it brings."""


class Reason(StrEnum):
    """Why a tool is not offered, with `{toolset}` and `{wanted}`, the credentials its service needs."""

    EXCLUDED = "it is among exclude_tools"
    NOT_CHOSEN = "neither it nor its toolset {toolset} is among the tools and toolsets chosen"
    OFF = "its toolset {toolset} is off unless it is named among the toolsets, or the tool among the tools"
    READ_ONLY = "it changes something upstream, and read_only is on"
    CONTACTS = "it fetches files, in which contacts cannot be masked, and hide_contacts is on"
    NO_EXTRA = "its package is not installed: pip install 'creatorscope[catalog]'"
    NO_CREDENTIALS = "its service has no credentials, which {wanted} would give it"


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
    `hide_contacts` leaves out downloads, since contacts inside a file cannot be masked. `absent`: toolsets
    whose optional package is not installed.
    """

    toolsets: tuple[str, ...]
    tools: tuple[str, ...]
    exclude_tools: tuple[str, ...]
    read_only: bool
    hide_contacts: bool
    providers: Collection[str]
    absent: Collection[str]


def select_tools(facts: Iterable[ToolFacts], choice: Choice) -> tuple[str, ...]:
    """Return the names offered, in the table's order.

    Raises SettingsError for a toolset or tool that does not exist, naming the nearest.
    """
    rows = tuple(facts)
    names, toolsets = [row.name for row in rows], list(dict.fromkeys(row.toolset for row in rows))
    _require(choice.toolsets, [*toolsets, DEFAULT], "toolset", "--toolsets")
    _require(choice.tools, names, "tool", "--tools")
    _require(choice.exclude_tools, names, "tool", "--exclude-tools")
    return tuple(row.name for row in rows if not reasons_left_out(row, choice))


def reasons_left_out(row: ToolFacts, choice: Choice) -> list[Reason]:
    """Return every reason why a tool is not offered; [] when it is."""
    off = row.toolset in OFF_BY_DEFAULT
    named = row.toolset in choice.toolsets or row.name in choice.tools
    named = named or (DEFAULT in choice.toolsets and not off)
    chosen = bool(choice.toolsets or choice.tools)
    applies = {
        Reason.EXCLUDED: row.name in choice.exclude_tools,
        Reason.NOT_CHOSEN: chosen and not named,
        Reason.OFF: not chosen and off,
        Reason.READ_ONLY: choice.read_only and not row.read_only,
        Reason.CONTACTS: choice.hide_contacts and row.downloads,
        Reason.NO_EXTRA: row.toolset in choice.absent,
        Reason.NO_CREDENTIALS: bool(row.provider) and row.provider not in choice.providers,
    }
    return [reason for reason, holds in applies.items() if holds]


def _require(asked: Iterable[str], known: list[str], kind: str, flag: str) -> None:
    for name in asked:
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean {guess}? " if guess else ""
            raise SettingsError(
                f"{flag}: there is no {kind} {name}",
                code=f"unknown_{kind}",
                remedy=f"{hint}there are {', '.join(known)}.",
            )
