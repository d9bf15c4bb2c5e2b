"""The state database opens for several processes at once, and says what is wrong when it cannot."""

from __future__ import annotations

import subprocess
import sys
from time import monotonic

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from creatorscope.errors import LocalFileError, SettingsError
from creatorscope.state.database import open_state
from creatorscope.state.liveness import build_liveness, new_owner
from creatorscope.state.tables import COUNTERS, SCHEMA

OPEN = "import sys; from creatorscope.state.database import open_state; open_state(sys.argv[1])"
HOLD = """
import sys
from creatorscope.state.database import open_state
from creatorscope.state.liveness import build_liveness
held = build_liveness(open_state(sys.argv[1])).hold(sys.argv[2])
print("held" if held else "taken", flush=True)
sys.stdin.read()
"""
ROW = {"mode": "live", "principal": "p", "unit": "credits", "scope": "day", "window": "2026-03-15"}


def test_processes_that_open_new_state_at_once_make_it_together(where):
    opening = [
        subprocess.Popen([sys.executable, "-c", OPEN, where], stderr=subprocess.PIPE) for _ in range(2)
    ]
    assert [one.communicate(timeout=60)[1] for one in opening] == [b"", b""]


def test_state_of_another_version_is_refused(where, state):
    with state.writing() as connection:
        connection.execute(update(SCHEMA).values(version=99))
    with pytest.raises(SettingsError, match="schema 99"):
        open_state(where)


def test_a_row_is_inserted_once(state):
    with state.writing() as connection:
        assert state.insert_new(connection, COUNTERS, ROW)
        assert not state.insert_new(connection, COUNTERS, ROW)
    with pytest.raises(IntegrityError), state.writing() as connection:
        connection.execute(COUNTERS.insert().values(**ROW))


def test_an_error_undoes_the_whole_transaction(state):
    with pytest.raises(IntegrityError), state.writing() as connection:
        connection.execute(COUNTERS.insert(), [ROW, ROW])
    with state.reading() as connection:
        assert connection.execute(COUNTERS.select()).all() == []


@pytest.mark.parametrize("address", ["mysql://me@host/db", "postgresql:/nothing://"], ids=["mysql", "broken"])
def test_an_address_that_is_not_postgresql_is_refused(address):
    with pytest.raises(SettingsError, match="not one of PostgreSQL"):
        open_state(address)


def test_a_server_that_is_not_there_is_an_error_without_the_password():
    with pytest.raises(LocalFileError) as caught:
        open_state("postgresql://me:secret-word@127.0.0.1:1/db")
    assert "secret-word" not in caught.value.text()
    assert "me:***@127.0.0.1:1" in caught.value.message


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFileError, match="cannot use the state database"):
        open_state(tmp_path / "file" / "state.sqlite")


def test_a_file_that_is_no_database_is_an_error(tmp_path):
    (tmp_path / "state.sqlite").write_text("not a database" * 100)
    with pytest.raises(LocalFileError, match="file is not a database"):
        open_state(tmp_path / "state.sqlite")


def test_a_lock_is_free_as_soon_as_its_process_was_killed(where, state):
    name = new_owner("worker")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, where, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        locks = build_liveness(state)
        assert holder.stdout.readline() == "held\n"
        assert not locks.is_free(name)
        assert locks.hold(name) is None
    finally:
        holder.kill()
        holder.communicate()
    ends_at = monotonic() + 10  # a server takes a moment to see that a client is gone
    while not locks.is_free(name):
        assert monotonic() < ends_at


def test_a_lock_of_this_process_is_not_free_until_it_is_released(state):
    locks = build_liveness(state)
    held = locks.hold("me")
    assert not locks.is_free("me")
    held.release()
    assert locks.is_free("me")
