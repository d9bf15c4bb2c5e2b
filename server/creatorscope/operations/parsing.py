"""From a tool's arguments to a validated request and answer options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Operation, Request
from creatorscope.errors import ArgumentError, LocalFileError, Problem
from creatorscope.operations.documents import file_field, load_inputs
from creatorscope.operations.options import AnswerOptions, column_problems, option_names, split_options
from creatorscope.operations.surroundings import Surroundings


def parse_call(
    operation: Operation, arguments: Mapping[str, Any], around: Surroundings
) -> tuple[Request, AnswerOptions]:
    """Return the validated request and options.

    Raises ArgumentError with the problems of both and of a file they name at once; LocalFileError where
    that file is the only problem.
    """
    problems: list[Problem] = []
    unreadable: LocalFileError | None = None
    given, own = split_options(operation, arguments, len(around.accounts))
    options = _parse_options(given, around, problems)
    loaded: Mapping[str, Any] = own
    try:
        loaded = load_inputs(operation, own, around)
    except LocalFileError as error:
        unreadable = error
    request = _parse_own(operation, loaded, around, problems)
    level = getattr(request, "service_level", None) or own.get("service_level")
    problems += column_problems(operation, options, level if isinstance(level, str) else None)
    if options.account is not None and options.account not in around.accounts:
        fix = f"Use one of {', '.join(around.accounts)}."
        problems.append(Problem("account", f"no account {options.account}", fix))
    if unreadable is not None and not problems:
        raise unreadable
    if unreadable is not None:
        remedy = unreadable.remedy[:1].upper() + unreadable.remedy[1:]
        problems.append(Problem(file_field(operation) or "file", unreadable.message, remedy))
    if problems or request is None:
        raise ArgumentError(problems)
    return request, options


def _parse_own(
    operation: Operation, own: Mapping[str, Any], around: Surroundings, problems: list[Problem]
) -> Request | None:
    """Return the request; None with its problems added to the others."""
    try:
        return parse_request(
            operation.request,
            own,
            around.clock.now().date(),
            allow_http_webhooks=around.allow_http_webhooks,
            beside=option_names(operation, len(around.accounts)),
        )
    except ArgumentError as error:
        problems += error.problems
        return None


def _parse_options(given: Mapping[str, Any], around: Surroundings, problems: list[Problem]) -> AnswerOptions:
    """Return the options; those at fault are added to the problems and left at their default."""
    today = around.clock.now().date()
    try:
        return parse_request(AnswerOptions, given, today)
    except ArgumentError as error:
        problems += error.problems
        faulty = {problem.field.partition(".")[0] for problem in error.problems}
        rest = {name: value for name, value in given.items() if name not in faulty}
        return parse_request(AnswerOptions, rest, today)
