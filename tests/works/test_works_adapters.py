"""Raw works of five platforms as canonical works."""

from __future__ import annotations

import copy
import json
import random
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from creatorscope.works.douyin import work_from_douyin
from creatorscope.works.instagram import work_from_instagram
from creatorscope.works.lists import hide_zero_plays, without_duplicates
from creatorscope.works.reading import AdapterError
from creatorscope.works.tiktok import work_from_tiktok
from creatorscope.works.xiaohongshu import work_from_xiaohongshu
from creatorscope.works.youtube import work_from_youtube
from tests.works.samples import AWEME, NOTE, POST, TIKTOK_WEB, VIDEO

ADAPTERS = {
    "tiktok": (work_from_tiktok, TIKTOK_WEB),
    "douyin": (work_from_douyin, AWEME),
    "xiaohongshu": (work_from_xiaohongshu, NOTE),
    "instagram": (work_from_instagram, POST),
    "youtube": (work_from_youtube, VIDEO),
}
JUNK = [None, "", 0, -1, 1.5, float("nan"), True, [], {}, [1], {"a": 1}, "12.3K", 10**40, "\ud800", [[]]]


def junked(value, chance, rng):
    """Return a copy with parts of it replaced by junk or dropped."""
    if isinstance(value, dict):
        return {
            key: rng.choice(JUNK) if rng.random() < chance else junked(child, chance, rng)
            for key, child in value.items()
            if rng.random() > chance / 2
        }
    if isinstance(value, list):
        return [rng.choice(JUNK) if rng.random() < chance else junked(child, chance, rng) for child in value]
    return value


@pytest.mark.parametrize("platform", ADAPTERS)
@pytest.mark.parametrize("chance", [0.05, 0.2, 0.6])
def test_no_wrong_type_anywhere_raises_and_what_comes_out_can_be_written(platform, chance):
    adapt, raw = ADAPTERS[platform]
    rng = random.Random(f"{platform}{chance}")  # noqa: S311 - a seeded draw
    for _ in range(150):
        try:
            work = adapt(junked(raw, chance, rng))
        except AdapterError:
            continue
        assert json.loads(work.model_dump_json())["platform"] == platform
        for field in ("play_count", "digg_count", "comment_count", "collect_count", "share_count"):
            assert getattr(work, field) is not None or field in work.gaps or field not in ADAPTED[platform]


ADAPTED = {
    "tiktok": {"play_count", "digg_count", "comment_count", "collect_count", "share_count"},
    "douyin": {"play_count", "digg_count", "comment_count", "collect_count", "share_count"},
    "xiaohongshu": {"digg_count", "comment_count", "collect_count", "share_count"},
    "instagram": {"digg_count", "comment_count", "share_count"},
    "youtube": {"play_count", "digg_count", "comment_count"},
}


@pytest.mark.parametrize("platform", ADAPTERS)
def test_a_work_without_an_id_is_refused(platform):
    adapt, _ = ADAPTERS[platform]
    with pytest.raises(AdapterError, match=r"no id at .*; check"):
        adapt({"desc": "no id"})


@pytest.mark.parametrize("platform", ADAPTERS)
def test_reading_changes_nothing_and_gives_the_same_twice(platform):
    adapt, raw = ADAPTERS[platform]
    before = copy.deepcopy(raw)
    assert adapt(raw) == adapt(raw)
    assert raw == before


@pytest.mark.parametrize("platform", ADAPTERS)
def test_an_empty_work_has_gaps_and_no_zero(platform):
    adapt, raw = ADAPTERS[platform]
    named = next(name for name in ("aweme_id", "pk", "id") if name in raw)
    work = adapt({named: raw[named]})
    assert ADAPTED[platform] <= set(work.gaps)
    assert {getattr(work, field) for field in ADAPTED[platform]} == {None}


def test_tiktoks_web_shape_prefers_the_finer_counts_and_flags_rounded_ones():
    work = work_from_tiktok(TIKTOK_WEB)
    assert (work.collect_count, work.play_count, work.share_count) == (20_438, 43_200, 0)
    assert "play_count_rounded" in work.flags
    assert "collect_count_rounded" not in work.flags
    assert work.gaps == ()
    assert work.platform_author_id == "MS4wLjABAAAAdemo"
    assert work.tags == ("cooking",)
    assert work.subtitles[0].is_automatic is True
    assert work.source_url == "https://www.tiktok.com/@creator_demo/video/7100000000000000001"


def test_tiktok_says_pinned_only_of_pinned_works_but_ad_of_all():
    unsaid = {name: value for name, value in TIKTOK_WEB.items() if name != "isAd"}
    assert work_from_tiktok({**TIKTOK_WEB, "isPinnedItem": True}).is_pinned is True
    assert work_from_tiktok(unsaid).is_pinned is False
    assert work_from_tiktok(unsaid).is_ad is None
    assert "is_ad" in work_from_tiktok(unsaid).gaps


def test_a_photo_post_has_no_length_and_its_caption_is_its_text():
    photo = work_from_tiktok({**TIKTOK_WEB, "imagePost": {"images": [{}]}, "video": {"duration": 0}})
    assert (photo.media_type, photo.work_modality, photo.duration_s) == ("photo", "text", None)
    assert "duration_s" not in photo.gaps
    assert (photo.primary_text, photo.primary_text_source) == (TIKTOK_WEB["desc"], "caption_raw")


def test_a_caption_never_stands_in_for_speech():
    video = work_from_tiktok(TIKTOK_WEB)
    assert (video.primary_text, video.primary_text_source) == (None, "asr_clean")
    assert video.model_copy(update={"asr_clean": ""}).primary_text == ""


def test_an_aweme_counts_its_length_in_milliseconds():
    work = work_from_douyin(AWEME)
    assert work.duration_s == 16.463
    assert work.is_pinned is True
    assert work.author_handle == "998877"
    assert work.published_date.isoformat() == "2023-11-14"


def test_a_missing_date_is_told_by_the_id_and_flagged():
    undated = {name: value for name, value in AWEME.items() if name != "create_time"}
    work = work_from_douyin(undated)
    assert work.published_at == datetime.fromtimestamp(int(AWEME["aweme_id"]) >> 32, UTC)
    assert "published_at_approximate" in work.flags


def test_deleted_and_private_works_are_flagged():
    assert "deleted" in work_from_douyin({**AWEME, "status": {"is_delete": True}}).flags
    assert "private" in work_from_tiktok({**TIKTOK_WEB, "privateItem": True}).flags


def test_plays_of_zero_are_unknown_once_a_work_has_likes():
    hidden = hide_zero_plays([work_from_douyin(AWEME)])[0]
    assert hidden.play_count is None
    assert "play_count_hidden" in hidden.flags
    assert "play_count" in hidden.gaps


def test_plays_that_are_there_stay_and_one_platform_does_not_judge_another():
    unseen = work_from_youtube({**VIDEO, "statistics": {"viewCount": "0", "likeCount": "0"}})
    works = [work_from_tiktok(TIKTOK_WEB), work_from_douyin(AWEME), unseen]
    assert [work.play_count for work in hide_zero_plays(works)] == [43_200, None, 0]


def test_works_are_kept_once_each():
    work = work_from_tiktok(TIKTOK_WEB)
    assert without_duplicates([work, work_from_douyin(AWEME), work]) == ([work, work_from_douyin(AWEME)], 1)


def test_a_note_reads_chinese_counts_and_has_no_plays():
    note = work_from_xiaohongshu(NOTE)
    assert (note.digg_count, note.share_count, note.play_count) == (12_000, 10, None)
    assert {"digg_count_rounded", "share_count_rounded"} <= set(note.flags)
    assert "play_count" not in note.gaps
    assert (note.title, note.is_pinned, note.duration_s) == (None, True, 61)
    assert note.tags == ("爬山", "周末")


def test_a_note_of_the_web_or_of_a_search_is_found_inside_its_wrapping():
    inner = {
        "type": "normal",
        "desc": "x",
        "interact_info": {"liked_count": "602"},
        "user": {"user_id": "u1"},
    }
    for wrapped in ({"id": NOTE["id"], "note_card": inner}, {"id": NOTE["id"], "note": inner}):
        note = work_from_xiaohongshu(wrapped)
        assert (note.platform_work_id, note.digg_count, note.media_type) == (NOTE["id"], 602, "photo")


def test_a_reel_is_a_video_with_plays_and_a_partnership_is_an_ad():
    reel = work_from_instagram(POST)
    assert (reel.platform_work_id, reel.play_count, reel.duration_s) == ("3400000000000000001", 5600, 12.5)
    assert (reel.is_pinned, reel.is_ad) == (True, True)
    assert reel.source_url == "https://www.instagram.com/reel/C0demo12345/"


def test_hidden_likes_are_unknown_whatever_number_is_sent():
    hidden = work_from_instagram({**POST, "like_and_view_counts_disabled": True, "like_count": 3})
    assert hidden.digg_count is None
    assert "digg_count_hidden" in hidden.flags


def test_the_webs_graph_shape_is_read_too():
    graph = {
        "__typename": "GraphSidecar",
        "id": "99",
        "shortcode": "Cgraph",
        "taken_at_timestamp": 1700000000,
        "edge_media_to_caption": {"edges": [{"node": {"text": "Hi #a"}}]},
        "edge_media_preview_like": {"count": -1},
        "edge_media_to_comment": {"count": 2},
        "owner": {"id": "7", "username": "someone"},
    }
    post = work_from_instagram({"node": graph})
    assert (post.media_type, post.comment_count, post.digg_count) == ("photo", 2, None)
    assert (post.author_handle, post.tags) == ("someone", ("a",))


def test_the_data_api_and_a_table_made_from_it_give_the_same_video():
    flat = {
        "video_id": VIDEO["id"],
        "channelTitle": "Demo channel",
        "title": "A demo",
        "description": "",
        "publishedAt": "2024-03-01T10:00:00Z",
        "viewCount": "1500",
        "likeCount": "60",
        "commentCount": "5",
        "duration": "PT1M3S",
        "tags": "['demo', 'test']",
    }
    nested, table = work_from_youtube(VIDEO), work_from_youtube(flat)
    same = (
        "title",
        "play_count",
        "digg_count",
        "comment_count",
        "duration_s",
        "tags",
        "published_at",
        "author_name",
    )
    assert [getattr(nested, field) for field in same] == [getattr(table, field) for field in same]


@pytest.mark.parametrize(
    ("changes", "is_short"),
    [
        ({"duration": "13:59"}, False),
        ({"duration": "0:45"}, None),
        ({"video_url": "https://www.youtube.com/shorts/abcdefghij1"}, True),
    ],
)
def test_a_short_is_known_by_its_address_and_ruled_out_by_its_length(changes, is_short):
    assert work_from_youtube({"video_id": "abcdefghij1", "title": "t", **changes}).is_short is is_short


def test_an_age_gives_a_date_only_with_the_time_of_fetching():
    row = {
        "video_id": "abcdefghij1",
        "title": "t",
        "published_time": "2 days ago",
        "view_count": "1.2M views",
    }
    now = datetime(2026, 2, 5, tzinfo=UTC)
    dated = work_from_youtube(row, now)
    assert dated.published_at == datetime(2026, 2, 3, tzinfo=UTC)
    assert {"published_at_approximate", "play_count_rounded"} <= set(dated.flags)
    assert dated.play_count == 1_200_000
    assert "published_at" in work_from_youtube(row).gaps


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("98.4K subscribers", 98_400),
        ("9.84万次观看", 98_400),
        ("181 videos", 181),
        ("5", 5),
        ("12 million views", None),
        ("3 mil visualizaciones", None),
        ("3千万次观看", None),
        ("181 Wiedergaben", None),
    ],
)
def test_a_count_in_words_is_read_only_in_languages_whose_words_are_known(label, count):
    assert (
        work_from_youtube({"video_id": "abcdefghij1", "title": "t", "view_count": label}).play_count == count
    )


def test_a_stream_that_has_not_run_is_no_video_of_length_zero():
    waiting = work_from_youtube({**VIDEO, "contentDetails": {"duration": "P0D"}})
    assert (waiting.media_type, waiting.duration_s) == ("live", None)


def test_a_work_cannot_be_changed_or_built_with_unknown_fields():
    work = work_from_tiktok(TIKTOK_WEB)
    with pytest.raises(ValidationError):
        work.play_count = 5
    with pytest.raises(ValidationError):
        type(work)(platform="tiktok", platform_work_id="1", source="x", plays=5)
