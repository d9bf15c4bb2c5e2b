"""Result ids: short, sortable by the moment they were given, unique."""

from __future__ import annotations

import re
import secrets
import threading
from datetime import UTC, datetime, timedelta

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_TIME_DIGITS, _CHANCE_DIGITS = 9, 3
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_FORM = re.compile(rf"res_[{_DIGITS}]{{{_TIME_DIGITS + _CHANCE_DIGITS}}}")


def is_result_id(text: str) -> bool:
    """Return True for a text in the form of a result id, whether or not such a result is kept."""
    return _FORM.fullmatch(text) is not None


def made_at(result_id: str) -> datetime:
    """Return the moment (UTC, milliseconds) an id was given."""
    milliseconds = 0
    for digit in result_id[4 : 4 + _TIME_DIGITS]:
        milliseconds = milliseconds * 32 + _DIGITS.index(digit)
    return _EPOCH + timedelta(milliseconds=milliseconds)


class IdSource:
    """Gives ids that sort in the order given, also within one millisecond; safe in threads."""

    def __init__(self) -> None:
        self._last = -1
        self._lock = threading.Lock()

    def give(self, now: datetime) -> str:
        """Return the next id; processes sharing a folder differ by chance, so creating decides."""
        with self._lock:
            elapsed = (now - _EPOCH) // timedelta(milliseconds=1)
            self._last = max(elapsed, self._last + 1, 0)
            value = self._last
        text = ""
        for _ in range(_TIME_DIGITS):
            value, digit = divmod(value, 32)
            text = _DIGITS[digit] + text
        chance = secrets.randbits(5 * _CHANCE_DIGITS)
        for _ in range(_CHANCE_DIGITS):
            chance, digit = divmod(chance, 32)
            text += _DIGITS[digit]
        return f"res_{text}"
