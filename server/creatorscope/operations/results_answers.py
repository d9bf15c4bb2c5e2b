"""Answering the tools over kept results in a worker thread, what reads them loaded at the first call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from anyio import to_thread

from creatorscope.contract.operation import Request
from creatorscope.operations import results_runs as runs
from creatorscope.operations.outcome import Outcome
from creatorscope.operations.results_requests import (
    DeleteResultRequest,
    ExportResultRequest,
    GetResultRequest,
    ListResultsRequest,
    QueryResultsRequest,
)
from creatorscope.operations.services import Services
from creatorscope.operations.summary import UNTRUSTED
from creatorscope.results.store import ResultStore

R = TypeVar("R", bound=Request)
_COLUMNS_SHOWN = 12


async def run_get_result(request: GetResultRequest, services: Services) -> Outcome:
    """Answer a page of a result, the first columns that say anything where none are named."""
    data = await _in_thread(runs.run_get_result, request, services)
    columns = data["columns"] if request.fields else _telling(data)
    more = [name for name in data["columns"] if name not in columns]
    found = f"{len(data['rows'])} of {data['total']:,} rows of {data['tool']}, page {request.page}"
    unshown = f" Further columns, for `fields`: {', '.join(more)}." if more else ""
    return Outcome(
        data=data,
        summary=f"get_result: {found}.{unshown} {UNTRUSTED}" if data["rows"] else None,
        result_id=request.result_id,
        total=data["total"],
        source=data["source"],
        columns=columns,
    )


async def run_query_results(request: QueryResultsRequest, services: Services) -> Outcome:
    """Answer the first rows of a query, all of them kept."""
    data = await _in_thread(runs.run_query_results, request, services)
    return Outcome(
        data=data,
        result_id=data["result_id"],
        total=data["total"],
        source=data["source"],
        columns=data["columns"],
    )


async def run_list_results(request: ListResultsRequest, services: Services) -> Outcome:
    """Answer a page of the kept results."""
    data = await _in_thread(runs.run_list_results, request, services)
    return Outcome(data=data, total=data["total"])


async def run_export_result(request: ExportResultRequest, services: Services) -> Outcome:
    """Answer with the file a result was written to."""
    data = await _in_thread(runs.run_export_result, request, services)
    return Outcome(data=data, result_id=request.result_id, saved_to=data["path"], source=data["source"])


async def run_delete_result(request: DeleteResultRequest, services: Services) -> Outcome:
    """Answer with what a deletion freed."""
    return Outcome(data=await _in_thread(runs.run_delete_result, request, services))


async def _in_thread(
    run: Callable[[R, ResultStore], dict[str, Any]], request: R, services: Services
) -> dict[str, Any]:
    return await to_thread.run_sync(run, request, services.store)


def _telling(data: dict[str, Any]) -> list[str]:
    """Return the first columns that have a value in some row of the page."""
    rows = data["rows"]
    telling = [name for name in data["columns"] if any(row[name] is not None for row in rows)]
    return telling[:_COLUMNS_SHOWN]
