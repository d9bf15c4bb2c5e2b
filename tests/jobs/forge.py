"""Makes worker processes quickly: everything is imported once, then each worker is a fork.

Run as a program: each line on stdin is the environment of a worker to start, as JSON; the line answered
is its process id.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Small enough that a small world has many steps to be killed in.
SMALL = {
    "crawl": {"IDS_A_PART": 20, "IDS_A_BATCH": 5},
    "discover": {"MOST_A_PAGE": 20},
    "collect": {"VALUES_A_TASK": 40, "ROWS_A_PAGE": 20},
    "groups": {"SIZE": 3},
    "transcribe": {"URLS_A_TASK": 4, "_FIRST_PAUSE_S": 1.0},
}


class Forge:
    """Starts workers; use as a context manager. Workers still alive at its end are killed."""

    def __init__(self, *, small: bool = True) -> None:
        self._size = "small" if small else "usual"
        self._pids: list[int] = []

    def __enter__(self) -> Forge:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.forge", self._size],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self._pids:
            kill(pid)
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def start(self, environment: Mapping[str, str]) -> int:
        """Start a worker that ends when nothing is left to do, and return its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(dict(environment)) + "\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        self._pids.append(pid)
        return pid


def alive(pid: int) -> bool:
    """Return True while a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(true: Callable[[], bool], patience_s: float) -> None:
    """Wait until something of another process has come about; AssertionError when it does not."""
    ends_at = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < ends_at, "nothing came about"
        time.sleep(0.05)


def wait_for_end(pid: int, patience_s: float = 90.0) -> None:
    """Wait until a process has ended."""
    wait_until(lambda: not alive(pid), patience_s)


def kill(pid: int) -> None:
    """Kill a process as a power cut does, and wait until it is gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    ends_at = time.monotonic() + 10
    while alive(pid) and time.monotonic() < ends_at:
        time.sleep(0.005)


def _main() -> None:
    from importlib import import_module

    import dbos  # noqa: F401 - imported before any worker needs it
    import duckdb  # noqa: F401
    import numpy as np  # noqa: F401

    from creatorscope import app  # noqa: F401
    from creatorscope.__main__ import build_composition
    from creatorscope.operations import analysis_creator, jobs_office  # noqa: F401
    from creatorscope.operations.table import OPERATIONS  # noqa: F401
    from creatorscope.state import ledger  # noqa: F401
    from creatorscope.surfaces.cli import run

    small = sys.argv[1] == "small"
    command = ["work", "--once"] if small else ["work", "--idle-exit", "5"]
    for module, values in SMALL.items() if small else ():
        for name, value in values.items():
            setattr(import_module(f"creatorscope.jobs.{module}"), name, value)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the workers: the system reaps them
    print("ready", flush=True)  # noqa: T201 - the protocol of this program
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.environ.clear()
            os.environ.update(json.loads(line))
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.stdin = None
            try:
                os._exit(run(command, build_composition()))
            finally:
                os._exit(1)
        print(pid, flush=True)  # noqa: T201


if __name__ == "__main__":
    _main()
