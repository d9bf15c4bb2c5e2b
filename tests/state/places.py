"""Where tests keep state: a SQLite file, or a schema of its own in a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

from tests.postgresql import server_address

KINDS = ("sqlite", "postgresql")


@contextmanager
def state_at(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of fresh state; the test is skipped where there is no PostgreSQL."""
    if kind == "sqlite":
        yield str(folder / "state.sqlite")
        return
    server = server_address()
    engine = create_engine(server, connect_args={"connect_timeout": 5})
    name = f"test_{uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(CreateSchema(name))
    try:
        yield f"{server}?options=-csearch_path%3D{name}"
    finally:
        with engine.begin() as connection:
            connection.execute(DropSchema(name, cascade=True))
        engine.dispose()
