"""Reading fields out of untrusted JSON, keeping account of what was missing, unreadable or rounded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypeVar

from creatorscope.works.numbers import is_rounded_count, parse_count, parse_duration, parse_time
from creatorscope.works.work import COUNTS

T = TypeVar("T")

Raw = Mapping[str, Any]

# Ways of writing nothing; -1 stands for a hidden count, 0 for a time or length that was never set.
_BLANK: tuple[Any, ...] = ("", [], {}, 0, "0", "0.0", -1, "-1", "P0D")
_NO_LANGUAGE = frozenset({"un", "und", "unknown"})
_HASHTAG = re.compile(r"[#＃]([^\s#＃@,.!?，。！？、;:；：()（）\"'“”…]+)")


class AdapterError(ValueError):
    """The row cannot become a work or a creator at all: it does not say which one it is."""


class Reader:
    """Reads one raw object; each method takes a canonical field's name and the paths it may stand at.

    The first path with a usable value wins. A field found nowhere is a gap; a value that is there and
    cannot be read is a gap too, flagged `<field>_unreadable`.
    """

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.sources: dict[str, str] = {}
        self._gaps: dict[str, None] = {}
        self._flags: dict[str, None] = {}

    @property
    def gaps(self) -> tuple[str, ...]:
        """The fields that were missing or unreadable, in the order they were read."""
        return tuple(self._gaps)

    @property
    def flags(self) -> tuple[str, ...]:
        """What is special about the values, in the order it was noted."""
        return tuple(self._flags)

    def flag(self, name: str, *, when: bool = True) -> None:
        """Note something special about the object."""
        if when:
            self._flags[name] = None

    def gap(self, field: str) -> None:
        """Note a field that is missing."""
        self._gaps[field] = None

    def first(self, field: str, paths: Iterable[str], parse: Callable[[Any], T | None]) -> T | None:
        """Return the first value that `parse` accepts; None and a gap when there is none."""
        unreadable = False
        for path in paths:
            value = at(self.raw, path)
            if value is None:
                continue
            parsed = parse(value)
            if parsed is not None:
                self.sources[field] = path
                return parsed
            unreadable = unreadable or value not in _BLANK
        self.flag(f"{field}_unreadable", when=unreadable)
        self.gap(field)
        return None

    def text(self, field: str, *paths: str) -> str | None:
        """Return text that is not empty."""
        return self.first(field, paths, parse_text)

    def caption(self, field: str, *paths: str) -> str | None:
        """Return text; "" is an answer: the author wrote nothing."""
        return self.first(field, paths, lambda value: clean(value) if isinstance(value, str) else None)

    def count(self, field: str, *paths: str) -> int | None:
        """Return a count, flagged `<field>_rounded` when the platform wrote it as 12.3K."""
        found = self.first(field, paths, parse_count)
        if found is not None:
            self.flag(f"{field}_rounded", when=is_rounded_count(at(self.raw, self.sources[field])))
        return found

    def truth(self, field: str, *paths: str) -> bool | None:
        """Return a yes or no."""
        return self.first(field, paths, parse_bool)

    def any_true(
        self, field: str, *paths: str, parse: Callable[[Any], bool | None] | None = None
    ) -> bool | None:
        """Return True when any path says yes, False when all that are there say no."""
        read = parse or parse_bool
        saying_yes = [path for path in paths if read(at(self.raw, path))]
        return self.first(field, saying_yes or paths, read)

    def language(self, field: str, *paths: str) -> str | None:
        """Return a language code; the platforms' own words for not knowing are nothing."""
        found = self.text(field, *paths)
        if found and found.lower() in _NO_LANGUAGE:
            self.gap(field)
            return None
        return found

    def time(self, field: str, *paths: str) -> datetime | None:
        """Return an instant in UTC."""
        return self.first(field, paths, parse_time)

    def duration(self, field: str, *paths: str, unit: Literal["s", "ms"] = "s") -> float | None:
        """Return seconds, above 0: a length of 0 is none."""
        return self.first(field, paths, lambda value: parse_duration(value, unit) or None)


def at(raw: Any, path: str) -> Any:
    """Return the value at a dotted path ("video.cover.0"; numbers index lists); None where it leads nowhere.

    A key that itself holds dots, as flat tables have, is found too.
    """
    if isinstance(raw, Mapping) and path in raw:
        return raw[path]
    value = raw
    for part in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.lstrip("-").isdecimal():
            index = int(part)
            value = value[index] if -len(value) <= index < len(value) else None
        else:
            return None
    return value


def require_id(raw: Raw, what: str, *paths: str) -> str:
    """Return the id as text; AdapterError when no path holds one."""
    for path in paths:
        found = parse_id(at(raw, path))
        if found:
            return found
    raise AdapterError(f"this {what} has no id at {', '.join(paths)}; check that the row is a whole {what}")


def parse_id(value: Any) -> str | None:
    """Return an id as text; None for "", 0 and what is neither text nor a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = clean(str(value)).strip() if isinstance(value, str) or abs(value) < 10**30 else ""
    return text if text not in {"", "0", "-1"} else None


def parse_text(value: Any) -> str | None:
    """Return text without white space around it; None when nothing is left or it is not text."""
    return (clean(value).strip() or None) if isinstance(value, str) else None


def clean(text: str) -> str:
    """Return the text without NUL and with broken surrogates replaced, so that any file can hold it."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "")


def parse_bool(value: Any) -> bool | None:
    """Return a yes or no for a bool, 0 or 1, or their text; None otherwise."""
    if isinstance(value, bool):
        return value
    named = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    return named.get(str(value).strip().lower()) if isinstance(value, str | int) else None


def mapping(value: Any) -> Raw:
    """Return the value when it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> Sequence[Any]:
    """Return the value when it is a list, else an empty one."""
    return value if isinstance(value, list | tuple) else ()


def texts(values: Iterable[Any]) -> tuple[str, ...]:
    """Return the texts among the values, once each, in order, a leading # dropped."""
    found = (parse_text(value) for value in values)
    return tuple(dict.fromkeys(text.lstrip("#") for text in found if text and text.lstrip("#")))


def hashtags_in(caption: str | None) -> tuple[str, ...]:
    """Return the hashtags written in a caption, once each, without #."""
    return texts(_HASHTAG.findall(caption or ""))


def rounded_by_platform(count: int | None) -> bool:
    """Return True when a count looks cut to three or four digits, as TikTok's web API does from 10,000 up."""
    if count is None or count < 10_000:
        return False
    return count % (100_000 if count >= 1_000_000 else 100) == 0


def flag_platform_rounding(reader: Reader, counts: Mapping[str, Any]) -> None:
    """Flag every count of a work that the platform has rounded."""
    for field in COUNTS:
        reader.flag(f"{field}_rounded", when=rounded_by_platform(counts.get(field)))
