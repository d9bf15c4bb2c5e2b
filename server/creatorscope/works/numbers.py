"""Reading counts, times and durations as platforms write them."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

# A count above this is an id or a time in the wrong place.
_MOST = 10**15
_SUFFIXES = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "b": 10**9,
    "w": 10**4,
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
_COUNT = re.compile(r"(\d[\d.,]*)\s*([kmbw千万萬亿億]?)(\+?)")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_ISO_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_AGO = re.compile(r"(\d{1,4})\s+(second|minute|hour|day|week|month|year)s?\s+ago")
_AGO_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7}
_AGO_DAYS |= {"month": 30.44, "year": 365.25}


def parse_count(value: Any) -> int | None:
    """Return a whole count of 0 or more for a number or text such as "12.3K", "1.2万", "1,234".

    None for anything that is not one: "", null, negative numbers (-1 stands for hidden), fractions, ranges.
    A trailing + ("1万+") gives the lower bound: see `is_rounded_count`.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if 0 <= value <= _MOST and value == int(value) else None
    matched = _match_count(value)
    if matched is None:
        return None
    digits, suffix, _ = matched
    number = _decimal(digits, grouping=suffix == "")
    if number is None:
        return None
    count = round(number * _SUFFIXES[suffix], 6)
    whole = suffix != "" or count == int(count)
    return round(count) if whole and count <= _MOST else None


def is_rounded_count(value: Any) -> bool:
    """Return True when the text of a count is rounded: it has a suffix such as K or 万, or a +."""
    matched = _match_count(value)
    return matched is not None and (matched[1] != "" or matched[2] != "")


def _match_count(value: Any) -> tuple[str, str, str] | None:
    if not isinstance(value, str):
        return None
    matched = _COUNT.fullmatch(unicodedata.normalize("NFKC", value).strip().lower())
    return (matched[1], matched[2], matched[3]) if matched else None


def _decimal(digits: str, *, grouping: bool) -> float | None:
    """Return the number; a comma groups thousands, or is the decimal sign where it cannot group."""
    if _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if digits.count(",") == 1 and not grouping and "." not in digits:
        digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def parse_decimal(value: Any) -> float | None:
    """Return a finite number for a number or its plain text ("0.9911", "-3"); None otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not _PLAIN.fullmatch(value.strip()):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def parse_time(value: Any) -> datetime | None:
    """Return the instant in UTC for unix seconds, milliseconds (told apart by size) or ISO 8601 text.

    Text without a zone is taken as UTC. None for 0, "", and numbers outside 1973 to 2286.
    """
    number = parse_decimal(value)
    if number is not None:
        seconds = number / 1000 if number >= 10**11 else number
        return datetime.fromtimestamp(seconds, UTC) if 10**8 <= seconds < 10**10 else None
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    else:
        return None
    if not 1973 <= moment.year < 2286:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def parse_time_ago(value: Any, now: datetime | None) -> datetime | None:
    """Return about when "3 days ago" was, counted from `now`; None without `now` or for other text.

    The answer is good to one of the units the text names.
    """
    matched = _AGO.search(value.lower()) if isinstance(value, str) else None
    if matched is None or now is None:
        return None
    ago = timedelta(days=int(matched[1]) * _AGO_DAYS[matched[2]])
    return (now - ago).astimezone(UTC) if ago < timedelta(days=20_000) else None


def parse_duration(value: Any, unit: Literal["s", "ms"] = "s") -> float | None:
    """Return seconds for a number in `unit`, a clock ("1:02:03") or an ISO 8601 duration ("PT1M3S").

    None for negative or unreadable values; 0.0 stays 0.0, which photo posts and unaired streams carry.
    """
    number = parse_decimal(value)
    if number is not None:
        return None if number < 0 else number / 1000 if unit == "ms" else number
    if not isinstance(value, str):
        return None
    text = value.strip()
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1] or 0) * 3600.0 + int(clock[2]) * 60 + int(clock[3])
    iso = _ISO_DURATION.fullmatch(text)
    if iso is None or text.endswith(("P", "T")):
        return None
    weights = (604800, 86400, 3600, 60, 1)
    return float(
        sum(float(part) * weight for part, weight in zip(iso.groups(), weights, strict=True) if part)
    )
