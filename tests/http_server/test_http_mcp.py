"""The MCP endpoint over HTTP: real clients, several principals, hosts and origins."""

from __future__ import annotations

import httpx2
import pytest
from mcp.shared.exceptions import MCPError

from creatorscope.surfaces.tool_file import load_tools
from tests.http_server.conftest import call, connected

era = pytest.mark.parametrize("mode", ["auto", "legacy"])
SEARCH = ("search_tiktok_creators", {"size": 2})


@era
async def test_a_client_lists_and_calls_the_tools(serving, make_settings, mode):
    async with serving(make_settings()) as address, connected(address, mode=mode) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        result = await client.call_tool(*SEARCH)
    assert names <= {tool.name for tool in load_tools()}
    assert "search_tiktok_creators" in names
    assert result.structured_content["source"] == "sandbox"


@era
async def test_results_of_one_principal_do_not_exist_for_another(serving, make_settings, new_token, mode):
    ana, bo = new_token("ana"), new_token("bo")
    async with serving(make_settings()) as address:
        async with connected(address, ana, mode) as client:
            result_id = (await client.call_tool(*SEARCH)).structured_content["result_id"]
            own = await client.call_tool("get_result", {"result_id": result_id})
            uri = f"creatorscope://results/{result_id}"
            read = await client.read_resource(uri)
        async with connected(address, bo, mode) as client:
            other = await client.call_tool("get_result", {"result_id": result_id})
            listed = await client.call_tool("list_results", {})
            shown = [str(resource.uri) for resource in (await client.list_resources()).resources]
            with pytest.raises(MCPError, match="no resource"):
                await client.read_resource(uri)
    assert not own.is_error
    assert result_id in read.contents[0].text
    assert other.is_error
    assert f"no result {result_id}" in other.content[0].text
    assert "No result is kept yet" in other.content[0].text
    assert listed.structured_content["total"] == 0
    assert uri not in shown


async def test_the_result_of_a_principal_is_there_in_another_process(serving, make_settings, new_token):
    ana = new_token("ana")
    async with serving(make_settings()) as address, connected(address, ana) as client:
        result_id = (await client.call_tool(*SEARCH)).structured_content["result_id"]
    async with serving(make_settings()) as address, connected(address, ana) as client:
        found = await client.call_tool("get_result", {"result_id": result_id})
    assert not found.is_error


async def test_each_principal_has_caps_of_its_own(serving, make_settings, new_token):
    poor, rich = new_token("poor", max_per_call={"credits": 5}), new_token("rich")
    settings = make_settings(max_per_call=["credits=100"])
    async with serving(settings) as address:
        async with connected(address, poor) as client:
            refused = await client.call_tool(*SEARCH)
        async with connected(address, rich) as client:
            taken = await client.call_tool(*SEARCH)
            too_much = await client.call_tool("search_tiktok_creators", {"size": 50})
    assert refused.is_error
    assert "budget" in refused.content[0].text
    assert not taken.is_error
    assert too_much.is_error


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Origin": "http://localhost:6274"}, 200),
        ({"Origin": "http://127.0.0.1"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:80"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
    ids=str,
)
async def test_only_known_hosts_and_origins_are_answered(serving, make_settings, headers, status):
    async with serving(make_settings()) as address:
        answer = await call(address, headers)
    assert answer.status_code == status


NAMED = {
    "public_url": "https://scope.example",
    "allowed_hosts": "scope.internal:8787",
    "allowed_origins": "https://app.example",
}


async def test_configured_hosts_and_origins_are_answered(serving, make_settings, new_token):
    known = {"Authorization": f"Bearer {new_token('ana')}"}
    async with serving(make_settings(**NAMED)) as address:
        for host in ("scope.example", "scope.internal:8787"):
            assert (await call(address, known | {"Host": host})).status_code == 200
        for origin in ("https://scope.example", "https://app.example"):
            assert (await call(address, known | {"Origin": origin})).status_code == 200


async def test_without_tokens_nobody_comes_in_by_the_public_address(serving, make_settings):
    async with serving(make_settings(**NAMED)) as address:
        assert (await call(address, {"Host": "scope.example"})).status_code == 421
        assert (await call(address, {})).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status", "told"),
    [("https://app.example", 200, "https://app.example"), ("https://evil.example", 400, None)],
)
async def test_a_browser_is_told_whether_a_page_may_call(serving, make_settings, origin, status, told):
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,mcp-protocol-version",
    }
    async with (
        serving(make_settings(**NAMED)) as address,
        httpx2.AsyncClient(trust_env=False) as http,
    ):
        answer = await http.options(f"{address}/mcp", headers=asked)
        called = await call(address, {"Origin": origin})
    assert answer.status_code == status
    assert answer.headers.get("access-control-allow-origin") == told
    assert called.headers.get("access-control-allow-origin") == told


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_there_is_no_stream_to_open_and_no_session_to_end(serving, make_settings, method):
    async with serving(make_settings()) as address, httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.request(method, f"{address}/mcp", headers={"Accept": "text/event-stream"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{not json", 400), (b"[]", 400), (b" " * 5_000_000, 413)],
    ids=["no-json", "no-request", "too-large"],
)
async def test_a_body_that_is_no_request_is_refused(serving, make_settings, content, status):
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    async with serving(make_settings()) as address, httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{address}/mcp", content=content, headers=headers)
    assert answer.status_code == status


async def test_health_says_that_it_serves_and_readiness_that_it_can_work(serving, make_settings):
    async with serving(make_settings()) as address, httpx2.AsyncClient(trust_env=False) as http:
        health = await http.get(f"{address}/healthz", headers={"Host": "10.0.0.7"})
        ready = await http.get(f"{address}/readyz", headers={"Host": "10.0.0.7"})
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert ready.json()["checks"] == {"storage": "ok", "state": "ok"}


async def test_a_server_without_its_storage_lives_and_is_not_ready(serving, make_settings, tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("not a folder")
    settings = make_settings(storage=blocker / "below")
    async with serving(settings) as address, httpx2.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{address}/healthz")).status_code == 200
        ready = await http.get(f"{address}/readyz")
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"storage": "not usable", "state": "not usable"}
    assert str(tmp_path) not in ready.text
