"""Opening DuckDB, with no way out to the network, and quoting what goes into its SQL."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    # Nothing is spilled to disk: what does not fit the memory limit is an error.
    "temp_directory": "",
}
MOST_THREADS = 4


def open_engine(memory_mb: int | None = None) -> duckdb.DuckDBPyConnection:
    """Return a fresh in-memory connection; times are UTC. `memory_mb`: its limit, None is DuckDB's own."""
    import duckdb

    config = dict(_CLOSED)
    config["threads"] = min(MOST_THREADS, os.cpu_count() or 1)
    if memory_mb is not None:
        config["memory_limit"] = f"{memory_mb}MiB"
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET TimeZone = 'UTC'")
    # Its default is a folder of the user running this, which any query could read off the settings.
    connection.execute("SET allow_persistent_secrets = false")
    connection.execute("SET secret_directory = ''")
    return connection


def quoted(name: str) -> str:
    """Return an SQL identifier."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def literal(text: str) -> str:
    """Return an SQL text."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
