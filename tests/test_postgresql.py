"""The PostgreSQL server that tests start where none is there: it answers, and is gone with its session."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.postgresql import NAMED, OWN, USUAL

PROGRAM = "import sys; from tests.postgresql import server_address; print(server_address(), flush=True); "


def version(address: str) -> str:
    engine = create_engine(address, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT version()")).scalar_one()
    finally:
        engine.dispose()


def test_a_server_started_for_a_session_ends_with_it():
    env = {name: value for name, value in os.environ.items() if name != NAMED} | {OWN: "1"}
    words = [sys.executable, "-c", f"{PROGRAM} sys.stdin.read()"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as session:
        address = session.stdout.readline().strip()
        if not address:
            pytest.skip(session.stderr.read().strip().splitlines()[-1])
        assert address != USUAL
        assert version(address).startswith("PostgreSQL")
        session.stdin.close()
    with pytest.raises(OperationalError):
        version(address)
