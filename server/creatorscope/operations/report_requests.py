"""What the report tool is asked, and what it answers."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Request, Response
from creatorscope.operations.analysis_requests import ResultIds

ReportFormat = Literal["html", "md", "json", "png"]


class RenderReportRequest(Request):
    """Asks for a report on a kept analysis, comparison or shortlist."""

    result_id: str = Field(description="Id of a kept analysis, res_...")
    explanations: ResultIds | None = Field(default=None, description="Ids of checked analyses to add")
    format: ReportFormat = Field(default="html", description="html page, md, json, or png charts")
    chart: str | None = Field(default=None, min_length=1, description="Only this chart (png)")
    title: str | None = Field(default=None, min_length=1, max_length=140, description="Title to show")


class RenderedReport(Response):
    """A written report."""

    VIEW: ClassVar[bool] = True
    PREVIEW: ClassVar[tuple[str, ...]] = ("file_name", "kind", "charts", "size_bytes", "note")

    result_id: str | None = field("The analysis it is made from")
    path: str | None = field("Where the file is")
    file_name: str | None = field("Its name")
    size_bytes: int | None = field("Its size", "bytes")
    kind: str | None = field("What it reports on: creator, work, shop, comparison, shortlist, ...")
    format: str | None = field("html, md, json or png")
    charts: list[str] | None = field("Names of its charts")
    figures_checked: int | None = field("Figures proved to stand in the analysis", "figures")
    note: str | None = field("What is left out, and how to add it")
    source: str | None = field("sandbox, live or import")
