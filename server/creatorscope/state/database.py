"""Opening the state database, and the transactions everything in it goes through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import Timeout
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError as BadUrl
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from creatorscope.errors import LocalFileError, SettingsError
from creatorscope.state.dialects import Postgresql, Sqlite
from creatorscope.state.tables import METADATA, SCHEMA, VERSION

if TYPE_CHECKING:
    from creatorscope.state.dialects import Dialect

FILE_NAME = "state.sqlite"


class State:
    """An open state database; safe in threads, and shared with other processes.

    `where`: the file or the address without a password, for messages.
    """

    def __init__(self, dialect: Dialect, where: str) -> None:
        self.dialect = dialect
        self.engine = dialect.engine
        self.where = where

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """One transaction that may write, committed at the end and rolled back by an error.

        `durable` False saves the wait for the disk, where a loss of power may undo it; a durable one carries
        those before it, and none is undone by the death of a process. Raises LocalFileError when the
        database cannot be used.
        """
        with (
            self.explained(),
            self.engine.connect() as connection,
            self.dialect.begin_writing(connection, durable=durable),
        ):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads. Raises LocalFileError when the database cannot be used."""
        with self.explained(), self.engine.connect() as connection:
            yield connection

    def insert_new(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert a row unless one of its key exists; return whether it was inserted."""
        return self.dialect.insert_new(connection, table, row)

    def close(self) -> None:
        """Close the connections of this process."""
        self.engine.dispose()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the driver raises into LocalFileError, but for a broken rule of a table."""
        try:
            yield
        except IntegrityError:
            raise  # a row breaks a rule of its table: for the caller to understand
        except DBAPIError as error:
            raise _unusable(self.where, str(error.orig)) from error
        except (sqlite3.Error, PoolTimeout) as error:
            raise _unusable(self.where, str(error)) from error


def open_state(url_or_path: str | Path) -> State:
    """Open the state database, its tables made where they are missing.

    `url_or_path`: a postgresql:// address, or the SQLite file (a folder: `state.sqlite` in it). Raises
    SettingsError for another address or a database of another version, LocalFileError when it cannot be
    opened.
    """
    state = _postgresql(str(url_or_path)) if "://" in str(url_or_path) else _sqlite(Path(url_or_path))
    try:
        _set_up(state)
    except BaseException:
        state.close()
        raise
    return state


def _set_up(state: State) -> None:
    try:
        with state.explained():
            state.dialect.set_up(lambda connection: _make_tables(connection, state.where))
    except Timeout as error:
        raise _unusable(state.where, "another process has been setting it up for too long") from error
    except OSError as error:
        raise _unusable(state.where, error.strerror or type(error).__name__) from error


def _sqlite(path: Path) -> State:
    file = path / FILE_NAME if path.is_dir() or not path.suffix else path
    return State(Sqlite(file), str(file))


def _postgresql(text: str) -> State:
    try:
        url: URL = make_url(text)
    except BadUrl:
        url = URL.create("unreadable")
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise SettingsError(
            "the database address is not one of PostgreSQL",
            code="bad_database_url",
            remedy="set database_url to postgresql://user@host:5432/name, or leave it out to use a file.",
        )
    url = url.set(drivername="postgresql+psycopg")
    return State(Postgresql(url), url.render_as_string(hide_password=True))


def _make_tables(connection: Connection, where: str) -> None:
    METADATA.create_all(connection)
    found = connection.execute(select(SCHEMA.c.version)).scalar()
    if found is None:
        connection.execute(SCHEMA.insert().values(version=VERSION))
    elif found != VERSION:
        raise SettingsError(
            f"{where} was made by another version of this program (schema {found}, here {VERSION})",
            code="state_version",
            remedy="use the version that made it, or another storage folder or database.",
        )


def _unusable(where: str, reason: str) -> LocalFileError:
    first = reason.strip().splitlines()[0][:200] if reason.strip() else "no reason given"
    return LocalFileError(
        f"cannot use the state database {where}: {first}",
        code="state_not_usable",
        remedy="check the storage folder or database_url, that the server runs and the disk has room.",
    )
