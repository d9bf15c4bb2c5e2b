"""Input that cannot be analysed, or only in part: what is said, and what is not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.inputs import CreatorContext
from creatorscope.works.creator import Creator
from tests.analysis.creators import NOW, make_creator, make_work


def fails(works, **more):
    with pytest.raises(AnalysisInputError) as caught:
        analyze_works(works, **{"as_of": NOW, **more})
    assert caught.value.remedy
    assert str(caught.value) == f"{caught.value.message}; {caught.value.remedy}"
    return caught.value.message


def test_no_works_is_an_error_that_says_what_to_do():
    assert fails([]) == "there are no works"


def test_works_of_two_platforms_are_refused_by_name():
    assert "douyin, tiktok" in fails([make_work(1), make_work(2, platform="douyin")])


def test_works_of_two_authors_are_refused_by_name():
    assert "2 authors" in fails([make_work(1), make_work(2, platform_author_id="someone")])


def test_works_of_two_handles_are_refused_where_ids_are_missing():
    works = [make_work(n, platform_author_id=None, author_handle=f"demo{n}") for n in (1, 2)]
    assert "demo1, demo2" in fails(works)


def test_a_profile_of_another_platform_is_refused():
    profile = Creator(platform="youtube", platform_author_id="x", source="test")
    assert "youtube" in fails([make_work(1)], context=CreatorContext(profile=profile))


def test_a_moment_without_zone_is_refused():
    assert "time zone" in fails([make_work(1)], as_of=datetime(2025, 6, 1))  # noqa: DTZ001 - the fault


def test_a_feature_of_mixed_kinds_is_refused_by_name():
    features = {"w00001": {"hook": "question"}, "w00002": {"hook": True}}
    assert "hook" in fails([make_work(1), make_work(2)], features=features)


def test_all_works_pinned_leaves_nothing_to_score_and_says_so():
    works = [work.model_copy(update={"is_pinned": True}) for work in make_creator(20)]
    analysis = analyze_works(works, as_of=NOW)
    assert analysis.exclusions.scored == 0
    assert analysis.exclusions.reasons["pinned"] == 20
    assert "nothing_scored" in {flag.code for flag in analysis.flags}
    assert analysis.confidence.level == "insufficient"
    assert analysis.kpis["median_plays"].value is None


def test_works_without_dates_are_scored_without_window_trend_or_recency():
    works = [work.model_copy(update={"published_at": None}) for work in make_creator(40)]
    analysis = analyze_works(works, as_of=NOW)
    assert analysis.exclusions.scored == 40
    assert analysis.window.start is None
    assert analysis.metric_value("days_since_last") is None
    assert analysis.metric_value("reach_trend") is None
    assert analysis.confidence.level == "low"


def test_some_works_without_dates_are_left_out_with_their_count():
    works = make_creator(40)
    works[0] = works[0].model_copy(update={"published_at": None})
    assert analyze_works(works, as_of=NOW).exclusions.reasons["undated"] == 1


def test_future_deleted_and_ad_works_are_left_out_each_with_its_reason():
    changes = [{"published_at": NOW + timedelta(days=1)}, {"flags": ("deleted",)}, {"is_ad": True}]
    odd = [make_work(900 + n, **change) for n, change in enumerate(changes)]
    reasons = analyze_works([*make_creator(40), *odd], as_of=NOW).exclusions.reasons
    assert (reasons["future"], reasons["deleted_or_private"], reasons["ad"]) == (1, 1, 1)


def test_a_list_that_ends_inside_the_window_is_partial_and_caps_the_confidence():
    profile = Creator(platform="tiktok", platform_author_id="author", works_count=500, source="test")
    context = CreatorContext(profile=profile, fetched_at=NOW)
    cut = analyze_works(make_creator(90, days=120), as_of=NOW, context=context)
    whole = analyze_works(make_creator(90, days=300), as_of=NOW, context=CreatorContext(fetched_at=NOW))
    assert "partial_list" in {flag.code for flag in cut.flags}
    assert cut.confidence.level == "medium"
    assert "partial_list" not in {flag.code for flag in whole.flags}


def test_photos_and_long_videos_are_scored_in_strata_of_their_own_when_there_are_enough():
    photos = [
        make_work(n, platform_work_id=f"p{n}", media_type="photo", work_modality="text", duration_s=None)
        for n in range(16)
    ]
    analysis = analyze_works([*make_creator(40), *photos, make_work(100, duration_s=600.0)], as_of=NOW)
    assert {stratum.name: stratum.n for stratum in analysis.aggregates.strata} == {
        "short_video": 40,
        "photo": 16,
        "pooled": 1,
    }
    assert next(flag.count for flag in analysis.flags if flag.code == "pooled_strata") == 1


def test_reposted_captions_are_flagged():
    works = make_creator(30)
    twin = make_work(
        950,
        caption_raw="The very same long caption, again!",
        published_at=works[0].published_at + timedelta(hours=5),
    )
    works[0] = works[0].model_copy(update={"caption_raw": "the very same long caption again"})
    analysis = analyze_works([*works, twin], as_of=NOW)
    assert next(flag.count for flag in analysis.flags if flag.code == "reposts") == 1


def test_an_unknown_time_zone_makes_hours_approximate():
    works = make_creator(40)
    known = analyze_works(works, as_of=NOW, context=CreatorContext(timezone="Asia/Ho_Chi_Minh"))
    wrong = analyze_works(works, as_of=NOW, context=CreatorContext(timezone="Mars/Base"))
    assert known.timezone == "Asia/Ho_Chi_Minh"
    assert "hours_approximate" not in {flag.code for flag in known.flags}
    assert wrong.timezone == "UTC"
    assert "hours_approximate" in {flag.code for flag in wrong.flags}
