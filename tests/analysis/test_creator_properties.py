"""What must not change an analysis, and how it must change when it does."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.inputs import CreatorContext
from creatorscope.works.creator import Creator
from tests.analysis.creators import NOW, make_creator, make_work

COUNTS = ("play_count", "digg_count", "comment_count", "share_count", "collect_count")


def labelled(works):
    return {
        work.platform_work_id: {
            "flag": place % 3 == 0,
            "level": "abc"[place % 3],
            "labels": ["x"] if place % 2 else [],
            "number": float(place % 7),
        }
        for place, work in enumerate(works)
    }


@pytest.mark.parametrize("size", [1, 13, 25, 90])
def test_the_order_of_works_and_features_changes_no_byte(size):
    works = make_creator(size)
    features = labelled(works)
    context = CreatorContext(tokens={work.platform_work_id: ["one", "two", "three"] for work in works})
    turned = dict(reversed(features.items()))
    shuffled = [works[place] for place in np.random.default_rng(3).permutation(size)]
    first = analyze_works(works, as_of=NOW, features=features, context=context)
    second = analyze_works(shuffled, as_of=NOW, features=turned, context=context)
    assert first.model_dump_json() == second.model_dump_json()


def test_the_same_input_gives_the_same_bytes_and_another_input_another_hash():
    works = make_creator(45)
    first, second = (analyze_works(works, as_of=NOW) for _ in range(2))
    assert first.model_dump_json() == second.model_dump_json()
    other = [works[0].model_copy(update={"digg_count": 1}), *works[1:]]
    assert analyze_works(other, as_of=NOW).input_hash != first.input_hash
    assert analyze_works(works, as_of=NOW + timedelta(seconds=1)).input_hash != first.input_hash


def test_ten_times_the_counts_leaves_rates_buckets_and_findings():
    works = [
        work.model_copy(update={name: 1_000 * getattr(work, name) for name in COUNTS})
        for work in make_creator(80)
    ]
    tenfold = [work.model_copy(update={name: 10 * getattr(work, name) for name in COUNTS}) for work in works]
    features = labelled(works)
    one, ten = (analyze_works(each, as_of=NOW, features=features) for each in (works, tenfold))
    assert one.buckets == ten.buckets
    assert ten.metric_value("median_plays") == pytest.approx(10 * one.metric_value("median_plays"))
    for name in ("engagement_rate_by_views_pooled", "log_mad", "comments_per_like", "reach_trend"):
        assert ten.metric_value(name) == pytest.approx(one.metric_value(name), rel=1e-5, abs=1e-7)
    assert [f.feature for f in one.findings.findings] == [f.feature for f in ten.findings.findings]
    assert one.sample_ids == ten.sample_ids


def test_other_units_of_a_number_feature_change_neither_test_nor_shift():
    works = make_creator(70)
    seconds = {work.platform_work_id: {"duration_s": work.duration_s} for work in works}
    millis = {work.platform_work_id: {"duration_s": 1000 * work.duration_s} for work in works}
    first, second = (analyze_works(works, as_of=NOW, features=each).findings for each in (seconds, millis))
    assert first.family_size == second.family_size
    assert [(f.p, f.shift_dex) for f in first.findings] == [(f.p, f.shift_dex) for f in second.findings]


def test_one_unknown_action_scores_its_work_on_reach_alone_and_says_so():
    works = make_creator(60)
    works[5] = works[5].model_copy(update={"collect_count": None})
    analysis = analyze_works(works, as_of=NOW)
    row = next(row for row in analysis.works.rows if row[0] == works[5].platform_work_id)
    named = dict(zip(analysis.works.columns, row, strict=True))
    assert named["z_engagement"] is None
    assert named["collects"] is None
    assert named["performance"] == pytest.approx(np.clip(named["z_reach"], -3, 5))
    assert next(flag.count for flag in analysis.flags if flag.code == "reach_only") == 1


def test_an_action_the_platform_does_not_report_is_left_out_of_all_rates():
    works = [
        work.model_copy(update={"collect_count": None, "share_count": None}) for work in make_creator(60)
    ]
    analysis = analyze_works(works, as_of=NOW)
    assert analysis.exclusions.actions == ["likes", "comments"]
    assert analysis.kpis["engagement_rate_by_views_pooled"].numerator == "likes + comments"
    assert "collects" in analysis.gaps
    assert "collect_rate_by_views_pooled" not in analysis.kpis


def test_a_repeated_id_counts_once_with_its_higher_counts():
    works = make_creator(30)
    older = works[3].model_copy(update={"play_count": 5})
    for order in ([*works, older], [older, *works]):
        analysis = analyze_works(order, as_of=NOW)
        assert analysis.exclusions.total == 30
        assert analysis.works == analyze_works(works, as_of=NOW).works
        assert next(flag.count for flag in analysis.flags if flag.code == "duplicates") == 1


def test_plays_hidden_for_some_works_are_unknown_there_and_flagged():
    works = make_creator(40)
    works[0] = works[0].model_copy(update={"play_count": 0})
    analysis = analyze_works(works, as_of=NOW)
    assert analysis.basis == "plays"
    assert analysis.exclusions.reasons["no_metric"] == 1
    assert next(flag.count for flag in analysis.flags if flag.code == "plays_partly_hidden") == 1


def test_followers_give_rates_by_follower_and_their_absence_nulls():
    works = make_creator(40)
    profile = Creator(platform="tiktok", platform_author_id="author", fans_count=50_000, source="test")
    known = analyze_works(works, as_of=NOW, context=CreatorContext(profile=profile))
    unknown = analyze_works(works, as_of=NOW)
    assert known.metric_value("view_rate") == pytest.approx(known.metric_value("median_plays") / 50_000)
    assert unknown.metric_value("view_rate") is None
    assert "followers" in unknown.gaps


def test_young_works_are_shown_as_recent_and_not_scored():
    fresh = make_work(900, published_at=NOW - timedelta(days=3), play_count=5_000_000)
    analysis = analyze_works([*make_creator(40), fresh], as_of=NOW)
    assert analysis.exclusions.recent == [fresh.platform_work_id]
    assert analysis.metric_value("days_since_last") == pytest.approx(3)


@pytest.mark.parametrize(("works", "days", "limit", "scored"), [(60, 170, 180, 60), (30, 350, 365, 30)])
def test_the_window_is_extended_when_it_holds_few_works(works, days, limit, scored):
    analysis = analyze_works(make_creator(works, days=days), as_of=NOW)
    assert (analysis.window.limit_days, analysis.exclusions.scored) == (limit, scored)


def test_an_extended_window_holds_two_hundred_works_at_most():
    works = make_creator(300, days=160)
    late = [w.model_copy(update={"published_at": w.published_at - timedelta(days=178)}) for w in works]
    analysis = analyze_works(late, as_of=NOW)
    assert analysis.window.extended
    assert analysis.exclusions.scored == 200
