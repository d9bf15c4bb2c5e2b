"""Signals that figures may not mean what they seem, each with a harmless reading."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from creatorscope.analysis.anomalies import Against, detect_anomalies
from creatorscope.analysis.anomaly_output import Anomalies
from creatorscope.analysis.audience import profile_audience
from creatorscope.analysis.creator import analyze_works
from creatorscope.analysis.inputs import CreatorContext, Peers
from creatorscope.analysis.shop_document import analyze_shop_document
from creatorscope.works.creator import Creator
from tests.analysis.creators import NOW, make_creator, real_as_of, real_creators
from tests.analysis.test_shop_document import make_document

PEERS = Peers(
    source="invented peers, 2025-06",
    view_rates=tuple(np.linspace(0.05, 1.0, 40)),
    engagement_rates=tuple(np.linspace(0.02, 0.12, 40)),
)


def analysis_of(works=None, followers=100_000, **context):
    profile = Creator(platform="tiktok", platform_author_id="author", fans_count=followers, source="test")
    whole = CreatorContext(profile=profile, fetched_at=NOW, **context)
    return analyze_works(make_creator(60) if works is None else works, as_of=NOW, context=whole)


def codes(found: Anomalies) -> list[str]:
    return [signal.code for signal in found.signals]


def test_an_ordinary_creator_has_no_signals_and_the_unchecked_is_named():
    found = detect_anomalies(analysis_of())
    assert found.signals == []
    assert found.attention == "none"
    assert len(found.not_checked) == 6


def test_real_creators_are_rarely_suspected():
    creators = [works for works in real_creators().values() if len(works) >= 20]
    found = [detect_anomalies(analyze_works(works, as_of=real_as_of())) for works in creators]
    assert sum(result.attention == "elevated" for result in found) <= 1


def test_reach_below_the_peers_is_one_signal_and_not_yet_elevated():
    found = detect_anomalies(analysis_of(followers=10_000_000), Against(peers=PEERS))
    assert codes(found) == ["low_reach"]
    assert found.attention == "notice"
    assert found.peers == "invented peers, 2025-06 (40 creators)"


def test_many_views_with_little_engagement_are_hollow():
    flat = {"digg_count": 50, "comment_count": 2, "share_count": 1, "collect_count": 1}
    works = [
        work.model_copy(update={name: int(work.play_count * count / 10_000) for name, count in flat.items()})
        for work in make_creator(60)
    ]
    found = detect_anomalies(analysis_of(works, followers=5_000), Against(peers=PEERS))
    assert "hollow_reach" in codes(found)


def test_fewer_than_thirty_peers_give_way_to_priors_with_their_source():
    few = Peers(source="prior X, 2024", view_rates=(0.1,), engagement_rates=(0.1,))
    with_priors = Peers(source="prior X, 2024", prior_view_rate=(0.05, 2.0), prior_engagement=(0.01, 0.2))
    assert "only 1 peers, no priors" in detect_anomalies(analysis_of(), Against(peers=few)).peers
    found = detect_anomalies(analysis_of(followers=10_000_000), Against(peers=with_priors))
    assert codes(found) == ["low_reach"]
    assert "priors" in found.peers


def test_two_signals_of_one_kind_are_not_independent_and_two_kinds_are():
    liked = [work.model_copy(update={"digg_count": int(work.play_count * 0.7)}) for work in make_creator(60)]
    one_kind = detect_anomalies(analysis_of(liked))
    assert {"like_inflation", "flat_engagement"} <= set(codes(one_kind))
    silent = [work.model_copy(update={"comment_count": 0}) for work in liked]
    two_kinds = detect_anomalies(analysis_of(silent))
    assert one_kind.attention == "notice"
    assert two_kinds.attention == "elevated"


def followers_with_step(day, change, back=None):
    count, points = 100_000.0, []
    for number in range(60):
        count *= 1.001
        if number == day:
            count *= 1 + change
        if back is not None and number == back:
            count /= 1 + change
        points.append((NOW - timedelta(days=60 - number), int(count)))
    return tuple(points)


def test_a_step_of_followers_without_a_hit_is_a_notice_and_one_taken_back_a_warning():
    alone = detect_anomalies(analysis_of(follower_points=followers_with_step(20, 0.2)))
    taken_back = detect_anomalies(analysis_of(follower_points=followers_with_step(20, 0.2, back=30)))
    assert codes(alone) == ["follower_step"]
    assert codes(taken_back) == ["follower_step_reversed"]


def test_a_step_of_followers_beside_a_hit_is_explained():
    works = make_creator(60, spread=0.1)
    day = NOW - timedelta(days=40)
    nearest = min(range(60), key=lambda place: abs(works[place].published_at - day))
    works[nearest] = works[nearest].model_copy(update={"play_count": 10**8, "digg_count": 5 * 10**6})
    assert detect_anomalies(analysis_of(works, follower_points=followers_with_step(20, 0.2))).signals == []


def test_a_fall_of_the_last_ten_works_is_a_signal_only_when_its_interval_is_clear():
    works = make_creator(60, spread=0.2)
    fallen = [
        work.model_copy(update={"play_count": work.play_count // 5}) if place < 10 else work
        for place, work in enumerate(works)
    ]
    assert "falling_reach" in codes(detect_anomalies(analysis_of(fallen)))
    slightly = [
        work.model_copy(update={"play_count": int(work.play_count * 0.7)}) if place < 10 else work
        for place, work in enumerate(works)
    ]
    assert "falling_reach" not in codes(detect_anomalies(analysis_of(slightly)))


def test_a_creator_silent_for_over_thirty_days_is_inactive():
    works = [
        w.model_copy(update={"published_at": w.published_at - timedelta(days=30)}) for w in make_creator(60)
    ]
    assert "inactive" in codes(detect_anomalies(analysis_of(works)))


def test_a_vendor_figure_off_by_a_factor_of_two_is_information():
    analysis = analysis_of()
    rate = analysis.metric_value("engagement_rate_by_views_median")
    vendor = {"engagement_rate_by_views_median": rate * 2.5, "view_rate": analysis.metric_value("view_rate")}
    found = detect_anomalies(analysis, Against(vendor=vendor))
    assert codes(found) == ["vendor_clash"]
    assert found.attention == "none"


def test_shop_brand_and_audience_add_their_signals():
    shop = analyze_shop_document(make_document(), health_rating=150)
    audience = profile_audience({"country": {"TH": 1.0}}, {"country": {"VN": 1.0}})
    against = Against(shop=shop, audience=audience, brands=["Acme"], conflicting=["ACME"])
    found = detect_anomalies(analysis_of(), against)
    assert set(codes(found)) == {"creator_health_rating", "audience_mismatch", "brand_conflict"}
    assert found.attention == "elevated"


@pytest.mark.parametrize("stale", [NOW - timedelta(days=8), None])
def test_old_data_is_said_and_raises_no_suspicion(stale):
    analysis = analyze_works(make_creator(60), as_of=NOW, context=CreatorContext(fetched_at=stale))
    found = detect_anomalies(analysis)
    assert codes(found) == ["stale_or_partial_data"]
    assert found.attention == "none"


def test_every_signal_says_what_is_harmless_and_what_would_settle_it_and_none_counts_fakes():
    liked = [
        work.model_copy(update={"digg_count": work.play_count, "comment_count": 0})
        for work in make_creator(60)
    ]
    for signal in detect_anomalies(analysis_of(liked, followers=10_000_000), Against(peers=PEERS)).signals:
        assert signal.benign
        assert signal.settle_by
        assert "fake" not in signal.model_dump_json().casefold()
