"""Importing local files, invented ones always and the real ones when they are there."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib

import pytest

from creatorscope.clock import SystemClock
from creatorscope.errors import LocalFileError
from creatorscope.operations.works_tools import IMPORT_WORKS, LIST_CREATOR_WORKS
from creatorscope.results.export import export
from creatorscope.results.query import query
from creatorscope.results.store import ResultStore
from creatorscope.sandbox.documents import sample_document
from creatorscope.works.export_rows import work_from_export
from tests.operations.works_upstream import aweme, post
from tests.works.samples import DATA, TIKTOK_WEB

REAL = {
    "affiliate-creator.json": "works 5, creators 1, documents 1, platforms tiktok 5",
    "creator_tables/instagram_dec_2022.csv": "works 0, creators 991, platforms instagram 991",
    "creator_tables/instagram_own_insights.csv": "works 102, creators 0, platforms instagram 102, copies 17",
    "creator_tables/tiktok_dec_2022.csv": "works 0, creators 999",
    "creator_tables/tiktok_sep_2022.csv": "works 0, creators 996",
    "douyin_works/aweme_list.json": "works 25, creators 1, platforms douyin 25, authors 1",
    "tikhub_responses/Douyin-Search-API.json": "works 16, creators 16, platforms douyin 16, authors 16",
    "tikhub_responses/tiktok-search.json": "works 11, creators 12, platforms tiktok 11",
    "tikhub_responses/youtube-search.json": "works 20, creators 0, platforms youtube 20",
    "tiktok_works/one_creator_raw.json": "works 13, creators 1, platforms tiktok 13, authors 1",
    "tiktok_works/works_80_creators.jsonl.gz": "works 2402, creators 80, platforms tiktok 2402",
    "transcripts/vi_tiktok_300.csv": "works 300, creators 0, platforms tiktok 300",
    "youtube_works/three_channels.csv": "works 884, creators 0, platforms youtube 884, authors 3",
}


@pytest.fixture
def save(tmp_path):
    """Write a file below the storage root and return its name."""

    def write(name, content):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write


def lines(*rows):
    return "\n".join(json.dumps(row) for row in rows)


def id_of(answer, column):
    return answer.rows[0][list(answer.columns).index(column)]


async def test_works_and_their_authors_are_kept_as_imports_and_can_be_asked(run, save, tmp_path):
    tiktok = {"aweme_list": [aweme(number, share_url="https://www.tiktok.com/x") for number in (1, 2, 2)]}
    answer = await run(IMPORT_WORKS, path=save("works.json", json.dumps(tiktok)))
    assert "works 2, creators 1, platforms tiktok 2, authors 1, copies 1" in answer.summary
    assert (answer.source, answer.charged) == ("import", None)
    store = ResultStore(tmp_path, SystemClock())
    meta = store.load_meta(answer.result_id)
    assert (str(meta.kind), meta.source, meta.count) == ("import", "import", 2)
    assert meta.arguments == {"path": "works.json"}
    works, creators = id_of(answer, "works_result_id"), id_of(answer, "creators_result_id")
    sql = (
        f"SELECT sum(play_count), any_value(c.author_handle) FROM {works} JOIN {creators} c USING (platform)"  # noqa: S608
    )
    assert [list(row) for row in query(store, sql).rows] == [[30, "demo"]]


@pytest.mark.parametrize("name", ["works.jsonl", "works.ndjson", "works.jsonl.gz", "rows.json"])
async def test_lines_of_json_are_read_under_every_name(run, save, name):
    content = lines(TIKTOK_WEB, {**TIKTOK_WEB, "id": "7100000000000000002"}).encode()
    answer = await run(
        IMPORT_WORKS, path=save(name, gzip.compress(content) if name.endswith("gz") else content)
    )
    assert "shape tiktok_web_works, works 2, creators 1" in answer.summary


async def test_mixed_platforms_are_kept_and_told(run, save):
    answer = await run(IMPORT_WORKS, path=save("mixed.jsonl", lines(TIKTOK_WEB, post(1), post(2))))
    assert "works 3, creators 2, platforms instagram 2, tiktok 1, authors 2" in answer.summary


async def test_rows_that_cannot_be_read_are_counted_with_the_first_of_each_reason(run, save):
    plain = aweme(1)
    content = lines(TIKTOK_WEB, plain, aweme(2), {**TIKTOK_WEB, "id": "", "video": {}})
    answer = await run(IMPORT_WORKS, path=save("w.jsonl", content))
    assert "works 1" in answer.summary
    assert "skipped 3" in answer.summary
    assert "2 (first row 2): TikTok and Douyin send this same shape; pass platform=tiktok" in answer.summary
    settled = await run(IMPORT_WORKS, path="w.jsonl", platform="douyin")
    assert "platforms douyin 2, tiktok 1" in settled.summary


async def test_affiliate_documents_are_kept_as_they_came_beside_their_works(run, save, tmp_path):
    documents = [sample_document(1), sample_document(2)]
    answer = await run(IMPORT_WORKS, path=save("shop.json", json.dumps(documents)))
    assert "documents 2" in answer.summary
    kept = ResultStore(tmp_path, SystemClock()).load(id_of(answer, "documents_result_id"))
    assert kept.rows() == documents


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_our_own_export_comes_back_as_it_was(run, rows_of, tmp_path, form):
    listed = await run(LIST_CREATOR_WORKS, platform="tiktok", creator="creator_demo", max_works=25)
    path = export(ResultStore(tmp_path, SystemClock()), listed.result_id, form)
    answer = await run(IMPORT_WORKS, path=str(path))
    assert "shape works_export, works 25" in answer.summary
    came, went = rows_of(answer), rows_of(listed)
    wanted = (
        "platform_work_id",
        "published_date",
        "play_count",
        "digg_count",
        "caption_raw",
        "tags",
        "is_pinned",
    )
    assert [[row[name] for name in wanted] for row in came] == [
        [row[name] for name in wanted] for row in went
    ]
    assert work_from_export(came[3]) == work_from_export(went[3])


async def test_a_table_of_creators_is_kept_as_creators(run, save, rows_of):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Rank", "Tiktoker name", "Tiktok name", "followers", "views(avg)"])
    writer.writerow(["1", "demo", "Demo", "60.3M", "2.5M"])
    answer = await run(IMPORT_WORKS, path=save("top.csv", text.getvalue()))
    assert "works 0, creators 1, platforms tiktok 1" in answer.summary
    (row,) = rows_of(answer)
    assert (row["fans_count"], row["author_handle"]) == (60_300_000, "demo")


@pytest.mark.parametrize("name", REAL)
async def test_real_files_are_imported_whole(open_sandbox_app, name):
    if not (DATA / name).exists():
        pytest.skip("no ../shared/data")
    async with open_sandbox_app(allow_paths=[DATA]) as app:
        answer = await app.invoker.invoke(IMPORT_WORKS, {"path": str(DATA / name)})
    assert REAL[name] in answer.summary
    assert "skipped" not in answer.summary


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.json", "[{]", "line 1, column 3 is not JSON"),
        ("latin.jsonl", b"\xff\xfe\xff", "not UTF-8"),
        ("notes.txt", "hello", "no known format"),
        ("other.json", '[{"a": 1}]', "no works or creators of a known shape"),
        ("empty.json", "", "is not JSON"),
        ("cut.json.gz", gzip.compress(b"[1]", mtime=0)[:-6], "no whole gzip file"),
        ("unclear.json", json.dumps([aweme(1)]), "none of 1 rows could be read"),
    ],
)
async def test_a_file_that_cannot_be_imported_says_why_and_keeps_nothing(
    run, save, tmp_path, name, content, said
):
    with pytest.raises(LocalFileError) as raised:
        await run(IMPORT_WORKS, path=save(name, content))
    assert said in raised.value.text()
    assert not list(tmp_path.glob("results/*"))


async def test_a_file_of_2_gb_is_refused_by_its_size_alone(run, tmp_path):
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(LocalFileError, match="larger than 200 MB"):
        await run(IMPORT_WORKS, path="huge.json")


async def test_the_operator_sets_the_limit_and_it_holds_for_what_is_unpacked(open_sandbox_app, save):
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(50)) + packer.flush()
    assert len(bomb) < 100_000
    async with open_sandbox_app(import_limit_mb=5) as app:
        with pytest.raises(LocalFileError, match="larger than 5 MB"):
            await app.invoker.invoke(IMPORT_WORKS, {"path": save("bomb.json.gz", bomb)})


async def test_files_outside_the_folders_that_may_be_read_are_refused(run, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "works.json"
    outside.write_text(json.dumps([TIKTOK_WEB]), encoding="utf-8")
    (tmp_path / "link.json").symlink_to(outside)
    for name in (str(outside), "../outside0/works.json", "link.json"):
        with pytest.raises(LocalFileError, match="outside the folders"):
            await run(IMPORT_WORKS, path=name)
    with pytest.raises(LocalFileError, match="not a file"):
        await run(IMPORT_WORKS, path="missing.json")
