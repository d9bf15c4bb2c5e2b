"""Writing one value of an analysis as text: the only place where a figure of a report is formatted."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from creatorscope.contract.text import clean_text
from creatorscope.reports.pointers import last_part, lookup
from creatorscope.reports.words import gap_for, word_for

MISSING = "–"
NO_NAMES: Mapping[str, str] = MappingProxyType({})
_LONGEST_ID = 24
_NAME_IN_TEXT = re.compile(r"(?<=[a-z])_(?=[a-z])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Form(StrEnum):
    """How a value is written.

    count 1,850,000; compact 1.85M; percent of a fraction; decimal; times x1.4 of a ratio, dex_times of its
    log10; money rounded to what is readable; p a probability; size how many parts a list or table has;
    date, moment, period; text as it is; sentence with its full stop; word (lower) a name in plain words;
    gap what it means that something is missing; name a creator as the reader knows it; short_id the end of
    a long id; key the name a value stands under in plain words, raw_key as it is.
    """

    COUNT = "count"
    COMPACT = "compact"
    PERCENT = "percent"
    DECIMAL = "decimal"
    TIMES = "times"
    DEX_TIMES = "dex_times"
    MONEY = "money"
    P = "p"
    SIZE = "size"
    DATE = "date"
    MOMENT = "moment"
    PERIOD = "period"
    TEXT = "text"
    SENTENCE = "sentence"
    WORD = "word"
    LOWER = "lower"
    GAP = "gap"
    NAME = "name"
    SHORT_ID = "short_id"
    KEY = "key"
    RAW_KEY = "raw_key"


def format_figure(value: Any, form: Form, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return the value as text; – where it is None, empty or not finite. `names` is for creators' names.

    ValueError when the value cannot be written in this form.
    """
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return MISSING
    if form is Form.NAME:
        return clean_text(names[str(value)]) if str(value) in names else _short_id(str(value))
    try:
        return _WRITERS[form](value)
    except (TypeError, ArithmeticError) as error:
        raise ValueError(f"{value!r} cannot be written as {form}") from error


def format_at(
    document: Mapping[str, Any], pointer: str, form: Form, names: Mapping[str, str] = NO_NAMES
) -> str:
    """Return the value that a JSON pointer names, as text; – where there is none.

    As a key, the name the value stands under is written.
    """
    try:
        value = lookup(document, pointer)
    except KeyError:
        return MISSING
    if form is Form.RAW_KEY:
        return clean_text(last_part(pointer))
    return word_for(last_part(pointer)) if form is Form.KEY else format_figure(value, form, names)


def form_of(unit: str) -> Form:
    """Return the form that fits a metric's unit; units that are no known kind are money."""
    return _FORMS.get(unit, Form.MONEY)


def _count(value: Any) -> str:
    return _signed(f"{value:,}" if isinstance(value, int) else f"{value:,.0f}")


def _compact(value: Any) -> str:
    size = abs(value)
    for least, letter in ((1e9, "B"), (1e6, "M"), (1e4, "K")):
        if size >= least:
            divided = value / (1e3 if letter == "K" else least)
            return f"{_decimal(float(f'{divided:.3g}'))}{letter}"
    return _count(value)


def _percent(value: Any) -> str:
    percent = 100 * value
    size = abs(percent)
    if size == 0 or size >= 100:
        return _signed(f"{percent:,.0f}%")
    digits = 1 if size >= 1 else min(8, 1 - math.floor(math.log10(size)))
    return _signed(f"{_without_zeros(f'{percent:.{digits}f}')}%")


def _decimal(value: Any) -> str:
    size = abs(value)
    if size == 0:
        return "0"
    digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 2 - math.floor(math.log10(size))
    return _signed(_without_zeros(f"{value:,.{min(8, digits)}f}"))


def _times(value: Any) -> str:
    if value < 0.01:
        return f"×{_decimal(value)}"
    return f"×{_without_zeros(f'{value:.2f}')}" if value < 10 else f"×{_count(value)}"


def _dex_times(value: Any) -> str:
    return _times(10**value)


def _money(value: Any) -> str:
    return _count(value) if abs(value) >= 1000 else _decimal(value)


def _p(value: Any) -> str:
    return "under 0.001" if value < 0.001 else _without_zeros(f"{value:.3f}")


def _moment(value: Any) -> str:
    moment = _parse(value)
    return f"{_day(moment)}, {moment:%H:%M} UTC"


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _parse(value: Any) -> datetime:
    moment = datetime.fromisoformat(str(value))
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _period(value: Any) -> str:
    start, dots, end = str(value).partition("..")
    if not dots or start == end:
        return _day(_parse(start)) if dots else clean_text(start)
    return f"{_day(_parse(start))} to {_day(_parse(end))}"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _decimal(value) if isinstance(value, float) else _signed(str(value))
    if _is_list(value):
        return _joined([_text(part) for part in value])
    return clean_text(str(value)) or MISSING


def _joined(parts: list[str]) -> str:
    return ("; " if any("," in part for part in parts) else ", ").join(parts) or MISSING


def _sentence(value: Any) -> str:
    text = _NAME_IN_TEXT.sub(" ", _text(value))
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "。", "！", "？")) else f"{text}."


def _word(value: Any) -> str:
    return _joined([word_for(str(part)) for part in value]) if _is_list(value) else word_for(str(value))


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _lower(value: Any) -> str:
    if _is_list(value):
        return _joined([_lower(part) for part in value])
    words = word_for(str(value))
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _short_id(value: Any) -> str:
    platform, colon, key = str(value).rpartition(":")
    shown = key if len(key) <= _LONGEST_ID else f"…{key[-8:]}"
    return f"{word_for(platform)} {clean_text(shown)}" if colon else clean_text(shown)


def _size(value: Any) -> str:
    return _count(len(value))


def _signed(text: str) -> str:
    return text.replace("-", "−", 1) if text.startswith("-") and text.strip("-0.,%") else text.lstrip("-")


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


_WRITERS: Mapping[Form, Callable[[Any], str]] = MappingProxyType(
    {
        Form.COUNT: _count,
        Form.COMPACT: _compact,
        Form.PERCENT: _percent,
        Form.DECIMAL: _decimal,
        Form.TIMES: _times,
        Form.DEX_TIMES: _dex_times,
        Form.MONEY: _money,
        Form.P: _p,
        Form.SIZE: _size,
        Form.DATE: lambda value: _day(_parse(value)),
        Form.MOMENT: _moment,
        Form.PERIOD: _period,
        Form.TEXT: _text,
        Form.SENTENCE: _sentence,
        Form.WORD: _word,
        Form.LOWER: _lower,
        Form.GAP: lambda value: gap_for(str(value)),
        Form.SHORT_ID: _short_id,
    }
)

_FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "plays": Form.COUNT,
        "likes": Form.COUNT,
        "items": Form.COUNT,
        "people": Form.COUNT,
        "fraction": Form.PERCENT,
        "fraction per day": Form.PERCENT,
        "ratio": Form.DECIMAL,
        "dex": Form.DECIMAL,
        "dex per 30 days": Form.DEX_TIMES,
        "days": Form.DECIMAL,
        "works per week": Form.DECIMAL,
        "": Form.DECIMAL,
    }
)
