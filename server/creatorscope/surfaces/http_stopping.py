"""How a process of the HTTP server comes to its end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.process import BaseProcess

# Longer than the longest call, which waits 45 s for what it started.
STOP_WITHIN_S = 60
_CLOSING_S = 5
_ORPHANED = 1


def end_with_parent() -> None:
    """Stop this process as SIGTERM would once the process that started it has died, however that died.

    What still runs some seconds after `STOP_WITHIN_S` is cut off. Nothing is done in a process that
    multiprocessing did not start.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: BaseProcess) -> None:
    parent.join()  # waits at a pipe, whose other end the system closes with the parent
    signal.raise_signal(signal.SIGTERM)
    threading.Event().wait(STOP_WITHIN_S + _CLOSING_S)
    os._exit(_ORPHANED)
