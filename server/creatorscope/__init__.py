"""creatorscope: find creators, collect their data and analyse them, from any MCP client."""

__version__ = "0.1.0"
