"""MCP, the command line and the reference: each one loop over the operations."""
