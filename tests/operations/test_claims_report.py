"""Passed analyses in a report: their claims, the evidence, and what a pass means."""

from __future__ import annotations

from pathlib import Path

import pytest

from creatorscope.reports.claims_section import claims_sections
from creatorscope.reports.document import Report
from creatorscope.reports.html import write_html
from creatorscope.reports.markdown import write_markdown
from creatorscope.reports.number_check import check_numbers
from creatorscope.reports.prose import Source
from creatorscope.reports.report import build_report
from tests.operations.claims_desk import OF_WORKS, hand_in, sixty_spoken
from tests.operations.desk import open_desk


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


async def report_on(desk, *contracts: str) -> Report:
    """Return the report on a creator with passed analyses of these contracts in it, its figures checked."""
    analysis_id = await sixty_spoken(desk)
    [work_id] = desk.kept(analysis_id).data["sample_ids"][:1]
    passed = []
    for contract in contracts:
        chosen = {"work_ids": [work_id]} if contract in OF_WORKS else {}
        input_id = await desk.id_of("prepare_analysis", contract=contract, result_id=analysis_id, **chosen)
        passed.append(desk.kept((await hand_in(desk, input_id)).result_id).data)
    document = {**desk.kept(analysis_id).data, "explanations": passed}
    report = build_report(document, sandbox=False)
    bare = build_report(desk.kept(analysis_id).data, sandbox=False)
    assert check_numbers(report, document) > check_numbers(bare, document)
    return report


async def test_claims_stand_in_the_report_with_evidence_and_what_a_pass_means(desk):
    text = write_markdown(await report_on(desk, "author-analysis"))
    assert "## Interpretation: The author" in text
    assert "A pass means that the evidence exists and the limits hold, not that what is inferred" in text
    assert "kpis.median\\_plays.value" in text
    assert "It shows in 51,958." in text


async def test_computed_scores_stand_in_the_report_with_their_formulas(desk):
    text = write_markdown(await report_on(desk, "author-benchmark", "work-score"))
    assert "not enough data" in text
    assert "median over 80th percentile" in text
    assert "Interpretation: Scores of the work" in text
    assert "fair" in text


async def test_words_of_creators_cannot_become_markup(desk):
    report = await report_on(desk, "sampled-work-explanations", "hook")
    page = write_html(report, None)
    assert "“this is take" in page
    assert len({section.key for section in report.sections}) == len(report.sections)


def test_document_without_passed_analyses_gets_no_section():
    assert claims_sections(Source({"kpis": {}})) == ()


async def test_a_report_takes_checked_explanations_of_its_own_analysis_only(desk):
    analysis_id = await sixty_spoken(desk)
    input_id = await desk.id_of("prepare_analysis", contract="author-analysis", result_id=analysis_id)
    checked = (await hand_in(desk, input_id)).result_id
    told = await desk.call("render_report", result_id=analysis_id, explanations=checked, format="md")
    text = Path(told.saved_to).read_text(encoding="utf-8")
    claims, ending = text.index("## Interpretation: The author"), text.index("## How the figures came about")
    assert claims < ending
    other = await desk.analysed()
    refused = await desk.refuse("render_report", result_id=other, explanations=[checked])
    assert analysis_id in refused.message
    wrong = await desk.refuse("render_report", result_id=analysis_id, explanations=[other])
    assert "check_analysis" in wrong.fix
    alone = await desk.call("render_report", result_id=checked, format="html")
    assert "Interpretation, checked" in Path(alone.saved_to).read_text(encoding="utf-8")
