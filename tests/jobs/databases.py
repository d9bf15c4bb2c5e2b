"""The databases jobs are tested on, as environment variables; what the engine leaves in one is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.schema import DropSchema

from tests.postgresql import server_address
from tests.state.places import KINDS, state_at

DATABASES = KINDS
_PATH = "search_path%3D"


@contextmanager
def database_at(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the variables that choose a fresh database; the test is skipped where there is no PostgreSQL."""
    with state_at(kind, folder) as where:
        if kind == "sqlite":
            yield {}
            return
        try:
            yield {"CREATORSCOPE_DATABASE_URL": where}
        finally:
            engine = create_engine(server_address())
            schema = f"{where.partition(_PATH)[2]}_jobs_live"
            with engine.begin() as connection:
                connection.execute(DropSchema(schema, cascade=True, if_exists=True))
            engine.dispose()
