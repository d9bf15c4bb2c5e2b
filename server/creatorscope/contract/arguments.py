"""Validating arguments at the edge: every problem at once, each naming the field and the fix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from creatorscope.contract.patterns import IN_WORDS
from creatorscope.errors import ArgumentError, Problem

R = TypeVar("R", bound=BaseModel)


def parse_request(
    model: type[R],
    arguments: Mapping[str, Any],
    today: date,
    *,
    allow_http_webhooks: bool = False,
    beside: Sequence[str] = (),
) -> R:
    """Return the validated request.

    `today`: the UTC date that defaults such as 'first day of this month' are computed from.
    `allow_http_webhooks`: loopback http is accepted for webhooks (sandbox only). `beside`: arguments the
    caller reads itself, named with the model's where one is unknown.
    Raises ArgumentError with one problem for each fault found.
    """
    context = {"today": today.isoformat(), "allow_http_webhooks": allow_http_webhooks}
    try:
        return model.model_validate(dict(arguments), context=context)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise ArgumentError([_problem(fault, model, beside) for fault in faults]) from None


def nearest(name: str, names: list[str]) -> str | None:
    """Return the name most like the given one, None when none is close."""
    lowered = {known.lower(): known for known in names}
    found = get_close_matches(name.lower(), lowered, n=1, cutoff=0.5)
    return lowered[found[0]] if found else None


def _problem(fault: ErrorDetails, model: type[BaseModel], beside: Sequence[str]) -> Problem:
    """Return our wording for one of pydantic's faults."""
    path = ".".join(str(part) for part in fault["loc"]) or "arguments"
    kind, context = fault["type"], fault.get("ctx") or {}
    if kind == "extra_forbidden":
        known = [*model.model_fields, *beside]
        guess = nearest(path, known)
        hint = f"Did you mean {guess}? " if guess else ""
        return Problem(path, "unknown argument", f"{hint}Known: {', '.join(known) or 'none'}.")
    if kind == "value_error":
        message, _, fix = str(context["error"]).partition("; ")
        return Problem(path, message, _sentence(fix or "Correct the value"))
    message, fix = fault_in_words(fault)
    choices = _choices(model, path) if kind == "missing" else ""
    return Problem(path, message, f"Use {choices}." if choices else fix)


def _choices(model: type[BaseModel], field: str) -> str:
    """Return the values a field allows, "" where they are not a closed list."""
    info = model.model_fields.get(field)
    literal = info is not None and get_origin(info.annotation) is Literal
    if info is None or not literal:
        return ""
    *first, last = (repr(value) for value in get_args(info.annotation))
    return f"{', '.join(first)} or {last}" if first else last


def fault_in_words(fault: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value, and the fix, for a fault pydantic itself found."""
    context = fault.get("ctx") or {}
    if fault["type"] == "string_too_short" and context["min_length"] == 1:
        return "empty", "Give it a value; what is optional may be left out."
    if fault["type"] == "too_short" and context["actual_length"] == 0:
        return "empty", "Give at least {min_length}; what is optional may be left out.".format(**context)
    if fault["type"] == "string_pattern_mismatch" and context["pattern"] in IN_WORDS:
        return "not in the expected form", IN_WORDS[context["pattern"]]
    if fault["type"] in _FIXES:
        message, fix = _FIXES[fault["type"]]
        return message.format(**context), fix.format(**context)
    return fault["msg"][:1].lower() + fault["msg"][1:], "Correct the value."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


_NUMBER = ("not a whole number", "Give a whole number such as 10.")
_FIXES: dict[str, tuple[str, str]] = {
    "extra_forbidden": ("unknown", "Correct or remove it."),
    "missing": ("required and missing", "Give it a value."),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "float_parsing": ("not a number", "Give a number such as 0.05."),
    "float_type": ("not a number", "Give a number such as 0.05."),
    "bool_parsing": ("not true or false", "Give true or false."),
    "bool_type": ("not true or false", "Give true or false."),
    "string_type": ("not text", "Give a text value in quotes."),
    "string_unicode": ("not readable as UTF-8 text", "Use a terminal set to UTF-8, or pass it on stdin."),
    "list_type": ("not a list", 'Give an array such as ["a", "b"].'),
    "dict_type": ("not an object", "Give a JSON object."),
    "model_type": ("not an object", "Give a JSON object."),
    "literal_error": ("not one of the allowed values", "Use {expected}."),
    "enum": ("not one of the allowed values", "Use {expected}."),
    "greater_than_equal": ("too small", "Use {ge} or more."),
    "less_than_equal": ("too large", "Use {le} or less."),
    "greater_than": ("too small", "Use more than {gt}."),
    "less_than": ("too large", "Use less than {lt}."),
    "too_short": ("has {actual_length} values", "Give at least {min_length}."),
    "too_long": (
        "has {actual_length} values",
        "Give at most {max_length} a call; split the rest into more calls.",
    ),
    "string_too_short": ("too short", "Give at least {min_length} characters."),
    "string_too_long": ("too long", "Give at most {max_length} characters."),
    "string_pattern_mismatch": ("not in the expected form", "Match {pattern}."),
}
