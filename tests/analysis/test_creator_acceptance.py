"""The acceptance list of the analysis: what must hold on real creators and on invented ones."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import Any

import numpy as np
import pytest
import scipy.stats as st

from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.creator_output import CreatorAnalysis
from creatorscope.analysis.definitions import AnalysisConfig
from creatorscope.analysis.findings import Finding
from creatorscope.works.work import Work
from tests.analysis.creators import NOW, make_creator, real_as_of, real_creators, real_douyin

WITH_PINNED = AnalysisConfig(include_pinned=True)


def many_works(least: int) -> dict[str, list[Work]]:
    return {name: works for name, works in real_creators().items() if len(works) >= least}


def column(analysis: CreatorAnalysis, name: str) -> dict[str, Any]:
    """Return one column of the scored works by id."""
    place, status = analysis.works.columns.index(name), analysis.works.columns.index("status")
    return {row[0]: row[place] for row in analysis.works.rows if row[status] == "scored"}


def noise(rng: np.random.Generator, works: list[Work]) -> dict[str, dict[str, Any]]:
    return {
        work.platform_work_id: {
            **{f"noise{number}": bool(rng.random() < 0.3) for number in range(12)},
            "noise_level": "abcd"[rng.integers(4)],
        }
        for work in works
    }


def made_up(analysis: CreatorAnalysis) -> list[Finding]:
    return [
        f for f in analysis.findings.findings if f.status == "supported" and f.feature.startswith("noise")
    ]


# (a)


def test_every_real_creator_is_scored_and_pinned_works_change_only_those_who_have_some():
    for works in many_works(20).values():
        without = analyze_works(works, as_of=real_as_of())
        included = analyze_works(works, as_of=real_as_of(), config=WITH_PINNED)
        assert without.exclusions.scored > 0
        assert without.buckets.rule != "none"
        changed = without.works != included.works or without.buckets != included.buckets
        assert changed == any(work.is_pinned for work in works)


def test_pinned_works_change_nothing_for_a_creator_without_any():
    works = make_creator(50)
    without = analyze_works(works, as_of=NOW)
    included = analyze_works(works, as_of=NOW, config=WITH_PINNED)
    assert without.works == included.works
    assert without.buckets == included.buckets


def test_pinned_works_stay_out_of_the_baseline_and_show_the_bucket_they_would_take():
    works = make_creator(50)
    hit = works[10].model_copy(update={"is_pinned": True, "play_count": 10**8, "platform_work_id": "hit"})
    plain, with_hit = analyze_works(works, as_of=NOW), analyze_works([*works, hit], as_of=NOW)
    assert with_hit.buckets.pinned_would_be == {"hit": "Top"}
    assert with_hit.buckets.ids == plain.buckets.ids
    assert with_hit.exclusions.reasons["pinned"] == 1


# (b)


def test_shuffled_labels_are_supported_in_few_real_creators():
    rng = np.random.default_rng(1)
    creators = list(many_works(40).values())
    runs = [
        analyze_works(works, as_of=real_as_of(), features=noise(rng, works))
        for _ in range(5)
        for works in creators
    ]
    tested = [run for run in runs if run.findings.family_size]
    assert len(tested) >= 60
    assert sum(bool(made_up(run)) for run in tested) <= 0.10 * len(tested)


def test_shuffled_labels_are_supported_in_few_invented_creators():
    rng = np.random.default_rng(2)
    runs = []
    for seed in range(40):
        works = make_creator(60, seed=seed)
        runs.append(analyze_works(works, as_of=NOW, features=noise(rng, works)))
    assert sum(bool(made_up(run)) for run in runs) <= 0.10 * len(runs)


# (c)


def planted(seed: int, spread: float) -> str | None:
    """Return how plays doubled on a random 30 of 100 works are reported, None when they are not."""
    rng = np.random.default_rng(10_000 + seed)
    doubled = np.zeros(100, dtype=bool)
    doubled[rng.choice(100, 30, replace=False)] = True
    works = make_creator(100, seed=seed, spread=spread, doubled=doubled)
    marks = {
        work.platform_work_id: {"planted": bool(mark)} for work, mark in zip(works, doubled, strict=True)
    }
    found = analyze_works(works, as_of=NOW, features=marks).findings.findings
    return next((f.status for f in found if f.feature == "planted" and f.shift_dex > 0), None)


def test_doubled_plays_are_found_in_most_runs():
    assert sum(planted(seed, 0.35) is not None for seed in range(25)) >= 20


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spread", "reported", "supported"), [(0.30, 95, 90), (0.40, 80, 75), (0.45, 70, 60)]
)
def test_doubled_plays_are_found_as_often_as_the_spread_of_the_creator_allows(spread, reported, supported):
    found = [planted(seed, spread) for seed in range(100)]
    assert sum(status is not None for status in found) >= reported
    assert sum(status == "supported" for status in found) >= supported


# (d)


def test_a_real_douyin_list_is_ranked_by_likes_without_rates_by_views():
    works = real_douyin()
    moments = [work.published_at for work in works if work.published_at]
    as_of = max(moments) + timedelta(days=30) if moments else NOW
    analysis = analyze_works(works, as_of=as_of)
    assert analysis.basis == "likes"
    assert not [name for name in analysis.kpis if "by_views" in name or "plays" in name]
    assert analysis.exclusions.scored > 12
    assert "plays" in analysis.gaps


def test_hidden_plays_cap_the_confidence_at_medium():
    works = [work.model_copy(update={"play_count": 0}) for work in make_creator(80)]
    analysis = analyze_works(works, as_of=NOW)
    assert analysis.basis == "likes"
    assert analysis.confidence.level == "medium"
    assert not [name for name in analysis.kpis if "by_views" in name]


# (f)


@pytest.mark.parametrize(
    ("size", "rule", "buckets", "claims"),
    [
        (1, "none", 0, False),
        (11, "none", 0, False),
        (12, "thirds", 3, False),
        (19, "thirds", 3, False),
        (20, "quarters", 4, False),
        (39, "quarters", 4, False),
        (40, "quarters", 4, True),
    ],
)
def test_number_of_works_decides_what_is_said(size, rule, buckets, claims):
    analysis = analyze_works(make_creator(60)[:size], as_of=NOW)
    assert (analysis.buckets.rule, len(analysis.buckets.ids)) == (rule, buckets)
    assert analysis.buckets.claims is claims
    assert bool(analysis.findings.family_size) is claims
    assert sum(len(ids) for ids in analysis.buckets.ids.values()) == (size if buckets else 0)
    assert len(analysis.sample_ids) <= 26


def test_eleven_works_give_three_best_and_three_worst_as_anecdotes():
    analysis = analyze_works(make_creator(11), as_of=NOW)
    assert {name: len(ids) for name, ids in analysis.buckets.anecdotes.items()} == {"best": 3, "worst": 3}
    assert analysis.confidence.level == "insufficient"


# (g)


def test_with_plays_hidden_likes_rank_real_works_nearly_alike():
    agreements = []
    for works in many_works(20).values():
        shown = analyze_works(works, as_of=real_as_of())
        hidden = analyze_works(
            [work.model_copy(update={"play_count": 0}) for work in works], as_of=real_as_of()
        )
        ours, theirs = column(shown, "performance"), column(hidden, "performance")
        agreements.append(st.spearmanr([ours[key] for key in ours], [theirs[key] for key in ours]).statistic)
    assert median(agreements) >= 0.8


def test_equal_works_give_no_buckets_no_outliers_and_no_findings():
    works = [work.model_copy(update={"duration_s": 30.0}) for work in make_creator(50, spread=0.0)]
    same = {
        "digg_count": 900,
        "comment_count": 20,
        "share_count": 30,
        "collect_count": 50,
        "play_count": 10_000,
    }
    features = {work.platform_work_id: {"even": place % 2 == 0} for place, work in enumerate(works)}
    analysis = analyze_works([w.model_copy(update=same) for w in works], as_of=NOW, features=features)
    assert analysis.buckets.rule == "none"
    assert "alike" in analysis.buckets.note
    assert analysis.kpis["log_mad"].value == 0
    assert analysis.kpis["outlier_rate"].value == 0
    assert analysis.kpis["median_plays"].interval == (10_000, 10_000)
    assert analysis.findings.findings == []


def test_works_without_any_figure_give_nulls_and_never_zeros():
    blank = dict.fromkeys(("play_count", "digg_count", "comment_count", "share_count", "collect_count"))
    analysis = analyze_works([w.model_copy(update=blank) for w in make_creator(30)], as_of=NOW)
    assert analysis.basis == "none"
    assert analysis.exclusions.reasons["no_metric"] == 30
    assert analysis.confidence.level == "insufficient"
    assert analysis.kpis["median_plays"].value is None
    assert analysis.sample_ids == []
