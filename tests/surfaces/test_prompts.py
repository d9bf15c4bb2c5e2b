"""The prompt contracts as MCP prompts, and the completions of ids."""

from __future__ import annotations

import json

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import PromptReference, ResourceTemplateReference

from creatorscope.claims.registry import CONTRACTS

DEMO = {"platform": "tiktok", "creator": "creator_demo"}
era = pytest.mark.parametrize("mode", ["auto", "legacy"])


async def kept(client, tool, **arguments) -> str:
    """Return the result id of a tool's answer."""
    return (await client.call_tool(tool, arguments)).structured_content["result_id"]


async def completed(client, prompt, name, value, **given) -> list[str]:
    """Return the completions of a prompt's argument."""
    argument = {"name": name, "value": value}
    found = await client.complete(PromptReference(name=prompt), argument, context_arguments=given or None)
    assert found.completion.total >= len(found.completion.values)
    return found.completion.values


@era
async def test_every_contract_is_a_prompt_with_its_arguments(connect, mode):
    async with connect(mode) as client:
        prompts = (await client.list_prompts()).prompts
    assert [prompt.name for prompt in prompts] == [row.id for row in CONTRACTS]
    for prompt in prompts:
        assert prompt.description
        assert [(one.name, one.required) for one in prompt.arguments] == [
            ("result_id", True),
            ("work_ids", False),
            ("language", False),
        ]


@era
async def test_prompt_says_what_the_tool_says(connect, mode):
    async with connect(mode) as client:
        works = await kept(client, "list_creator_works", **DEMO, max_works=60)
        analysis = await kept(client, "analyze_creator", works=works)
        found = await client.get_prompt("author-analysis", {"result_id": analysis, "language": "French"})
        [message] = found.messages
        answer = await client.call_tool(
            "prepare_analysis",
            {"contract": "author-analysis", "result_id": analysis, "language": "French"},
        )
    assert message.role == "user"
    prompted, _, data = message.content.text.partition("\n## Input")
    assert prompted in answer.content[0].text
    input_id = json.loads(data[data.index("\n{") :])["input_id"]
    assert input_id != answer.structured_content["input_id"]
    same = answer.content[0].text.replace(answer.structured_content["input_id"], input_id)
    assert message.content.text in same


async def test_input_of_a_prompt_can_be_checked_with_the_tool(connect):
    async with connect() as client:
        works = await kept(client, "list_creator_works", **DEMO, max_works=60)
        analysis = await kept(client, "analyze_creator", works=works)
        found = await client.get_prompt("author-benchmark", {"result_id": analysis})
        text = found.messages[0].content.text
        input_id = json.loads(text[text.index("\n{", text.index("## Input")) :])["input_id"]
        checked = await client.call_tool("check_analysis", {"input_id": input_id, "analysis": {}})
    assert not checked.is_error
    assert checked.structured_content["valid"] is False
    assert checked.structured_content["failures"][0]["rule"] == "schema.invalid"


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("hooks", {"result_id": "res_000000000000"}, "There is no prompt hooks. Prompts: asr-clean"),
        ("hook", {"result_id": "res_000000000000"}, "no result res_000000000000"),
        ("hook", {}, "result_id"),
        ("hook", {"result_id": "res_000000000000", "contract": "topic", "tone": "kind"}, "tone"),
    ],
)
async def test_prompt_that_cannot_be_prepared_says_why(connect, name, arguments, told):
    async with connect() as client:
        with pytest.raises(MCPError, match=told) as caught:
            await client.get_prompt(name, arguments)
    assert caught.value.error.code == -32602


async def test_without_the_tool_there_are_no_prompts(connect):
    async with connect(toolsets="discover") as client:
        assert (await client.list_prompts()).prompts == []
        with pytest.raises(MCPError, match="There is no prompt hook"):
            await client.get_prompt("hook", {"result_id": "res_000000000000"})
        assert await completed(client, "hook", "result_id", "") == []


@era
async def test_results_and_works_are_completed_newest_first(connect, mode):
    async with connect(mode) as client:
        works = await kept(client, "list_creator_works", **DEMO, max_works=60)
        analysis = await kept(client, "analyze_creator", works=works)
        await kept(client, "search_tiktok_creators", size=3)
        assert await completed(client, "hook", "result_id", "") == [analysis, works]
        assert await completed(client, "hook", "result_id", works) == [works]
        sampled = await completed(client, "hook", "work_ids", "", result_id=analysis)
        assert len(sampled) == 60
        assert set(sampled) == set(await completed(client, "hook", "work_ids", "", result_id=works))
        first, second = sampled[:2]
        more = await completed(client, "hook", "work_ids", f"{first},{second[:-1]}", result_id=works)
        assert f"{first},{second}" in more
        assert not any(values.endswith(f",{first}") for values in more)
        assert await completed(client, "hook", "work_ids", "") == []
        assert await completed(client, "hook", "work_ids", "", result_id="res_000000000000") == []
        assert await completed(client, "hook", "language", "") == []


async def test_slots_of_resource_templates_are_completed(connect):
    async with connect() as client:
        result_id = await kept(client, "search_tiktok_creators", size=3)
        asked = {
            "creatorscope://results/{result_id}": (result_id[:5], [result_id]),
            "creatorscope://fields/{tool}": ("search_you", ["search_youtube_creators"]),
            "skill://{name}/{+path}": ("c", []),
        }
        for uri, (value, wanted) in asked.items():
            reference = ResourceTemplateReference(uri=uri)
            found = await client.complete(reference, {"name": "any", "value": value})
            assert found.completion.values == wanted
