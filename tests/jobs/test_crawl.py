"""Crawling the affiliate work list as a job."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from creatorscope.jobs import crawl
from creatorscope.sandbox.affiliate_world import NotCollectable, build_affiliate_document, list_creator_ids
from creatorscope.sandbox.world import build_world

WORLD = build_world(7, 300, date(2026, 3, 15))
IDS = list_creator_ids(WORLD)


def documents():
    """Return id -> document, None where the creator has no profiles; ids without a creator are left out."""
    found = {}
    for creator_id in IDS:
        try:
            found[creator_id] = build_affiliate_document(WORLD, creator_id)
        except NotCollectable as error:
            if "profiles" in error.code:
                found[creator_id] = {"id": creator_id, "profiles": None}
    return found


@pytest.fixture
def folder(tmp_path):
    """A folder below the storage, empty."""
    made = tmp_path / "documents"
    made.mkdir()
    return made


def write_one_a_file(folder, found):
    for creator_id, document in found.items():
        (folder / f"{creator_id}.json").write_text(json.dumps(document), encoding="utf-8")


def write_lines(folder, found):
    lines = [json.dumps(document, ensure_ascii=False) for document in found.values()]
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")


def write_array(folder, found):
    (folder / "all.json").write_text(json.dumps(list(found.values())), encoding="utf-8")


@pytest.mark.parametrize("write", [write_one_a_file, write_lines, write_array])
async def test_every_id_is_handed_in_or_reported_and_the_counts_add_up(bureau, folder, write, monkeypatch):
    monkeypatch.setattr(crawl, "IDS_A_PART", 20)
    monkeypatch.setattr(crawl, "IDS_A_BATCH", 7)
    found = documents()
    write(folder, found)
    row = await bureau.run("crawl_affiliates", folder="documents")
    codes = Counter(one["code"] for one in bureau.kept(row))
    whole = sum(document["profiles"] is not None for document in found.values())
    assert row.state == "done"
    assert codes == {
        None: whole,
        "affiliate.creator_not_found": len(IDS) - len(found),
        "affiliate.creator_has_no_profiles": len(found) - whole,
    }
    assert row.counts == {
        "items": len(IDS),
        "submitted": whole,
        "error": len(IDS) - whole,
        "unknown": 0,
        "left": 0,
    }


async def test_broken_files_are_reported_as_malformed_with_the_reason_and_stop_nothing(bureau, folder):
    found = documents()
    broken, cut, other, wrong = [one for one in found if found[one]["profiles"]][:4]
    write_one_a_file(folder, found)
    (folder / f"{broken}.json").write_bytes(b'{"id": "')
    (folder / f"{cut}.json").unlink()
    (folder / "rest.jsonl").write_text(f'{{"id": "{cut}", "profiles": {{\n', encoding="utf-8")
    (folder / f"{other}.json").write_text('{"id": "1", "profiles": {}}', encoding="utf-8")
    damaged = {**found[wrong], "id": wrong}
    damaged["profiles"] = {"creator_profile": {"top_video_data": "none"}}
    (folder / f"{wrong}.json").write_text(json.dumps(damaged), encoding="utf-8")
    row = await bureau.run("crawl_affiliates", folder="documents")
    told = {one["id"]: one for one in bureau.kept(row)}
    assert {told[one]["code"] for one in (broken, cut, other, wrong)} == {"affiliate.creator_malformed"}
    assert "not JSON" in told[broken]["message"]
    assert "rest.jsonl line 1" in told[cut]["message"]
    assert "another id" in told[other]["message"]
    assert "top_video_data" in told[wrong]["message"]
    assert row.counts["left"] == 0


async def test_mis_decoded_text_is_repaired_before_it_is_handed_in(bureau, folder):
    found = documents()
    mended = next(one for one in found if found[one]["profiles"])
    found[mended]["nickname"] = "Thuý".encode().decode("mac_roman")
    write_one_a_file(folder, found)
    row = await bureau.run("crawl_affiliates", folder="documents")
    repaired = {one["id"] for one in bureau.kept(row) if one["repaired"]}
    assert mended in repaired


async def test_a_part_done_again_hands_nothing_in_twice(bureau, folder):
    write_one_a_file(folder, documents())
    row = bureau.insert("crawl_affiliates", folder="documents")
    job = bureau.job(row)
    place = await job.step(row.place)
    once = await job.all_parts(place)
    for name in job.bench.parts.names("rows-"):
        job.bench.parts.write(name, [])
        job.bench.parts._path(name).unlink()
    assert await job.all_parts(place) == once
    assert bureau.rows.cost_of(row.id) == {"requests": 0}


async def test_a_crawl_whose_list_of_ids_was_deleted_fails_and_says_so(bureau, folder):
    write_one_a_file(folder, documents())
    row = bureau.insert("crawl_affiliates", folder="documents")
    row = await bureau.work(row, most=1)
    bureau.job(row).bench.parts.clear()
    row = await bureau.work(row)
    assert (row.state, row.counts["left"]) == ("failed", len(IDS))
    assert "ids of part 0" in row.error["message"]
