"""Starting a worker process that outlives the one that starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from creatorscope.errors import LocalFileError

IDLE_EXIT_S = 300
_started: list[subprocess.Popen[bytes]] = []


def start_worker(environment: Mapping[str, str], log_file: Path) -> None:
    """Start a worker with this environment, in a session of its own; what it says goes to the log file.

    Of several that are started at once, one stays. Raises LocalFileError when it cannot be started.
    """
    _started[:] = [process for process in _started if process.poll() is None]
    try:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with log_file.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", "creatorscope", "work", "--alone", "--idle-exit", str(IDLE_EXIT_S)],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
            )
    except OSError as error:
        raise LocalFileError(
            f"cannot start a worker: {error.strerror}",
            code="no_worker",
            remedy="run `creatorscope work` yourself with the same settings; the job waits for it.",
        ) from error
    _started.append(process)
