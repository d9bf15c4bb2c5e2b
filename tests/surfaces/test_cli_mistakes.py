"""The command line when it is used or set up wrongly: every fault is named with its remedy."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from creatorscope.surfaces.offering import NOTHING_OFFERED
from creatorscope.surfaces.tool_file import load_tools

CHANGING = {tool.name for tool in load_tools() if not tool.facts.read_only}


def names_in(done):
    """Return the names of the tools that `tools` or `doctor` shows as JSON."""
    assert done.code == 0, done.err
    shown = json.loads(done.out)
    return shown["tools"] if isinstance(shown, dict) else [tool["name"] for tool in shown]


@pytest.mark.parametrize("command", ["tools", "doctor"])
def test_read_only_leaves_the_tools_that_change_nothing(shell, command):
    everything = names_in(shell(command, "--json"))
    left = names_in(shell(command, "--json", "--read-only"))
    assert left == [name for name in everything if name not in CHANGING]
    assert 0 < len(left) < len(everything)


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("serv",), 2, "Did you mean 'serve'?"),
        (("search-tiktok-creator",), 2, "Did you mean 'search-tiktok-creators'?"),
        (("sandbox", "--port", "99999"), 2, "0<=x<=65535"),
        (("tools", "--config", "none.yaml"), 2, "Correct --config"),
        (("submit-affiliate-errors", "--errors", '{"data": {}}'), 3, "errors.0.data.creator_id"),
        (("submit-collection-task", "--values", "a"), 3, "task_type: required and missing. Use 'LINK_BATCH'"),
    ],
)
def test_mistake_is_named_with_its_remedy(shell, words, code, shown):
    done = shell(*words)
    assert done.code == code
    assert shown in done.err
    assert "internal error" not in done.err


@pytest.mark.parametrize("words", [("call", "get_account_health"), ("sandbox", "--port", "0")])
def test_storage_that_cannot_be_written_is_a_file_error_with_the_remedy(shell, tmp_path, words):
    taken = tmp_path / "file"
    taken.write_text("not a folder")
    done = shell(*words, "--storage", str(taken))
    assert done.code == 6
    assert "storage_not_writable" in done.err
    assert "--storage" in done.err


def test_state_file_that_is_no_state_is_a_file_error(shell, tmp_path):
    state = tmp_path / "sandbox" / "seed-7-creators-300-v1-as-of-2026-03-15.sqlite"
    state.parent.mkdir()
    state.write_text("something else, longer than the header of a database file would be" * 20)
    done = shell("get-account-health")
    assert done.code == 6
    assert "not a database" in done.err


def test_misspelt_variable_is_told_with_an_answer_but_not_with_json(shell, monkeypatch):
    monkeypatch.setenv("CV_API_KYE", "cv_live_1")
    assert "warning: CV_API_KYE is not a setting" in shell("get-account-health").err
    assert shell("get-account-health", "--json").err == ""


def test_set_up_that_offers_nothing_says_so(shell, monkeypatch):
    monkeypatch.setenv("AFFILIATE_API_BASE_URL", "https://crawl.example.com")
    done = shell("tools", "--toolsets", "media")
    assert done.code == 0
    assert NOTHING_OFFERED in done.err


@pytest.mark.parametrize(
    ("env", "flags", "tool", "why"),
    [
        ({"TIKHUB_API_KEY": "tok-hub-1"}, (), "search_tiktok_creators", "CV_API_KEY and CV_USER_IDENTITY"),
        ({}, (("READ_ONLY", "1"),), "submit_collection_task", "read_only is on"),
        ({}, (("EXCLUDE_TOOLS", "verify_webhook"),), "verify_webhook", "among exclude_tools"),
        ({}, (("TOOLSETS", "media"),), "verify_webhook", "neither it nor its toolset collect"),
        ({}, (("HIDE_CONTACTS", "1"),), "export_collection", "hide_contacts is on"),
        ({}, (), "raw_tiktok_work", "works_raw is off"),
    ],
)
def test_tool_left_out_says_why_and_nothing_else(shell, monkeypatch, env, flags, tool, why):
    for name, value in (*env.items(), *((f"CREATORSCOPE_{key}", value) for key, value in flags)):
        monkeypatch.setenv(name, value)
    done = shell("call", tool)
    assert done.code == 3
    assert why in done.err
    assert "; " not in done.err.partition("here: ")[2].partition(". ")[0]


def test_token_alone_offers_the_works_tools(shell, monkeypatch):
    monkeypatch.setenv("TIKHUB_API_KEY", "tok-hub-1")
    offered = names_in(shell("doctor", "--json"))
    assert "list_creator_works" in offered
    assert "get_account_overview" not in offered


def test_tool_is_described_by_either_spelling_with_what_its_arguments_take(shell):
    done = shell("tools", "search-tiktok-creators")
    assert done.code == 0
    assert 'service_level (S1, S2, S3, default "S2")' in done.out
    assert "size (integer, from 1, to 100, default 50)" in done.out


def test_arguments_on_stdin_are_utf8_with_or_without_a_mark(shell, monkeypatch):
    raw = io.BytesIO('{"industry": ["护肤"], "size": 1}'.encode("utf-8-sig"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="cp1252"))
    assert shell("call", "search_tiktok_creators", "-").code == 0


def test_arguments_on_stdin_in_another_encoding_are_refused(shell, monkeypatch):
    raw = io.BytesIO('{"industry": ["护肤"]}'.encode("gbk"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="utf-8"))
    done = shell("call", "search_tiktok_creators", "-")
    assert done.code == 3
    assert "not JSON" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("word", ["doctor", "version", "--help", "tools"])
def test_output_that_finds_no_room_is_a_file_error_with_its_exit_code(word, tmp_path):
    environment = {**os.environ, "CREATORSCOPE_STORAGE": str(tmp_path)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "creatorscope", word],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 6
    [line] = done.stderr.splitlines()
    assert line.startswith("file [output_not_written]: the output cannot be written: No space left")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
def test_closed_stdout_is_no_fault():
    words = f"{sys.executable} -m creatorscope version >&-"
    done = subprocess.run(["sh", "-c", words], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
