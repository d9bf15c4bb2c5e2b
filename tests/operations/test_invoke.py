"""One request from arguments to answer, on the sandbox."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import stamina
from starlette.responses import JSONResponse

from creatorscope.clock import SystemClock
from creatorscope.errors import ArgumentError, BudgetError, LocalFileError, UpstreamError
from creatorscope.operations.invoke import Invoker
from creatorscope.results.store import ResultStore
from creatorscope.sandbox.documents import sample_document
from tests.client.conftest import Upstream, client_of, vault

SEARCH = "search_tiktok_creators"


def tokens(answer) -> int:
    structure = json.dumps(answer.structured(), ensure_ascii=False, separators=(",", ":"))
    return (len(answer.text().encode()) + len(structure.encode())) // 4


async def test_fifty_rows_take_at_most_3000_tokens_as_text_and_structure_together(call):
    for level in ("S1", "S2", "S3"):
        answer = await call(SEARCH, size=50, service_level=level)
        assert len(answer.rows) == 50
        assert tokens(answer) <= 3000


async def test_many_long_cells_are_cut_to_whole_rows_and_the_summary_says_so(call):
    answer = await call(SEARCH, size=100, fields=["username", "bio", "hashtags", "avatar_url", "profile_url"])
    assert 0 < len(answer.rows) < 100
    assert tokens(answer) <= 10_000
    assert f"the first {len(answer.rows)} shown" in answer.summary
    assert all(len(row) == 5 for row in answer.rows)


async def test_the_whole_answer_is_kept_under_its_result_id(call, tmp_path):
    answer = await call(SEARCH, size=3, rows=1)
    kept = ResultStore(tmp_path, SystemClock()).load(answer.result_id)
    assert len(kept.rows()) == 3
    assert len(answer.rows) == 1
    assert kept.meta.arguments == {"size": 3}
    assert kept.meta.source == "sandbox"
    assert answer.saved_to is None


async def test_columns_empty_in_every_row_are_left_out_unless_asked_for(call):
    basic = await call(SEARCH, size=3, service_level="S1")
    assert "engagement_rate" not in basic.columns
    asked = await call(SEARCH, size=3, fields=["username", "mcn"], rows=2)
    assert list(asked.columns) == ["username", "mcn"]


async def test_charge_and_balance_are_the_upstreams_own(call):
    answer = await call(SEARCH, size=7, service_level="S3")
    assert answer.charged.amount == 28
    assert answer.remaining.amount == 1_000_000 - 28
    assert answer.source == "sandbox"


async def test_a_dry_run_quotes_and_sends_nothing(open_sandbox_app):
    async with open_sandbox_app() as app:
        run = app.invoker.invoke
        quoted = await run(app.operations[SEARCH], {"size": 50, "service_level": "S2", "dry_run": True})
        after = await run(app.operations[SEARCH], {"size": 1, "service_level": "S1"})
    assert "150 credits" in quoted.summary
    assert quoted.saved_to is None
    assert quoted.charged.amount == 0
    assert after.remaining.amount == 1_000_000 - 1


async def test_problems_of_options_and_arguments_come_in_one_reply(call):
    with pytest.raises(ArgumentError) as raised:
        await call(
            SEARCH, size=101, country_code="UK", rows=-1, fields=["nonsense"], followers_cnt_gte="many"
        )
    named = {problem.field for problem in raised.value.problems}
    assert named == {"size", "country_code", "rows", "fields.0", "followers_cnt_gte"}
    assert "GB" in raised.value.text()


async def test_a_column_of_a_higher_level_is_refused_before_anything_is_spent(call):
    with pytest.raises(ArgumentError, match="1 problem") as raised:
        await call(SEARCH, service_level="S1", fields=["email"])
    assert "service_level S2" in raised.value.text()


async def test_a_cap_refuses_with_the_quote_and_the_size_that_fits(open_sandbox_app):
    async with open_sandbox_app(max_per_call=["credits=100"]) as app:
        with pytest.raises(BudgetError) as raised:
            await app.invoker.invoke(app.operations[SEARCH], {"size": 50})
        assert "150 credits" in raised.value.text()
        assert "size=33 fits" in raised.value.text()
        with pytest.raises(BudgetError, match="unknown"):
            await app.invoker.invoke(
                app.operations["submit_collection_task"],
                {"task_type": "FILE_UPLOAD", "platform": "tiktok", "values": ["creator_demo"]},
            )


async def test_contacts_are_hidden_in_preview_and_result(open_sandbox_app):
    async with open_sandbox_app(hide_contacts=True) as app:
        arguments = {
            "keyword": "creator_demo",
            "size": 1,
            "fields": ["username", "email", "bio", "has_email"],
        }
        answer = await app.invoker.invoke(app.operations[SEARCH], arguments)
    assert answer.rows[0][1] == "***"
    assert answer.rows[0][3] is True
    kept = app.invoker._around.store.load(answer.result_id).raw.decode()
    assert "demo@example.com" not in kept + answer.text()
    assert "creator_demo" in kept


async def test_what_was_submitted_has_an_unknown_charge(call):
    answer = await call(
        "submit_collection_task", task_type="FILE_UPLOAD", platform="tiktok", values=["creator_demo"]
    )
    assert answer.charged.amount is None
    assert "unknown credits" in answer.text()
    assert answer.next.startswith("after 60 s: get_collection_status {")


async def test_a_task_of_another_tenant_is_not_found_and_not_charged(call):
    with pytest.raises(UpstreamError) as raised:
        await call("get_collection_status", task_id="task_other_tenant")
    assert raised.value.facts() | {"message": "", "request_id": ""} == {
        "code": None,
        "category": "not_found",
        "message": "",
        "remedy": raised.value.remedy,
        "retryable": False,
        "retry_after_s": None,
        "charged": "no",
        "request_id": "",
    }


async def test_an_export_is_fetched_to_the_storage_and_a_second_one_does_not_overwrite_it(call, tmp_path):
    arguments = {"task_id": "task_20260315_abc123", "format": "csv"}
    first = await call("export_collection", **arguments)
    second = await call("export_collection", **arguments)
    assert first.saved_to != second.saved_to
    assert Path(first.saved_to).read_bytes() == Path(second.saved_to).read_bytes()
    assert Path(first.saved_to).is_relative_to(tmp_path / "files")


async def test_documents_come_from_the_argument_or_a_file_below_the_storage_never_both(call, tmp_path):
    lines = [json.dumps(sample_document(seed), ensure_ascii=False) for seed in (1, 2)]
    (tmp_path / "creators.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answer = await call("submit_affiliate_creators", file="creators.jsonl")
    assert "2 creators" in answer.summary
    inline = await call("submit_affiliate_creators", creators=[sample_document()])
    assert "1 creator accepted" in inline.summary
    with pytest.raises(ArgumentError):
        await call("submit_affiliate_creators", file="creators.jsonl", creators=[sample_document()])
    with pytest.raises(ArgumentError):
        await call("submit_affiliate_creators")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.json", "[{]", "line 1, column 3"),
        ("latin.json", b"\xff\xfe\xff", "not UTF-8"),
        ("missing.json", None, "not a file"),
    ],
)
async def test_a_file_that_cannot_be_read_is_named_with_the_reason(call, tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LocalFileError) as raised:
        await call("submit_affiliate_creators", file=name)
    assert said in raised.value.text()


@pytest.mark.parametrize(
    ("name", "arguments", "fields"),
    [
        ("submit_affiliate_creators", {"file": "missing.json", "colour": "red"}, {"file", "colour"}),
        ("open_upload", {"file": "missing.mp3"}, {"file", "provider"}),
        ("open_upload", {"file": "missing.mp3", "provider": "s3"}, {"file", "provider"}),
        ("submit_affiliate_creators", {"file": ""}, {"file"}),
        ("open_upload", {"file": 5, "provider": "r2"}, {"file"}),
    ],
)
async def test_faults_of_a_file_and_of_other_arguments_come_in_one_reply(call, name, arguments, fields):
    with pytest.raises(ArgumentError) as raised:
        await call(name, **arguments)
    assert {problem.field for problem in raised.value.problems} == fields


async def test_an_unknown_argument_is_told_the_names_of_the_tool_and_of_its_options(call):
    with pytest.raises(ArgumentError) as raised:
        await call(SEARCH, row=1)
    [problem] = raised.value.problems
    assert problem.fix.startswith("Did you mean rows? Known: keyword, ")
    assert problem.fix.endswith(", fields, rows, dry_run.")
    with pytest.raises(ArgumentError) as raised:
        await call("verify_webhook", challenge="x", row=1)
    assert raised.value.problems[0].fix == "Known: challenge."


async def test_a_file_outside_the_allowed_folders_is_refused(call, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "creators.json"
    outside.write_text("[]", encoding="utf-8")
    for name in (str(outside), "../../etc/hostname"):
        with pytest.raises(LocalFileError, match="outside the folders"):
            await call("submit_affiliate_creators", file=name)


async def test_an_upload_announces_sends_and_completes_a_local_file(call, tmp_path):
    (tmp_path / "talk.mp3").write_bytes(b"ID3" + bytes(500))
    opened = await call("open_upload", provider="r2", file="talk.mp3")
    assert opened.saved_to == str(tmp_path / "talk.mp3")
    upload_id = opened.rows[0][list(opened.columns).index("upload_id")]
    assert opened.next == f'complete_upload {{"upload_id": "{upload_id}"}}'
    completed = await call("complete_upload", upload_id=upload_id)
    assert "file_url" in completed.columns


async def test_an_empty_answer_says_why(call):
    nobody = await call(SEARCH, keyword="zzzzqqqq")
    assert "No creator matches" in nobody.summary
    beyond = await call(SEARCH, page=500)
    assert "past the last one" in beyond.summary
    old = await call("get_account_overview", start_date="2019-01-01")
    assert "no rows" in old.summary
    assert "not bound to a TikTok Shop" in old.summary


async def test_what_a_call_would_cost_is_said_in_words_that_read_well(call):
    unknown = await call(
        "submit_keyword_collection", platform="tiktok", task_name="x", keywords=["a"], dry_run=True
    )
    assert "what it costs in credits is not published" in unknown.summary
    free = await call("get_collection_status", task_id="task_20260315_abc123", dry_run=True)
    assert "it costs nothing" in free.summary
    one = await call(SEARCH, size=1, service_level="S1", dry_run=True)
    assert "at most 1 credit." in one.summary


async def test_waits_a_service_asks_for_are_told_as_progress_that_moves_on(open_sandbox_app):
    told = []

    async def progress(done, total, message):
        told.append((done, total, message))

    busy = [JSONResponse({}, 429, headers={"Retry-After": str(wait)}) for wait in (30, 20)]
    upstream = Upstream(lambda _request, _body: busy.pop(0) if busy else vault({"status": "completed"}))
    async with open_sandbox_app() as app, client_of(upstream) as client:
        invoker = Invoker(replace(app.invoker._around, client=client))
        with stamina.set_testing(True, attempts=100, cap=True):
            arguments = {"task_id": "task_20260315_abc123"}
            await invoker.invoke(app.operations["get_collection_status"], arguments, progress=progress)
    assert [done for done, _, _ in told] == [0.1, 0.2]
    assert told[0][2] == "the service asks to wait 30 s; then it is asked again"


async def test_empty_words_never_reach_a_billed_search(call):
    for empty in ("", "  "):
        with pytest.raises(ArgumentError) as raised:
            await call(SEARCH, keyword=empty, gender=empty)
        assert {problem.field for problem in raised.value.problems} == {"keyword", "gender"}


async def test_a_series_whose_steps_name_no_day_says_which_days_they_are(call):
    overview = await call("get_account_overview", start_date="2025-04-01")
    assert "covering 2025-04-01 to before 2025-05-01 (step 1d)" in overview.summary
    products = await call("list_video_analytics", start_date="2025-04-01")
    stats = await call("get_video_stats", start_date="2025-04-01", item_id="7496499484705246507")
    assert "covering" not in stats.summary
    assert stats.columns[0] == "start_timestamp"
    assert products.rows


async def test_the_next_page_is_suggested_only_when_this_one_is_full(call):
    full = await call(SEARCH, size=5)
    assert "page=2" in full.next
    assert (await call(SEARCH, keyword="creator_demo", size=5)).next is None
