"""The analysis tools over several creators: comparison, shortlist, audience, signals."""

from __future__ import annotations

import pytest

from creatorscope.reports.number_check import check_numbers
from creatorscope.reports.report import build_report
from creatorscope.sandbox.documents import sample_document
from tests.analysis.creators import make_work
from tests.operations.desk import Desk, open_desk

HALF = {"gender": {"female": 0.5, "male": 0.5}}


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


def other_creator(desk: Desk, result_id: str) -> str:
    return desk.kept(result_id).rows()[3]["username"]


async def test_every_kind_of_analysis_makes_a_report_whose_figures_stand_in_it(desk):
    search = await desk.id_of("search_tiktok_creators", size=20, service_level="S3")
    works = desk.keep_works([make_work(1)])
    creator, second = await desk.analysed(), await desk.id_of("analyze_creator", works=works)
    shop = await desk.id_of("analyze_shop", file=desk.write("d.json", sample_document()))
    handle = other_creator(desk, search)
    kept = {
        "creator": creator,
        "work": await desk.id_of("analyze_work", works=works),
        "shop": shop,
        "comparison": await desk.id_of("compare_creators", analyses=[creator, second]),
        "shortlist": await desk.id_of("score_shortlist", brief={}, candidates=[creator, search]),
        "audience": await desk.id_of("profile_audience", results=[search], creator=handle, target=HALF),
        "anomalies": await desk.id_of("detect_anomalies", analysis=creator, peers=search, shop=shop),
    }
    for kind, result_id in kept.items():
        data = desk.kept(result_id).data
        report = build_report(data, sandbox=True, names=data["names"])
        assert report.kind == kind
        assert check_numbers(report, data) > 0


async def test_two_creators_stand_side_by_side(desk):
    search = await desk.id_of("search_tiktok_creators", size=10)
    handle = other_creator(desk, search)
    works = await desk.id_of("list_creator_works", platform="tiktok", creator=handle)
    second = await desk.id_of("analyze_creator", works=works, profile=search)
    answer = await desk.call("compare_creators", analyses=[await desk.analysed(), second])
    assert [row[0] for row in answer.rows] == ["@creator_demo", f"@{handle}"]
    columns = list(answer.columns)
    assert columns[columns.index("median_plays") + 1] == "median_plays_interval"
    assert "Intervals overlap" in answer.summary
    table = desk.kept(answer.result_id)
    assert next(cell["value"] for cell in table.data["rows"][0]["cells"]) == table.rows()[0]["median_plays"]


async def test_shortlist_joins_searches_and_analyses_of_one_creator(desk):
    search = await desk.id_of("search_tiktok_creators", size=60, service_level="S3")
    handle = other_creator(desk, search)
    works = await desk.id_of("list_creator_works", platform="tiktok", creator=handle)
    analysis = await desk.id_of("analyze_creator", works=works)
    brief = {"countries": ["US", "TW"], "audience": HALF, "fees": {handle: 300}, "currency": "USD"}
    answer = await desk.call("score_shortlist", brief=brief, candidates=[analysis, search], k=5, rows=60)
    data = desk.kept(answer.result_id).data
    assert len(data["creators"]) == 60 == answer.total
    one = next(row for row in data["creators"] if row["creator"] == f"tiktok:{handle}")
    assert {"consistency", "cost", "audience"} <= set(one["figures"])
    assert data["measured_by"]["reach_efficiency"].startswith("vendor")
    assert {"country"} <= {gate for row in data["creators"] for gate in row["failed_gates"]}
    ranks = [row["rank"] for row in data["creators"] if row["rank"]]
    assert ranks == list(range(1, len(ranks) + 1))
    assert ranks
    assert "Not judged: content_fit" in answer.summary


async def test_shop_shortlist_takes_sales_from_shop_analyses(desk):
    document = desk.write("shops.json", [sample_document(seed) for seed in (7, 8)])
    handles = [sample_document(seed)["uniqueId"] for seed in (7, 8)]
    shops = [await desk.id_of("analyze_shop", file=document, creator=handle) for handle in handles]
    brief = {"goal": "shop", "categories": ["Beauty & Personal Care"], "avoid_brands": ["No Such Brand"]}
    answer = await desk.call("score_shortlist", brief=brief, candidates=shops)
    data = desk.kept(answer.result_id).data
    assert data["measured_by"]["gpm_gmv"].startswith("gmv_30d in ")
    assert {row["creator"] for row in data["creators"]} == {f"tiktok:{handle}" for handle in handles}
    assert not any("brand_conflict" in row["unknown_gates"] for row in data["creators"])


async def test_audience_is_matched_with_a_target(desk):
    search = await desk.id_of("search_tiktok_creators", size=10, service_level="S3")
    target = {**HALF, "country": {"US": 1}}
    answer = await desk.call(
        "profile_audience", results=[search], creator=other_creator(desk, search), target=target
    )
    data = desk.kept(answer.result_id).data
    assert data["missing"] == ["country"]
    assert "country" in data["named"]
    women = next(row for row in answer.rows if row[1] == "female")
    assert data["match"] == pytest.approx(min(women[2], 0.5) + min(1 - women[2], 0.5), abs=1e-3)


async def test_audience_of_own_videos_is_their_mean(desk):
    videos = await desk.call("list_video_analytics", start_date="2025-04-01")
    rows = desk.kept(videos.result_id).rows()[:2]
    ids = [
        await desk.id_of("get_video_audience", item_id=row["video_meta"]["item_id"], start_date="2025-04-01")
        for row in rows
    ]
    data = desk.kept(await desk.id_of("profile_audience", results=ids, target=HALF)).data
    assert {side["name"] for side in data["dimensions"]} == {"age", "country", "gender"}
    assert data["coverage"] == 1


async def test_anomalies_are_held_against_peers_of_one_tier(tmp_path):
    async with open_desk(tmp_path, sandbox_creators=2000) as desk:
        analysis = await desk.analysed()
        search = await desk.id_of("search_tiktok_creators", size=100, followers_cnt_lte=999_999)
        data = desk.kept(await desk.id_of("detect_anomalies", analysis=analysis, peers=search)).data
    assert "100,000 to 1 million" in data["peers"]
    assert data["peers"].endswith("creators)")
    assert not any(reason.startswith("peers") for reason in data["not_checked"])


async def test_too_few_peers_are_named_as_not_checked(desk):
    search = await desk.id_of("search_tiktok_creators", size=5)
    analysis = await desk.analysed()
    data = desk.kept(await desk.id_of("detect_anomalies", analysis=analysis, peers=search)).data
    assert data["peers"].endswith("no priors)")
    assert any(reason.startswith("peers") for reason in data["not_checked"])


async def test_no_signal_is_the_usual_result(desk):
    analysis = await desk.analysed()
    quiet = await desk.call("detect_anomalies", analysis=analysis)
    assert "attention none, no signal, which is the usual result" in quiet.summary
    shop = await desk.id_of("analyze_shop", file=desk.write("d.json", sample_document()), health_rating=150)
    answer = await desk.call("detect_anomalies", analysis=analysis, shop=shop)
    assert [row[0] for row in answer.rows] == ["creator_health_rating"]
