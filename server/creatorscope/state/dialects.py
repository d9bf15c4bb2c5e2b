"""What differs between SQLite and PostgreSQL: opening, starting a write, and inserting what may exist.

Each loads its own part of SQLAlchemy only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from filelock import FileLock
from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Engine, Executable, Table, create_engine, event, literal_column, text
from sqlalchemy.engine import URL

BUSY_TIMEOUT_S = 30
_SETTING_UP = 7_204_311_905  # any number, the same in every process: the advisory lock of setting up
_THREADS = 40  # as many as anyio runs at once
_WRITES = "creatorscope_writes"


def _to_json(value: Any) -> str:
    return to_json(value, inf_nan_mode="null").decode()


_JSON = {"json_serializer": _to_json, "json_deserializer": from_json}


class Dialect(Protocol):
    """One kind of database."""

    engine: Engine

    def begin_writing(self, connection: Connection, *, durable: bool) -> AbstractContextManager[object]:
        """Return a transaction that may write; `durable`: once committed it outlives a loss of power.

        A durable one carries those before it. All of them outlive the death of a process.
        """
        ...

    def insert_new(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless one of its key exists; return whether it was inserted."""
        ...

    def set_up(self, work: Callable[[Connection], None]) -> None:
        """Call `work(connection)` in one transaction, one process at a time."""
        ...


class Sqlite:
    """A file on a local disk, in write-ahead mode; writers queue for `BUSY_TIMEOUT_S`."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self._path = path
        self.engine = create_engine(
            URL.create("sqlite", database=str(path)),
            **_JSON,
            connect_args={"timeout": BUSY_TIMEOUT_S, "isolation_level": None},
            max_overflow=_THREADS,
        )
        # Writers of this process queue here: SQLite's own way of waiting is to look again now and then.
        self._writing = Lock()
        event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def begin_writing(self, connection: Connection, *, durable: bool) -> Iterator[None]:
        """Begin a transaction that takes the write lock at once.

        Taken late, two readers that both go on to write would fail instead of queue.
        """
        with self._writing:
            connection.connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            with connection.execution_options(**{_WRITES: True}).begin():
                yield

    def insert_new(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless one of its key exists; return whether it was inserted."""
        return connection.execute(_sqlite_insert(table), row).rowcount == 1

    def set_up(self, work: Callable[[Connection], None]) -> None:
        """Call `work(connection)` in one transaction, one process at a time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # Changing the journal mode does not wait for other processes, so they wait here.
        with FileLock(self._path.with_suffix(".setup.lock"), timeout=BUSY_TIMEOUT_S):
            with self.engine.connect() as connection:
                raw = connection.connection
                raw.execute("PRAGMA journal_mode = WAL")
            with self.engine.connect() as connection, self.begin_writing(connection, durable=True):
                work(connection)


class Postgresql:
    """A PostgreSQL database, for several machines."""

    def __init__(self, url: URL) -> None:
        self.engine = create_engine(url, **_JSON, pool_pre_ping=True, connect_args={"connect_timeout": 10})

    @contextmanager
    def begin_writing(self, connection: Connection, *, durable: bool) -> Iterator[None]:
        """Begin a transaction; rows are locked as they are changed."""
        with connection.begin():
            if not durable:
                connection.execute(text("SET LOCAL synchronous_commit TO off"))
            yield

    def insert_new(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless one of its key exists; return whether it was inserted."""
        return connection.execute(_postgresql_insert(table), row).first() is not None

    def set_up(self, work: Callable[[Connection], None]) -> None:
        """Call `work(connection)` in one transaction, one process at a time."""
        with self.engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETTING_UP})
            work(connection)


@cache
def _sqlite_insert(table: Table) -> Executable:
    from sqlalchemy.dialects.sqlite import insert

    return insert(table).on_conflict_do_nothing()


@cache
def _postgresql_insert(table: Table) -> Executable:
    from sqlalchemy.dialects.postgresql import insert

    # This driver does not count the rows of an insert; what it returns tells whether there was one.
    return insert(table).on_conflict_do_nothing().returning(literal_column("1"))


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
