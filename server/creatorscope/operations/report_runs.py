"""Rendering a report: from an analysis and what was asked to files, pictures and the app's view of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

from creatorscope.errors import ArgumentError, Problem
from creatorscope.operations.outcome import Image
from creatorscope.operations.report_requests import ReportFormat
from creatorscope.reports.app_view import app_payload
from creatorscope.reports.document import Chart, Kind, Report
from creatorscope.reports.html import write_html
from creatorscope.reports.markdown import write_markdown
from creatorscope.reports.number_check import check_numbers
from creatorscope.reports.pointers import Analysis, as_document
from creatorscope.reports.rendering import HOW_TO_ADD, ChartsMissingError, Drawing, draw_charts, draw_png
from creatorscope.reports.report import build_report

_PNG = "image/png"
_MOST_PICTURES = 4

# Drawing blocks for up to a second: callers run `render` in a worker thread.


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a report should be. `kind` None: as the analysis tells; `names`: creators as readers know them.

    `sandbox` says that the data is invented.
    """

    format: ReportFormat
    sandbox: bool
    kind: Kind | None = None
    chart: str | None = None
    title: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    """One file to write; `name` is what its own name ends in, such as `report.html` or `reach.png`."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A rendered report: the main file first, pictures for the answer, and the payload of the MCP App.

    `charts` are the names of all charts there are; `note` says what was left out, if anything.
    """

    kind: Kind
    files: tuple[RenderedFile, ...]
    images: tuple[Image, ...]
    charts: tuple[str, ...]
    figures_checked: int
    payload: dict[str, Any]
    note: str | None


def render(analysis: Analysis, wish: Wish) -> Rendered:
    """Return the report on an analysis, after proving that every figure in it stands in the analysis.

    Raises ArgumentError for a chart there is none of, and for png without vl-convert or without charts.
    """
    document = as_document(analysis)
    report = build_report(document, sandbox=wish.sandbox, kind=wish.kind, title=wish.title, names=wish.names)
    checked = check_numbers(report, document)
    drawings = draw_charts(report.charts()) if wish.format == "html" else None
    undrawn = wish.format == "html" and drawings is None and report.charts()
    files = _files(report, document, wish, drawings)
    return Rendered(
        kind=report.kind,
        files=files,
        images=tuple(Image(content=file.content, mime_type=_PNG) for file in files if file.mime_type == _PNG),
        charts=tuple(chart.name for chart in report.charts()),
        figures_checked=checked,
        payload=app_payload(report, drawings),
        note=HOW_TO_ADD if undrawn else None,
    )


def _files(
    report: Report, document: Mapping[str, Any], wish: Wish, drawings: Mapping[str, Drawing] | None
) -> tuple[RenderedFile, ...]:
    match wish.format:
        case "html":
            return (_text("report.html", write_html(report, drawings), "text/html"),)
        case "md":
            return (_text("report.md", write_markdown(report), "text/markdown"),)
        case "json":
            whole = to_json({"report": report, "analysis": document}, indent=2)
            return (RenderedFile(name="report.json", content=whole, mime_type="application/json"),)
        case "png":
            return _pictures(_wanted(report, wish.chart))


def _wanted(report: Report, name: str | None) -> tuple[Chart, ...]:
    charts = report.charts()
    if not charts:
        fix = "Ask for html, md or json: its tables hold the figures."
        raise ArgumentError([Problem("format", "this report has no charts", fix)])
    if name is None:
        return charts[:_MOST_PICTURES]
    found = tuple(chart for chart in charts if chart.name == name)
    if not found:
        fix = f"Give one of: {', '.join(chart.name for chart in charts)}."
        raise ArgumentError([Problem("chart", f"this report has no chart named {name[:60]}", fix)])
    return found


def _pictures(charts: tuple[Chart, ...]) -> tuple[RenderedFile, ...]:
    try:
        return tuple(
            RenderedFile(name=f"{chart.name}.png", content=draw_png(chart), mime_type=_PNG)
            for chart in charts
        )
    except ChartsMissingError as error:
        fix = "Install the extra, or ask for html, md or json: their tables hold the figures."
        raise ArgumentError([Problem("format", str(error), fix)]) from None


def _text(name: str, words: str, mime_type: str) -> RenderedFile:
    return RenderedFile(name=name, content=words.encode(), mime_type=mime_type)
