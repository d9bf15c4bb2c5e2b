"""What is checked of a job before it is inserted, so that it does not fail on its first step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.contract.arguments import parse_request
from creatorscope.endpoints.collection import SUBMIT_COLLECTION_TASK, SUBMIT_KEYWORD_COLLECTION
from creatorscope.errors import ArgumentError, Problem
from creatorscope.jobs.collect import COLLECT, batches
from creatorscope.jobs.collectors import build_collector
from creatorscope.jobs.crawl import CRAWL
from creatorscope.jobs.discover import DISCOVER, SEARCHES, page_size, rate_of
from creatorscope.jobs.kind import Kind
from creatorscope.jobs.transcribe import TRANSCRIBE
from creatorscope.operations.analysis_inputs import load_works
from creatorscope.operations.services import Services
from creatorscope.operations.works_requests import WorkRequest
from creatorscope.results.ids import is_result_id

_OURS = ("page", "size")


def check_job(kind: Kind, request: Any, services: Services) -> None:
    """Raise ArgumentError or LocalFileError for what the job would meet later."""
    check = {
        COLLECT.name: _check_collect,
        DISCOVER.name: _check_discover,
        TRANSCRIBE.name: _check_transcribe,
        CRAWL.name: _check_crawl,
    }.get(kind.name)
    if check is not None:
        check(request, services)


def _check_collect(request: Any, services: Services) -> None:
    for arguments in batches(request):
        endpoint = SUBMIT_KEYWORD_COLLECTION if "keywords" in arguments else SUBMIT_COLLECTION_TASK
        _parse(endpoint.request, arguments, services, {"values": "creators", "task_type": "creators"})


def _check_discover(request: Any, services: Services) -> None:
    problems = [
        Problem(f"filters.{name}", "is not yours to set", "Leave it out: the job pages by itself.")
        for name in _OURS
        if name in request.filters
    ]
    if problems:
        raise ArgumentError(problems)
    asked = {**request.filters, "size": page_size(request)}
    try:
        _parse(SEARCHES[request.platform].request, asked, services, {})
    except ArgumentError as error:
        raise ArgumentError(
            [Problem(f"filters.{found.field}", found.message, found.fix) for found in error.problems]
        ) from None
    rate = rate_of(request)
    if request.budget is not None and request.budget < rate:
        fix = f"Give at least {rate:g}, or leave it out."
        raise ArgumentError([Problem("budget", f"buys no creator at {rate:g} credits each", fix)])


def _check_transcribe(request: Any, services: Services) -> None:
    for given in request.works:
        if is_result_id(given):
            load_works(services, given, "works")
        else:
            _parse(WorkRequest, {"work": given}, services, {"work": "works"})


def _check_crawl(request: Any, services: Services) -> None:
    folder = services.storage.readable_folder(request.folder) if request.folder else None
    build_collector(folder, request.url)


def _parse(model: Any, arguments: Mapping[str, Any], services: Services, names: Mapping[str, str]) -> None:
    """Validate arguments of another call; its faults are told by the names of ours."""
    try:
        parse_request(model, arguments, services.around.clock.now().date())
    except ArgumentError as error:
        problems = []
        for found in error.problems:
            first, dot, rest = found.field.partition(".")
            problems.append(Problem(f"{names.get(first, first)}{dot}{rest}", found.message, found.fix))
        raise ArgumentError(problems) from None
