"""A server in a process of its own, as the operator starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Running:
    """A started server: its process, its address, and what it said before it listened."""

    process: subprocess.Popen[str]
    address: str
    said: str

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.address.rpartition(":")[2])

    def stop(self, signal: int) -> tuple[int, str]:
        """Send a signal, wait for the end and return the exit code and what was said last."""
        self.process.send_signal(signal)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait for the end and return the exit code and what was said last."""
        _, rest = self.process.communicate(timeout=60)
        return self.process.returncode, rest


def environment(storage: Path, **changed: str) -> dict[str, str]:
    """Return an environment without the settings of whoever runs the tests."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(
            ("CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_CREATOR_", "CREATORSCOPE_")
        )
    }
    fixed = {
        "CREATORSCOPE_STORAGE": str(storage),
        "CREATORSCOPE_SANDBOX_CREATORS": "300",
        "HOME": str(storage),
        "XDG_CONFIG_HOME": str(storage),
    }
    return clean | fixed | changed


@contextmanager
def started(storage: Path, *flags: str, **env: str) -> Iterator[Running]:
    """Start `creatorscope serve --transport http` on a free port; stopped at the end if it still runs."""
    words = [sys.executable, "-m", "creatorscope", "serve", "--transport", "http", "--port", "0", *flags]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=environment(storage, **env))
    said = ""
    try:
        while "listening on" not in said:
            line = process.stderr.readline()
            assert line, f"it ended: {said}"
            said += line
        yield Running(process, re.search(r"http://[^/ ]+", said)[0], said)
    finally:
        process.terminate()
        process.communicate(timeout=120)
