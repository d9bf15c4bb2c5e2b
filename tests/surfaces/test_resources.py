"""The resources that say what fields and errors mean."""

from __future__ import annotations

import json

import pytest
from mcp.shared.exceptions import MCPError

from creatorscope.contract.rows import row_model
from creatorscope.errors import Category
from creatorscope.operations.table import BY_NAME, OPERATIONS
from tests.surfaces.conftest import EVERY_TOOLSET

MISSING = {"auto": -32602, "legacy": -32002}
era = pytest.mark.parametrize("mode", MISSING)


@era
async def test_every_tool_has_a_resource_naming_every_field_of_its_rows(connect, mode):
    async with connect(mode, toolsets=EVERY_TOOLSET) as client:
        listed = {str(resource.uri) for resource in (await client.list_resources()).resources}
        for row in OPERATIONS:
            uri = f"creatorscope://fields/{row.name}"
            assert uri in listed
            [content] = (await client.read_resource(uri)).contents
            assert content.mime_type == "text/markdown"
            for name, info in row_model(row.response).model_fields.items():
                assert f"`{name}" in content.text
                assert info.description.replace("|", "\\|") in content.text


@era
async def test_template_covers_the_listed_resources(connect, mode):
    async with connect(mode) as client:
        templates = (await client.list_resource_templates()).resource_templates
    own = [template.uri_template for template in templates if "creatorscope" in template.uri_template]
    assert own == ["creatorscope://fields/{tool}", "creatorscope://results/{result_id}"]


async def test_a_kept_result_is_linked_and_read_with_where_it_came_from(connect):
    async with connect() as client:
        answer = await client.call_tool("search_tiktok_creators", {"size": 3})
        [link] = [part for part in answer.content if part.type == "resource_link"]
        [content] = (await client.read_resource(str(link.uri))).contents
    read = json.loads(content.text)
    assert link.name == read["result_id"] == answer.structured_content["result_id"]
    assert read["tool"] == "search_tiktok_creators"
    assert read["source"] == "sandbox"
    assert len(read["rows"]) == 3


async def test_fields_show_unit_and_service_level(connect):
    async with connect() as client:
        [content] = (await client.read_resource("creatorscope://fields/search_tiktok_creators")).contents
    row = next(line for line in content.text.splitlines() if line.startswith("| `engagement_rate`"))
    assert [cell.strip() for cell in row.strip("|").split("|")][:4] == [
        "`engagement_rate`",
        "number",
        "fraction",
        "S2",
    ]


async def test_errors_resource_names_every_kind(connect):
    async with connect() as client:
        [content] = (await client.read_resource("creatorscope://errors")).contents
    assert all(f"| {category} |" in content.text for category in Category)


@era
@pytest.mark.parametrize(
    "uri", ["creatorscope://fields/nothing", "creatorscope://other", "file:///etc/passwd"]
)
async def test_missing_resource_has_the_code_of_its_era(connect, mode, uri):
    async with connect(mode) as client:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
    assert caught.value.code == MISSING[mode]
    assert caught.value.data == {"uri": uri}


async def test_only_offered_tools_have_resources(connect):
    async with connect(tools="verify_webhook") as client:
        names = {str(resource.uri) for resource in (await client.list_resources()).resources}
        with pytest.raises(MCPError):
            await client.read_resource("creatorscope://fields/search_tiktok_creators")
    own = {name for name in names if "creatorscope" in name}
    assert own == {"creatorscope://fields/verify_webhook", "creatorscope://errors"}
    assert "search_tiktok_creators" in BY_NAME


async def test_kept_results_are_listed_newest_first(connect):
    async with connect() as client:
        first = (await client.call_tool("search_tiktok_creators", {"size": 1})).structured_content
        second = (await client.call_tool("search_tiktok_creators", {"size": 2})).structured_content
        listed = [str(resource.uri) for resource in (await client.list_resources()).resources]
    results = [uri for uri in listed if uri.startswith("creatorscope://results/")]
    assert results == [f"creatorscope://results/{answer['result_id']}" for answer in (second, first)]


async def test_a_server_that_hides_contacts_shows_no_result_kept_with_them(connect):
    async with connect() as client:
        answer = await client.call_tool("search_tiktok_creators", {"size": 1})
    uri = f"creatorscope://results/{answer.structured_content['result_id']}"
    async with connect(hide_contacts=True) as client:
        with pytest.raises(MCPError):
            await client.read_resource(uri)
        result = await client.call_tool("get_result", {"result_id": uri.rpartition("/")[2]})
    assert result.is_error


@era
async def test_the_app_that_shows_reports_is_a_resource_bound_to_its_tools(connect, stocked, mode):
    async with connect(mode) as client:
        tools = (await client.list_tools()).tools
        bound = {tool.name: tool.meta["ui"]["resourceUri"] for tool in tools if tool.meta}
        assert set(bound) == {"render_report", "score_shortlist", "compare_creators"}
        [uri] = set(bound.values())
        assert uri in {str(resource.uri) for resource in (await client.list_resources()).resources}
        [content] = (await client.read_resource(uri)).contents
        assert content.mime_type == "text/html;profile=mcp-app"
        assert "http://" not in content.text.replace("http://www.w3.org", "")
        for name in bound:
            result = await client.call_tool(name, BY_NAME[name].example.model_dump(exclude_unset=True))
            assert result.meta["creatorscope/report"]["sections"], name
