"""The server as a process: its start, several workers, and its orderly end."""

from __future__ import annotations

import json
import signal
import socket
import time

import httpx2
import pytest

from tests.http_server.conftest import connected
from tests.http_server.process import started
from tests.state.places import state_at

CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "search_tiktok_creators", "arguments": {"size": 2}},
}


def half_sent(port: int) -> tuple[socket.socket, bytes]:
    """Begin a call: everything is sent but the last byte, which is returned."""
    body = json.dumps(CALL).encode()
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json, text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    opened = socket.create_connection(("127.0.0.1", port), timeout=60)
    opened.sendall(head.encode() + body[:-1])
    return opened, body[-1:]


def received(opened: socket.socket) -> bytes:
    """Return what comes until the other side closes."""
    answer = b""
    while chunk := opened.recv(65536):
        answer += chunk
    return answer


def wait_until_refused(port: int) -> None:
    """Return when the server takes no new connections."""
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionResetError:
            continue  # it was waiting to be taken when the door closed
        except ConnectionRefusedError:
            return
    raise TimeoutError("it still takes connections")


def test_a_terminated_server_finishes_the_open_call_and_takes_no_new_one(tmp_path):
    with started(tmp_path) as server:
        assert httpx2.get(f"{server.address}/healthz", trust_env=False).status_code == 200
        opened, rest = half_sent(server.port)
        with opened:
            assert httpx2.get(f"{server.address}/healthz", trust_env=False).status_code == 200
            server.process.send_signal(signal.SIGTERM)
            wait_until_refused(server.port)
            opened.sendall(rest)
            answer = received(opened)
        code, said = server.ended()
    assert answer.startswith(b"HTTP/1.1 200")
    result = json.loads(answer.partition(b"\r\n\r\n")[2])["result"]
    assert len(result["structuredContent"]["rows"]) == 2
    assert (code, said) == (0, "")


@pytest.mark.slow
async def test_several_workers_answer_as_one_server(tmp_path):
    with started(tmp_path, "--workers", "2") as server:
        assert "in 2 processes" in server.said
        ids = set()
        for size in range(1, 7):
            async with connected(server.address) as client:
                answer = await client.call_tool("search_tiktok_creators", {"size": size})
                ids.add(answer.structured_content["result_id"])
        async with connected(server.address) as client:
            listed = await client.call_tool("list_results", {})
        code, said = server.stop(signal.SIGTERM)
    assert len(ids) == 6
    assert listed.structured_content["total"] == 6
    assert (code, said) == (0, "")


@pytest.mark.slow
def test_the_processes_of_a_killed_server_finish_the_open_call_and_end(tmp_path):
    with started(tmp_path, "--workers", "2") as server:
        opened, rest = half_sent(server.port)
        with opened:
            assert httpx2.get(f"{server.address}/healthz", trust_env=False).status_code == 200
            server.process.kill()
            wait_until_refused(server.port)
            opened.sendall(rest)
            answer = received(opened)
        _, said = server.ended()  # returns when nobody is left who could say anything
    assert answer.startswith(b"HTTP/1.1 200")
    assert said == ""


def test_the_start_says_where_it_is_and_whom_it_lets_in(tmp_path, new_token):
    with started(tmp_path) as server:
        assert "/mcp in 1 process; lets in everybody on this machine, without a token" in server.said
        assert server.stop(signal.SIGINT)[0] == 130
    token = new_token("ana")
    with started(tmp_path) as server:
        assert "lets in 1 token" in server.said
        assert token not in server.said


@pytest.mark.slow
async def test_two_machines_share_results_behind_a_url(tmp_path, new_token):
    ana = new_token("ana")
    bo = new_token("bo")

    def machine(name: str, database: str):
        # What one machine keeps for itself lies below its own home.
        own = {"HOME": str(tmp_path / name), "XDG_CACHE_HOME": str(tmp_path / name / "cache")}
        shared = {
            "CREATORSCOPE_STORAGE": f"local://{tmp_path / 'team'}",
            "CREATORSCOPE_DATABASE_URL": database,
            "CREATORSCOPE_TOKEN_FILE": str(tmp_path / "tokens.json"),
        }
        return started(tmp_path, **own, **shared)

    with (
        state_at("postgresql", tmp_path) as database,
        machine("one", database) as one,
        machine("two", database) as two,
    ):
        async with connected(one.address, ana) as client:
            answer = await client.call_tool("search_tiktok_creators", {"size": 3})
        result_id = answer.structured_content["result_id"]
        sql = f"SELECT count(*) AS rows FROM {result_id}"  # noqa: S608 - an id
        async with connected(two.address, ana) as client:
            counted = await client.call_tool("query_results", {"sql": sql})
        async with connected(two.address, bo) as client:
            other = await client.call_tool("get_result", {"result_id": result_id})
        ready = httpx2.get(f"{two.address}/readyz", trust_env=False)
    assert counted.structured_content["rows"] == [[3]]
    assert other.is_error
    assert ready.json()["checks"] == {"storage": "ok", "state": "ok"}
    assert (tmp_path / "team" / "principals" / "ana" / "results" / f"{result_id}.result").exists()
