"""From a tool's arguments to a validated request and answer options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.contract.arguments import parse_request
from creatorscope.contract.operation import Operation, Request
from creatorscope.errors import ArgumentError, Problem
from creatorscope.operations.documents import load_inputs
from creatorscope.operations.options import AnswerOptions, column_problems, split_options
from creatorscope.operations.surroundings import Surroundings


def parse_call(
    operation: Operation, arguments: Mapping[str, Any], around: Surroundings
) -> tuple[Request, AnswerOptions]:
    """Return the validated request and options.

    Raises ArgumentError with the problems of both at once, LocalFileError for an input file.
    """
    problems: list[Problem] = []
    given, own = split_options(operation, arguments, len(around.accounts))
    options = _parse_options(given, around, problems)
    request: Request | None = None
    try:
        request = parse_request(
            operation.request,
            load_inputs(operation.request, own, around.storage),
            around.clock.now().date(),
            allow_http_webhooks=around.allow_http_webhooks,
        )
    except ArgumentError as error:
        problems += error.problems
    level = getattr(request, "service_level", None) or own.get("service_level")
    problems += column_problems(operation, options, level if isinstance(level, str) else None)
    if options.account is not None and options.account not in around.accounts:
        fix = f"Use one of {', '.join(around.accounts)}."
        problems.append(Problem("account", f"no account {options.account}", fix))
    if problems or request is None:
        raise ArgumentError(problems)
    return request, options


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
