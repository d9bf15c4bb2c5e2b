"""Telling whether any worker is at work on a storage, so that one is started only where none is."""

from __future__ import annotations

from creatorscope.state.liveness import Held, Liveness

_PLACES = 8


class Presence:
    """A worker's place among those present: one of a few locks with fixed names."""

    def __init__(self, liveness: Liveness, mode: str) -> None:
        self._liveness = liveness
        self._names = [f"present-{mode}-{number}" for number in range(_PLACES)]
        self._held: Held | None = None

    def take(self) -> bool:
        """Take the first free place; True when it is the very first, False where others were here before.

        With all of them taken, others show that somebody is here.
        """
        for name in self._names:
            self._held = self._liveness.hold(name)
            if self._held is not None:
                return name == self._names[0]
        return False

    def release(self) -> None:
        """Give the place back."""
        if self._held is not None:
            self._held.release()
            self._held = None

    def anyone(self) -> bool:
        """Return True when some worker is at work."""
        for name in self._names:
            held = self._liveness.hold(name)
            if held is None:
                return True
            held.release()
        return False
