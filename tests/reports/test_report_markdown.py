"""The Markdown form against reviewed texts: rewrite with `python -m tests.reports.test_report_markdown`."""

from __future__ import annotations

from pathlib import Path

import pytest

from creatorscope.reports.markdown import write_markdown
from creatorscope.reports.report import build_report
from tests.reports.analyses import KINDS, creator_analysis

GOLDEN = {"shortlist": Path(__file__).with_name("golden") / "shortlist.md"}
GOLDEN["shop"] = GOLDEN["shortlist"].with_name("shop.md")


def rendered(name: str) -> str:
    return write_markdown(build_report(KINDS[name][1](), sandbox=True, title=f"An invented {name}"))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_text_is_the_reviewed_one(name):
    assert rendered(name) == GOLDEN[name].read_text(encoding="utf-8")


def test_long_tables_are_cut_and_say_so():
    words = write_markdown(build_report(creator_analysis(60), sandbox=False))
    assert "More rows are in the HTML and JSON forms of this report." in words
    assert "All works, newest first" in words


def test_charts_are_told_in_words():
    words = write_markdown(build_report(creator_analysis(60), sandbox=False))
    assert "*Chart, Reach of every work over time: Scatter plot" in words


def test_the_same_analysis_gives_the_same_text():
    assert rendered("shortlist") == rendered("shortlist")


if __name__ == "__main__":
    for name, path in GOLDEN.items():
        path.write_text(rendered(name), encoding="utf-8", newline="\n")
