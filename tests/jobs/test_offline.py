"""On the sandbox no job and no works tool looks up or reaches another machine."""

from __future__ import annotations

import json
import socket

import pytest

from creatorscope.contract.loopback import is_loopback
from creatorscope.results.about import About, Kind
from creatorscope.works.rows import work_row
from creatorscope.works.work import PLATFORMS, Subtitle, Work
from tests.jobs.test_crawl import documents

WORKS_EACH = 15


@pytest.fixture(autouse=True)
def reached(monkeypatch):
    """The names and addresses beyond this machine that anything tried to reach, which all fails."""
    found = []
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def looked_up(host, *arguments, **options):
        name = host.decode() if isinstance(host, bytes) else host
        if not is_loopback(name or "localhost"):
            found.append(host)
            raise AssertionError(f"{host} was looked up")
        return look_up(host, *arguments, **options)

    def connected(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(str(address[0])):
            found.append(address)
            raise AssertionError(f"{address} was connected to")
        return connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket.socket, "connect", connected)
    yield found
    assert found == []


async def listed(bureau):
    """List works of every platform, and return the result ids."""
    asked = {"creator": "creator_demo", "max_works": WORKS_EACH}
    return [
        (await bureau.call("list_creator_works", platform=platform, **asked)).result_id
        for platform in PLATFORMS
    ]


def elsewhere(bureau):
    """Keep works whose video and subtitles lie on other machines, the video unreadable there."""
    works = [
        Work(
            platform="tiktok",
            platform_work_id=str(number),
            video_download_url=f"https://cdn.example.com/unreadable/{number}.mp4",
            subtitles=(Subtitle(language="en", url=f"https://cdn.example.com/{number}.vtt"),),
            source="tests",
        )
        for number in range(3)
    ]
    about = About(kind=Kind.IMPORT, tool="import_works", source="import")
    return bureau.around.store.keep_rows([work_row(work) for work in works], about)


@pytest.mark.slow
async def test_transcribing_works_of_every_platform_and_of_elsewhere(bureau):
    row = await bureau.run("transcribe_works", works=[*await listed(bureau), elsewhere(bureau)])
    kept = bureau.kept(row)
    sources = {one["speech_source"] for one in kept}
    assert row.state == "done"
    assert {"subtitles", "transcription"} <= sources
    assert all("outside the sandbox" in one["incomplete"] for one in kept[-3:])


@pytest.mark.slow
async def test_the_works_of_affiliate_documents(bureau, tmp_path):
    found = [document for document in documents().values() if document["profiles"]]
    (tmp_path / "documents.json").write_text(json.dumps(found[:5]), encoding="utf-8")
    answer = await bureau.call("import_works", path="documents.json")
    [facts] = answer.rows
    works = facts[list(answer.columns).index("works_result_id")]
    row = await bureau.run("transcribe_works", works=[works])
    assert row.state == "done"
    assert row.counts["items"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["collect_creators", "discover_creators", "analyze_creators"])
async def test_the_other_jobs(bureau, kind):
    arguments = {
        "collect_creators": {"platform": "tiktok", "creators": ["creator_demo"], "export": "xlsx"},
        "discover_creators": {"platform": "tiktok", "count": 20},
        "analyze_creators": {"platform": "tiktok", "creators": ["creator_demo"], "max_works": 15},
    }
    row = await bureau.run(kind, **arguments[kind])
    assert row.state == "done"


async def test_crawling(bureau, tmp_path):
    (tmp_path / "documents").mkdir()
    for creator_id, document in list(documents().items())[:20]:
        (tmp_path / "documents" / f"{creator_id}.json").write_text(json.dumps(document), encoding="utf-8")
    row = await bureau.run("crawl_affiliates", folder="documents")
    assert row.state == "done"


@pytest.mark.parametrize("platform", ["tiktok", "youtube"])
async def test_reading_subtitles(bureau, platform):
    asked = {"platform": platform, "creator": "creator_demo", "max_works": WORKS_EACH}
    works = await bureau.call("list_creator_works", **asked)
    kept = bureau.around.store.load(works.result_id).rows()
    answers = [await bureau.call("get_captions", work=one["source_url"]) for one in kept[:10]]
    assert any(answer.rows for answer in answers)


async def test_downloading_a_file_of_collected_creators(bureau):
    answer = await bureau.call("export_collection", task_id="task_20260315_abc123", format="csv")
    assert answer.saved_to
