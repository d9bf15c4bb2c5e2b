"""Everything a sandbox remembers between calls: documents, tallies and the log of requests, in SQLite."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from creatorscope.errors import LocalFileError

FORMAT = 1
BUSY_TIMEOUT_S = 10.0

Document = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS tallies (name TEXT PRIMARY KEY, period TEXT NOT NULL, amount INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
    method TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL, tenant TEXT NOT NULL,
    count INTEGER NOT NULL, PRIMARY KEY (method, path, digest, tenant));
"""


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """How often one request arrived: same method, path, content (by SHA-256) and tenant."""

    method: str
    path: str
    digest: str
    tenant: str
    count: int


class State:
    """A store that several processes may use at once: every method is one short transaction of its own.

    `path` None keeps it in memory, for as long as this object lives. Raises LocalFileError when the file
    cannot be made or is no such store.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                ":memory:" if path is None else path,
                timeout=BUSY_TIMEOUT_S,
                isolation_level=None,
                check_same_thread=False,
            )
            weakref.finalize(self, self._database.close)
            self._set_up()
        except (OSError, sqlite3.Error) as error:
            raise _unusable(path, error) from error

    def put(self, kind: str, key: str, value: Document) -> None:
        """Store a document, replacing the one of that kind and key."""
        with self._writing() as database:
            _store(database, kind, key, value)

    def put_new(self, kind: str, key: str, value: Document) -> Document:
        """Store a document unless there is one already; return the one that is stored then."""
        return self.update(kind, key, lambda found: value if found is None else found)

    def get(self, kind: str, key: str) -> Document | None:
        """Return a document, None when there is none."""
        with self._lock:
            return _load(self._database, kind, key)

    def items(self, kind: str) -> list[tuple[str, Document]]:
        """Return all documents of a kind with their keys, in order of first storing; [] when none."""
        with self._lock:
            found = self._database.execute(
                "SELECT key, value FROM documents WHERE kind = ? ORDER BY rowid", (kind,)
            ).fetchall()
        return [(key, json.loads(value)) for key, value in found]

    def update(self, kind: str, key: str, change: Callable[[Document | None], Document]) -> Document:
        """Replace a document by what `change` makes of it (None: absent), atomically; return the new one."""
        with self._writing() as database:
            changed = change(_load(database, kind, key))
            _store(database, kind, key, changed)
        return changed

    def remove(self, kind: str, key: str) -> None:
        """Forget a document; nothing happens when there is none."""
        with self._writing() as database:
            database.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def add(self, name: str, amount: int, *, limit: int | None = None, period: str = "") -> int | None:
        """Add to a tally and return its new value; None, with nothing added, when that would pass `limit`.

        A tally starts at 0, and again at 0 when it is first used in another `period`.
        """
        with self._writing() as database:
            row = database.execute("SELECT period, amount FROM tallies WHERE name = ?", (name,)).fetchone()
            total = amount + (row[1] if row and row[0] == period else 0)
            if limit is not None and total > limit:
                return None
            database.execute("REPLACE INTO tallies VALUES (?, ?, ?)", (name, period, total))
        return int(total)

    def tally(self, name: str, *, period: str = "") -> int:
        """Return a tally's value in this period, 0 when nothing was added."""
        with self._lock:
            row = self._database.execute(
                "SELECT amount FROM tallies WHERE name = ? AND period = ?", (name, period)
            ).fetchone()
        return int(row[0]) if row else 0

    def append_log(self, method: str, path: str, digest: str, tenant: str) -> int:
        """Count one arrival of a request; return how often it has arrived by now."""
        with self._writing() as database:
            row = database.execute(
                "INSERT INTO requests VALUES (?, ?, ?, ?, 1) "
                "ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count",
                (method, path, digest, tenant),
            ).fetchone()
        return int(row[0])

    def requests(self) -> list[LoggedRequest]:
        """Return every distinct request that arrived, in order of first arrival."""
        with self._lock:
            found = self._database.execute("SELECT * FROM requests ORDER BY rowid").fetchall()
        return [LoggedRequest(*row) for row in found]

    def close(self) -> None:
        """Close the file; a state in memory is gone then."""
        with self._lock:
            self._database.close()

    def _set_up(self) -> None:
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.executescript(_SCHEMA)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


def _unusable(path: Path | None, error: OSError | sqlite3.Error) -> LocalFileError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return LocalFileError(
        f"cannot keep the sandbox's state in {path}: {reason}",
        code="storage_not_writable",
        remedy="choose a writable folder with --storage or CREATORSCOPE_STORAGE, or use --ephemeral.",
    )


def _store(database: sqlite3.Connection, kind: str, key: str, value: Document) -> None:
    database.execute(
        "INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (kind, key, json.dumps(value, ensure_ascii=False)),
    )


def _load(database: sqlite3.Connection, kind: str, key: str) -> Document | None:
    row = database.execute("SELECT value FROM documents WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    if row is None:
        return None
    value: Document = json.loads(row[0])
    return value
