"""The sandbox's time: the real time, or a pinned date that runs on from the birth of its state."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from creatorscope.clock import Clock, SystemClock


class SandboxClock:
    """Time in whole seconds, so that answers of one second are the same bytes.

    `as_of`: the pinned UTC date; None: the real time. `born`: the real time the state was made at;
    a pinned sandbox shows midnight of `as_of` at that moment, and goes on at the pace of `source`.
    """

    def __init__(self, as_of: date | None, born: datetime, source: Clock | None = None) -> None:
        self._source = source or SystemClock()
        self._start = None if as_of is None else midnight(as_of)
        self._born = born

    def now(self) -> datetime:
        """Return sandbox time, UTC, in whole seconds."""
        real = self._source.now()
        shown = real if self._start is None else self._start + (real - self._born)
        return shown.replace(microsecond=0)


def midnight(day: date) -> datetime:
    """Return 00:00 UTC of a date."""
    return datetime.combine(day, time.min, UTC)
