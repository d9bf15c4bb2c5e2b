"""Creators side by side, a fee over views, an audience against a target, fits of price and brand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from creatorscope.analysis.audience import profile_audience
from creatorscope.analysis.comparison import compare_creators
from creatorscope.analysis.costs import estimate_costs
from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.fit import category_fit, price_band_fit
from tests.analysis.creators import NOW, make_creator


def analysis_of(name, works=None, **more):
    works = make_creator(40) if works is None else works
    owned = [work.model_copy(update={"platform_author_id": name}) for work in works]
    return analyze_works(owned, **{"as_of": NOW, **more})


def cells(table, column):
    place = [item.name for item in table.columns].index(column)
    return [row.cells[place] for row in table.rows]


def test_figures_stand_beside_each_other_with_their_intervals():
    table = compare_creators([analysis_of("a"), analysis_of("b", make_creator(60, seed=4))])
    first, second = cells(table, "median_plays")
    assert first.interval[0] <= first.value <= first.interval[1]
    assert second.n == 60
    assert [row.creator for row in table.rows] == ["tiktok:a", "tiktok:b"]
    assert "median_plays" in table.overlaps


def test_an_unknown_figure_is_null_with_a_reason_and_never_zero():
    table = compare_creators([analysis_of("a"), analysis_of("b")])
    assert [(cell.value, cell.reason) for cell in cells(table, "view_rate")] == [(None, "unknown")] * 2


def test_a_figure_of_another_definition_is_left_out_of_its_column():
    silent = [work.model_copy(update={"collect_count": None}) for work in make_creator(40)]
    table = compare_creators([analysis_of("a"), analysis_of("b"), analysis_of("c", silent)])
    odd = cells(table, "engagement_rate_by_views_median")[2]
    assert odd.value is None
    assert odd.reason == "another definition here: likes + comments + shares"


def test_a_creator_with_hidden_plays_has_no_cell_for_plays():
    hidden = [work.model_copy(update={"play_count": 0}) for work in make_creator(40)]
    table = compare_creators([analysis_of("a"), analysis_of("b", hidden)])
    assert cells(table, "median_plays")[1].reason == "not measured for this creator"


def test_windows_and_moments_that_differ_are_noted():
    few = make_creator(20)
    old = analysis_of("b", few, as_of=NOW + timedelta(days=10))
    notes = " ".join(compare_creators([analysis_of("a"), old]).notes)
    assert "180 days, 365 days" in notes
    assert "a week or more apart" in notes


def test_comparisons_that_would_mislead_are_refused():
    one, other = analysis_of("a"), analysis_of("b", config=AnalysisConfig(window_days=90))
    for wrong, message in (
        ([one], "fewer than two"),
        ([one, one], "twice"),
        ([one, other], "configurations"),
    ):
        with pytest.raises(AnalysisInputError, match=message):
            compare_creators(wrong)


def test_costs_come_from_views_with_their_spread_and_never_from_followers():
    analysis = analysis_of("a")
    costs = estimate_costs(analysis, 500.0, "USD")
    median = analysis.metric_value("median_plays")
    assert costs.cpm.value == pytest.approx(500_000 / median)
    assert costs.cpm.range[0] < costs.cpm.value < costs.cpm.range[1]
    rate = analysis.metric_value("engagement_rate_by_views_median")
    assert costs.cpe.value == pytest.approx(500 / (median * rate))
    hidden = [work.model_copy(update={"play_count": 0}) for work in make_creator(40)]
    blind = estimate_costs(analysis_of("b", hidden), 500.0, "USD")
    assert blind.cpm.value is None
    assert blind.gaps == ["plays", "engagement_rate_by_views"]


def test_audience_match_is_weighted_over_what_is_known_with_its_coverage():
    target = {"country": {"VN": 1.0}, "age": {"18-24": 0.5, "25-34": 0.5}, "gender": {"female": 1.0}}
    audience = {"country": {"VN": 800, "TH": 200}, "age": {"18-24": 0.25, "25-34": 0.75}}
    found = profile_audience(audience, target)
    overlaps = {item.name: item.overlap for item in found.dimensions}
    assert overlaps == {"age": 0.75, "country": 0.8}
    assert found.match == pytest.approx((0.4 * 0.8 + 0.3 * 0.75) / 0.7)
    assert found.coverage == pytest.approx(0.7 / 0.9)
    assert found.missing == ["gender"]
    assert next(item for item in found.dimensions if item.name == "country").unit == "count"


def test_an_unknown_audience_has_no_match_and_no_coverage():
    found = profile_audience({}, {"country": {"VN": 1.0}})
    assert (found.match, found.coverage) == (None, 0.0)
    assert profile_audience({"country": {"VN": 3}}).match is None


@pytest.mark.parametrize(
    ("sold", "wanted", "fit"),
    [
        ((10, 1000), (100, 1000), 1.0),
        ((10, 100), (10, 1000), 0.5),
        ((10, 20), (30, 40), 0.0),
        ((10, 20), (15, 15), 1.0),
        ((0, 20), (15, 15), None),
        ((30, 20), (15, 15), None),
    ],
)
def test_price_bands_fit_on_a_log_scale(sold, wanted, fit):
    assert price_band_fit(sold, wanted) == (None if fit is None else pytest.approx(fit))


def test_categories_fit_by_name():
    assert category_fit({"1": 0.5, "2": 0.3}, ["1", "9"]) == 0.5
    assert category_fit({}, ["1"]) is None
