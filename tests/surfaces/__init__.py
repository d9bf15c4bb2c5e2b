"""Tests of the surfaces: MCP, the command line and what they share."""
