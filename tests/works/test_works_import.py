"""Recognising local files and reading them, invented ones always and the real ones when they are there."""

from __future__ import annotations

from collections import Counter

import pytest

from creatorscope.works.affiliate import record_from_affiliate
from creatorscope.works.lists import without_duplicates
from creatorscope.works.sniff import read_document, recognise
from creatorscope.works.tiktok import creator_from_tiktok, work_from_tiktok
from tests.works.samples import (
    AFFILIATE,
    AWEME,
    NOTE,
    POST,
    SEARCH_ROW,
    SHARED,
    TIKTOK_WEB,
    VIDEO,
    load_real,
)

TABLE_ROW = {
    "Rank": "1",
    "Tiktoker name": "demo",
    "Tiktok name": "Demo",
    "followers": "60.3M",
    "views(avg)": "2.5M",
}
INSIGHTS_ROW = {
    "\ufeffImpressions": "3920",
    "Saves": "98",
    "Comments": "9",
    "Shares": "5",
    "Likes": "162",
    "Caption": "a #b",
}
TRANSCRIPT_ROW = {
    "author.uniqueId": "demo",
    "video.id": "7100000000000000004",
    "desc": "x",
    "video.duration": "61.0",
    "hashtags": "a,b",
    "transcript": "xin  chào\nmọi người",
    "video.url": "https://www.tiktok.com/@demo/video/7100000000000000004",
}
SHAPES = {
    "tiktok_web_works": ([TIKTOK_WEB], 1, 1),
    "aweme_works": ({"code": 200, "data": {"data": [{"aweme_info": AWEME}, {"type": 6}]}}, 1, 1),
    "xiaohongshu_works": ({"data": {"data": {"notes": [NOTE]}}}, 1, 1),
    "instagram_works": ({"data": {"edges": [{"node": POST}]}}, 1, 1),
    "youtube_works": ({"items": [VIDEO]}, 1, 0),
    "creativault_creators": ({"success": True, "data": {"items": [SEARCH_ROW]}, "meta": {}}, 0, 1),
    "affiliate_documents": ([AFFILIATE], 1, 1),
    "creator_table": ([TABLE_ROW], 0, 1),
    "instagram_insights": ([INSIGHTS_ROW, INSIGHTS_ROW], 2, 0),
    "transcripts": ([TRANSCRIPT_ROW], 1, 0),
    "aweme_creators": ({"router": "/api/v1/tiktok/app/v3/x", "data": {"user": AWEME["author"]}}, 0, 1),
}


def works_in(rows, platform=None):
    return list(read_document(list(rows), platform).works)


def creators_in(rows, platform=None):
    return list(read_document(list(rows), platform).creators)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_recognised_and_read(shape):
    document, works, creators = SHAPES[shape]
    found = read_document(document)
    assert (recognise(document), found.shape) == (shape, shape)
    assert (len(found.works), len(found.creators), found.skipped) == (works, creators, ())


@pytest.mark.parametrize("shape", ["creator_table", "instagram_insights", "transcripts"])
def test_a_table_is_recognised_by_its_header(shape):
    assert recognise(list(SHAPES[shape][0][0])) == shape


@pytest.mark.parametrize(
    "document", [[], {}, [1, 2], "text", None, {"a": [{"b": 1}]}, {"code": 500, "data": None}]
)
def test_a_document_of_no_known_shape_is_refused_with_what_can_be_read(document):
    with pytest.raises(ValueError, match="no works or creators of a known shape; give"):
        read_document(document)


def test_nesting_beyond_reason_is_not_followed():
    document: dict = {}
    for _ in range(5000):
        document = {"a": document}
    with pytest.raises(ValueError, match="known shape"):
        recognise(document)


def test_rows_that_cannot_be_read_are_listed_and_the_others_kept():
    anonymous = {**TABLE_ROW, "Tiktoker name": ""}
    found = read_document([TABLE_ROW, anonymous])
    assert [(row.row, "no id" in row.reason) for row in found.skipped] == [(1, True)]
    assert len(found.creators) == 1
    with pytest.raises(ValueError, match="none of 1 rows"):
        read_document([anonymous])


def test_a_shape_two_platforms_share_is_settled_by_the_caller():
    bare = {**AWEME, "share_url": "", "video": {"duration": 1000}}
    with pytest.raises(ValueError, match="pass platform"):
        works_in([bare])
    assert works_in([bare], "tiktok")[0].platform == "tiktok"
    assert creators_in([bare], "douyin")[0].platform == "douyin"


def test_our_own_export_is_read_back_as_it_was():
    work, creator = work_from_tiktok(TIKTOK_WEB), creator_from_tiktok(TIKTOK_WEB)
    assert works_in([work.model_dump(mode="json")]) == [work]
    assert creators_in([creator.model_dump(mode="json")]) == [creator]


def test_our_own_export_is_read_back_from_a_table_of_text():
    work = work_from_tiktok(TIKTOK_WEB)
    row = {name: "" if value is None else str(value) for name, value in work.model_dump(mode="json").items()}
    row |= {"tags": "cooking", "flags": "", "gaps": "", "subtitles": "", "is_ad": "false", "extra": "ignored"}
    again = works_in([row])[0]
    assert (again.play_count, again.published_at, again.is_ad) == (work.play_count, work.published_at, False)
    assert (again.tags, again.asr_clean) == (("cooking",), None)


def test_a_cell_that_does_not_fit_becomes_a_gap():
    row = work_from_tiktok(TIKTOK_WEB).model_dump(mode="json") | {
        "published_at": "someday",
        "play_count": "many",
    }
    work = works_in([row])[0]
    assert (work.published_at, work.play_count) == (None, None)
    assert "published_at" in work.gaps


def test_copies_in_ones_own_insights_are_one_work():
    works = read_document(SHAPES["instagram_insights"][0]).works
    assert without_duplicates(works)[1] == 1
    assert (works[0].digg_count, works[0].collect_count, works[0].flags) == (162, 98, ("id_synthetic",))


def test_an_empty_transcript_cell_is_no_transcript():
    spoken, missing = works_in([TRANSCRIPT_ROW, {**TRANSCRIPT_ROW, "transcript": ""}])
    assert (spoken.asr_raw, spoken.asr_clean) == ("xin  chào\nmọi người", "xin chào mọi người")
    assert missing.asr_clean is None
    assert "asr_raw" in missing.gaps


def test_a_top_lists_figures_are_rounded_and_say_so():
    creator = creators_in([TABLE_ROW])[0]
    assert (creator.author_handle, creator.fans_count) == ("demo", 60_300_000)
    assert creator.flags == ("fans_count_rounded",)
    assert creator.vendor["views_mean"].value == 2_500_000


# --- the real input ----------------------------------------------------------------------------------


def test_all_real_tiktok_works_are_read():
    rows = load_real("tiktok_works/works_80_creators.jsonl.gz")
    found = read_document(rows)
    kept, copies = without_duplicates(found.works)
    assert (len(found.works), len(kept), copies, len(found.creators)) == (2403, 2402, 1, 80)
    assert Counter(work.media_type for work in found.works) == {"video": 2373, "photo": 30}
    assert sum(bool(work.is_pinned) for work in found.works) == 22
    assert all(work.duration_s is None for work in found.works if work.media_type == "photo")
    assert all(work.play_count and work.published_at for work in found.works)
    per_author = Counter((work.author_key, work.platform_work_id) for work in kept)
    assert max(per_author.values()) == 1


def test_a_tiktok_id_tells_the_day_of_publishing():
    rows = load_real("tiktok_works/works_80_creators.jsonl.gz")
    undated = [{name: value for name, value in row.items() if name != "createTime"} for row in rows]
    works = [(work_from_tiktok(row), work_from_tiktok(bare)) for row, bare in zip(rows, undated, strict=True)]
    near = [abs((dated.published_at - told.published_at).total_seconds()) <= 86_400 for dated, told in works]
    assert sum(near) / len(near) >= 0.99


@pytest.mark.parametrize(
    ("name", "works"), [("douyin_works/aweme_list.json", 25), ("tikhub_responses/Douyin-Search-API.json", 16)]
)
def test_real_douyin_lists_have_no_plays(name, works):
    found = read_document(load_real(name))
    assert len(found.works) == works
    assert {work.platform for work in found.works} == {"douyin"}
    assert {work.play_count for work in found.works} == {None}
    assert all(work.digg_count is not None and work.published_at for work in found.works)


def test_real_searches_are_found_inside_their_envelopes():
    tiktok = read_document(load_real("tikhub_responses/tiktok-search.json"))
    youtube = read_document(load_real("tikhub_responses/youtube-search.json"))
    assert (len(tiktok.works), len(tiktok.creators), len(youtube.works)) == (11, 12, 20)
    assert all("published_at_approximate" in work.flags for work in youtube.works)


def test_real_youtube_durations_are_read():
    works = read_document(load_real("youtube_works/three_channels.csv")).works
    assert len(works) == 884
    assert Counter(work.media_type for work in works) == {"video": 883, "live": 1}
    assert all(work.duration_s for work in works if work.media_type == "video")
    assert max(work.duration_s or 0 for work in works) > 10_000
    assert len({work.author_key for work in works}) == 3


@pytest.mark.parametrize(
    ("name", "creators"),
    [("tiktok_dec_2022.csv", 999), ("tiktok_sep_2022.csv", 996), ("instagram_dec_2022.csv", 991)],
)
def test_real_top_lists_are_read(name, creators):
    found = read_document(load_real(f"creator_tables/{name}"))
    assert len(found.creators) == creators
    assert all(creator.fans_count for creator in found.creators)
    assert found.skipped == ()


def test_the_real_affiliate_document_keeps_its_identities():
    document = load_real("affiliate-creator.json")[0]
    record = record_from_affiliate(document)
    vendor = record.creator.vendor
    assert sum(day.gmv.amount for day in record.trend) == pytest.approx(vendor["gmv_30d"].value, abs=0.02)
    assert sum(day.units_sold for day in record.trend) == vendor["units_sold_30d"].value
    assert len(record.trend) == 30
    assert record.creator.nickname == document["nickname"]


def test_every_real_file_is_recognised():
    if not SHARED.is_dir():
        pytest.skip("the real input is not here")
    for name in ("creator_tables/instagram_own_insights.csv", "transcripts/vi_tiktok_300.csv"):
        assert read_document(load_real(name)).works
    assert recognise(load_real("creator_tables/tiktok_shop_categories.json")) == "tiktok_shop_categories"
