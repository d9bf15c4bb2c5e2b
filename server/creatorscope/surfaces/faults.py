"""Turning an unexpected exception into a short id, its whereabouts into the log, its text into nothing."""

from __future__ import annotations

import logging
import secrets
import traceback
from types import TracebackType
from typing import Self

from creatorscope.errors import CreatorscopeError

_log = logging.getLogger("creatorscope")


class FaultBarrier:
    """Keeps unexpected exceptions inside a `with` block; afterwards `fault_id` names one, None without.

    Errors meant for users, cancellation and the exceptions in `through` pass. The exception's text may
    hold a secret or an upstream's words, so only its type and the lines it passed are logged.
    """

    def __init__(self, *through: type[Exception]) -> None:
        self._through: tuple[type[Exception], ...] = (CreatorscopeError, *through)
        self.fault_id: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, self._through):
            return False
        self.fault_id = secrets.token_hex(4)
        _log.error("internal error %s: %s", self.fault_id, describe_fault(error))
        return True

    @property
    def message(self) -> str:
        """What a user is told; only where something was caught."""
        return (
            f"internal error, id {self.fault_id}. This is a fault of creatorscope, not of the arguments; "
            "the log on stderr has the id. Whether anything was charged is unknown."
        )


def describe_fault(error: BaseException) -> str:
    """Return an exception's type and where it came from, without its text; groups with their members."""
    lines = [type(error).__name__, *(line.rstrip() for line in traceback.format_tb(error.__traceback__))]
    if isinstance(error, BaseExceptionGroup):
        lines += [describe_fault(inner) for inner in error.exceptions]
    if error.__cause__ is not None:
        lines.append(f"caused by {describe_fault(error.__cause__)}")
    return "\n".join(lines)
