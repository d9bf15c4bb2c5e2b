"""Raw profiles, rows and documents as canonical creators."""

from __future__ import annotations

import json
import random

import pytest

from creatorscope.works.affiliate import record_from_affiliate
from creatorscope.works.creativault import creator_from_creativault, creators_from_lookalike
from creatorscope.works.douyin import creator_from_douyin
from creatorscope.works.instagram import creator_from_instagram
from creatorscope.works.reading import AdapterError
from creatorscope.works.tiktok import creator_from_tiktok
from creatorscope.works.xiaohongshu import creator_from_xiaohongshu
from creatorscope.works.youtube import creator_from_youtube
from tests.works.samples import AFFILIATE, AWEME, POST, SEARCH_ROW, TIKTOK_WEB
from tests.works.test_works_adapters import junked

NOTE_USER = {
    "userid": "5b6ec24feefc5000015e0001",
    "red_id": "hill_walker",
    "nickname": "爬山的人",
    "ip_location": "上海",
    "fans": "1.2万",
    "interactions": [{"type": "fans", "count": 12_000}, {"type": "interaction", "count": 99}],
    "note_num_stat": {"posted": 30, "liked": 800, "collected": 120},
}
CHANNEL = {
    "channel_id": "UC" + "a" * 22,
    "title": "Demo channel",
    "handle": "@demo",
    "subscriber_count": "98.4K subscribers",
    "video_count": "181 videos",
    "view_count": "53,218,926 views",
    "country": "United States",
    "verified": False,
}
USER = {
    "user": {"pk": "77", "username": "creator_demo", "follower_count": 500, "media_count": 9, "biography": ""}
}
ADAPTERS = {
    "tiktok": (creator_from_tiktok, TIKTOK_WEB),
    "douyin": (creator_from_douyin, AWEME),
    "xiaohongshu": (creator_from_xiaohongshu, NOTE_USER),
    "instagram": (creator_from_instagram, USER),
    "youtube": (creator_from_youtube, CHANNEL),
    "creativault": (creator_from_creativault, SEARCH_ROW),
    "affiliate": (lambda raw: record_from_affiliate(raw).creator, AFFILIATE),
}


@pytest.mark.parametrize("source", ADAPTERS)
@pytest.mark.parametrize("chance", [0.05, 0.3])
def test_no_wrong_type_anywhere_raises_and_what_comes_out_can_be_written(source, chance):
    adapt, raw = ADAPTERS[source]
    rng = random.Random(f"{source}{chance}")  # noqa: S311 - a seeded draw
    for _ in range(150):
        try:
            creator = adapt(junked(raw, chance, rng))
        except AdapterError:
            continue
        assert json.loads(creator.model_dump_json())["source"]


@pytest.mark.parametrize("source", ADAPTERS)
def test_each_filled_field_names_its_source_and_each_missing_one_why(source):
    adapt, raw = ADAPTERS[source]
    creator = adapt(raw)
    for field in ("author_handle", "nickname", "fans_count", "verified", "signature", "avatar_url"):
        told = field in creator.sources if getattr(creator, field) is not None else field in creator.gaps
        assert told, field
    assert {f"vendor.{name}" for name in creator.vendor} <= set(creator.sources)
    assert not set(creator.sources) & set(creator.gaps)


@pytest.mark.parametrize("source", ADAPTERS)
def test_an_account_that_is_nobody_is_refused(source):
    with pytest.raises(AdapterError):
        ADAPTERS[source][0]({"nickname": "nobody"})


def test_an_authors_likes_received_are_not_the_likes_they_gave():
    creator = creator_from_tiktok(TIKTOK_WEB)
    assert (creator.liked_count, creator.fans_count, creator.works_count) == (34_000, 1200, 55)
    assert creator.ids == {"uid": "6900000000000000001", "sec_uid": "MS4wLjABAAAAdemo"}
    assert creator.sources["fans_count"] == "authorStats.followerCount"


def test_a_tiktok_profile_is_read_in_both_shapes():
    web = {
        "userInfo": {"user": {"uniqueId": "a", "secUid": "S"}, "stats": {"followerCount": 5, "heartCount": 6}}
    }
    app = {"user": {"unique_id": "a", "sec_uid": "S", "follower_count": 5, "total_favorited": 6}}
    for raw in (web, app):
        creator = creator_from_tiktok(raw)
        assert (creator.key, creator.fans_count, creator.liked_count) == ("S", 5, 6)


def test_totals_never_filled_in_are_unknown_not_zero():
    author = {
        **AWEME["author"],
        "follower_count": 0,
        "aweme_count": 0,
        "total_favorited": 0,
        "following_count": 0,
    }
    creator = creator_from_douyin({"author": author})
    assert (creator.fans_count, creator.works_count, creator.liked_count) == (None, None, None)
    assert creator.gaps["fans_count"] == "not_provided"
    assert creator_from_douyin({"author": {**author, "aweme_count": 3}}).fans_count == 0


def test_a_xiaohongshu_profile_keeps_likes_and_saves_apart():
    creator = creator_from_xiaohongshu(NOTE_USER)
    assert (creator.liked_count, creator.collected_count, creator.works_count) == (800, 120, 30)
    assert (creator.fans_count, creator.ip_location) == (12_000, "上海")
    assert creator.flags == ("fans_count_rounded",)


def test_an_instagram_author_inside_a_post_is_read():
    assert creator_from_instagram(POST).author_handle == "creator_demo"


def test_a_channel_is_read_from_its_words():
    creator = creator_from_youtube(CHANNEL)
    assert (creator.fans_count, creator.works_count, creator.country) == (98_400, 181, "US")
    assert creator.vendor["total_views"].value == 53_218_926
    assert creator.author_handle == "demo"
    assert creator.flags == ("fans_count_rounded",)


def test_a_channel_that_hides_its_subscribers_has_none_known():
    raw = {
        "kind": "youtube#channel",
        "id": "UC1",
        "statistics": {"hiddenSubscriberCount": True, "subscriberCount": "0"},
    }
    assert creator_from_youtube(raw).fans_count is None


def test_a_search_row_comes_in_canonical_units():
    creator = creator_from_creativault(SEARCH_ROW)
    assert creator.platform == "tiktok"
    assert creator.audience.female_rate == pytest.approx(0.7865)
    assert creator.vendor["engagement_rate"].value == 0.065
    assert creator.vendor["engagement_rate"].unit == "fraction"
    assert creator.categories == ("Serum",)
    assert creator.tags == ("skincare", "beauty")
    assert (creator.contacts.has_email, creator.contacts.has_line, creator.contacts.has_zalo) == (
        True,
        False,
        True,
    )


def test_a_field_above_the_service_level_says_so():
    row = {**SEARCH_ROW, "nickname": None}
    del row["audience_female_rate"]
    withheld = {"audience_female_rate", "audience_age_id_list"}
    gaps = creator_from_creativault(row, withheld=withheld).gaps
    assert gaps["audience.female_rate"] == gaps["audience.ages"] == "not_in_service_level"
    assert gaps["nickname"] == "not_provided"


def test_a_row_that_could_be_of_any_platform_asks_which():
    row = {"uid": "1", "username": "x", "followers_count": 5}
    with pytest.raises(AdapterError, match="pass platform"):
        creator_from_creativault(row)
    assert creator_from_creativault(row, "instagram").platform == "instagram"


@pytest.mark.parametrize(
    ("scores", "expected"), [([87.5, 1], [0.875, 0.01]), ([0.9, 1], [0.9, 1]), ([None, 50], [None, 0.5])]
)
def test_match_scores_are_fractions_on_whichever_scale_the_answer_is(scores, expected):
    rows = [{**SEARCH_ROW, "uid": str(index), "match_score": score} for index, score in enumerate(scores)]
    metrics = [creator.vendor.get("match_score") for creator in creators_from_lookalike(rows)]
    assert [metric and metric.value for metric in metrics] == expected


def test_an_affiliate_document_comes_in_canonical_units():
    record = record_from_affiliate(AFFILIATE)
    vendor = record.creator.vendor
    assert vendor["commission_rate_median"].value == 0.1
    assert vendor["engagement_rate_video"].value == 0.0239
    assert (vendor["gmv_30d"].value, vendor["gmv_30d"].currency) == (3000.5, "VND")
    assert record.trend[0].engagement_rate == 0.0316
    assert record.trend[0].gmv.amount == 1500.25
    assert record.creator.audience.places[0].unit == "count"
    assert [(part.key, part.value) for part in record.sales_by_channel] == [("video_gmv", 0.9), ("-1", 0.1)]
    assert record.brands == ("Nồi",)
    assert record.promotions[0].products[0].low_price.amount == 59_000


def test_rates_and_medians_over_no_lives_are_left_out_but_sums_of_zero_stay():
    vendor = record_from_affiliate(AFFILIATE).creator.vendor
    assert not {"engagement_rate_live", "live_views_median"} & set(vendor)
    assert vendor["live_gmv_30d"].value == vendor["lives_30d"].value == 0
    assert vendor["video_views_median"].value == 2212


def test_a_comment_count_of_zero_in_every_best_video_is_no_count():
    video = record_from_affiliate(AFFILIATE).top_videos[0]
    assert (video.comment_count, video.play_count, video.duration_s) == (None, 3900, 67.1)
    assert "comment_count" in video.gaps


def test_a_mis_decoded_document_is_repaired_and_flagged():
    broken = json.loads(json.dumps(AFFILIATE, ensure_ascii=False).encode().decode("mac_roman"))
    record = record_from_affiliate(broken)
    assert record.creator.nickname == "Bếp Nhà Demo"
    assert "text_repaired" in record.creator.flags
    assert record.creator.vendor["gmv_30d"].currency == "VND"
