"""Annotated types and field helpers that request and response models are made of."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from creatorscope.contract.wire import Wire

# --- lists -------------------------------------------------------------------------------------------


def as_list(value: Any) -> Any:
    """Return a list for a list, a JSON array in a string, or a comma-separated string; else the value."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError as error:
            raise ValueError(
                'looks like a JSON array but is not one; give an array such as ["a", "b"]'
            ) from error
    return [part.strip() for part in text.split(",") if part.strip()]


def as_values(value: Any) -> Any:
    """Return a list as `as_list` does, but one plain string is one value, as it may hold commas."""
    if isinstance(value, str) and not value.strip().startswith("["):
        return [value.strip()]
    return as_list(value)


def as_object(value: Any) -> Any:
    """Return the object a JSON string holds; any other value unchanged."""
    if isinstance(value, str) and value.strip().startswith("{"):
        try:
            return json.loads(value)
        except ValueError as error:
            raise ValueError("looks like a JSON object but is not one; give a JSON object") from error
    return value


def join_csv(values: list[Any]) -> str:
    """Return the values joined by commas, the upstream's form of a list."""
    return ",".join(str(value) for value in values)


def split_csv(text: Any) -> list[str]:
    """Return the values of a comma-separated text; TypeError for an array, which is not its wire form."""
    if not isinstance(text, str):
        raise TypeError("values are joined by commas in one text")
    return [part.strip() for part in text.split(",") if part.strip()]


CSV = Wire(encode=join_csv, decode=split_csv)

# --- dates -------------------------------------------------------------------------------------------


def iso_date(value: Any) -> Any:
    """Return a date for YYYY-MM-DD (a time after it is dropped); refuse numbers."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        raise ValueError("not a date; write it as YYYY-MM-DD, such as 2026-03-15")
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise ValueError("not a date; write it as YYYY-MM-DD, such as 2026-03-15") from error


def today(info: ValidationInfo) -> date:
    """Return the date given in the validation context, which every edge supplies."""
    return date.fromisoformat(str((info.context or {})["today"]))


def or_month_start(value: Any, info: ValidationInfo) -> Any:
    """Return the value, or the first day of the current UTC month where it is unset."""
    return today(info).replace(day=1) if value is None else iso_date(value)


def or_today(value: Any, info: ValidationInfo) -> Any:
    """Return the value, or the current UTC date where it is unset."""
    return today(info) if value is None else iso_date(value)


def us_date(value: date) -> str:
    """Return MM-DD-YYYY."""
    return value.strftime("%m-%d-%Y")


def parse_us_date(value: str) -> str:
    """Return YYYY-MM-DD for MM-DD-YYYY."""
    return datetime.strptime(value, "%m-%d-%Y").date().isoformat()  # noqa: DTZ007 - a date has no zone


IsoDate = Annotated[date, BeforeValidator(iso_date)]

# --- response fields ---------------------------------------------------------------------------------


def field(description: str, unit: str | None = None, *, level: str | None = None) -> Any:
    """Declare a response field: None when absent; `unit` and service `level` go into its documentation."""
    extra: dict[str, Any] = {"unit": unit, "level": level}
    return Field(default=None, description=description, json_schema_extra=extra)


def s1(description: str, unit: str | None = None) -> Any:
    """Declare a response field present from service level S1 on."""
    return field(description, unit, level="S1")


def s2(description: str, unit: str | None = None) -> Any:
    """Declare a response field present from service level S2 on."""
    return field(description, unit, level="S2")


def s3(description: str, unit: str | None = None) -> Any:
    """Declare a response field present at service level S3 only."""
    return field(description, unit, level="S3")
