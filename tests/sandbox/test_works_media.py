"""The videos of the sandbox's works are served by itself, and relaying one does not change what it says."""

from __future__ import annotations

import pytest
from bearer_client import bearer_client
from test_works_forms import FORMS, HERE

from creatorscope.sandbox.works_authors import author_at
from creatorscope.sandbox.works_media import build_media, media_url, named_in
from creatorscope.sandbox.works_world import works_of
from creatorscope.sandbox.world import build_world
from creatorscope.works.sniff import read_document

SUBMIT, OPEN = "/api/u2/v1/services/audio/asr/transcription", "/api/u3/v1/uploads"
WITH_VIDEOS = ["tiktok", "douyin", "instagram", "xiaohongshu"]


@pytest.fixture
async def media():
    """A client of a sandbox, and its time."""
    async with bearer_client() as client:
        yield client


def some_works(platform, world):
    return works_of(author_at(world, platform, 1))[:20]


@pytest.mark.parametrize("platform", WITH_VIDEOS)
async def test_a_work_s_video_lies_where_the_work_says_and_is_the_same_each_time(platform, caller):
    videos = [work for work in some_works(platform, caller.sandbox.world) if not work.is_photo][:3]
    for work in videos:
        [read] = read_document([FORMS[platform](work)], platform).works
        answers = [await caller.http.get(read.video_download_url) for _ in range(2)]

        assert answers[0].status_code == 200
        assert answers[0].headers["content-type"] == "video/mp4"
        assert answers[0].content == answers[1].content == build_media(work)
    assert len({build_media(work) for work in videos}) == len(videos) > 1


@pytest.mark.parametrize("platform", WITH_VIDEOS)
async def test_photo_posts_and_unknown_works_have_no_video(platform, caller):
    photo = next(
        work
        for number in range(40)
        for work in works_of(author_at(caller.sandbox.world, platform, number))
        if work.is_photo
    )

    assert (await caller.http.get(media_url(photo, HERE))).status_code == 404
    assert (await caller.http.get(f"/sandbox/media/{platform}/1.mp4")).status_code == 404
    assert (await caller.http.get("/sandbox/media/vimeo/1.mp4")).status_code == 404


async def test_a_relayed_video_says_what_the_work_says(media):
    work = next(
        work
        for work in some_works("xiaohongshu", build_world(7, 2000, media.clock.now().date()))
        if not work.is_photo and work.writing.speech
    )
    content = (await media.http.get(media_url(work, HERE))).content
    opened = {
        "provider": "oss",
        "file_name": "1.mp4",
        "content_type": "video/mp4",
        "size_bytes": len(content),
    }
    upload = (await media.media(OPEN, opened)).json()["data"]
    sent = await media.http.put(upload["upload_url"], content=content, headers=upload["upload_headers"])
    done = (await media.media(f"{OPEN}/{upload['upload_id']}/complete")).json()["data"]
    task = (await media.media(SUBMIT, {"input": {"file_urls": [done["file_url"]]}})).json()["output"]
    media.clock.advance(60)
    told = (await media.media(f"/api/u2/v1/tasks/{task['task_id']}")).json()["data"]

    assert sent.status_code == 200
    assert [one["text"] for one in told["sentences"]] == list(work.writing.speech)


@pytest.mark.parametrize("content", [b"", b"sandbox video tiktok 1\n", b"\x00" * 500])
def test_other_bytes_are_of_no_work(content):
    assert named_in(content) is None
