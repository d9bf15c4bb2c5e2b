"""The PostgreSQL server of the tests: one that is there, else one started for the session.

CREATORSCOPE_TEST_POSTGRESQL names another server than the usual one; CREATORSCOPE_TEST_OWN_POSTGRES=1
starts one although there is the usual one.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

NAMED, OWN = "CREATORSCOPE_TEST_POSTGRESQL", "CREATORSCOPE_TEST_OWN_POSTGRES"
USUAL = "postgresql+psycopg://postgres@127.0.0.1:5432/test"
_START_WITHIN_S = 30
# The server, ended when its stdin is closed: the system does that however this process ends.
_WATCHED = 'exec 3<&0 >server.log 2>&1; (read -r _ <&3; kill -QUIT $$) & exec "$@" 3<&-'


def server_address() -> str:
    """Return the address of a server; skips the test, with the reason, where none can be had."""
    found, reason = _find()
    return found or pytest.skip(f"no PostgreSQL: {reason}; or name a server in {NAMED}")


@cache
def _find() -> tuple[str | None, str]:
    """Return the address of a server, None and the reason where there is none."""
    if named := os.environ.get(NAMED):
        return named, ""
    if not os.environ.get(OWN) and _answers(USUAL):
        return USUAL, ""
    try:
        return _start(), ""
    except _Unavailable as error:
        return None, str(error)


class _Unavailable(Exception):  # noqa: N818 - a reason to skip
    pass


def _answers(address: str) -> bool:
    engine = create_engine(address, connect_args={"connect_timeout": 5})
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def _start() -> str:
    programs = {name: str(_program(name)) for name in ("initdb", "postgres")}
    folder = Path(tempfile.mkdtemp(prefix="creatorscope-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    as_user = _unprivileged(folder) | {"cwd": folder}
    _make_cluster(programs["initdb"], as_user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", f"port={port}"]
    words = [programs["postgres"], "-D", "data", *(word for one in settings for word in ("-c", one))]
    server = subprocess.Popen(["sh", "-c", _WATCHED, "sh", *words], stdin=subprocess.PIPE, **as_user)
    atexit.register(server.communicate)
    address = f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    ends_at = time.monotonic() + _START_WITHIN_S
    while not _answers(address):
        if server.poll() is not None or time.monotonic() > ends_at:
            raise _Unavailable(f"it did not start: {(folder / 'server.log').read_text()[-300:]}")
        time.sleep(0.05)
    return address


def _make_cluster(initdb: str, as_user: dict[str, Any]) -> None:
    words = [initdb, "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    try:
        made = subprocess.run(words, capture_output=True, text=True, check=False, **as_user)
    except OSError as error:
        raise _Unavailable(f"initdb cannot be run: {error}") from error
    if made.returncode:
        raise _Unavailable(f"initdb failed: {made.stderr.strip()[-300:]}")


def _program(name: str) -> Path:
    """Return a program of PostgreSQL: on the path, else where Debian keeps it, the newest version first."""
    if os.name == "nt":
        raise _Unavailable("none answers, and none is started on Windows")
    if found := shutil.which(name):
        return Path(found)
    kept = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(kept, key=lambda path: int(path.parts[-3]), reverse=True)
    if not newest:
        raise _Unavailable(f"none answers, and there is no {name} to start one")
    return newest[0]


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return how a process is started that is not root, which PostgreSQL refuses; it gets the folder."""
    if os.geteuid() != 0:
        return {}
    import pwd

    known = {row.pw_name: row for row in pwd.getpwall()}
    row = known.get("postgres") or known.get("nobody")
    if row is None:
        raise _Unavailable("it does not run as root, and there is no user postgres or nobody")
    os.chown(folder, row.pw_uid, row.pw_gid)
    return {"user": row.pw_uid, "group": row.pw_gid, "extra_groups": []}
