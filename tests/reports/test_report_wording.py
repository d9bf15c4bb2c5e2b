"""Reports say what the figures carry, name what is missing, and claim nothing more."""

from __future__ import annotations

import re

import pytest

from creatorscope.analysis.creator import analyze_works
from creatorscope.reports.document import Table
from creatorscope.reports.markdown import write_markdown
from creatorscope.reports.report import build_report
from tests.analysis.creators import NOW, make_creator
from tests.reports.analyses import KINDS, creator_analysis, hidden_plays, no_findings, nothing_scored

CAUSAL = re.compile(
    r"\b(because of|causes?|caused(?! by: works)|leads? to|drives?|boosts?|thanks to|results? in|due to)\b",
    re.IGNORECASE,
)


def read(analysis, **more):
    return write_markdown(build_report(analysis, sandbox=False, **more))


@pytest.mark.parametrize("name", KINDS)
def test_no_report_claims_a_cause(name):
    words = read(KINDS[name][1]())
    found = CAUSAL.search(words.replace("Associated with is not caused by", "").replace("not caused by", ""))
    assert found is None, found


def tables(report):
    return [block for section in report.sections for block in section.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("name", KINDS)
def test_a_missing_figure_is_a_dash_with_its_reason(name):
    for table in tables(build_report(KINDS[name][1](), sandbox=False)):
        for row in table.rows:
            for cell in row:
                assert str(cell.text) not in {"None", "nan", "NaN", "null", ""}
                assert ("–" in str(cell.text)) == bool(cell.note), (str(table.caption), str(row[0].text))
                assert "–" not in str(cell.text) or str(cell.text) == "–"


def test_a_supported_finding_is_said_with_its_interval_and_its_numbers():
    words = read(creator_analysis())
    assert "these are supported" in words
    assert re.search(r"Theme: food: associated with ×\d", words)
    assert re.search(r"95% interval ×[\d.]+ to ×[\d.]+; \d+ works with, \d+ without", words)


def test_no_supported_finding_is_said_plainly():
    words = read(no_findings())
    assert "No supported finding." in words
    assert "That is a result, not a gap." in words


def test_few_works_give_numbers_and_no_claim():
    words = read(creator_analysis(5))
    assert "Confidence: insufficient." in words
    assert "numbers only, no advice" in words
    assert "associated with" not in words


def test_nothing_to_compare_is_said_first():
    words = read(nothing_scored())
    assert "None of the 2 works can be compared" in words
    assert "Too young to be compared" in words


def test_hidden_plays_give_no_rates_by_views_and_say_so():
    words = read(hidden_plays())
    assert "ranked by likes" in words
    assert "Plays: the platform hides them" in words
    assert "Engagement by views" not in words


def test_missing_figures_name_their_reason():
    words = read(KINDS["comparison"][1]())
    assert re.search(r"– \(.*unknown.*\)", words)
    shop = KINDS["shop"][1]()
    shop["metrics"]["commission_rate"]["value"] = None
    assert "– (a figure it is made of is not known)" in read(shop)


def test_definitions_exclusions_and_gaps_stand_at_the_end():
    report = build_report(creator_analysis(), sandbox=False)
    assert [section.key for section in report.sections][-2:] == ["caveats", "method"]
    last = read(creator_analysis()).partition("## How the figures came about")[2]
    assert "Compared: 60 of 60 works" in last
    assert "**z\\_reach**" in last
    assert "from the input" in last


def test_excluded_works_are_counted_by_reason():
    works = [work.model_copy(update={"is_pinned": at < 2}) for at, work in enumerate(make_creator(40))]
    words = read(analyze_works(works, as_of=NOW))
    assert "| Pinned (pinned works have more plays than the others) | 2 |" in words


def test_creators_are_named_as_the_reader_knows_them():
    comparison = KINDS["comparison"][1]()
    words = read(comparison, names={"tiktok:author": "Mia \u202eCooks", "tiktok:other": "Leo 24"})
    assert "Mia Cooks" in words
    assert "Leo 24" in words
    named = build_report(
        creator_analysis(), sandbox=False, names={"tiktok:author": "@mia"}, title="For ACME 2025"
    )
    assert str(named.subtitle).startswith("TikTok @mia")
    assert named.title == "For ACME 2025"


def test_names_that_the_analysis_brings_are_used():
    report = build_report(KINDS["kept creator"][1](), sandbox=False)
    assert report.title == "Creator analysis: @mia.cooks24"
    assert str(report.subtitle).startswith("TikTok @mia.cooks24")
    assert "Audience: @mia" in read(KINDS["kept audience"][1]())


def test_a_shortlist_says_what_was_wanted_and_what_it_is_measured_by():
    words = read(KINDS["kept shortlist"][1]())
    assert "- Goal: awareness." in words
    assert "- Audience: Country (US 0.7)." in words
    assert "- Fees: mia 300." in words
    assert "| Engagement | 10% | Engagement by views, median work |" in words
    assert "Vendor price in USD 2024" in words


def test_sandbox_data_is_said_to_be_invented():
    words = write_markdown(build_report(creator_analysis(), sandbox=True))
    assert words.count("all data in this report is invented") == 2
    assert "https://" not in words


def test_captions_lead_to_the_works_of_real_creators_only():
    analysis = creator_analysis().model_dump(mode="json")
    place = analysis["works"]["columns"].index("work_id")
    for at, row in enumerate(analysis["works"]["rows"]):
        row[place] = f"7100000000000000{at:03d}"
    assert "https://www.tiktok.com/" in read(analysis)
    assert "https://" not in write_markdown(build_report(analysis, sandbox=True))


def test_what_creators_write_cannot_break_a_table():
    lines = read(creator_analysis()).splitlines()
    row = next(line for line in lines if line.startswith("|") and "alert" in line)
    head = next(line for line in lines if line.startswith("| Work |"))
    assert len(re.findall(r"(?<!\\)\|", row)) >= len(re.findall(r"(?<!\\)\|", head))
    assert "\\<script\\>" in row
    assert "\u202e" not in row
