"""The statistics under the analysis, against values worked out by hand or by brute force."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
import scipy.stats as st

from creatorscope.analysis.concentration import concentration
from creatorscope.analysis.confidence import Grounds, judge
from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.definitions import DEFAULT_CONFIG, AnalysisConfig
from creatorscope.analysis.inputs import CreatorContext, draw_order, seed_of
from creatorscope.analysis.outputs import round_figure
from creatorscope.analysis.robust import (
    median_interval,
    running_median,
    shift,
    shift_interval,
    wilson,
    within_blocks_p,
)
from creatorscope.analysis.trends import follower_growth
from tests.analysis.creators import NOW, make_creator


@pytest.mark.parametrize("size", [1, 2, 5, 15, 30, 31, 32, 200])
def test_running_median_leaves_each_value_out_and_cuts_the_window_at_the_ends(size):
    values = np.random.default_rng(size).normal(size=size)
    expected = [
        np.median(np.delete(values[max(0, at - 15) : at + 16], min(at, 15))) if size > 1 else values[0]
        for at in range(size)
    ]
    assert running_median(values, 15) == pytest.approx(expected)


def test_shift_is_the_median_of_all_differences():
    assert shift(np.array([5.0, 7.0, 9.0]), np.array([1.0, 2.0])) == 5.5


def test_shift_of_large_groups_stays_close_to_that_of_all_pairs():
    rng = np.random.default_rng(5)
    treated, control = rng.normal(0.3, 0.4, 3_000), rng.normal(0.0, 0.5, 2_000)
    everything = float(np.median(np.subtract.outer(treated, control)))
    assert shift(treated, control) == pytest.approx(everything, abs=0.002)


def test_shift_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(6)
    covered = 0
    for _ in range(300):
        low, high = shift_interval(rng.normal(0.3, 0.4, 20), rng.normal(0.0, 0.4, 40), 0.95)
        covered += low <= 0.3 <= high
    assert 0.92 <= covered / 300 <= 0.98


def test_median_interval_is_that_of_order_statistics_and_absent_for_few_values():
    assert median_interval(np.arange(1.0, 11.0), 0.95) == (2.0, 9.0)
    assert median_interval(np.arange(1.0, 6.0), 0.95) is None
    assert median_interval(np.array([]), 0.95) is None


@pytest.mark.parametrize(("count", "size"), [(0, 1), (1, 1), (0, 40), (3, 17), (20, 40), (9_000, 10_000)])
def test_share_intervals_are_those_of_wilson(count, size):
    expected = st.binomtest(count, size).proportion_ci(confidence_level=0.95, method="wilson")
    assert wilson(count, size, 0.95) == pytest.approx(tuple(expected))
    assert wilson(0, 0, 0.95) is None


def test_a_difference_between_half_years_only_vanishes_within_them():
    rng = np.random.default_rng(7)
    blocks = np.repeat([0.0, 1.0], 60)
    flag = rng.random(120) < np.where(blocks == 0, 0.1, 0.9)
    outcome = blocks * 2 + rng.normal(size=120)
    assert st.mannwhitneyu(outcome[flag], outcome[~flag]).pvalue < 1e-6
    assert within_blocks_p(outcome, flag, blocks) > 0.05


def test_permutation_within_blocks_agrees_with_drawing_the_permutations():
    rng = np.random.default_rng(8)
    blocks = np.repeat([0.0, 1.0, 2.0], [20, 15, 25])
    outcome, flag = rng.normal(size=60), rng.random(60) < 0.4
    outcome[flag] += 0.45
    ranks = st.rankdata(outcome)
    sums = []
    for _ in range(4_000):
        drawn = flag.copy()
        for block in (0.0, 1.0, 2.0):
            drawn[blocks == block] = rng.permutation(drawn[blocks == block])
        sums.append(ranks[drawn].sum())
    centre = np.mean(sums)
    exact = np.mean(np.abs(np.array(sums) - centre) >= abs(ranks[flag].sum() - centre))
    assert within_blocks_p(outcome, flag, blocks) == pytest.approx(exact, abs=0.02)


def test_without_works_on_both_sides_of_any_block_nothing_is_claimed():
    flag = np.array([True, True, False, False])
    assert within_blocks_p(np.arange(4.0), flag, np.array([0.0, 0.0, 1.0, 1.0])) == 1.0


def test_concentration_keeps_the_unnamed_rest_apart():
    found = concentration({"a": 0.5, "b": 0.25, "c": 0.25}, other=1.0)
    assert found.hhi == pytest.approx(0.375)
    assert found.effective_number == pytest.approx(8 / 3)
    assert (found.largest, found.largest_share, found.other_share) == ("a", 0.25, 0.5)
    assert concentration({}).hhi is None


def test_figures_are_exact_for_counts_and_money_and_never_infinite():
    assert round_figure(133_738_359.53) == 133_738_359.53
    assert round_figure(0.1 + 0.2) == 0.3
    with pytest.raises(ValueError, match="not finite"):
        round_figure(float("nan"))


def test_follower_growth_finds_rate_and_jump_from_fourteen_points():
    points = [
        (NOW + timedelta(days=day), int(10_000 * 1.01**day * (1.5 if day >= 37 else 1))) for day in range(40)
    ]
    growth, steps = follower_growth(tuple(points), DEFAULT_CONFIG)
    assert growth.value == pytest.approx(0.01, abs=0.002)
    assert [step.day for step in steps] == ["2025-07-08"]
    assert steps[0].change == pytest.approx(0.515, abs=0.01)
    assert follower_growth(tuple(points[:13]), DEFAULT_CONFIG)[0].value is None


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "high"),
        ({"works": 59}, "medium"),
        ({"works": 29}, "low"),
        ({"works": 11}, "insufficient"),
        ({"transcripts_missing": 0.25}, "medium"),
        ({"transcripts_missing": 0.40}, "low"),
        ({"span_days": 89}, "medium"),
        ({"span_days": 29}, "low"),
        ({"fetched_days_ago": 8}, "medium"),
        ({"basis": "likes"}, "medium"),
        ({"partial": True}, "medium"),
        ({"vendor_only": True}, "medium"),
        ({"vendor_only": True, "works": 15}, "low"),
    ],
)
def test_confidence_is_the_least_of_its_parts(changes, level):
    best = {
        "works": 60,
        "basis": "plays",
        "transcripts_missing": 0.1,
        "span_days": 90,
        "fetched_days_ago": 1,
        "partial": False,
        "vendor_only": False,
    }
    judged = judge(Grounds(**{**best, **changes}))
    assert judged.level == level
    assert bool(judged.reasons) is bool(changes)


def test_hundred_works_make_buckets_of_fifteen_thirty_five_thirty_and_twenty():
    buckets = analyze_works(make_creator(100), as_of=NOW).buckets
    assert {name: len(ids) for name, ids in buckets.ids.items()} == {
        "Top": 15,
        "Strong": 35,
        "Mid": 30,
        "Bottom": 20,
    }


def test_the_sample_keeps_its_quotas_and_its_weights_give_back_the_population():
    analysis = analyze_works(make_creator(150), as_of=NOW)
    drawn = [work for work in analysis.sample.works if not work.forced_outlier]
    counts = {name: sum(work.bucket == name for work in drawn) for name in analysis.buckets.ids}
    assert counts == {"Top": 8, "Strong": 5, "Mid": 3, "Bottom": 8}
    forced = [work for work in analysis.sample.works if work.forced_outlier]
    assert sum(work.weight for work in drawn) == pytest.approx(150 - len(forced))
    assert all(work.weight is None for work in forced)
    assert sorted(analysis.sample_ids) == sorted(work.work_id for work in analysis.sample.works)
    assert analysis.sample_ids != [work.work_id for work in analysis.sample.works]


def test_at_most_two_outliers_are_forced_into_the_sample():
    works = make_creator(80, spread=0.2)
    for place in (10, 30, 50):
        works[place] = works[place].model_copy(update={"play_count": 10**8, "digg_count": 5 * 10**6})
    forced = [work.work_id for work in analyze_works(works, as_of=NOW).sample.works if work.forced_outlier]
    assert len(forced) == 2
    assert set(forced) <= {works[place].platform_work_id for place in (10, 30, 50)}


def test_another_creator_gets_another_draw_and_one_more_work_does_not_reshuffle():
    assert seed_of("a") != seed_of("b")
    few = draw_order(1, "x", ["a", "b", "c", "d"])
    assert [item for item in draw_order(1, "x", ["a", "b", "c", "d", "e"]) if item != "e"] == few


def test_ranking_that_turns_on_the_weights_is_flagged():
    works = make_creator(60, spread=0.05)
    rng = np.random.default_rng(9)
    restless = [
        work.model_copy(update={"digg_count": int(work.play_count * 10 ** rng.normal(-1.5, 0.5))})
        for work in works
    ]
    config = AnalysisConfig(alternative_weights=((0.0, 1.0), (1.0, 0.0)))
    analysis = analyze_works(restless, as_of=NOW, config=config)
    assert "weight_sensitive" in {flag.code for flag in analysis.flags}
    assert min(run.top_jaccard for run in analysis.sensitivity) < 0.6


def test_words_lean_to_the_buckets_they_occur_in():
    works = make_creator(60)
    first = analyze_works(works, as_of=NOW)
    upper = {*first.buckets.ids["Top"], *first.buckets.ids["Strong"]}
    tokens = {
        work.platform_work_id: ["good", "day"] if work.platform_work_id in upper else ["dull", "day"]
        for work in works
    }
    words = analyze_works(works, as_of=NOW, context=CreatorContext(tokens=tokens)).aggregates.keywords
    leans = {word.term: word.lean for word in words}
    assert leans["good"] > 2 > abs(leans["day"])
    assert leans["dull"] < -2
    assert {"good day", "dull day"} <= set(leans)
    assert next(word for word in words if word.term == "day").works == 60


def test_shares_count_known_works_only_and_split_by_bucket():
    works = make_creator(60)
    features = {
        work.platform_work_id: {"cta": None if place < 10 else (["follow"] if place % 2 else [])}
        for place, work in enumerate(works)
    }
    shares = analyze_works(works, as_of=NOW, features=features).aggregates.shares
    cta = next(share for share in shares if share.feature == "cta=follow")
    assert (cta.n, cta.missing) == (50, 10)
    assert cta.overall[0].count == 25
    assert cta.overall[0].interval == pytest.approx(
        tuple(st.binomtest(25, 50).proportion_ci(method="wilson")), abs=1e-9
    )
    assert sum(group[0].count for group in cta.by_bucket.values()) == 25


def test_a_factor_of_many_levels_gives_way_to_its_pairs():
    works = make_creator(120, spread=0.2)
    features = {}
    for place, work in enumerate(works):
        level = "abc"[place % 3]
        features[work.platform_work_id] = {"hook": level}
        if level == "c":
            works[place] = work.model_copy(
                update={"play_count": 3 * work.play_count, "digg_count": 3 * work.digg_count}
            )
    found = analyze_works(works, as_of=NOW, features=features).findings
    hooks = [f for f in found.findings if f.feature == "hook"]
    assert {(f.level, f.against) for f in hooks} == {("a", "hook c"), ("b", "hook c")}
    assert all(f.ratio < 0.5 and f.status == "supported" for f in hooks)
    assert "associated with" in hooks[0].wording
    assert found.family_size == len(found.tested)


def test_features_with_too_few_works_on_a_side_are_skipped_and_named():
    works = make_creator(60)
    features = {work.platform_work_id: {"rare": place < 4} for place, work in enumerate(works)}
    findings = analyze_works(works, as_of=NOW, features=features).findings
    assert "rare" in findings.skipped
    assert "rare" not in findings.tested
