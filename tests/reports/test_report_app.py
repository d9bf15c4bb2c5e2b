"""The MCP App speaks the protocol of its host, loads nothing, and shows what the report says."""

from __future__ import annotations

import json
import re

from creatorscope.reports.app_view import (
    APP_MIME_TYPE,
    APP_URI,
    PAYLOAD_KEY,
    TOOL_META,
    app_html,
    app_payload,
)
from creatorscope.reports.rendering import draw_charts
from creatorscope.reports.report import build_report
from tests.reports.analyses import KINDS, NASTY, creator_analysis
from tests.reports.test_report_html import Page


def test_the_app_is_one_small_document_that_loads_nothing():
    text = app_html()
    assert len(text.encode()) < 60_000
    page = Page(re.sub(r"<script>.*</script>", "", text, flags=re.DOTALL))
    assert page.all("html")[0]["lang"] == "en"
    assert not re.search(r"https?://(?!\")", text)
    assert not re.search(r"<(link|img|iframe|script)[^>]+(src|href)=", text)
    for loader in (
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "WebSocket",
        "eval(",
        "innerHTML",
        "@import",
        "url(",
    ):
        assert loader not in text


def test_the_app_speaks_the_messages_of_the_protocol():
    text = app_html()
    for message in (
        "ui/initialize",
        "ui/notifications/initialized",
        "ui/notifications/tool-result",
        "ui/notifications/tool-cancelled",
        "ui/notifications/host-context-changed",
        "ui/notifications/size-changed",
        "ui/resource-teardown",
        "ui/open-link",
    ):
        assert f'"{message}"' in text
    assert '"2026-01-26"' in text
    assert f'_meta["{PAYLOAD_KEY}"]' in text
    assert "event.source !== window.parent" in text


def test_tools_are_bound_to_the_app_by_its_address():
    assert APP_URI.startswith("ui://")
    assert APP_MIME_TYPE == "text/html;profile=mcp-app"
    assert TOOL_META == {"ui": {"resourceUri": APP_URI}}


def test_the_payload_holds_the_sections_and_sortable_tables():
    report = build_report(KINDS["shortlist"][1](), sandbox=True)
    payload = json.loads(json.dumps(app_payload(report)))
    assert payload["notice"]
    tables = [
        block for section in payload["sections"] for block in section["blocks"] if block["type"] == "table"
    ]
    ranked = tables[0]
    assert [column["title"] for column in ranked["columns"]][:3] == ["Creator", "Rank", "Score"]
    scores = [row[2]["sort"] for row in ranked["rows"]]
    assert scores == sorted(scores, reverse=True)
    unknown = [cell for row in ranked["rows"] for cell in row if cell["text"] == "–"]
    assert all("sort" not in cell and cell["note"] for cell in unknown)


def test_the_payload_carries_drawings_where_there_are_any():
    report = build_report(creator_analysis(), sandbox=False)
    told = app_payload(report)
    drawn = app_payload(report, draw_charts(report.charts()))
    charts = [
        block for section in drawn["sections"] for block in section["blocks"] if block["type"] == "chart"
    ]
    assert charts[0]["light"].startswith("<svg")
    assert len(json.dumps(told)) < len(json.dumps(drawn))
    assert all("light" not in block for section in told["sections"] for block in section["blocks"])


def test_the_payload_stays_small_for_a_thousand_works():
    report = build_report(creator_analysis(1000), sandbox=False)
    assert len(json.dumps(app_payload(report))) < 120_000


def test_what_creators_write_is_cleaned_in_the_payload():
    report = build_report(creator_analysis(), sandbox=False, title=NASTY)
    assert "\u202e" not in json.dumps(app_payload(report), ensure_ascii=False)
    assert "\\u0000" not in json.dumps(app_payload(report))
