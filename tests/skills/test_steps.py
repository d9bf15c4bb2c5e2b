"""The steps of each skill, called through the command line on the sandbox, end in the skill's deliverable."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from creatorscope.jobs import waking
from tests.skills.eval_runner import SKILLS, TOOLSETS, WORLD

pytestmark = pytest.mark.slow

DEMO = {"platform": "tiktok", "creator": "creator_demo"}
VIDEO = "https://www.tiktok.com/@creator_demo/video/7608582163667382016"
MONTH = "2026-02-01"


@pytest.fixture
def worker(monkeypatch):
    """Let jobs be done by a worker process that ends a second after the last one; it is waited for."""
    start = waking.start_worker
    # The command line's sandbox takes no time at all, by which a job cannot measure its waiting.
    pace = {"CREATORSCOPE_SANDBOX_SPEED": str(WORLD["sandbox_speed"])}
    monkeypatch.setattr(waking, "IDLE_EXIT_S", 1)
    monkeypatch.setattr(waking, "start_worker", lambda env, log_file: start({**env, **pace}, log_file))
    yield
    assert all(process.wait(timeout=60) == 0 for process in waking._started)


def page_of(answer):
    """Return the text of a written report."""
    return Path(answer["saved_to"]).read_text(encoding="utf-8")


def analysed(cli, creator):
    """Return the ids of a creator's works, profile and analysis."""
    named = {**DEMO, "creator": creator}
    works = cli("list_creator_works", **named, max_works=60)["result_id"]
    profile = cli("get_creator_profile", **named)["result_id"]
    return works, profile, cli("analyze_creator", works=works, profile=profile)["result_id"]


def claim(text, **rest):
    """Return a claim of an analysis, at the confidence that is always allowed."""
    return {"text": text, "platforms": ["tiktok"], "confidence": "low", "evidence": [], "gap": None, **rest}


def explain_samples(cli, analysis):
    """Hand in an explanation of each sampled work that claims no more than its plays; return the verdict."""
    contract = "sampled-work-explanations"
    frozen = cli("prepare_analysis", contract=contract, result_id=analysis)["input_id"]
    sql = f"SELECT work_id, fields__play_count AS plays FROM {frozen}"  # noqa: S608 - an id of ours
    explanations = {}
    for row in cli("query_results", sql=sql)["rows"]:
        value = {"type": "value", "work_id": row["work_id"], "field": "play_count", "value": row["plays"]}
        explanations[row["work_id"]] = {
            "why_it_worked_or_failed": [
                claim("It has {e1} plays.", kind="observation", evidence=[{"id": "e1", **value}])
            ],
            "copyable_elements": [],
            "non_copyable_elements": [],
            "emotional_triggers": [],
            "cognitive_gap": claim("The words are not known.", kind="gap", gap="transcripts"),
            "commercial_signal": claim("Orders are not measured.", kind="gap", gap="conversion"),
        }
    handed_in = {"contract": contract, "contract_version": "1.0", "explanations": explanations}
    return cli("check_analysis", input_id=frozen, analysis=handed_in)


def test_discovery_ends_in_a_file_without_duplicates(cli, worker):
    brief = {"industry": ["skincare"], "country_code": ["US"], "followers_cnt_gte": 10_000}
    assert cli("search_tiktok_creators", **brief, size=1, service_level="S1")["total"] == 10
    job = {"platform": "tiktok", "count": 50, "filters": brief}
    assert "at most 150 credits" in cli("discover_creators", **job, dry_run=True)["summary"]
    found = cli("discover_creators", **job)
    seed = {"username": "creator_demo", "platform": "tiktok"}
    similar = cli("find_lookalike_creators", **seed, limit=20)
    columns = "SELECT uid, username, followers_count FROM"
    both = f"{columns} {found['result_id']} UNION {columns} {similar['result_id']}"
    merged = cli("query_results", sql=both)
    sheet = openpyxl.load_workbook(cli("export_result", result_id=merged["result_id"])["saved_to"]).active
    handles = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(handles) == len(set(handles)) == merged["total"] > 20


def test_collection_ends_in_a_file_and_a_list_of_failures_that_add_up(cli, worker):
    asked = ["creator_demo", "june.wigs.5570", "tess_fashion_9866", "deleted_account_77"]
    job = {"platform": "tiktok", "creators": asked}
    assert "the cost is unknown" in cli("collect_creators", **job, dry_run=True)["summary"]
    ended = cli("collect_creators", **job)
    counts = ended["rows"][0]
    assert (counts["state"], counts["items"], counts["done"], counts["failed"]) == ("done", 4, 3, 1)
    collected = cli("query_results", sql=f"SELECT username FROM {ended['result_id']}")["rows"]  # noqa: S608
    assert set(asked) - {row["username"] for row in collected} == {"deleted_account_77"}
    sheet = openpyxl.load_workbook(cli("export_result", result_id=ended["result_id"])["saved_to"]).active
    assert sheet.max_row - 1 == len(collected) == counts["done"]


def test_the_affiliate_crawl_ends_with_every_id_accounted_for(cli, worker, tmp_path):
    source = SKILLS / "creator-collection" / "evals" / "files" / "affiliate-documents.json"
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / source.name).write_bytes(source.read_bytes())
    ids = {row["id"] for row in cli("list_affiliate_creators", rows=200)["rows"]}
    documents = cli("import_works", path=f"documents/{source.name}")["rows"][0]["documents_result_id"]
    brought = {row["id"] for row in cli("get_result", result_id=documents, fields=["id"])["rows"]}
    ended = cli("crawl_affiliates", folder="documents")
    sql = f"SELECT id, status, code FROM {ended['result_id']}"  # noqa: S608 - an id of ours
    outcomes = cli("query_results", sql=sql, rows=200)["rows"]
    submitted = {row["id"] for row in outcomes if row["status"] == "submitted"}
    reported = {row["id"] for row in outcomes if row["code"] == "affiliate.creator_not_found"}
    assert submitted == brought
    assert reported == ids - brought


def test_creator_analysis_ends_in_a_report_on_the_account(cli):
    _, _, analysis = analysed(cli, "creator_demo")
    peers = cli("search_tiktok_creators", country_code=["US"], followers_cnt_gte=20_000, size=100)
    cli("detect_anomalies", analysis=analysis, peers=peers["result_id"])
    explained = explain_samples(cli, analysis)
    assert explained["valid"], explained["failures"]
    cli("prepare_analysis", contract="author-analysis", result_id=analysis)
    page = page_of(cli("render_report", result_id=analysis))
    assert "creator_demo" in page
    assert "sandbox" in page


def test_a_single_works_analysis_ends_in_its_labels_with_the_words_that_prove_them(cli):
    assert cli("get_work", work=VIDEO)["rows"][0]["author_handle"] == "creator_demo"
    spoken = cli("get_captions", work=VIDEO)
    labelled = cli("analyze_work", works=spoken["result_id"])
    words = " ".join(row["words"] or "" for row in labelled["rows"])
    assert spoken["rows"][0]["text"] in words
    assert spoken["rows"][0]["text"] in page_of(cli("render_report", result_id=labelled["result_id"]))


def test_a_single_works_analysis_ends_in_a_contract_whose_quotes_were_found(cli):
    spoken = cli("get_captions", work=VIDEO)
    frozen = cli("prepare_analysis", contract="hook", result_id=spoken["result_id"])["input_id"]
    work_id, words = VIDEO.rpartition("/")[2], spoken["rows"][0]["text"]
    quote = {"id": "e1", "type": "quote", "work_id": work_id, "field": "asr_clean", "quote": words}
    opening = {
        "words": {"field": "asr_clean", "verbatim": words},
        "type": "question",
        "reading": claim("It opens with a question: {e1}.", kind="observation", evidence=[quote]),
    }
    works = [{"work_id": work_id, "opening": opening, "middle": None, "ending": None}]
    handed_in = {"contract": "hook", "contract_version": "1.0", "works": works}
    verdict = cli("check_analysis", input_id=frozen, analysis=handed_in)
    assert verdict["valid"], verdict["failures"]
    assert words in page_of(cli("render_report", result_id=verdict["analysis_id"]))


def test_a_shortlist_ends_in_ranks_with_their_weights_and_a_report(cli):
    names = ["creator_demo", "ximena_glowingskin_4242", "mia.glowingskin.7292"]
    made = [analysed(cli, name) for name in names]
    brief = {
        "goal": "awareness",
        "countries": ["US"],
        "categories": ["skincare"],
        "fees": {"creator_demo": 900, "ximena_glowingskin_4242": 300, "mia.glowingskin.7292": 650},
        "currency": "USD",
        "budget": 700,
    }
    candidates = [part for _, profile, analysis in made for part in (profile, analysis)]
    ranked = cli("score_shortlist", brief=brief, candidates=candidates, k=2)
    cli("compare_creators", analyses=[analysis for *_, analysis in made])
    out = [row for row in ranked["rows"] if "budget" in row["failed_gates"]]
    assert [row["creator"] for row in out] == ["tiktok:creator_demo"]
    assert [row["rank"] for row in ranked["rows"]] == [1, 2, None]
    assert "ximena_glowingskin_4242" in page_of(cli("render_report", result_id=ranked["result_id"]))


def test_shop_performance_ends_in_a_report_with_health_and_funnel(cli):
    assert cli("get_creator_account")["rows"][0]["user_name"] == "creator_demo"
    dated = ("get_account_overview", "get_live_summary", "list_product_analytics", "list_video_analytics")
    answers = [cli(tool, start_date=MONTH) for tool in dated]
    answers += [cli(tool) for tool in ("get_account_health", "list_account_violations", "get_video_summary")]
    video = answers[3]["rows"][0]["video_meta.item_id"]
    products = cli("list_video_products", start_date=MONTH, item_ids=[video])
    pair = {"item_id": video, "product_id": products["rows"][0]["id"]}
    answers += [products, cli("get_video_product_stats", start_date=MONTH, **pair)]
    shop = cli("analyze_shop", account=[answer["result_id"] for answer in answers])
    page = page_of(cli("render_report", result_id=shop["result_id"]))
    assert "violation points" in page
    assert "high is bad" in page


def test_a_lookup_ends_in_one_answer_of_one_call(cli, monkeypatch):
    monkeypatch.setenv("CREATORSCOPE_TOOLSETS", ",".join(TOOLSETS))
    found = cli("search_endpoints", query="xiaohongshu user info")["rows"][0]["endpoint"]
    wanted = cli("describe_endpoint", endpoint=found)["rows"]
    assert "user_id" in {row["name"] for row in wanted}
    answered = cli("call_endpoint", endpoint=found, arguments={"user_id": "5f000000f7217947f9746740"})
    sql = f"SELECT data__note_num_stat__collected AS collected FROM {answered['result_id']}"  # noqa: S608
    assert cli("query_results", sql=sql)["rows"] == [{"collected": 39558}]
