"""The state is shared safely by several connections and processes, and outlives them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from creatorscope.sandbox.app import SandboxConfig, build_sandbox
from creatorscope.sandbox.state import State

COUNT_MANY = """
import sys
from pathlib import Path
from creatorscope.sandbox.state import State
state = State(Path(sys.argv[1]))
for _ in range(50):
    state.add("shared", 1)
    state.update("kind", "key", lambda found: {"n": (found or {"n": 0})["n"] + 1})
    state.append_log("POST", "/path", "digest", "tenant")
"""


@pytest.fixture(params=["memory", "file"])
def state(request, tmp_path):
    opened = State(None if request.param == "memory" else tmp_path / "deep" / "state.sqlite")
    yield opened
    opened.close()


def test_documents_are_kept_in_order_of_first_storing(state):
    state.put("kind", "b", {"n": 1})
    state.put("kind", "a", {"text": "ü"})
    state.put("kind", "b", {"n": 2})
    state.put("other", "b", {})

    assert state.items("kind") == [("b", {"n": 2}), ("a", {"text": "ü"})]
    assert (state.get("kind", "a"), state.get("kind", "c"), state.items("none")) == ({"text": "ü"}, None, [])
    state.remove("kind", "b")
    assert state.get("kind", "b") is None


def test_a_new_document_does_not_replace_one(state):
    assert state.put_new("kind", "key", {"n": 1}) == {"n": 1}
    assert state.put_new("kind", "key", {"n": 2}) == {"n": 1}


def test_a_failing_change_changes_nothing(state):
    state.put("kind", "key", {"n": 1})

    with pytest.raises(ZeroDivisionError):
        state.update("kind", "key", lambda found: {"n": (found or {})["n"] // 0})

    assert state.get("kind", "key") == {"n": 1}
    assert state.add("still works", 1) == 1


def test_a_tally_stops_at_its_limit_and_starts_anew_in_another_period(state):
    assert [state.add("t", 2, limit=5, period="a") for _ in range(3)] == [2, 4, None]
    assert (state.tally("t", period="a"), state.tally("t", period="b")) == (4, 0)
    assert state.add("t", 1, limit=5, period="b") == 1


def test_processes_that_open_and_write_at_once_lose_nothing(tmp_path):
    path = tmp_path / "state.sqlite"
    command = [sys.executable, "-c", COUNT_MANY, str(path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]

    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 4

    state = State(path)
    assert (state.tally("shared"), state.get("kind", "key")) == (200, {"n": 200})
    assert [entry.count for entry in state.requests()] == [200]
    state.close()


def test_each_world_has_a_file_of_its_own(tmp_path):
    configs = [
        SandboxConfig(storage=tmp_path),
        SandboxConfig(storage=tmp_path, seed=8),
        SandboxConfig(storage=tmp_path, creators=100),
        SandboxConfig(storage=tmp_path, as_of=date(2026, 3, 15)),
    ]

    assert len({config.state_path for config in configs}) == 4
    assert SandboxConfig().state_path is None


async def test_what_one_sandbox_did_the_next_on_the_same_storage_knows(open_caller, tmp_path):
    first = await open_caller(storage=tmp_path)
    body = {"task_type": "FILE_UPLOAD", "platform": "tiktok", "values": ["creator_demo"]}
    task = await first.data("collection/tasks/submit", body)
    second = await open_caller(storage=tmp_path)
    second.clock.advance(minutes=30)

    assert (await second.data("collection/tasks/status", task))["status"] == "completed"
    assert len(second.sandbox.requests()) == 2


def test_a_pinned_sandbox_runs_on_from_the_birth_of_its_state(tmp_path):
    config = SandboxConfig(storage=tmp_path, as_of=date(2026, 3, 15))
    first = build_sandbox(config)
    born = first.state.get("meta", "born")
    second = build_sandbox(config)

    assert second.state.get("meta", "born") == born
    assert second.now() >= first.now()


def test_settings_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="speed"):
        SandboxConfig(speed=0)
    with pytest.raises(ValueError, match="rate_limit"):
        SandboxConfig(rate_limit=0)
