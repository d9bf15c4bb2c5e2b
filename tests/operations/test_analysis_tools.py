"""The analysis tools end to end: from kept results to kept analyses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from creatorscope.analysis.shop_account import ACCOUNT_TOOLS
from creatorscope.contract.schema import lean_schema
from creatorscope.endpoints.table import BY_NAME
from creatorscope.operations.analysis_tools import __dict__ as rows_by_constant
from creatorscope.results.about import Kind
from creatorscope.sandbox.documents import sample_document
from tests.analysis.creators import NOW, make_creator, make_work
from tests.operations.desk import open_desk

TOOLS = [row for name, row in rows_by_constant.items() if name.isupper() and not name.startswith("_")]
DEMO = {"platform": "tiktok", "creator": "creator_demo"}


@pytest.fixture
async def desk(tmp_path):
    async with open_desk(tmp_path) as opened:
        yield opened


# --- the tools themselves ----------------------------------------------------------------------------


def test_there_are_seven_tools_that_need_no_provider():
    assert [row.name for row in TOOLS] == [
        "analyze_creator",
        "analyze_work",
        "analyze_shop",
        "compare_creators",
        "score_shortlist",
        "profile_audience",
        "detect_anomalies",
    ]
    assert {(row.toolset, row.needs) for row in TOOLS} == {("analyze", None)}


@pytest.mark.parametrize("row", TOOLS, ids=lambda row: row.name)
def test_schema_of_a_tool_stays_small(row):
    published = json.dumps(lean_schema(row.request), separators=(",", ":"))
    assert len(published.encode()) / 4 <= 150


def test_listing_the_tools_loads_no_statistics():
    program = (
        "import sys, creatorscope.operations.table, creatorscope.operations.analysis_tools; "
        "print(*sorted({'numpy', 'scipy', 'duckdb', 'vl_convert', 'regex'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "")


# --- one creator -------------------------------------------------------------------------------------


async def test_creator_is_analysed_from_listed_works_and_profile(desk):
    works = await desk.id_of("list_creator_works", **DEMO, max_works=80)
    profile = await desk.id_of("get_creator_profile", **DEMO)
    answer = await desk.call("analyze_creator", works=works, profile=profile)
    assert "@creator_demo, 57 of 80 works scored by plays" in answer.summary
    assert list(answer.columns) == ["metric", "value", "low", "high", "unit", "n"]
    assert answer.source == "sandbox"
    assert answer.next == f'render_report {{"result_id": "{answer.result_id}"}}'
    kept = desk.kept(answer.result_id)
    assert kept.meta.kind is Kind.ANALYSIS
    assert kept.meta.is_sandbox
    assert kept.data["names"] == {f"tiktok:{kept.data['creator_id']}": "@creator_demo"}
    assert kept.data["profile"]["fans_count"] == kept.data["followers"]
    assert kept.data["as_of"].startswith("2026-03-15")
    shown = {row[0]: row[1] for row in answer.rows}
    assert shown["median_plays"] == round(kept.data["kpis"]["median_plays"]["value"])
    assert len(kept.rows()) == len(kept.data["kpis"]) == answer.total


async def test_same_input_gives_the_same_bytes(desk):
    works = await desk.id_of("list_creator_works", **DEMO, max_works=80)
    profile = await desk.id_of("get_creator_profile", **DEMO)
    first, second = [await desk.id_of("analyze_creator", works=works, profile=profile) for _ in range(2)]
    assert first != second
    assert desk.kept(first).raw == desk.kept(second).raw


async def test_list_cut_inside_the_window_is_called_partial(desk):
    works = await desk.id_of("list_creator_works", **DEMO, max_works=20)
    kept = desk.kept(await desk.id_of("analyze_creator", works=works))
    assert "partial_list" in {flag["code"] for flag in kept.data["flags"]}
    assert "the list of works is not complete" in kept.data["confidence"]["reasons"]


@pytest.mark.parametrize("method", ["spec", "tikomni_v1"])
async def test_author_input_is_kept_beside_the_analysis(desk, method):
    speech = [make_work(n, asr_clean=f"here is tip number {n} for you, follow me") for n in range(30)]
    works = desk.keep_works(speech)
    answer = await desk.call("analyze_creator", works=works, author_input=method)
    kept = desk.kept(answer.summary.rpartition(" is kept as ")[2].removesuffix("."))
    assert kept.data["analysis_metadata"]["input_object_name"] == "author_analysis_input_v1"
    assert kept.data["analysis_metadata"]["method"] == {"spec": "creatorscope"}.get(method, method)
    assert len(kept.rows()) == len(kept.data["sampled_works"]) > 0
    assert {row["cta_type"] for row in kept.rows()} == {"follow"}


async def test_transcripts_of_every_kind_reach_the_works(tmp_path):
    async with open_desk(tmp_path, sandbox_speed=100_000) as desk:
        works = desk.keep_works([make_work(n, asr_clean=None) for n in range(3)])
        captions = desk.keep_works([make_work(0, asr_clean="what if you could cook this at home")])
        task = await desk.call("submit_transcription", file_urls=["https://media.example.com/talk.mp4"])
        task_id = desk.kept(task.result_id).data["output"]["task_id"]
        spoken = await desk.id_of("get_transcription", task_id=task_id)
        while not desk.kept(spoken).data.get("full_text"):
            spoken = await desk.id_of("get_transcription", task_id=task_id)
        given = [captions, f"w00001={spoken}"]
        answer = await desk.call("analyze_creator", works=works, transcripts=given, as_of="2025-06-01")
        problem = await desk.refuse("analyze_creator", works=works, transcripts=[spoken])
    assert "33% of the videos have no transcript" in answer.summary
    assert problem.field == "transcripts"
    assert "WORK_ID=" in problem.fix


async def test_an_imported_file_is_taken_as_of_its_newest_work(desk):
    works = desk.keep_works(make_creator(40))
    kept = desk.kept(await desk.id_of("analyze_creator", works=works))
    assert kept.data["as_of"] == max(work.published_at for work in make_creator(40)).isoformat()
    assert kept.data["kpis"]["days_since_last"]["value"] is None
    assert {"days_since_last", "fetched_at"} <= set(kept.data["gaps"])
    assert "give as_of" in kept.meta.summary
    told = desk.kept(await desk.id_of("analyze_creator", works=works, as_of=NOW.date().isoformat()))
    assert told.data["kpis"]["days_since_last"]["value"] == pytest.approx(9, abs=0.01)
    assert "fetched_at" not in told.data["gaps"]


async def test_affiliate_document_gives_the_followers_over_time(desk):
    await desk.call("import_works", path=desk.write("one.json", [sample_document()]))
    found = {
        "documents" if "profiles" in desk.kept(meta.result_id).rows()[0] else meta.count: meta.result_id
        for meta in desk.store.list_page(tool="import_works").found
    }
    documents = found.pop("documents")
    works = next(one for one in found.values() if "platform_work_id" in desk.kept(one).rows()[0])
    kept = desk.kept(await desk.id_of("analyze_creator", works=works, profile=documents))
    assert kept.data["kpis"]["follower_growth"]["n"] == 30
    assert {"partial_list"} <= {flag["code"] for flag in kept.data["flags"]}
    assert "figures come from a vendor, not from the platform" in kept.data["confidence"]["reasons"]


async def test_contacts_are_masked_in_what_is_kept(tmp_path):
    async with open_desk(tmp_path, hide_contacts=True) as desk:
        works = desk.keep_works([make_work(n, caption_raw="mail me at jo@shop.example") for n in range(3)])
        result_id = await desk.id_of("analyze_creator", works=works)
        assert b"jo@shop" not in desk.kept(result_id).raw


# --- one work ----------------------------------------------------------------------------------------


async def test_work_shows_the_words_behind_its_labels(desk):
    spoken = make_work(
        1,
        asr_clean="Nobody tells you this about skin care. Wash your face with warm water every morning. "
        "Then dry it slowly and wait two minutes before the cream. Follow me for more tips.",
    )
    answer = await desk.call("analyze_work", works=desk.keep_works([spoken]))
    rows = {row[0]: dict(zip(answer.columns, row, strict=True)) for row in answer.rows}
    assert rows["cta"]["found"] == "follow"
    assert rows["cta"]["words"] == "Follow me"
    assert rows["cta"]["place"] == "end"
    assert desk.kept(answer.result_id).data["work"]["platform_work_id"] == "w00001"


# --- a Shop ------------------------------------------------------------------------------------------


async def test_shop_is_analysed_from_the_fourteen_account_calls(desk):
    ids = [await desk.id_of(name, **_example(name)) for name in ACCOUNT_TOOLS]
    answer = await desk.call("analyze_shop", account=[*ids, ids[0]])
    data = desk.kept(answer.result_id).data
    assert data["gaps"] == []
    assert data["currency"] == "USD"
    assert answer.summary.startswith("analyze_shop: account, USD, 2025-04-01..2025-04-30.")
    assert {row[0] for row in answer.rows} == set(data["metrics"])
    again = await desk.id_of("analyze_shop", account=ids[::-1])
    assert desk.kept(again).raw == desk.kept(answer.result_id).raw


def _example(name: str) -> dict:
    return BY_NAME[name].example.model_dump(mode="json", exclude_unset=True)


async def test_imported_document_and_its_file_give_the_same_analysis(desk):
    path = desk.write("one.json", [sample_document()])
    await desk.call("import_works", path=path)
    metas = desk.store.list_page(tool="import_works").found
    documents = next(one.result_id for one in metas if "profiles" in desk.kept(one.result_id).rows()[0])
    by_result = await desk.call("analyze_shop", document=documents)
    by_file = await desk.call("analyze_shop", file=path)
    assert by_result.source == by_file.source == "import"
    assert desk.kept(by_result.result_id).raw == desk.kept(by_file.result_id).raw
    assert "7 of 7 checks of figures against each other pass" in by_file.summary


async def test_a_fee_gives_costs_by_view_with_their_spread(desk):
    works = await desk.id_of("list_creator_works", platform="tiktok", creator="creator_demo", max_works=60)
    answer = await desk.call("analyze_creator", works=works, fee="500 usd", rows=30)
    costs = {row[0]: row for row in answer.rows if row[0] in {"cpm", "cpv", "cpe"}}
    median = next(row[1] for row in answer.rows if row[0] == "median_plays")
    at = {name: list(answer.columns).index(name) for name in ("value", "low", "high", "unit")}
    assert costs["cpm"][at["value"]] == pytest.approx(500_000 / median, rel=0.01)
    assert costs["cpm"][at["low"]] < costs["cpm"][at["value"]] < costs["cpm"][at["high"]]
    assert costs["cpm"][at["unit"]] == "USD per 1,000 views"
    report = await desk.call("render_report", result_id=answer.result_id, format="md")
    assert "At a fee of 500 USD" in Path(report.saved_to).read_text(encoding="utf-8")


@pytest.mark.parametrize("fee", ["500", "USD 500", "0 USD", "five USD"])
async def test_a_fee_without_amount_and_currency_is_refused(desk, fee):
    problem = await desk.refuse("analyze_creator", works="res_none", fee=fee)
    assert problem.field == "fee"
    assert "500 USD" in problem.message + problem.fix
