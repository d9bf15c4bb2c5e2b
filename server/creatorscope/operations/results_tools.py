"""The rows of the tools over kept results."""

from __future__ import annotations

from creatorscope.contract.operation import Effect, LocalOperation
from creatorscope.operations.examples import SPARE, WORKS
from creatorscope.operations.results_answers import (
    run_delete_result,
    run_export_result,
    run_get_result,
    run_list_results,
    run_query_results,
)
from creatorscope.operations.results_requests import (
    Deleted,
    DeleteResultRequest,
    Exported,
    ExportResultRequest,
    GetResultRequest,
    KeptResults,
    ListResultsRequest,
    QueryAnswered,
    QueryResultsRequest,
    ResultPage,
)

_TOOLSET = "results"

GET_RESULT = LocalOperation(
    name="get_result",
    summary="Read a page of a kept result.",
    use_when="Use to see more than an answer showed.",
    toolset=_TOOLSET,
    request=GetResultRequest,
    response=ResultPage,
    effect=Effect.READ,
    example=GetResultRequest(result_id=WORKS, size=20),
    needs=None,
    run=run_get_result,
)

QUERY_RESULTS = LocalOperation(
    name="query_results",
    summary="Run one read-only SELECT (DuckDB) over kept results, their ids as table names.",
    use_when="Use to filter, join, group or sort rows; 200 come back, all are kept.",
    toolset=_TOOLSET,
    request=QueryResultsRequest,
    response=QueryAnswered,
    effect=Effect.READ,
    example=QueryResultsRequest(sql="SELECT count(*) AS n FROM res_zxmpw0rks001"),
    needs=None,
    run=run_query_results,
)

LIST_RESULTS = LocalOperation(
    name="list_results",
    summary="List what is kept, newest first.",
    use_when="Use to find earlier answers instead of paying again.",
    toolset=_TOOLSET,
    request=ListResultsRequest,
    response=KeptResults,
    effect=Effect.READ,
    example=ListResultsRequest(),
    needs=None,
    run=run_list_results,
)

EXPORT_RESULT = LocalOperation(
    name="export_result",
    summary="Write a kept result to a file: xlsx, csv, parquet, json or html.",
    use_when="Use when the user wants a file.",
    toolset=_TOOLSET,
    request=ExportResultRequest,
    response=Exported,
    effect=Effect.READ,
    example=ExportResultRequest(result_id=WORKS, format="csv"),
    needs=None,
    run=run_export_result,
)

DELETE_RESULT = LocalOperation(
    name="delete_result",
    summary="Delete a kept result for good.",
    use_when="Use only when the user asks for it.",
    toolset=_TOOLSET,
    request=DeleteResultRequest,
    response=Deleted,
    effect=Effect.DELETE,
    example=DeleteResultRequest(result_id=SPARE),
    needs=None,
    run=run_delete_result,
)
