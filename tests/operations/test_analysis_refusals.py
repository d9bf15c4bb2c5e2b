"""What the analysis tools refuse: each bad input names its field and the remedy, and nothing is lost."""

from __future__ import annotations

import pytest

from creatorscope.errors import LocalFileError
from creatorscope.results.about import About, Kind
from creatorscope.sandbox.documents import sample_document
from tests.analysis.creators import make_creator, make_work
from tests.operations.desk import open_desk

UNKNOWN = "res_000000000000"


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("tool", "arguments", "field"),
    [
        ("analyze_creator", {"works": UNKNOWN}, "works"),
        ("analyze_work", {"works": UNKNOWN}, "works"),
        ("analyze_shop", {"document": UNKNOWN}, "document"),
        ("analyze_shop", {"account": [UNKNOWN]}, "account"),
        ("compare_creators", {"analyses": [UNKNOWN, "res_111111111111"]}, "analyses"),
        ("score_shortlist", {"brief": {}, "candidates": [UNKNOWN]}, "candidates"),
        ("profile_audience", {"results": [UNKNOWN]}, "results"),
        ("detect_anomalies", {"analysis": UNKNOWN}, "analysis"),
    ],
)
async def test_unknown_result_is_named_with_those_that_exist(desk, tool, arguments, field):
    there = desk.keep_works([make_work(1)])
    problem = await desk.refuse(tool, **arguments)
    assert problem.field == field
    assert UNKNOWN in problem.message
    assert there in problem.fix


async def test_works_of_two_authors_come_with_the_query_that_parts_them(desk):
    others = [
        make_work(n, platform_author_id="other", author_handle="o'brien", platform_work_id=f"o{n}")
        for n in range(3)
    ]
    works = desk.keep_works([*make_creator(3), *others])
    problem = await desk.refuse("analyze_creator", works=works)
    assert problem.field == "works"
    assert problem.message == "the works are of 2 authors"
    assert works in problem.fix
    assert "WHERE author_handle = 'creator_demo'" in problem.fix


async def test_query_over_several_authors_gives_works_that_are_analysed(desk):
    from creatorscope.results.query import query

    creator = make_creator(20)
    others = [make_work(n, platform_author_id="other", platform_work_id=f"o{n}") for n in range(3)]
    works = desk.keep_works([*creator, *others])
    one = query(desk.store, f"SELECT * FROM {works} WHERE platform_author_id = 'author'").result_id  # noqa: S608
    parted = desk.kept(await desk.id_of("analyze_creator", works=one)).data
    alone = desk.kept(await desk.id_of("analyze_creator", works=desk.keep_works(creator))).data
    assert parted == alone


@pytest.mark.parametrize(
    ("works", "message"),
    [
        ([make_work(1), make_work(2, platform="douyin")], "the works are of 2 platforms"),
        ([make_work(n, is_pinned=True) for n in range(3)], "all 3 works are pinned"),
        ([make_work(1), make_work(2, platform_author_id=None, author_handle=None)], None),
        ([], "holds no works"),
    ],
)
async def test_works_that_make_no_analysis_are_refused(desk, works, message):
    result_id = desk.keep_works(works)
    if message is None:
        assert await desk.id_of("analyze_creator", works=result_id)
        return
    problem = await desk.refuse("analyze_creator", works=result_id)
    assert problem.field == "works"
    assert message in problem.message
    assert problem.fix


async def test_result_of_the_wrong_kind_is_refused_with_the_right_one(desk):
    search = await desk.id_of("search_tiktok_creators", size=3)
    analysis = await desk.analysed()
    works = desk.keep_works([make_work(1)])
    wrong = [
        ("analyze_creator", {"works": search}, "works", "list_creator_works"),
        ("analyze_creator", {"works": analysis}, "works", "list_creator_works"),
        ("analyze_creator", {"works": works, "profile": works}, "profile", "get_creator_profile"),
        ("analyze_creator", {"works": works, "transcripts": [search]}, "transcripts", "import_works"),
        ("analyze_shop", {"document": works}, "document", "import_works"),
        ("analyze_shop", {"account": [search]}, "account", "get_account_overview"),
        ("compare_creators", {"analyses": [analysis, search]}, "analyses", "analyze_creator"),
        ("score_shortlist", {"brief": {}, "candidates": [works]}, "candidates", "analyze_creator"),
        ("profile_audience", {"results": [works]}, "results", "get_video_audience"),
        ("detect_anomalies", {"analysis": search}, "analysis", "analyze_creator"),
        ("detect_anomalies", {"analysis": analysis, "peers": works}, "peers", "search"),
        ("detect_anomalies", {"analysis": analysis, "shop": analysis}, "shop", "analyze_shop"),
    ]
    for tool, arguments, field, remedy in wrong:
        problem = await desk.refuse(tool, **arguments)
        assert (problem.field, remedy in problem.fix) == (field, True), (tool, problem)


async def test_author_input_is_no_analysis_to_compare(desk):
    answer = await desk.call("analyze_creator", works=desk.keep_works(make_creator(20)), author_input="spec")
    author_input = answer.summary.rpartition(" is kept as ")[2].split(".")[0]
    problem = await desk.refuse("compare_creators", analyses=[answer.result_id, author_input])
    assert "no whole output of analyze_creator" in problem.message


async def test_profile_of_another_account_is_refused(desk):
    works = desk.keep_works(make_creator(5))
    other = await desk.id_of("search_tiktok_creators", size=3)
    problem = await desk.refuse("analyze_creator", works=works, profile=other)
    assert problem.field == "profile"
    assert "creator_demo" in problem.fix
    youtube = await desk.id_of("search_youtube_creators", size=3)
    problem = await desk.refuse("analyze_creator", works=works, profile=youtube)
    assert problem.message == "the profile is of youtube, the works of tiktok"


async def test_affiliate_documents_are_sent_to_the_tool_for_them(desk):
    about = About(kind=Kind.IMPORT, tool="import_works", source="import")
    documents = desk.store.keep_rows([sample_document(7), sample_document(8)], about)
    problem = await desk.refuse("analyze_creator", works=documents)
    assert "analyze_shop" in problem.fix
    problem = await desk.refuse("analyze_shop", document=documents)
    assert (problem.field, problem.message) == ("creator", "document holds 2 documents")
    assert sample_document(8)["uniqueId"] in problem.fix
    assert await desk.id_of("analyze_shop", document=documents, creator=f"@{sample_document(8)['uniqueId']}")


async def test_document_without_profile_is_refused(desk):
    name = desk.write("empty.json", [{"id": "1", "uniqueId": "x", "profiles": {}}])
    problem = await desk.refuse("analyze_shop", file=name)
    assert (problem.field, problem.message) == ("file", "the document holds no creator_profile")


async def test_file_that_is_not_json_is_refused(desk):
    (desk.root / "broken.json").write_text("{not json", encoding="utf-8")
    with pytest.raises(LocalFileError, match="not JSON"):
        await desk.call("analyze_shop", file="broken.json")
    with pytest.raises(LocalFileError, match="outside the folders"):
        await desk.call("analyze_shop", file="/etc/hostname")


async def test_two_months_of_one_total_are_not_added_up(desk):
    months = [
        await desk.id_of("get_account_overview", start_date=day) for day in ("2025-04-01", "2025-05-01")
    ]
    problem = await desk.refuse("analyze_shop", account=months)
    assert problem.message == "two results of get_account_overview over different months"


async def test_one_creator_twice_is_refused(desk):
    first, second = await desk.analysed(), await desk.analysed()
    problem = await desk.refuse("compare_creators", analyses=[first, second])
    assert problem.field == "analyses"
    assert problem.message == "a creator is there twice"
    problem = await desk.refuse("score_shortlist", brief={}, candidates=[first, second])
    assert problem.message == "two analyses of tiktok:creator_demo"


async def test_work_id_is_asked_for_where_there_are_several(desk):
    works = desk.keep_works(make_creator(3))
    problem = await desk.refuse("analyze_work", works=works)
    assert (problem.field, problem.message) == ("work_id", "the result holds 3 works")
    assert "w00000" in problem.fix
    problem = await desk.refuse("analyze_work", works=works, work_id="nope")
    assert problem.message == "no work nope in the result"


async def test_audience_of_several_creators_asks_which(desk):
    search = await desk.id_of("search_tiktok_creators", size=3, service_level="S3")
    problem = await desk.refuse("profile_audience", results=[search])
    assert (problem.field, problem.message) == ("creator", "the results hold 3 creators")
    problem = await desk.refuse("profile_audience", results=[search], creator="nobody")
    assert problem.field == "creator"
    basic = await desk.id_of("search_tiktok_creators", size=1, service_level="S1")
    problem = await desk.refuse("profile_audience", results=[basic])
    assert "service_level S3" in problem.fix


@pytest.mark.parametrize(
    ("tool", "arguments", "field", "words"),
    [
        ("analyze_creator", {"works": "x", "timezone": "Mars/Base"}, "timezone", "Asia/Ho_Chi_Minh"),
        ("analyze_creator", {"works": "x", "author_input": "v9"}, "author_input", "tikomni_v1"),
        ("analyze_shop", {}, "account", "document, file or account"),
        ("analyze_shop", {"document": "x", "file": "y"}, "account", "only one of"),
        ("analyze_shop", {"document": "x", "health_rating": 2000}, "health_rating", "1000"),
        ("compare_creators", {"analyses": ["x"]}, "analyses", "at least 2"),
        ("score_shortlist", {"brief": {"contries": ["US"]}, "candidates": ["x"]}, "brief", "countries"),
        (
            "score_shortlist",
            {"brief": {"countries": ["XX"]}, "candidates": ["x"]},
            "brief.countries",
            "codes",
        ),
        ("score_shortlist", {"brief": {"fees": {"a": 5}}, "candidates": ["x"]}, "brief", "currency"),
        (
            "score_shortlist",
            {"brief": {"price_band": [9, 1], "currency": "USD"}, "candidates": ["x"]},
            "brief",
            "low, high",
        ),
        (
            "score_shortlist",
            {"brief": {}, "candidates": ["x"], "weights": {"reach": 1}},
            "weights",
            "reach_eff",
        ),
        (
            "score_shortlist",
            {"brief": {}, "candidates": ["x"], "weights": {"cost": 1}},
            "weights",
            "brief.fees",
        ),
        (
            "score_shortlist",
            {"brief": {}, "candidates": ["x"], "weights": {"engagement": 0}},
            "weights",
            "above 0",
        ),
        ("profile_audience", {"results": ["x"], "target": {"country": {"US": "x"}}}, "target", "0.7"),
        ("profile_audience", {"results": ["x"], "target": {"country": {"US": 0}}}, "target", "above 0"),
    ],
)
async def test_bad_argument_is_refused_with_its_remedy(desk, tool, arguments, field, words):
    problem = await desk.refuse(tool, **arguments)
    assert problem.field == field
    assert words in problem.fix
