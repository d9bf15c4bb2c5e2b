"""Every figure a report shows stands in its analysis, and is written in one way."""

from __future__ import annotations

import copy

import pytest

from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.shop_document import analyze_shop_document
from creatorscope.reports.document import Paragraph, Run, Section, Text
from creatorscope.reports.figures import Form, format_figure
from creatorscope.reports.markdown import write_markdown
from creatorscope.reports.number_check import ReportError, check_numbers
from creatorscope.reports.report import build_report, kind_of
from tests.analysis.creators import real_as_of, real_creators, real_document, real_douyin
from tests.reports.analyses import KINDS, creator_analysis

WRITTEN = [
    (1_850_000, Form.COUNT, "1,850,000"),
    (1164.9998, Form.COUNT, "1,165"),
    (2**63 + 1, Form.COUNT, "9,223,372,036,854,775,809"),
    (1_850_000, Form.COMPACT, "1.85M"),
    (9_999, Form.COMPACT, "9,999"),
    (12_345, Form.COMPACT, "12.3K"),
    (2.5e9, Form.COMPACT, "2.5B"),
    (0.0627, Form.PERCENT, "6.3%"),
    (0.00041, Form.PERCENT, "0.041%"),
    (0.0, Form.PERCENT, "0%"),
    (1.0, Form.PERCENT, "100%"),
    (-0.0062, Form.PERCENT, "−0.62%"),
    (0.638, Form.DECIMAL, "0.638"),
    (0.00684, Form.DECIMAL, "0.00684"),
    (27.667, Form.DECIMAL, "27.67"),
    (2.0, Form.DECIMAL, "2"),
    (1.0196, Form.TIMES, "×1.02"),
    (0.0041, Form.TIMES, "×0.0041"),
    (0.30103, Form.DEX_TIMES, "×2"),
    (133_738_359.53, Form.MONEY, "133,738,360"),
    (0.4, Form.MONEY, "0.4"),
    (0.0004, Form.P, "under 0.001"),
    ("2025-02-28T23:30:00-05:00", Form.DATE, "1 Mar 2025"),
    ("2025-03-07T12:24:27+00:00", Form.MOMENT, "7 Mar 2025, 12:24 UTC"),
    ("2025-01-28..2025-02-26", Form.PERIOD, "28 Jan 2025 to 26 Feb 2025"),
    ("2025-01-28..2025-01-28", Form.PERIOD, "28 Jan 2025"),
    ("undated", Form.PERIOD, "undated"),
    (["a", "b"], Form.SIZE, "2"),
    ("scored together: long_video", Form.SENTENCE, "Scored together: long video."),
    ("theme=food", Form.WORD, "Theme: food"),
    ("tiktok:MS4wLjABAAAA0123456789abcdefghij", Form.NAME, "TikTok …cdefghij"),
    (None, Form.COUNT, "–"),
    (float("nan"), Form.PERCENT, "–"),
    ([], Form.TEXT, "–"),
    (True, Form.TEXT, "yes"),
]


@pytest.mark.parametrize(("value", "form", "text"), WRITTEN, ids=[f"{row[1]}-{row[2]}" for row in WRITTEN])
def test_a_value_is_written_in_its_form(value, form, text):
    assert format_figure(value, form) == text


@pytest.mark.parametrize("name", KINDS)
def test_every_figure_of_a_report_stands_in_its_analysis(name):
    kind, build = KINDS[name]
    analysis = build()
    assert kind_of(analysis) == kind
    report = build_report(analysis, sandbox=False)
    assert report.kind == kind
    assert check_numbers(report, analysis) > 0


def test_a_report_is_made_from_a_model_as_from_its_json():
    analysis = creator_analysis()
    assert build_report(analysis, sandbox=False) == build_report(
        analysis.model_dump(mode="json"), sandbox=False
    )


def test_a_figure_that_the_analysis_does_not_hold_is_found():
    analysis = KINDS["creator"][1]()
    report = build_report(analysis, sandbox=False)
    changed = copy.deepcopy(analysis)
    changed["kpis"]["median_plays"]["value"] += 12_345
    with pytest.raises(ReportError, match="/kpis/median_plays/value"):
        check_numbers(report, changed)


def test_a_figure_without_a_source_is_found():
    report = build_report(KINDS["creator"][1](), sandbox=False)
    invented = Paragraph(text=Text(runs=(Run(text="about 3 million fans"),)))
    section = Section(key="x", title="x", blocks=(invented,))
    with pytest.raises(ReportError, match="without a source"):
        check_numbers(report.model_copy(update={"sections": (section,)}), KINDS["creator"][1]())


def test_a_plotted_number_that_the_analysis_does_not_hold_is_found():
    analysis = KINDS["creator"][1]()
    report = build_report(analysis, sandbox=False)
    chart = report.charts()[0]
    chart.spec["data"]["values"][0]["plays"] = 1.2345
    with pytest.raises(ReportError, match=r"plots 1\.2345"):
        check_numbers(report, analysis)


def test_the_reports_of_all_real_creators_hold_no_strange_figure():
    when = real_as_of()
    for works in [*real_creators().values(), real_douyin()]:
        analysis = analyze_works(works, as_of=when).model_dump(mode="json")
        assert check_numbers(build_report(analysis, sandbox=False), analysis)


def test_the_report_of_the_real_shop_reads_as_its_figures():
    analysis = analyze_shop_document(real_document()).model_dump(mode="json")
    report = build_report(analysis, sandbox=False)
    assert check_numbers(report, analysis)
    assert "| Sales (GMV) | 133,738,360 VND |" in write_markdown(report)
