"""Caps and intents hold between processes, also when they are killed; the sandbox's own log is the judge."""

from __future__ import annotations

import ast
import random
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from creatorscope.results.store import ResultStore
from creatorscope.sandbox.state import State as SandboxState
from creatorscope.state.database import open_state
from creatorscope.state.tables import ANSWERS, COUNTERS, INTENTS
from tests.state.spender import CAP

ROOT = Path(__file__).parents[2]
ITEMS, KILLS = 300, 10


@contextmanager
def sandbox_process(folder: Path):
    """Yield the address of a sandbox and the log of what arrives there."""
    flags = ["--port", "0", "--creators", "600", "--rate-limit", "1000000", "--storage", str(folder)]
    running = subprocess.Popen(
        [sys.executable, "-m", "creatorscope", "sandbox", *flags], stderr=subprocess.PIPE, text=True
    )
    try:
        url = re.search(r"http://127\.0\.0\.1:\d+", running.stderr.readline())[0]
        [path] = (folder / "sandbox").glob("*.sqlite")
        yield url, lambda: SandboxState(path).requests()
    finally:
        running.kill()
        running.communicate()


def start(how: str, where: str, folder: Path, url: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.state.spender", how, where, str(folder), url, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def rows_of(where: str, table):
    state = open_state(where)
    with state.reading() as connection:
        found = connection.execute(select(table)).all()
    state.close()
    return found


def check_counters(where: str) -> None:
    """Check that every counter is the sum of its intents."""
    intents = rows_of(where, INTENTS)
    for counter in rows_of(where, COUNTERS):
        own = [one for one in intents if [counter.scope, counter.window] in one.windows]
        held = sum(one.quote or 0 for one in own if one.state in ("reserved", "sent", "unknown"))
        assert (counter.held, counter.spent) == (held, sum(one.charged or 0 for one in own))


@pytest.mark.slow
def test_200_calls_in_two_processes_get_exactly_what_fits(where, tmp_path):
    with sandbox_process(tmp_path / "sandbox") as (url, log):
        both = [start(how, where, tmp_path, url, 100) for how in "01"]
        told = [ast.literal_eval(one.communicate(timeout=120)[0]) for one in both]
        arrived = log()
    assert sum(one.get("granted", 0) for one in told) == CAP
    assert sum(one["over_day_cap"] for one in told) == 200 - CAP
    assert [one.count for one in arrived] == [1] * CAP
    check_counters(where)


@pytest.mark.slow
def test_no_call_is_sent_twice_or_lost_when_processes_are_killed(where, tmp_path):
    chance = random.Random(20260315)  # noqa: S311 - picks moments, no secrets
    with sandbox_process(tmp_path / "sandbox") as (url, log):
        for _ in range(KILLS):
            running = start("job", where, tmp_path, url, ITEMS)
            for _ in range(chance.randint(1, 40)):
                running.stdout.readline()
            running.kill()
            running.communicate()
        finished = start("job", where, tmp_path, url, ITEMS)
        told = finished.communicate(timeout=240)[0].split()
        arrived = log()
    assert finished.returncode == 0
    assert len(told) == ITEMS
    assert {one.count for one in arrived} == {1}
    settled, unknown = told.count("settled"), told.count("unknown")
    assert settled <= len(arrived) <= settled + unknown
    assert unknown <= KILLS * 4
    intents = rows_of(where, INTENTS)
    assert {one.state for one in intents} <= {"settled", "unknown"}
    assert rows_of(where, ANSWERS) == []
    kept = set(ResultStore(tmp_path, None).ids())
    assert {one.result_id for one in intents if one.state == "settled"} <= kept
    check_counters(where)
