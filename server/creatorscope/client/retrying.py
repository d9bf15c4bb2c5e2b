"""Sending again what the policy lets be sent again, within the time of one call."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import TypeVar

import anyio

from creatorscope.client.failures import Sending, out_of_time
from creatorscope.client.policy import ATTEMPTS, decide
from creatorscope.errors import CreatorscopeError

T = TypeVar("T")
Waiting = Callable[[float], Awaitable[None]]
"""Told how many seconds an upstream asks to wait, before they are waited."""


class _Backoff:
    """Answers stamina's question whether to go on, counting the failures of one call."""

    def __init__(self, ends_at: float) -> None:
        self._ends_at = ends_at
        self._failures = 0

    def __call__(self, error: Exception) -> bool | float:
        if not isinstance(error, CreatorscopeError):
            return False
        wait = self.next_wait(error)
        self._failures += 1
        return False if wait is None else wait

    def next_wait(self, error: CreatorscopeError) -> float | None:
        """Return the seconds waited before sending again, None when this error ends the call."""
        return decide(error, attempt=self._failures + 1, left_s=self._ends_at - anyio.current_time())


async def send_with_retries(
    once: Callable[[], Awaitable[T]], sending: Sending, deadline_s: float, waiting: Waiting | None = None
) -> T:
    """Return what `once` returns, repeating it as the policy allows, all of it within `deadline_s`.

    `waiting` is told of each wait the upstream asks for. Raises what the last attempt raised, or
    TransportError when the time is over.
    """
    retry_context = _retry_context()
    with anyio.move_on_after(deadline_s):
        backoff = _Backoff(anyio.current_time() + deadline_s)
        async for attempt in retry_context(on=backoff, attempts=ATTEMPTS, timeout=None):
            with attempt:
                try:
                    return await once()
                except CreatorscopeError as error:
                    wait = backoff.next_wait(error) if error.outcome.retry_after_s else None
                    if waiting is not None and wait is not None:
                        await waiting(wait)
                    raise
    raise out_of_time(sending, deadline_s)


@cache
def _retry_context() -> Callable[..., AsyncIterable[AbstractContextManager[object]]]:
    """Return stamina's loop, loaded at the first call; its own log lines say nothing to a user."""
    import stamina
    import stamina.instrumentation

    stamina.instrumentation.set_on_retry_hooks(())
    return stamina.retry_context
