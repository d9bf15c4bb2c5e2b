"""The report tool: from an analysis and a wish to files, pictures and the app's view."""

from __future__ import annotations

import json
import sys

import pytest

from creatorscope.errors import ArgumentError
from creatorscope.operations.report_requests import RenderReportRequest
from creatorscope.operations.report_runs import Wish, render
from tests.reports.analyses import KINDS, creator_analysis

MAIN = {"html": b"<!doctype html>", "md": b"# ", "json": b"{", "png": b"\x89PNG"}


@pytest.mark.parametrize("wanted", MAIN)
def test_every_format_is_rendered_after_its_figures_are_proved(wanted):
    done = render(creator_analysis(), Wish(format=wanted, sandbox=True))
    assert done.kind == "creator"
    assert done.files[0].content.startswith(MAIN[wanted])
    assert done.files[0].name.endswith(f".{wanted}")
    assert done.figures_checked > 500
    assert done.charts[:2] == ("reach", "spread")
    assert done.payload["notice"]
    assert done.note is None


def test_pictures_come_as_images_and_as_files_named_after_their_charts():
    done = render(KINDS["shop"][1](), Wish(format="png", sandbox=False))
    assert [file.name for file in done.files] == [f"{name}.png" for name in done.charts]
    assert [image.content for image in done.images] == [file.content for file in done.files]
    one = render(KINDS["shop"][1](), Wish(format="png", sandbox=False, chart="followers"))
    assert [file.name for file in one.files] == ["followers.png"]


def test_the_json_form_holds_report_and_analysis():
    analysis = KINDS["audience"][1]()
    done = render(analysis, Wish(format="json", sandbox=False))
    whole = json.loads(done.files[0].content)
    assert whole["analysis"] == analysis
    assert whole["report"]["kind"] == "audience"
    assert whole["report"]["sections"][0]["title"] == "At a glance"


def test_an_unknown_chart_is_refused_with_the_names_there_are():
    with pytest.raises(ArgumentError) as caught:
        render(creator_analysis(), Wish(format="png", sandbox=False, chart="pie"))
    assert "Give one of: reach, spread, findings" in caught.value.problems[0].fix


def test_pictures_of_a_report_without_charts_are_refused():
    with pytest.raises(ArgumentError) as caught:
        render(KINDS["work"][1](), Wish(format="png", sandbox=False))
    assert "no charts" in caught.value.problems[0].message


def test_without_vl_convert_the_page_is_made_and_pictures_are_refused(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    page = render(creator_analysis(), Wish(format="html", sandbox=False))
    assert "pip install" in (page.note or "")
    with pytest.raises(ArgumentError) as caught:
        render(creator_analysis(), Wish(format="png", sandbox=False))
    assert "creatorscope[report]" in caught.value.problems[0].message


def test_rows_of_any_result_get_a_plain_report():
    done = render([{"name": "a", "n": 1}, {"name": "b", "n": None}], Wish(format="md", sandbox=False))
    assert done.kind == "other"
    assert b"| Name | N |" in done.files[0].content


def test_the_request_is_closed_and_html_by_default():
    assert RenderReportRequest(result_id="res_1").format == "html"
    with pytest.raises(ValueError, match="Extra inputs"):
        RenderReportRequest(result_id="res_1", colour="red")
