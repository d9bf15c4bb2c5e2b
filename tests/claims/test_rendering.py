"""The figures of a claim are written by code, each in the form its unit and name ask for."""

from __future__ import annotations

import pytest

from creatorscope.claims.claim import Claim
from creatorscope.claims.leaves import find_leaves
from creatorscope.claims.registry import BY_ID, CONTRACTS
from creatorscope.claims.render import render
from creatorscope.reports.figures import Form, format_figure
from tests.claims.goldens import load_analysis, load_input
from tests.claims.hooks import build_claim, build_input, quote, value


def write(figure, form):
    """Write a figure as reports do."""
    return format_figure(figure, Form(form))


def rendered(text, *evidence, **changes):
    """Return a claim's text as a report shows it."""
    return render(Claim.model_validate(build_claim(text, *evidence)), build_input(**changes), write)


@pytest.mark.parametrize(
    ("evidence", "shown"),
    [
        (value("play_count", 120400), "120,400"),
        (value("question_share", 0.25), "25%"),
        (value("engagement_rate", 0.0712), "7.1%"),
        (value("hook_type", "question"), "question"),
        (value("published_date", "2026-02-11"), "11 Feb 2026"),
        (value("play_count", None), "–"),
        (value("is_pinned", True), "yes"),
        (value("duration_s", 34.5), "34.5"),
        (value("tags", ["acne", "spf"]), "acne, spf"),
        (value("reach_ratio", 2.5), "×2.5"),
        ({"type": "finding", "ref": "hook.question", "field": "ratio", "value": 1.4}, "×1.4"),
        ({"type": "finding", "ref": "hook.question", "field": "shift_dex", "value": 0.301029995664}, "×2"),
        ({"type": "finding", "ref": "hook.question", "field": "q", "value": 0.0004}, "under 0.001"),
        ({"type": "statistic", "ref": "aggregates.hook.question.share", "value": 0.265625}, "26.6%"),
        ({"type": "statistic", "ref": "aggregates.hook.question.n", "value": 17}, "17"),
        ({"type": "statistic", "ref": "kpis.engagement.value", "value": 0.0712}, "7.1%"),
        ({"type": "statistic", "ref": "kpis.median_plays.value", "value": 61250.0}, "61,250"),
        (quote("giảm mụn nhanh nhất"), "“giảm mụn nhanh nhất”"),
    ],
    ids=str,
)
def test_figure_is_written_in_the_form_its_unit_or_name_asks_for(evidence, shown):
    statistics = {
        "kpis": {
            "engagement": {"value": 0.0712, "unit": "fraction"},
            "median_plays": {"value": 61250.0, "unit": "plays"},
        }
    }
    assert rendered("It is {e1}.", evidence, statistics=statistics) == f"It is {shown}."


def test_each_place_gets_its_own_figure_although_one_number_begins_another():
    figures = [value("play_count", place) for place in range(1, 12)]
    assert rendered("{e1} {e11} {e2}", *figures) == "1 11 2"


@pytest.mark.parametrize("contract", [row.id for row in CONTRACTS])
def test_every_golden_claim_renders_without_a_place_left_open(contract):
    prepared = load_input(contract)
    for placed in find_leaves(load_analysis(contract), BY_ID[contract]).claims:
        assert "{e" not in render(placed.claim, prepared, write)
