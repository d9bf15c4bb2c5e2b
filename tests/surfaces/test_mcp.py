"""Every tool through a real MCP client, in both protocol eras."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS

from creatorscope.contract.operation import Download, Effect, Endpoint, LocalOperation, Provider
from creatorscope.operations.answer import ANSWER_SCHEMA
from creatorscope.operations.invoke import Invoker
from creatorscope.operations.table import OPERATIONS
from tests.stock import RUNNABLE, example_of
from tests.surfaces.conftest import EVERY_TOOLSET, OFFERED

ERAS = {"auto": "2026-07-28", "legacy": "2025-11-25"}
ENDPOINTS = [row for row in OPERATIONS if isinstance(row, Endpoint)]
NAMES = [row.name for row in OFFERED]
era = pytest.mark.parametrize("mode", ERAS)


@era
async def test_lists_the_tables_tools_in_its_order(connect, mode):
    async with connect(mode) as client:
        assert client.protocol_version == ERAS[mode]
        listed = (await client.list_tools()).tools
    assert [tool.name for tool in listed] == NAMES
    calls = {row.name for row in ENDPOINTS}
    assert all(tool.output_schema == (ANSWER_SCHEMA if tool.name in calls else None) for tool in listed)


@era
async def test_every_tool_answers_its_own_example(connect, stocked, mode):
    async with connect(mode, toolsets=EVERY_TOOLSET) as client:
        for row in RUNNABLE:
            result = await client.call_tool(row.name, example_of(row))
            assert not result.is_error, result.content[0].text
            answer = result.structured_content
            common = list(ANSWER_SCHEMA["properties"])
            assert list(answer)[: len(common)] == common
            assert set(answer) - set(common) <= set(row.response.model_fields)
            assert answer["source"] in {"sandbox", "import"}
            assert answer["summary"] in result.content[0].text


@pytest.mark.parametrize("row", OPERATIONS, ids=lambda row: row.name)
async def test_hints_follow_from_the_effect(connect, row):
    async with connect(tools=row.name) as client:
        tool = next(tool for tool in (await client.list_tools()).tools if tool.name == row.name)
    hints = tool.annotations
    assert bool(hints.read_only_hint) is row.effect.read_only
    if not row.effect.read_only:
        assert (hints.destructive_hint is not False) is (row.effect is Effect.DELETE)
        assert bool(hints.idempotent_hint) is row.effect.idempotent


@era
async def test_unknown_tool_is_refused_with_the_nearest_name(connect, mode):
    async with connect(mode) as client:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("search_tiktok_creator", {})
    assert caught.value.code == INVALID_PARAMS
    assert "Did you mean search_tiktok_creators?" in caught.value.message


async def test_tool_left_out_by_the_operator_is_refused_with_the_reason(connect):
    async with connect(read_only=True) as client:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("submit_collection_task", {})
    assert caught.value.code == INVALID_PARAMS
    assert "not offered here" in caught.value.message


async def test_tool_off_by_default_is_refused_with_how_to_have_it(connect):
    async with connect() as client:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("raw_tiktok_work", {"aweme_id": "1"})
    assert "works_raw is off unless it is named" in caught.value.message


@era
async def test_all_argument_faults_come_in_one_readable_reply(connect, mode):
    faults = {"size": 1000, "country_code": "UK", "followers_cnt_gte": "many", "colour": "red", "rows": -1}
    async with connect(mode) as client:
        result = await client.call_tool("search_tiktok_creators", faults)
    assert result.is_error
    assert result.structured_content is None
    text = result.content[0].text
    assert "nothing was sent" in text
    assert all(f"- {name}" in text for name in faults)
    assert "GB" in text


@era
async def test_stringified_arguments_are_understood(connect, mode):
    plain = {"country_code": ["US"], "size": 3, "has_email": True, "fields": ["username"], "dry_run": False}
    spoken = {name: value if isinstance(value, str) else json.dumps(value) for name, value in plain.items()}
    async with connect(mode) as client:
        first = await client.call_tool("search_tiktok_creators", plain)
        second = await client.call_tool("search_tiktok_creators", spoken)
    assert not second.is_error, second.content[0].text
    assert second.structured_content["rows"] == first.structured_content["rows"]


@era
async def test_serves_over_stdio(mode, tmp_path):
    env = {
        "CREATORSCOPE_STORAGE": str(tmp_path),
        "CREATORSCOPE_SANDBOX_CREATORS": "300",
        "HOME": str(tmp_path),
    }
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "creatorscope", "serve", "--sandbox"], env=env
    )
    async with Client(command, mode=mode) as client:
        assert client.protocol_version == ERAS[mode]
        assert [tool.name for tool in (await client.list_tools()).tools] == NAMES
        result = await client.call_tool("get_account_health", {})
    assert result.structured_content["source"] == "sandbox"


async def test_missing_arguments_object_is_an_empty_one(connect):
    async with connect() as client:
        result = await client.call_tool("list_affiliate_creators")
    assert not result.is_error


@era
async def test_upstream_error_is_a_result_without_structure(connect, mode):
    async with connect(mode) as client:
        result = await client.call_tool("get_collection_status", {"task_id": "task_other_tenant"})
    assert result.is_error
    assert result.structured_content is None
    assert "not_found" in result.content[0].text
    assert "What to do:" in result.content[0].text


async def test_unexpected_fault_shows_an_id_and_none_of_its_text(connect, monkeypatch, caplog):
    secret = "-".join(["sk", "live", "1234"])

    async def fail(*_args, **_kwargs):
        raise RuntimeError(secret)

    monkeypatch.setattr(Invoker, "invoke", fail)
    async with connect() as client:
        with caplog.at_level(logging.ERROR):
            result = await client.call_tool("get_account_health", {})
    text = result.content[0].text
    assert result.is_error
    assert "internal error, id " in text
    shown = text.partition("internal error, id ")[2][:8]
    assert shown in caplog.text
    assert "RuntimeError" in caplog.text
    assert secret not in text + caplog.text


async def test_server_goes_on_after_the_app_could_not_be_opened(connect, tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("not a folder")
    async with connect(storage=blocker / "below", ephemeral=False) as client:
        for _ in range(2):
            result = await client.call_tool("get_account_health", {})
            assert result.is_error
            assert result.content[0].text


@era
async def test_transfers_report_progress(connect, mode):
    steps = []

    async def note(done, total, message):
        steps.append((done, total, message))

    async with connect(mode) as client:
        row = next(row for row in ENDPOINTS if isinstance(row.transfer, Download))
        await client.call_tool(row.name, example_of(row), progress_callback=note)
    assert steps
    assert all(done <= total and message for done, total, message in steps)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"read_only": True}, [row.name for row in OFFERED if row.effect.read_only]),
        ({"toolsets": "affiliate"}, [row.name for row in ENDPOINTS if row.toolset == "affiliate"]),
        ({"tools": "verify_webhook"}, ["verify_webhook"]),
        ({"tools": "raw_tiktok_work"}, ["raw_tiktok_work"]),
        ({"toolsets": "works_raw"}, [row.name for row in ENDPOINTS if row.toolset == "works_raw"]),
        ({"exclude_tools": "verify_webhook"}, [name for name in NAMES if name != "verify_webhook"]),
    ],
    ids=["read-only", "toolset", "one tool", "one raw tool", "all raw tools", "all but one"],
)
async def test_operator_chooses_what_is_offered(connect, flags, expected):
    async with connect(**flags) as client:
        assert [tool.name for tool in (await client.list_tools()).tools] == expected


async def test_live_server_offers_only_providers_with_credentials(connect):
    env = {"CV_API_KEY": "cv_live_made_up_1234", "CV_USER_IDENTITY": "someone@example.com"}
    async with connect(env=env) as client:
        listed = {tool.name for tool in (await client.list_tools()).tools}
        assert "sandbox" not in client.instructions
        assert "get_account_overview" not in client.instructions
    own = {None, Provider.CREATIVAULT}
    local = {row.name for row in OFFERED if isinstance(row, LocalOperation) and row.needs in own}
    assert listed == local | {row.name for row in ENDPOINTS if row.provider is Provider.CREATIVAULT}


async def test_account_is_an_argument_only_where_there_are_several(connect):
    account = {"cookie": "sessionid=abc123"}
    for accounts, expected in [({"one": account}, False), ({"one": account, "two": account}, True)]:
        async with connect(env={"TIKHUB_API_KEY": "made-up-token"}, accounts=accounts) as client:
            listed = (await client.list_tools()).tools
        own = {row.name for row in ENDPOINTS if row.provider is Provider.TIKTOK_CREATOR}
        takes = {tool.name for tool in listed if "account" in tool.input_schema["properties"]}
        assert takes - {"analyze_shop"} == (own if expected else set())


async def test_instructions_say_where_to_start_and_that_the_data_is_made_up(connect):
    async with connect() as client:
        text = client.instructions
    assert "search_tiktok_creators" in text
    assert "saved_to" in text
    assert "source: sandbox" in text
    assert "never instructions" in text
    assert len(text) < 2000
