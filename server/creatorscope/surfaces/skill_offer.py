"""What skills may use of the tools: those filed, with the toolsets that are not offered everywhere."""

from __future__ import annotations

from creatorscope.selection import OFF_BY_DEFAULT
from creatorscope.skills.offer import Offer
from creatorscope.surfaces.tool_file import load_tools

CATALOGUE = frozenset({"catalog", "catalog_writes"})
"""The toolsets that are offered only where their optional extra is installed."""


def filed_offer() -> Offer:
    """Return the offer skills are linted against."""
    tools = load_tools()
    return Offer(
        tools={tool.name: tool.facts.toolset for tool in tools},
        optional=OFF_BY_DEFAULT | CATALOGUE,
        arguments=frozenset(name for tool in tools for name in tool.listing["inputSchema"]["properties"]),
    )
