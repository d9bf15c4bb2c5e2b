"""A sandbox in a process of its own, whose log of requests judges what workers did."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from creatorscope.contract.operation import Effect
from creatorscope.endpoints.table import ENDPOINTS
from creatorscope.sandbox.state import LoggedRequest, State
from creatorscope.sandbox.world import World, build_world

CREATORS = 300
SEED = 7
NOBODY = "nobody_here"
"""What the names begin with that no creator of the world has."""
AS_OF = "2026-03-15"
_ONCE = [row for row in ENDPOINTS if row.price.billed or row.effect is Effect.SUBMIT]


class SandboxProcess:
    """A sandbox on a port; use as a context manager."""

    def __init__(self, folder: Path, *, speed: float = 2000) -> None:
        self.folder = folder
        self._speed = speed

    def __enter__(self) -> SandboxProcess:
        flags = ["--port", "0", "--rate-limit", "1000000", "--storage", str(self.folder), "--as-of", AS_OF]
        flags += ["--speed", str(self._speed), "--seed", str(SEED), "--creators", str(CREATORS)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "creatorscope", "sandbox", *flags],
            stderr=subprocess.PIPE,
            text=True,
            env=_plain(),
        )
        assert self._process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", self._process.stderr.readline())
        assert found
        self.address = found[0]
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)

    def environment(self, storage: Path, **more: str) -> dict[str, str]:
        """Return the environment of a live set-up whose every service is this sandbox."""
        return {
            **_plain(),
            "CREATORSCOPE_STORAGE": str(storage),
            "CV_API_BASE_URL": self.address,
            "CV_API_KEY": "cv_live_sandbox",
            "CV_USER_IDENTITY": "someone@example.com",
            "TIKOMNI_API_BASE_URL": self.address,
            "TIKOMNI_API_KEY": "made-up-token",
            "AFFILIATE_API_BASE_URL": self.address,
            "CREATORSCOPE_CONFIG": os.devnull,
            **more,
        }

    def requests(self) -> list[LoggedRequest]:
        """Return the log: every distinct request, and how often it arrived."""
        [path] = (self.folder / "sandbox").glob("*.sqlite")
        with closing(State(path)) as state:
            return state.requests()

    def total(self) -> int:
        """Return how many requests arrived."""
        return sum(one.count for one in self.requests())

    def repeated(self) -> list[LoggedRequest]:
        """Return the requests that cost or write something and arrived more than once.

        What the sandbox refuses costs nothing and does nothing: a step done again may ask it again.
        """
        return [one for one in self.requests() if one.count > 1 and _counts(one) and NOBODY not in one.path]

    def world(self) -> World:
        """Return the world it serves."""
        from datetime import date

        return build_world(SEED, CREATORS, date.fromisoformat(AS_OF))


def _counts(one: LoggedRequest) -> bool:
    path = one.path.partition("?")[0]
    return any(
        row.verb == one.method and re.fullmatch(rf"(/api/u?1?/?v1)?{re.escape(row.path)}", path)
        for row in _ONCE
    )


def _plain() -> dict[str, str]:
    """Return this process's environment without any setting of ours."""
    prefixes = ("CREATORSCOPE_", "CV_", "TIKOMNI_", "TIKHUB_", "AFFILIATE_", "TIKTOK_CREATOR_")
    return {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}
