"""The older interchange object: the older method against values worked out by hand, and ours beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from creatorscope.analysis.compat import build_author_input
from creatorscope.analysis.compat_sample import quotas_for, sample_size
from creatorscope.works.creator import Creator
from tests.analysis.creators import NOW, make_creator, make_work

# Given: id, days ago, likes, comments, collects, shares.
# By hand: score 0.15 L + 0.20 C + 0.35 K + 0.30 S; over ln(days + 2); under 20 works the best 4 are Top, the
# next 4 Strong, then Mid up to max(10, 12 - 2) = 10, the rest Bottom; recent ranks for 30 days or less.
TABLE = [
    # 15 + 2 + 350 + 3 = 370;       ln 32 = 3.465736
    ("c", 30, 100, 10, 1000, 10, 370.0, 106.7594, "Top", 1, 1),
    # 150 + 20 + 35 + 30 = 235;     ln 10 = 2.302585
    ("a", 8, 1000, 100, 100, 100, 235.0, 102.0592, "Top", 2, 2),
    # 15 + 2 + 3.5 + 300 = 320.5;   ln 33 = 3.496508
    ("d", 31, 100, 10, 10, 1000, 320.5, 91.6629, "Top", 3, None),
    # 300;                          ln 100 = 4.605170
    ("b", 98, 2000, 0, 0, 0, 300.0, 65.1442, "Top", 4, None),
    # 60 + 8 + 14 + 12 = 94;        ln 202 = 5.308268
    ("g", 200, 400, 40, 40, 40, 94.0, 17.7082, "Strong", 5, None),
    # the same 94;                  ln 402 = 5.996452
    ("h", 400, 400, 40, 40, 40, 94.0, 15.6759, "Strong", 6, None),
    # 1.5 + 2 + 3.5 + 3 = 10;       ln 2 = 0.693147
    ("e", 0, 10, 10, 10, 10, 10.0, 14.4270, "Strong", 7, 3),
    # unknown counts add nothing: 10 + 6 = 16;  ln 7 = 1.945910
    ("f", 5, None, 50, None, 20, 16.0, 8.2224, "Strong", 8, 4),
    # 0.15 + 0.2 + 0.35 + 0.3 = 1;  ln 12 = 2.484907
    ("i", 10, 1, 1, 1, 1, 1.0, 0.4024, "Mid", 9, 5),
    # 0.6;                          ln 27 = 3.295837
    ("m", 25, 4, 0, 0, 0, 0.6, 0.1820, "Mid", 10, 6),
    # 0.3;                          ln 22 = 3.091042
    ("k", 20, 2, 0, 0, 0, 0.3, 0.0971, "Bottom", 11, 7),
    ("j", 15, 0, 0, 0, 0, 0.0, 0.0, "Bottom", 12, 8),
]


def works_of_the_table():
    return [
        make_work(
            0,
            platform_work_id=key,
            published_at=NOW - timedelta(days=days, hours=1),
            duration_s=20.5 if key in "abc" else 60.0 if key in "def" else 200.0,
            digg_count=likes,
            comment_count=comments,
            collect_count=collects,
            share_count=shares,
            caption_raw="red apple" if key in "ab" else "green apple",
        )
        for key, days, likes, comments, collects, shares, *_ in TABLE
    ]


def older(works, **more):
    return build_author_input(works, as_of=NOW, method="tikomni_v1", **more)


def test_older_method_gives_the_values_worked_out_by_hand():
    cards = {card.platform_work_id: card for card in older(works_of_the_table()).sampled_works}
    assert len(cards) == len(TABLE)
    for key, days, _, _, _, _, score, normalised, bucket, rank, recent in TABLE:
        card = cards[key]
        assert card.publish_days_ago == days
        assert card.performance_score == score
        assert card.performance_score_norm == normalised
        assert card.bucket == bucket
        assert card.all_time_score_rank == rank
        assert card.recent_30d_score_rank == recent


def test_older_aggregates_are_those_worked_out_by_hand():
    stats = older(works_of_the_table()).aggregate_stats
    assert (stats["total_works"], stats["sampled_works_count"], stats["sampling_ratio"]) == (12, 12, 1.0)
    assert stats["global_bucket_distribution"] == {
        "total": 12,
        "items": [
            {"value": "Strong", "count": 4, "ratio": 0.3333},
            {"value": "Top", "count": 4, "ratio": 0.3333},
            {"value": "Bottom", "count": 2, "ratio": 0.1667},
            {"value": "Mid", "count": 2, "ratio": 0.1667},
        ],
    }
    assert stats["global_duration_distribution"]["items"] == [
        {"value": "long", "count": 6, "ratio": 0.5},
        {"value": "medium", "count": 3, "ratio": 0.25},
        {"value": "short", "count": 3, "ratio": 0.25},
    ]
    # positions from the best: floor(11 x 0.20) = 2, floor(11 x 0.50) = 5, floor(11 x 0.85) = 9
    assert stats["global_performance_distribution"] == {
        "available": True,
        "max": 106.7594,
        "min": 0.0,
        "p20": 91.6629,
        "p50": 15.6759,
        "p85": 0.182,
    }
    assert stats["global_caption_keyword_distribution"]["items"] == [
        {"value": "apple", "count": 12, "ratio": 0.5},
        {"value": "green", "count": 10, "ratio": 0.4167},
        {"value": "red", "count": 2, "ratio": 0.0833},
    ]
    top = stats["global_top_vs_mid_vs_bottom_deltas"]["top"]["engagement_pattern"]
    assert (top["count"], top["avg_digg_count"], top["avg_share_count"]) == (4, 800.0, 277.5)
    assert stats["global_publish_time_distribution"]["hour"] == [{"value": "23", "count": 12, "ratio": 1.0}]


@pytest.mark.parametrize(
    ("total", "size"),
    [(0, 0), (1, 1), (39, 39), (40, 40), (100, 40), (145, 44), (150, 45), (200, 60), (900, 80)],
)
def test_older_sample_is_thirty_percent_between_forty_and_eighty(total, size):
    assert sample_size(total) == size


@pytest.mark.parametrize(
    ("size", "quotas"),
    [
        (60, (18, 18, 14, 10)),
        (40, (12, 12, 9, 7)),
        (80, (24, 24, 19, 13)),
        (45, (14, 14, 10, 7)),
        (5, (2, 1, 1, 1)),
        (1, (0, 0, 0, 1)),
        (0, (0, 0, 0, 0)),
    ],
)
def test_older_quotas_scale_with_one_bottom_at_least_and_mostly_top_and_strong(size, quotas):
    found = quotas_for(size)
    assert tuple(found.values()) == quotas
    assert sum(quotas) == size


@pytest.mark.parametrize("total", [20, 40, 100, 300])
def test_older_buckets_are_twenty_thirty_thirty_five_and_fifteen_percent(total):
    made = older(make_creator(total)).aggregate_stats["global_bucket_distribution"]["items"]
    shares = {item["value"]: item["count"] * 100 / total for item in made}
    assert shares == {"Top": 20, "Strong": 30, "Mid": 35, "Bottom": 15}


def test_older_method_leaves_out_videos_without_usable_text_and_counts_them():
    works = make_creator(30)
    works[0] = works[0].model_copy(update={"asr_clean": None})
    works[1] = works[1].model_copy(update={"asr_clean": ""})
    works[2] = works[2].model_copy(update={"asr_clean": None, "work_modality": "text", "media_type": "photo"})
    made = older(works)
    assert made.analysis_metadata["excluded_works_count"] == 2
    left_out = {works[0].platform_work_id, works[1].platform_work_id}
    assert not left_out & {card.platform_work_id for card in made.sampled_works}


def test_no_video_with_text_gives_an_empty_object_and_no_error():
    made = older([work.model_copy(update={"asr_clean": None}) for work in make_creator(10)])
    assert made.sampled_works == []
    assert made.aggregate_stats["global_performance_distribution"]["available"] is False


def test_a_caption_never_stands_in_for_speech():
    works = [work.model_copy(update={"asr_clean": None}) for work in make_creator(30)]
    card = build_author_input(works, as_of=NOW).sampled_works[0]
    assert card.primary_text is None
    assert (card.analysis_eligibility, card.analysis_exclusion_reason) == ("incomplete", "no_transcript")


def test_our_method_makes_the_same_object_from_our_buckets_and_sample():
    works = make_creator(120)
    profile = Creator(
        platform="tiktok", platform_author_id="author", nickname="Demo", fans_count=9, source="test"
    )
    labels = {works[5].platform_work_id: {"hook_type": "question", "style_markers": ["calm"]}}
    ours = build_author_input(works, as_of=NOW, profile=profile, labels=labels)
    theirs = older(works, profile=profile, labels=labels)
    assert set(ours.model_dump()) == set(theirs.model_dump())
    assert set(ours.aggregate_stats) == set(theirs.aggregate_stats)
    assert ours.analysis_metadata["sampled_works_count"] == len(ours.sampled_works) >= 24
    assert ours.aggregate_stats["global_bucket_distribution"]["items"][0]["value"] == "Strong"
    assert ours.aggregate_stats["global_hook_type_distribution"]["items"][0]["value"] == "question"
    assert ours.author_profile["nickname"] == "Demo"
