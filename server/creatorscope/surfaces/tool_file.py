"""The checked-in list of tools that `tools/list` is answered from, so that starting imports no endpoint."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from creatorscope.selection import ToolFacts

TOOLS_FILE = Path(__file__).with_name("tools.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledTool:
    """One tool as filed: what selecting it needs, and its listing in MCP's wire form.

    `account_option`: the property added to its input where there are several accounts, None for other tools.
    """

    facts: ToolFacts
    listing: dict[str, Any]
    account_option: dict[str, Any] | None

    @property
    def name(self) -> str:
        """The tool's name."""
        return self.facts.name

    def listed(self, accounts: int) -> dict[str, Any]:
        """Return the listing for a set-up with that many accounts."""
        if self.account_option is None or accounts < 2:
            return self.listing
        schema = self.listing["inputSchema"]
        properties = {**schema["properties"], "account": self.account_option}
        return {**self.listing, "inputSchema": {**schema, "properties": properties}}


@cache
def load_tools() -> tuple[FiledTool, ...]:
    """Return every tool of the file, in the table's order."""
    filed = json.loads(TOOLS_FILE.read_text(encoding="utf-8"))
    return tuple(
        FiledTool(
            facts=ToolFacts(**entry["facts"]),
            listing=entry["listing"]
            | ({"outputSchema": filed["outputSchema"]} if entry["publishesAnswer"] else {}),
            account_option=filed["accountOption"] if entry["takesAccount"] else None,
        )
        for entry in filed["tools"]
    )


def list_tools(names: Collection[str], accounts: int) -> list[dict[str, Any]]:
    """Return the listings of the named tools in the table's order, in MCP's wire form."""
    return [tool.listed(accounts) for tool in load_tools() if tool.name in names]


def token_cost(listings: Sequence[dict[str, Any]]) -> int:
    """Return about how many tokens the listings take in a context: their bytes as sent, 4 to a token."""
    sent = json.dumps({"tools": listings}, ensure_ascii=False, separators=(",", ":"))
    return len(sent.encode()) // 4
