"""Running the tools over kept results: from a request to plain data."""

from __future__ import annotations

from typing import Any

from creatorscope.operations.results_requests import (
    DeleteResultRequest,
    ExportResultRequest,
    GetResultRequest,
    ListResultsRequest,
    QueryResultsRequest,
)
from creatorscope.results.store import ResultStore

LIST_SIZE = 50

# These functions block: reading, SQL and writing files; callers run them in a worker thread. What needs
# DuckDB or a workbook is imported at its first use.


def run_get_result(request: GetResultRequest, store: ResultStore) -> dict[str, Any]:
    """Return the data of a ResultPage."""
    from creatorscope.results.paging import load_page

    page = load_page(store, request.result_id, page=request.page, size=request.size, fields=request.fields)
    names = [column.name for column in page.columns]
    return {
        "result_id": page.meta.result_id,
        "tool": page.meta.tool,
        "source": page.meta.source,
        "fetched_at": page.meta.fetched_at,
        "total": page.total,
        "page": request.page,
        "columns": names,
        "types": [column.type for column in page.columns],
        "notes": {column.name: column.note for column in page.columns if column.note},
        "rows": [dict(zip(names, row, strict=True)) for row in page.rows],
    }


def run_query_results(request: QueryResultsRequest, store: ResultStore) -> dict[str, Any]:
    """Return the data of a QueryAnswered."""
    from creatorscope.results.query import query

    answer = query(store, request.sql)
    return {
        "result_id": answer.result_id,
        "source": answer.source,
        "total": answer.total,
        "columns": list(answer.columns),
        "tables": dict(answer.tables),
        "rows": [dict(zip(answer.columns, row, strict=True)) for row in answer.rows],
    }


def run_list_results(request: ListResultsRequest, store: ResultStore) -> dict[str, Any]:
    """Return the data of a KeptResults."""
    listing = store.list_page(page=request.page, size=LIST_SIZE, tool=request.tool)
    return {"total": listing.total, "results": [meta.described() for meta in listing.found]}


def run_export_result(request: ExportResultRequest, store: ResultStore) -> dict[str, Any]:
    """Return the data of an Exported."""
    from creatorscope.results.export import export

    path = export(store, request.result_id, request.format)
    return {
        "result_id": request.result_id,
        "path": str(path),
        "file_name": path.name,
        "size_bytes": path.stat().st_size,
        "source": store.load_meta(request.result_id).source,
    }


def run_delete_result(request: DeleteResultRequest, store: ResultStore) -> dict[str, Any]:
    """Return the data of a Deleted."""
    return {"result_id": request.result_id, "freed_bytes": store.delete(request.result_id)}
