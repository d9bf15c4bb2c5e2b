"""Telling whether a process is alive: by a lock that the system or the database drops at its death."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from creatorscope.errors import LocalFileError
from creatorscope.state.database import State
from creatorscope.state.dialects import Sqlite

_FOLDER = "locks"


class Held(Protocol):
    """A lock that is held until it is released or the process ends."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def release(self) -> None:
        """Let it go."""
        ...


class Liveness(Protocol):
    """The locks of the processes that share one state database."""

    def hold(self, name: str) -> Held | None:
        """Take a lock and return it; None when somebody holds it."""
        ...

    def is_free(self, name: str) -> bool:
        """Return True when nobody alive holds the lock."""
        ...


def build_liveness(state: State) -> Liveness:
    """Return the locks that belong to a state: files beside a SQLite file, else in PostgreSQL."""
    if isinstance(state.dialect, Sqlite):
        return FileLocks(state.dialect.folder / _FOLDER)
    return AdvisoryLocks(state)


def new_owner(kind: str) -> str:
    """Return a fresh name for a process; a name is never used again, so that its lock tells one process."""
    return f"{kind}-{uuid4().hex}"


class FileLocks:
    """Locks on files of one local folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hold(self, name: str) -> Held | None:
        """Take a lock and return it; None when somebody holds it. Raises LocalFileError without a file."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = self._lock(name)
            lock.acquire(timeout=0)
        except Timeout:
            return None
        except OSError as error:
            raise LocalFileError(
                f"cannot lock {self._folder}: {error.strerror}",
                code="storage_not_writable",
                remedy="choose a writable folder with --storage or CREATORSCOPE_STORAGE.",
            ) from error
        return _HeldFile(name, lock)

    def is_free(self, name: str) -> bool:
        """Return True when nobody alive holds the lock."""
        path = self._path(name)
        if not path.exists():
            return True
        held = self.hold(name)
        if held is None:
            return False
        held.release()
        path.unlink(missing_ok=True)  # its process is gone, and its name is never used again
        return True

    def _lock(self, name: str) -> FileLock:
        return FileLock(self._path(name), thread_local=False)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"


class _HeldFile:
    def __init__(self, name: str, lock: FileLock) -> None:
        self.name = name
        self._lock = lock

    def release(self) -> None:
        """Let it go."""
        self._lock.release(force=True)


class AdvisoryLocks:
    """Locks of PostgreSQL, each on a connection of its own."""

    def __init__(self, state: State) -> None:
        self._state = state

    def hold(self, name: str) -> Held | None:
        """Take a lock and return it; None when somebody holds it."""
        with self._state.explained():
            connection = self._state.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.execute(_TAKE, {"key": _key(name)}).scalar_one():
                return _HeldRow(name, connection)
            connection.close()
        return None

    def is_free(self, name: str) -> bool:
        """Return True when nobody alive holds the lock."""
        held = self.hold(name)
        if held is None:
            return False
        held.release()
        return True


_TAKE = text("SELECT pg_try_advisory_lock(:key)")
_GIVE = text("SELECT pg_advisory_unlock(:key)")


class _HeldRow:
    def __init__(self, name: str, connection: Connection) -> None:
        self.name = name
        self._connection = connection

    def release(self) -> None:
        """Let it go."""
        try:
            self._connection.execute(_GIVE, {"key": _key(self.name)})
        except DBAPIError:
            self._connection.invalidate()  # the connection is gone, and the lock with it
        self._connection.close()


def _key(name: str) -> int:
    """Return the number PostgreSQL knows a lock by: 64 bits with a sign."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
