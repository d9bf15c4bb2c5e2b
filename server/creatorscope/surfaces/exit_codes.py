"""The exit codes of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OK = 0
UNEXPECTED = 1
USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

# Those between USAGE and INTERRUPTED are the `exit_code` of the error classes.
EXIT_CODES: Mapping[int, str] = MappingProxyType(
    {
        OK: "It worked.",
        UNEXPECTED: "A fault of creatorscope itself; the message has an id.",
        USAGE: "The settings or the command's own options are wrong; nothing was started.",
        3: "An argument of the tool is wrong, or there is no such tool; nothing was sent.",
        4: "The service answered with an error, or no usable answer came.",
        5: "A spending cap refused the call; nothing was sent.",
        6: "A local file cannot be read or written.",
        INTERRUPTED: "Interrupted with Ctrl-C.",
        BROKEN_PIPE: "Whatever read the output stopped reading.",
    }
)
