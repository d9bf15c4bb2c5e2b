"""Transcriptions and uploads run their course in the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from bearer_client import BearerClient, bearer_client

SUBMIT = "/api/u2/v1/services/audio/asr/transcription"
OPEN = "/api/u3/v1/uploads"
READABLE = ["https://media.example.com/talk.mp4", "https://media.example.com/b.mp3"]
BROKEN = "https://media.example.com/unreadable.mp4"
AUDIO = b"a little noise" * 100


@pytest.fixture
async def media() -> AsyncIterator[BearerClient]:
    async with bearer_client() as client:
        yield client


async def submit(media: BearerClient, urls: list[str]) -> dict[str, Any]:
    answer = await media.media(SUBMIT, {"input": {"file_urls": urls}})
    assert answer.status_code == 200, answer.text
    output: dict[str, Any] = answer.json()["output"]
    return output


async def look(media: BearerClient, task_id: str) -> dict[str, Any]:
    data: dict[str, Any] = (await media.media(f"/api/u2/v1/tasks/{task_id}")).json()["data"]
    return data


async def opened(media: BearerClient, **changed: Any) -> dict[str, Any]:
    body = {
        "provider": "r2",
        "file_name": "my talk.mp3",
        "content_type": "audio/mpeg",
        "size_bytes": len(AUDIO),
    }
    answer = await media.media(OPEN, body | changed)
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def send(media: BearerClient, upload: dict[str, Any], content: bytes = AUDIO) -> int:
    answer = await media.http.put(upload["upload_url"], content=content, headers=upload["upload_headers"])
    return answer.status_code


async def relay(media: BearerClient) -> str:
    upload = await opened(media)
    assert await send(media, upload) == 200
    done = await media.media(f"{OPEN}/{upload['upload_id']}/complete")
    assert done.status_code == 200, done.text
    return str(done.json()["data"]["file_url"])


def counts(task: dict[str, Any]) -> tuple[int, int, int]:
    return task["succeeded_count"], task["failed_count"], task["pending_count"]


async def test_a_transcription_is_accepted_then_runs_then_succeeds(media: BearerClient) -> None:
    task = await submit(media, READABLE)
    assert (task["task_status"], task["end_time"], task["results"]) == ("PENDING", None, [])

    media.clock.advance(5)
    running = await look(media, task["task_id"])
    assert running["task_status"] == "RUNNING"
    assert running["platform_task_status"] == "PENDING"
    assert counts(running) == (0, 0, 2)
    assert "full_text" not in running

    media.clock.advance(40)
    done = await look(media, task["task_id"])
    assert (done["platform_task_status"], done["is_fully_succeeded"]) == ("SUCCEEDED", True)
    assert counts(done) == (2, 0, 0)
    assert done["duration_sec"] == sum(item["duration_sec"] for item in done["items"]) > 0
    assert done["full_text"] == " ".join(sentence["text"] for sentence in done["sentences"])
    assert len(done["sentences"]) >= 4


async def test_one_unreadable_address_keeps_the_text_back(media: BearerClient) -> None:
    task = await submit(media, [READABLE[0], BROKEN])
    media.clock.advance(60)

    done = await look(media, task["task_id"])

    assert (done["platform_task_status"], done["is_fully_succeeded"]) == ("PARTIAL_SUCCEEDED", False)
    assert counts(done) == (1, 1, 0)
    assert "sentences" not in done
    assert done["items"][1]["error_code"] == "FILE_DOWNLOAD_FAILED"
    assert done["items"][1]["duration_sec"] is None
    assert done["duration_sec"] == done["items"][0]["duration_sec"]


async def test_nothing_readable_is_a_failure(media: BearerClient) -> None:
    task = await submit(media, [BROKEN])
    media.clock.advance(60)

    done = await look(media, task["task_id"])

    assert (done["task_status"], done["platform_task_status"]) == ("FAILED", "FAILED")


async def test_about_one_address_in_five_cannot_be_read(media: BearerClient) -> None:
    task = await submit(media, [f"https://media.example.com/{number}.mp4" for number in range(100)])
    media.clock.advance(60)

    assert 8 <= (await look(media, task["task_id"]))["failed_count"] <= 35


async def test_a_relayed_file_is_always_read(media: BearerClient) -> None:
    task = await submit(media, [await relay(media) for _ in range(12)])
    media.clock.advance(60)

    assert (await look(media, task["task_id"]))["is_fully_succeeded"]


async def test_the_transcript_file_holds_the_same_sentences(media: BearerClient) -> None:
    task = await submit(media, READABLE)
    early = await media.http.get(f"/sandbox/transcripts/{task['task_id']}/0.json")
    media.clock.advance(60)
    done = await look(media, task["task_id"])

    files = [(await media.http.get(item["transcription_url"])).json() for item in done["items"]]

    assert early.status_code == 404
    spoken = [sentence for file in files for sentence in file["transcripts"][0]["sentences"]]
    assert [s["text"] for s in spoken] == [s["text"] for s in done["sentences"]]
    assert [file["file_url"] for file in files] == READABLE
    assert all(sentence["begin_time"] < sentence["end_time"] for sentence in spoken)


async def test_speed_shortens_the_wait() -> None:
    async with bearer_client(speed=60) as media:
        task = await submit(media, READABLE)
        media.clock.advance(1)

        assert (await look(media, task["task_id"]))["is_fully_succeeded"]


async def test_the_ready_made_transcription_is_finished(media: BearerClient) -> None:
    done = await look(media, "asr_20260315_demo01")

    assert done["is_fully_succeeded"]
    assert done["full_text"]


async def test_an_unknown_task_is_not_found(media: BearerClient) -> None:
    assert (await media.media("/api/u2/v1/tasks/asr_nothing")).status_code == 404


async def test_an_upload_comes_back_as_it_was_sent(media: BearerClient) -> None:
    file_url = await relay(media)

    answer = await media.http.get(file_url)

    assert answer.content == AUDIO
    assert answer.headers["content-type"] == "audio/mpeg"
    assert file_url.endswith("/my_talk.mp3")


async def test_a_public_file_is_gone_after_a_day(media: BearerClient) -> None:
    file_url = await relay(media)
    media.clock.advance(24 * 3600)

    assert (await media.http.get(file_url)).status_code == 410


async def test_an_upload_cannot_be_completed_before_its_bytes_came(media: BearerClient) -> None:
    upload = await opened(media)

    assert (await media.media(f"{OPEN}/{upload['upload_id']}/complete")).status_code == 400


async def test_an_upload_of_another_size_cannot_be_completed(media: BearerClient) -> None:
    upload = await opened(media)
    await send(media, upload, AUDIO[:-1])

    refused = await media.media(f"{OPEN}/{upload['upload_id']}/complete")

    assert refused.status_code == 400
    assert "announced" in refused.text


async def test_a_file_is_not_public_before_it_is_completed(media: BearerClient) -> None:
    upload = await opened(media)
    await send(media, upload)

    assert (await media.http.get(f"/sandbox/public/{upload['upload_id']}/my_talk.mp3")).status_code == 404


async def test_bytes_are_taken_only_with_the_signature_the_type_and_in_time(media: BearerClient) -> None:
    upload = await opened(media)
    forged = {**upload, "upload_url": upload["upload_url"][:-1] + "x"}
    mistyped = {**upload, "upload_headers": {"Content-Type": "video/mp4"}}

    assert await send(media, forged) == 403
    assert await send(media, mistyped) == 403
    media.clock.advance(1800)
    assert await send(media, upload) == 403


async def test_completing_again_gives_the_same_address(media: BearerClient) -> None:
    answers = [(await media.media(f"{OPEN}/upl_20260315_demo01/complete")).json()["data"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0]["file_expires_at"] == "2026-03-16T10:00:00Z"
    media.clock.advance(24 * 3600)
    renewed = (await media.media(f"{OPEN}/upl_20260315_demo01/complete")).json()["data"]
    assert renewed["file_url"] == answers[0]["file_url"]
    assert (await media.http.get(renewed["file_url"])).status_code == 200


@pytest.mark.parametrize("changed", [{"content_type": "text/plain"}, {"size_bytes": 10**10}])
async def test_an_upload_of_no_medium_or_beyond_all_size_is_refused(
    media: BearerClient, changed: dict[str, Any]
) -> None:
    body = {"provider": "oss", "file_name": "a.mp3", "content_type": "audio/mpeg", "size_bytes": 5}

    assert (await media.media(OPEN, body | changed)).status_code == 400


async def test_the_same_world_says_the_same(media: BearerClient) -> None:
    async with bearer_client() as again:
        texts = []
        for client in (media, again):
            task = await submit(client, READABLE)
            client.clock.advance(60)
            texts.append((await look(client, task["task_id"]))["full_text"])

    assert texts[0] == texts[1]
