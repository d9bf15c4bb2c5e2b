"""The raw forms of the sandbox's works: read by the adapters without gaps, refused where nothing is there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from works_client import (
    PLATFORMS,
    TOKEN,
    ask,
    douyin_works,
    instagram_works,
    status,
    tiktok_works,
    xiaohongshu_works,
    youtube_works,
)

from creatorscope.sandbox.transcripts import outcome_of
from creatorscope.sandbox.works_authors import author_at
from creatorscope.sandbox.works_aweme import format_aweme, format_user
from creatorscope.sandbox.works_note import format_listed_note, format_note
from creatorscope.sandbox.works_note import format_profile as format_note_profile
from creatorscope.sandbox.works_post import format_post, format_profile, format_reel
from creatorscope.sandbox.works_video import format_channel, format_video
from creatorscope.sandbox.works_world import KNOWN_SECONDS, works_of
from creatorscope.works.sniff import read_document
from creatorscope.works.subtitles import parse_subtitles, spoken_text

HERE = "http://sandbox.test"
TIKTOK, DOUYIN, VIDEOS = "tiktok/app/v3", "douyin/app/v3", "youtube/web_v2"
# What must never be missing from a work, beside what its platform does not publish.
CORE = {"platform_author_id", "author_name", "published_at", "digg_count", "comment_count", "caption_raw"}
FULL = {
    "tiktok": CORE | {"play_count", "collect_count", "share_count", "is_pinned", "is_ad", "author_handle"},
    "douyin": CORE | {"collect_count", "share_count", "is_pinned", "is_ad", "author_handle"},
    "xiaohongshu": CORE | {"title", "collect_count", "share_count", "author_handle"},
    "instagram": CORE | {"is_ad", "author_handle"},
    "youtube": CORE | {"play_count", "title", "duration_s", "is_short"},
}
FORMS = {
    "tiktok": lambda work: format_aweme(work, HERE),
    "douyin": lambda work: format_aweme(work, HERE),
    "xiaohongshu": lambda work: format_note(work, HERE)["note_list"][0],
    "instagram": lambda work: format_post(work, HERE),
    "youtube": format_video,
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_adapters_read_every_work_in_full(platform, world):
    for number in range(40):
        works = works_of(author_at(world, platform, number))
        read = read_document([FORMS[platform](work) for work in works], platform)

        assert not read.skipped
        assert len(read.works) == len(works)
        for work, got in zip(works, read.works, strict=True):
            hidden = {"digg_count", "play_count"} if work.author.hides_counts else set()
            assert not set(got.gaps) & (FULL[platform] - hidden), got.gaps
            assert not [flag for flag in got.flags if flag.endswith("_unreadable")]
            assert int(got.published_at.timestamp()) == work.published
            assert got.media_type == ("photo" if work.is_photo else "video")
            assert (got.duration_s is None) is work.is_photo
            assert got.comment_count == work.counts.comments


@pytest.mark.parametrize(
    ("walk", "may_miss"),
    [
        (tiktok_works, set()),
        (douyin_works, {"play_count"}),
        (xiaohongshu_works, {"author_handle", "is_ad"}),
        (instagram_works, {"play_count", "share_count"}),
    ],
    ids=["tiktok", "douyin", "xiaohongshu", "instagram"],
)
async def test_the_adapters_read_the_lists(walk, may_miss, caller):
    read = read_document(await walk(caller))

    missing = {gap for work in read.works for gap in work.gaps}
    assert not read.skipped
    assert missing - {"language", "video_download_url"} <= may_miss
    assert any(work.is_pinned for work in read.works)


async def test_plays_of_reels_come_with_the_list_of_reels(caller):
    posts = read_document(await instagram_works(caller)).works
    reels = read_document(await instagram_works(caller, "get_user_reels")).works

    assert {work.play_count for work in posts} == {None}
    assert all(work.play_count for work in reels)
    assert {work.platform_work_id for work in reels} == {
        work.platform_work_id for work in posts if work.media_type == "video"
    }


async def test_youtube_lists_date_nothing_exactly_but_the_video_itself_does(caller):
    rows = await youtube_works(caller)
    listed = read_document(rows, "youtube").works
    told = await ask(caller, f"{VIDEOS}/get_video_info", video_id=rows[0]["video_id"])
    [full] = read_document(told).works

    assert {work.published_at for work in listed} == {None}
    assert listed[0].play_count == full.play_count
    assert rows[0]["published_time"].endswith("前")  # as upstream: Chinese unless asked otherwise
    assert full.published_at is not None
    assert full.digg_count is not None


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_adapters_read_every_profile(platform, world):
    forms = {
        "xiaohongshu": format_note_profile,
        "instagram": format_profile,
        "youtube": lambda author: format_channel(author, "token"),
    }
    for number in range(40):
        author = author_at(world, platform, number)
        [got] = read_document([forms.get(platform, format_user)(author)], platform).creators

        assert not set(got.gaps) & {
            "platform_author_id",
            "author_handle",
            "nickname",
            "fans_count",
            "works_count",
        }
        assert got.works_count == author.works_count
        assert got.nickname == author.nickname


def test_photo_posts_ads_and_hidden_likes_occur(world):
    works = [work for n in range(60) for work in works_of(author_at(world, "instagram", n))]
    shy = next(a for n in range(500) if (a := author_at(world, "instagram", n)).hides_counts)
    reel = format_reel(next(work for work in works_of(shy) if not work.is_photo), HERE)
    notes = [format_listed_note(work, HERE) for work in works_of(author_at(world, "xiaohongshu", 3))]

    assert {format_post(work, HERE)["media_type"] for work in works} == {1, 2, 8}
    assert 0.03 < sum(work.ad for work in works) / len(works) < 0.10
    assert (reel["like_and_view_counts_disabled"], reel["play_count"]) == (True, None)
    assert {note["type"] for note in notes} == {"normal", "video"}


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        (f"{TIKTOK}/handler_user_profile", {"unique_id": "nobody.at.all"}, 404),
        (f"{TIKTOK}/handler_user_profile", {}, 400),
        (f"{TIKTOK}/handler_user_profile", {"unique_id": "creator_demo", "user_id": "1"}, 400),
        (f"{TIKTOK}/fetch_one_video", {"aweme_id": "7460226768695111659"}, 404),
        (f"{TIKTOK}/fetch_one_video_by_share_url", {"share_url": "no link at all"}, 400),
        (f"{TIKTOK}/fetch_one_video_by_share_url", {"share_url": "https://youtu.be/CVfaBxykoyc"}, 400),
        (f"{DOUYIN}/fetch_user_post_videos", {"sec_user_id": "MS4wLjABAAAAnobody"}, 404),
        ("douyin/web/get_sec_user_id", {"url": "https://www.douyin.com/user/nobody"}, 404),
        ("xiaohongshu/app_v2/get_user_info", {"user_id": "5f0000000000000000000000"}, 404),
        ("xiaohongshu/app_v2/get_image_note_detail", {"note_id": "678d52b8173122c27cb51540"}, 404),
        ("instagram/v3/get_user_posts", {"username": "creator_demo", "after": "nonsense"}, 400),
        ("instagram/v3/get_post_info_by_code", {"code": "AAAAAAAAAAA"}, 404),
        (f"{VIDEOS}/get_channel_description", {"continuation_token": "nonsense"}, 400),
        (f"{VIDEOS}/get_video_info", {"video_id": "ééé"}, 404),
        (f"{VIDEOS}/get_video_captions", {"video_id": "CVfaBxykoyc", "language_code": "xx"}, 404),
    ],
)
async def test_what_is_not_there_is_refused_in_the_hosts_own_form(path, query, expected, caller):
    assert await status(caller, path, **query) == expected


async def test_a_missing_token_is_refused(caller):
    answer = await caller.http.get(f"/api/v1/{TIKTOK}/fetch_one_video", params={"aweme_id": "1"})
    assert answer.status_code == 401


async def test_a_cached_copy_of_a_works_answer_is_kept(caller):
    path = f"/api/u1/v1/{TIKTOK}/handler_user_profile"
    answer = (await caller.http.get(path, params={"unique_id": "creator_demo"}, headers=TOKEN)).json()

    assert answer["params"] == {"unique_id": "creator_demo"}
    assert (await caller.http.get(answer["cache_url"])).json() == answer


async def test_subtitles_say_the_same_in_every_form(caller):
    video = {"video_id": "CVfaBxykoyc"}
    tracks = (await ask(caller, f"{VIDEOS}/get_video_captions", **video))["captions"]
    [language] = [track["language_code"] for track in tracks]
    said = []
    for form in ("srt", "xml", "json3", "txt"):
        query = {**video, "language_code": language, "format": form}
        answer = await ask(caller, f"{VIDEOS}/get_video_captions", **query)
        said.append(spoken_text(parse_subtitles(answer["content"])))

    assert said[0]
    assert len(set(said)) == 1


async def test_tiktok_subtitles_are_served_and_timed_within_the_video(caller):
    [known] = [work for work in await tiktok_works(caller) if work["create_time"] == KNOWN_SECONDS[0]]
    [track] = known["video"]["cla_info"]["caption_infos"]
    cues = parse_subtitles((await caller.http.get(track["url"])).text)

    assert cues[0].start_s == 0
    assert cues[-1].end_s == pytest.approx(known["video"]["duration"] / 1000, abs=0.01)
    missing = track["url"].rpartition("/")[0]
    assert (await caller.http.get(f"{missing}/1")).status_code == 404


@pytest.mark.parametrize("platform", ["tiktok", "douyin", "instagram", "xiaohongshu"])
def test_transcribing_a_work_s_video_gives_what_it_says(platform, world, make_context):
    heard = 0
    for work in works_of(author_at(world, platform, 1))[:30]:
        [read] = read_document([FORMS[platform](work)], platform).works
        if read.video_download_url:
            outcome = outcome_of(make_context(), read.video_download_url, datetime(2026, 3, 15, tzinfo=UTC))
            heard += outcome.readable
            assert outcome.sentences == (list(work.writing.speech) if outcome.readable else [])

    assert heard > 5


async def test_a_video_without_captions_says_so_without_an_error(caller):
    world = caller.sandbox.world
    bare = next(work for work in works_of(author_at(world, "youtube", 0)) if not work.subtitled)
    answer = await ask(caller, f"{VIDEOS}/get_video_captions", video_url=f"https://youtu.be/{bare.code}")

    assert answer["captions"] == []
    assert answer["message"]


async def test_the_second_part_of_a_channel_has_what_the_first_lacks(caller):
    first = await ask(caller, f"{VIDEOS}/get_channel_description", channel_id="UCV2P4Q_9g6yKk4VcYsrGe7n")
    token = first["continuation_token"]
    second = await ask(caller, f"{VIDEOS}/get_channel_description", continuation_token=token)

    assert (first["country"], second["country"]) == (None, "United States")
    assert (first["title"], second["title"]) == ("Creator Demo", None)
    assert second["continuation_token"] is None


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_any_platform_s_link_leads_to_its_work(platform, caller):
    work = works_of(author_at(caller.sandbox.world, platform, 2))[0]
    links = {
        "tiktok": f"https://vm.tiktok.com/{work.code}/",
        "douyin": f"https://www.douyin.com/discover?modal_id={work.number}",
        "xiaohongshu": f"https://www.xiaohongshu.com/discovery/item/{work.note_id}?app=1",
        "instagram": f"https://www.instagram.com/reel/{work.code}/?igsh=1",
        "youtube": f"https://www.youtube.com/watch?v={work.code}&t=3",
    }
    text = f"看看这个 {links[platform]} 复制打开"
    [found] = read_document([await ask(caller, "hybrid/video_data", url=text)], platform).works

    assert int(found.published_at.timestamp()) == work.published
    minimal = await ask(caller, "hybrid/video_data", url=links[platform], minimal=True)
    assert minimal["platform"] == platform
