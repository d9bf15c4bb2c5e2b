"""The analysis tools on real files, imported as a user would; skipped where the files are not there."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from creatorscope.results.query import query
from tests.analysis.creators import DATA
from tests.operations.desk import Desk, open_desk


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


async def imported(desk: Desk, name: str, **arguments) -> dict[str, str]:
    """Return the result ids of a real file's import: works, creators, documents."""
    if not (DATA / name).exists():
        pytest.skip(f"no real data at {name}")
    shutil.copy(DATA / name, desk.root)
    await desk.call("import_works", path=name.rpartition("/")[2], **arguments)
    found = {}
    for meta in reversed(desk.store.list_page(tool="import_works").found):
        row = desk.kept(meta.result_id).rows()[0]
        kind = "documents" if "profiles" in row else "works" if "platform_work_id" in row else "creators"
        found[kind] = meta.result_id
    return found


async def test_real_creators_are_parted_analysed_compared_and_ranked(desk):
    ids = await imported(desk, "tiktok_works/works_80_creators.jsonl.gz")
    counts = Counter(row["author_handle"] for row in desk.kept(ids["works"]).rows())
    handles = [handle for handle, _ in counts.most_common(3)]
    analyses = []
    for handle in handles:
        one = query(desk.store, f"SELECT * FROM {ids['works']} WHERE author_handle = '{handle}'").result_id  # noqa: S608
        analyses.append(
            await desk.id_of(
                "analyze_creator", works=one, profile=ids["creators"], timezone="Asia/Ho_Chi_Minh"
            )
        )
    kept = desk.kept(analyses[0])
    assert kept.meta.source == "import"
    assert kept.data["exclusions"]["total"] == counts[handles[0]]
    assert kept.data["kpis"]["view_rate"]["value"]
    compared = await desk.call("compare_creators", analyses=analyses)
    assert [row[0] for row in compared.rows] == [f"@{handle}" for handle in handles]
    ranked = desk.kept(await desk.id_of("score_shortlist", brief={}, candidates=[*analyses, ids["creators"]]))
    assert len(ranked.data["creators"]) == 80
    assert {row["creator"] for row in ranked.data["creators"] if row["rank"]} == {
        f"tiktok:{handle}" for handle in handles
    }


async def test_real_transcripts_find_their_works(desk):
    spoken = (await imported(desk, "transcripts/vi_tiktok_300.csv"))["works"]
    authors = Counter(row["author_handle"] for row in desk.kept(spoken).rows() if row["author_handle"])
    if not authors:
        pytest.skip("the transcripts name no authors")
    handle = authors.most_common(1)[0][0]
    one = query(desk.store, f"SELECT * FROM {spoken} WHERE author_handle = '{handle}'").result_id  # noqa: S608
    silent = query(desk.store, f"SELECT * REPLACE (NULL AS asr_clean, NULL AS asr_raw) FROM {one}").result_id  # noqa: S608
    with_speech = desk.kept(await desk.id_of("analyze_creator", works=silent, transcripts=[spoken]))
    assert with_speech.raw == desk.kept(await desk.id_of("analyze_creator", works=one)).raw


async def test_real_douyin_list_is_ranked_by_likes(desk):
    ids = await imported(desk, "douyin_works/aweme_list.json", platform="douyin")
    data = desk.kept(await desk.id_of("analyze_creator", works=ids["works"])).data
    assert data["basis"] == "likes"
    assert not any("by_views" in name for name in data["kpis"])


async def test_real_affiliate_document_passes_its_checks(desk):
    ids = await imported(desk, "affiliate-creator.json")
    answer = await desk.call("analyze_shop", document=ids["documents"])
    assert "7 of 7 checks of figures against each other pass" in answer.summary
    data = desk.kept(answer.result_id).data
    assert data["currency"] == "VND"
    assert list(data["names"].values()) == ["@emthuythuyyy"]
    audience = desk.kept(await desk.id_of("profile_audience", results=[ids["documents"]])).data
    assert [side["name"] for side in audience["dimensions"]] == ["place"]


async def test_real_channels_in_one_file_are_not_mixed(desk):
    ids = await imported(desk, "youtube_works/three_channels.csv", platform="youtube")
    problem = await desk.refuse("analyze_creator", works=ids["works"])
    assert problem.message == "the works are of 3 authors"
