"""The MCP App that shows reports and sortable tables inside hosts that support it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from creatorscope import __version__
from creatorscope.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Definitions,
    Facts,
    Paragraph,
    Report,
    Table,
)
from creatorscope.reports.html import SANDBOX_NOTICE
from creatorscope.reports.palette import DARK, LIGHT
from creatorscope.reports.rendering import Drawing

APP_URI = "ui://creatorscope/report"
APP_MIME_TYPE = "text/html;profile=mcp-app"
APP_NAME = "creatorscope report"
APP_DESCRIPTION = "Shows a report, a comparison or a sortable shortlist."
# For `_meta` of the tools whose results the app shows, and of the resource itself: it loads nothing.
TOOL_META: dict[str, Any] = {"ui": {"resourceUri": APP_URI}}
RESOURCE_META: dict[str, Any] = {"ui": {"prefersBorder": True}}
# Where a tool result carries the report for the app, in its `_meta`, out of the model's sight.
PAYLOAD_KEY = "creatorscope/report"
_MOST_ROWS = 100


@cache
def app_html() -> str:
    """Return the app: one HTML document with its style and script, which loads nothing."""
    colours = {
        f"{theme.name}_{name}": getattr(theme, name)
        for theme in (LIGHT, DARK)
        for name in ("page", "panel", "text", "muted", "line", "link", "warning")
    }
    page = (files("creatorscope.reports") / "app_view.html").read_text(encoding="utf-8")
    return Template(page).substitute(colours, payload_key=PAYLOAD_KEY, version=__version__)


def app_payload(report: Report, drawings: Mapping[str, Drawing] | None = None) -> dict[str, Any]:
    """Return the report as the app reads it, for `_meta[PAYLOAD_KEY]` of a tool result.

    Text stands as it is shown, with the values that tables sort by; a table has at most a hundred rows.
    Charts without a drawing are told in words.
    """
    return {
        "title": report.title,
        "subtitle": str(report.subtitle),
        "notice": SANDBOX_NOTICE if report.sandbox else None,
        "sections": [
            {"title": section.title, "blocks": [_block(block, drawings or {}) for block in section.blocks]}
            for section in report.sections
        ],
    }


def _block(block: Block, drawings: Mapping[str, Drawing]) -> dict[str, Any]:
    match block:
        case Facts():
            facts = [[str(fact.label), str(fact.value), str(fact.note)] for fact in block.facts]
            return {"type": "facts", "facts": facts}
        case Table():
            return _table(block)
        case Chart():
            return _chart(block, drawings.get(block.name))
        case Definitions():
            items = [f"{term}: {meaning}" for term, meaning in block.items]
            return {"type": "bullets", "items": items, "folded": "Definitions"}
        case Bullets():
            return {"type": "bullets", "items": [str(item) for item in block.items]}
        case Paragraph():
            return {"type": "paragraph", "text": str(block.text), "strong": block.strong}


def _chart(chart: Chart, drawing: Drawing | None) -> dict[str, Any]:
    words = {"title": str(chart.title), "alt": str(chart.alt), "caption": str(chart.caption)}
    pictures = {"light": drawing.light, "dark": drawing.dark} if drawing else {}
    return {"type": "chart", **words, **pictures}


def _table(table: Table) -> dict[str, Any]:
    return {
        "type": "table",
        "caption": str(table.caption),
        "folded": table.folded,
        "columns": [{"title": str(column.title), "numeric": column.numeric} for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows[:_MOST_ROWS]],
        "more": len(table.rows) > _MOST_ROWS,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    parts = {"text": str(cell.text), "sort": cell.sort, "href": cell.href}
    shown = {name: part for name, part in parts.items() if part is not None}
    return {**shown, "note": str(cell.note)} if cell.note else shown
