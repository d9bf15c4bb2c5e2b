"""What the tools over kept results are asked, and what they answer."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from creatorscope.contract.fields import as_list, field
from creatorscope.contract.operation import Request, Response

ResultId = Annotated[str, Field(description="Id of a kept result, res_...")]


class GetResultRequest(Request):
    """Asks for a page of a result."""

    result_id: ResultId
    page: int = Field(default=1, ge=1, description="Page, from 1")
    size: int = Field(default=50, ge=1, le=200, description="Rows a page")
    fields: Annotated[list[str] | None, BeforeValidator(as_list)] = Field(
        default=None, description="Columns to show"
    )


class QueryResultsRequest(Request):
    """Asks for the answer to one SELECT."""

    sql: str = Field(
        min_length=1, max_length=20_000, description="One SELECT (DuckDB); result ids are the tables"
    )


class ListResultsRequest(Request):
    """Asks for the kept results."""

    page: int = Field(default=1, ge=1, description="Page, from 1")
    tool: str | None = Field(default=None, min_length=1, description="Only results of this tool")


class ExportResultRequest(Request):
    """Asks for a result as a file."""

    result_id: ResultId
    format: Literal["xlsx", "csv", "parquet", "json", "html"] = Field(
        default="xlsx", description="File format"
    )


class DeleteResultRequest(Request):
    """Asks to delete a result."""

    result_id: ResultId


class TableRow(Response):
    """One row of a result; its fields are the result's columns."""


class ResultPage(Response):
    """A page of a result."""

    ROWS: ClassVar[str] = "rows[]"
    FACTS: ClassVar[tuple[str, ...]] = ("tool", "source")
    EMPTY: ClassVar[str] = "The result has no rows, or the page is past the last one."

    result_id: str | None = field("The result")
    tool: str | None = field("The tool that gave it")
    source: str | None = field("sandbox, live or import")
    fetched_at: str | None = field("When it was fetched, ISO 8601")
    total: int | None = field("All its rows", "rows")
    page: int | None = field("This page, from 1")
    columns: list[str] | None = field("The columns shown, in order")
    types: list[str] | None = field("Their SQL types")
    notes: dict[str, str] | None = field("What a type does not say, by column")
    rows: list[TableRow] | None = field("The rows")


class QueryAnswered(Response):
    """The answer to a query."""

    ROWS: ClassVar[str] = "rows[]"
    EMPTY: ClassVar[str] = "The query matches nothing."

    result_id: str | None = field("The result that keeps the whole answer")
    source: str | None = field("sandbox when any table is")
    total: int | None = field("All rows of the answer", "rows")
    columns: list[str] | None = field("The columns, in order")
    tables: dict[str, str] | None = field("Table name to result id")
    rows: list[TableRow] | None = field("The first 200 rows")


class KeptResult(Response):
    """One kept result."""

    result_id: str | None = field("Its id")
    tool: str | None = field("The tool that gave it")
    kind: str | None = field("answer, works, import, analysis, input, query or report")
    source: str | None = field("sandbox, live or import")
    fetched_at: str | None = field("When it was fetched, ISO 8601")
    count: int | None = field("Its rows, where counted", "rows")
    charged: dict[str, Any] | None = field("What it cost: amount and unit")
    arguments: dict[str, Any] | None = field("What was asked")
    summary: str | None = field("What it is")


class KeptResults(Response):
    """A page of the kept results, newest first."""

    ROWS: ClassVar[str] = "results[]"
    PREVIEW: ClassVar[tuple[str, ...]] = ("result_id", "tool", "count", "source", "fetched_at", "summary")
    EMPTY: ClassVar[str] = "No result is kept, or none of that tool, or the page is past the last one."

    total: int | None = field("All that match", "results")
    results: list[KeptResult] | None = field("The results")


class Exported(Response):
    """A written file."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("file_name", "size_bytes", "source")

    result_id: str | None = field("The result")
    path: str | None = field("Where the file is")
    file_name: str | None = field("Its name")
    size_bytes: int | None = field("Its size", "bytes")
    source: str | None = field("sandbox, live or import")


class Deleted(Response):
    """What a deletion freed."""

    PREVIEW: ClassVar[tuple[str, ...]] = ("result_id", "freed_bytes")

    result_id: str | None = field("The result that is gone")
    freed_bytes: int | None = field("Disk space freed", "bytes")
