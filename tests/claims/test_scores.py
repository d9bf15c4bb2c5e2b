"""Averages, verdicts and benchmark scores come from code, each with its formula, or say what is missing."""

from __future__ import annotations

import itertools

import pytest

from creatorscope.claims.outputs_judgement import AuthorBenchmark, ScoreOfWork, WorkScore
from creatorscope.claims.scores import NOT_ENOUGH, benchmark, computed_scores, judge_work
from tests.claims.goldens import load_analysis, load_input
from tests.claims.hooks import build_claim, build_input

NAMES = ("hook", "structure", "style", "cta", "insight")


def scores_of(numbers):
    reasons = [build_claim()]
    given = {name: {"score": number, "reasons": reasons} for name, number in zip(NAMES, numbers, strict=True)}
    return ScoreOfWork.model_validate({"work_id": "7412", **given})


@pytest.mark.parametrize(
    ("numbers", "average", "verdict"),
    [
        ((5, 4, 4, 4, 4), 4.2, "strong"),
        ((4, 4, 4, 4, 4), 4.0, "fair"),
        ((4, 4, 3, 3, 3), 3.4, "fair"),
        ((4, 3, 3, 3, 3), 3.2, "weak"),
        ((1, 1, 1, 1, 1), 1.0, "weak"),
        ((5, 5, 5, 5, 5), 5.0, "strong"),
    ],
)
def test_average_of_the_five_scores_gives_the_verdict(numbers, average, verdict):
    judged = judge_work(scores_of(numbers))
    assert (judged.average, judged.verdict) == (average, verdict)


def test_every_combination_of_scores_has_the_verdict_of_its_exact_average():
    for numbers in itertools.combinations_with_replacement(range(1, 6), 5):
        wanted = "strong" if sum(numbers) >= 21 else "fair" if sum(numbers) >= 17 else "weak"
        assert judge_work(scores_of(numbers)).verdict == wanted


def test_golden_work_score_is_computed_by_work():
    output = WorkScore.model_validate(load_analysis("work-score"))
    found = computed_scores(load_input("work-score"), output)
    assert found == {
        "7412002": {
            "hook": 5,
            "structure": 4,
            "style": 4,
            "cta": 4,
            "insight": 4,
            "average": 4.2,
            "verdict": "strong",
        }
    }


def test_benchmark_computes_each_dimension_from_figures_it_names():
    found = benchmark(load_input("author-benchmark"))
    assert {name: score.value for name, score in found.style_radar.items()} == {
        "reach": 33.3,
        "engagement": 71.2,
        "steadiness": 49.0,
        "evenness": 58.0,
        "cadence": 48.6,
        "hook_variety": 73.4,
        "structure_variety": 62.5,
        "calls_to_action": 31.2,
    }
    assert found.benchmark_gap_score.value == 59.1
    assert all(score.inputs and score.formula for score in found.style_radar.values())


def test_business_is_not_scored_without_measured_sales():
    found = benchmark(load_input("author-benchmark")).business_score
    assert (found.value, found.note, found.missing) == (None, NOT_ENOUGH, ["conversion"])


def test_benchmark_of_an_empty_input_says_not_enough_data_of_everything():
    found = benchmark(build_input(contract="author-benchmark"))
    everything = [found.business_score, found.benchmark_gap_score, *found.style_radar.values()]
    assert len(found.style_radar) == 8
    assert {(score.value, score.note) for score in everything} == {(None, NOT_ENOUGH)}
    assert all(score.missing for score in everything)


def test_scores_stay_between_0_and_100():
    kpis = {
        "view_rate": 7.5,
        "works_per_week": 40.0,
        "engagement_rate_by_views_median": 0.9,
        "median_plays": 50.0,
    }
    kpis |= {"p80_plays": 20.0, "log_mad": 0.0, "median_to_mean": 1.3}
    statistics = {"kpis": {name: {"value": value} for name, value in kpis.items()}}
    found = benchmark(build_input(contract="author-benchmark", statistics=statistics))
    values = [score.value for score in found.style_radar.values() if score.value is not None]
    assert values == [100.0] * 5
    assert found.benchmark_gap_score.value == 0


def test_only_the_contracts_that_score_have_computed_scores():
    output = AuthorBenchmark.model_validate(load_analysis("author-benchmark"))
    assert set(computed_scores(load_input("author-benchmark"), output)) == {
        "business_score",
        "benchmark_gap_score",
        "style_radar",
    }
