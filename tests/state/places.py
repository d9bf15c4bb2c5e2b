"""Where tests keep state: a SQLite file, or a schema of its own in a PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateSchema, DropSchema

SERVER = os.environ.get("CREATORSCOPE_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")
KINDS = ("sqlite", "postgresql")


@contextmanager
def state_at(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of fresh state; the test is skipped where there is no PostgreSQL."""
    if kind == "sqlite":
        yield str(folder / "state.sqlite")
        return
    engine = create_engine(SERVER, connect_args={"connect_timeout": 5})
    name = f"test_{uuid4().hex}"
    try:
        with engine.begin() as connection:
            connection.execute(CreateSchema(name))
    except OperationalError:
        engine.dispose()
        pytest.skip("no PostgreSQL server: set CREATORSCOPE_TEST_POSTGRESQL")
    try:
        yield f"{SERVER}?options=-csearch_path%3D{name}"
    finally:
        with engine.begin() as connection:
            connection.execute(DropSchema(name, cascade=True))
        engine.dispose()
