"""Reports: what an analysis says, as a page, a text, charts and a view for MCP hosts."""
