"""The command line: answers, errors, exit codes, and what it must never show."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from creatorscope import __version__, errors
from creatorscope.operations.answer import ANSWER_SCHEMA
from creatorscope.operations.invoke import Invoker
from creatorscope.operations.table import OPERATIONS
from creatorscope.surfaces import doctor
from creatorscope.surfaces.cli import COMMANDS
from creatorscope.surfaces.exit_codes import EXIT_CODES
from tests.stock import RUNNABLE, example_of
from tests.surfaces.conftest import OFFERED

COMMAND = [sys.executable, "-m", "creatorscope"]


def words_of(row):
    """Return the options that stand for a row's example."""
    words = []
    for name, value in example_of(row).items():
        flag = f"--{name.replace('_', '-')}"
        if isinstance(value, bool):
            words.append(flag if value else f"--no-{flag[2:]}")
        elif isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
            words += [word for part in value for word in (flag, str(part))]
        else:
            words += [flag, value if isinstance(value, str) else json.dumps(value)]
    return words


@pytest.mark.parametrize("row", RUNNABLE, ids=lambda row: row.name)
def test_every_tool_is_a_command_that_answers_its_example(shell, stocked, row, monkeypatch):
    monkeypatch.setenv("CREATORSCOPE_TOOLS", row.name)
    done = shell(row.name.replace("_", "-"), *words_of(row), "--json")
    assert done.code == 0, done.err
    answer, common = json.loads(done.out), list(ANSWER_SCHEMA["properties"])
    assert list(answer)[: len(common)] == common


@pytest.mark.parametrize("row", OPERATIONS, ids=lambda row: row.name)
def test_help_of_every_tool_explains_every_argument(shell, row, monkeypatch):
    monkeypatch.setenv("CREATORSCOPE_TOOLS", row.name)
    done = shell(row.name.replace("_", "-"), "--help")
    assert done.code == 0
    for name in row.request.model_fields:
        assert f"--{name.replace('_', '-')}" in done.out


def test_call_takes_json_and_shows_text(shell):
    done = shell("call", "search_tiktok_creators", '{"keyword": "skincare", "size": 2}')
    assert done.code == 0
    assert "username | nickname" in done.out
    assert "source: sandbox" in done.out
    assert done.err == ""


def test_call_reads_arguments_from_stdin(shell, monkeypatch, tmp_path):
    given = tmp_path / "in.json"
    given.write_text('{"size": 1}')
    with given.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        done = shell("call", "search_tiktok_creators", "-", "--json")
    assert len(json.loads(done.out)["rows"]) == 1


def test_lists_may_be_repeated_or_separated_by_commas(shell):
    search = ("search-tiktok-creators", "--size", "5", "--json")
    repeated = shell(*search, "--country-code", "US", "--country-code", "GB")
    joined = shell(*search, "--country-code", "US,GB")
    assert repeated.code == 0
    assert json.loads(repeated.out)["rows"] == json.loads(joined.out)["rows"]


def test_argument_faults_come_together_on_stderr_with_exit_code_3(shell):
    done = shell("search-tiktok-creators", "--size", "many", "--country-code", "UK")
    assert done.code == 3
    assert done.out == ""
    assert "- size:" in done.err
    assert "- country_code" in done.err


def test_errors_can_be_had_as_json_facts(shell):
    done = shell("call", "search_tiktok_creators", '{"size": "many"}', "--json")
    assert done.code == 3
    facts = json.loads(done.err)
    assert facts["category"] == "arguments"
    assert [problem["field"] for problem in facts["problems"]] == ["size"]


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("call", "search_tiktok_creator"), 3, "Did you mean search_tiktok_creators?"),
        (("tools", "verify_webhok"), 3, "Did you mean verify_webhook?"),
        (("call", "verify_webhook", "{not json"), 3, "not JSON"),
        (("call", "verify_webhook", "[1]"), 3, "not a JSON object"),
        (("get-collection-status", "--task-id", "task_other_tenant"), 4, "not_found"),
        (("search-tiktok-creators", "--max-per-call", "credits=1"), 5, "budget"),
        (("search-tiktok-creators", "--colour", "red"), 2, "No such option"),
        (("serch-tiktok-creators",), 2, "No such command"),
        (("serve", "--toolsets", "discovery"), 2, "did you mean discover?"),
        (("call", "verify_webhook", "--max-per-call", "dollars=1"), 2, "is not a unit"),
    ],
)
def test_fault_ends_with_its_exit_code_and_a_remedy(shell, words, code, shown):
    done = shell(*words)
    assert done.code == code, done.err
    assert done.out == ""
    assert shown in done.err


def test_every_error_class_has_a_documented_exit_code():
    classes = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")
    ]
    assert classes
    assert {kind.exit_code for kind in classes} <= EXIT_CODES.keys()


def test_unexpected_fault_shows_an_id_and_ends_with_1(shell, monkeypatch):
    secret = "-".join(["sk", "live", "1234"])

    async def fail(*_args, **_kwargs):
        raise RuntimeError(secret)

    monkeypatch.setattr(Invoker, "invoke", fail)
    done = shell("get-account-health")
    assert done.code == 1
    assert "internal error, id " in done.err
    assert secret not in done.err


def test_every_command_is_listed_and_has_help(shell):
    overview = shell("--help")
    assert overview.code == 0
    for name in [*COMMANDS, *(row.name.replace("_", "-") for row in OFFERED)]:
        assert f"  {name} " in overview.out
    assert all(shell(name, "--help").code == 0 for name in COMMANDS)


def test_tools_lists_what_is_offered_and_describes_one(shell):
    listed = shell("tools", "--toolsets", "affiliate")
    assert [line.split()[0] for line in listed.out.splitlines()] == [
        row.name for row in OPERATIONS if row.toolset == "affiliate"
    ]
    assert len(json.loads(shell("tools", "--json").out)) == len(OFFERED)
    one = shell("tools", "verify_webhook")
    assert "challenge" in one.out
    assert json.loads(shell("tools", "verify_webhook", "--json").out)["name"] == "verify_webhook"


def test_version_is_shown(shell):
    assert __version__ in shell("version").out
    assert __version__ in shell("--version").out


def test_doctor_says_what_is_set_and_never_its_value(shell, monkeypatch, tmp_path):
    secrets = {
        "CV_API_KEY": "cv_live_do_not_show_1",
        "CV_USER_IDENTITY": "do-not-show@example.com",
        "TIKHUB_API_KEY": "do-not-show-2",
        "TIKTOK_CREATOR_COOKIE": "sessionid=do-not-show-3",
        "TIKTOK_CREATOR_PROXY": "http://user:do-not-show-4@proxy.example.com:8080",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CREATORSCOPE_STORAGES", "typo")
    monkeypatch.setenv("CV_API_BASE_URL", "http://api.example.com")
    for done in (shell("doctor"), shell("doctor", "--json")):
        assert done.code == 0, done.err
        assert all(name in done.out for name in secrets)
        assert not re.search("do.not.show", done.out)
        assert "CREATORSCOPE_STORAGES is not a setting" in done.out
        assert "plain http" in done.out
        assert "live" in done.out
    facts = json.loads(shell("doctor", "--json").out)
    assert facts["credentials"]["CV_API_KEY"] == "environment"
    assert facts["accounts"] == {"default": {"cookie": True, "proxy": True}}
    assert facts["hosts"]["tiktok_creator"] == "https://api.tikhub.io"


def test_doctor_says_what_is_kept_and_which_extras_are_installed(shell, monkeypatch):
    before = json.loads(shell("doctor", "--json").out)
    assert shell("search-tiktok-creators", "--size", "100").code == 0
    facts = json.loads(shell("doctor", "--json").out)
    assert facts["results"]["kept"] == before["results"]["kept"] + 1
    assert facts["results"]["mb"] > before["results"]["mb"]
    assert {"duckdb", "mcp"} <= facts["packages"].keys()
    assert facts["extras"].keys() == {"catalog", "report"}
    monkeypatch.setattr(doctor, "version", _absent)
    assert doctor._extras()["report"].endswith("add it with: pip install 'creatorscope[report]'")


def test_half_set_credentials_stop_every_command_with_the_reason(shell, monkeypatch):
    monkeypatch.setenv("CV_API_KEY", "cv_live_do_not_show_1")
    for words in [("serve",), ("call", "verify_webhook"), ("doctor",), ("verify-webhook",)]:
        done = shell(*words)
        assert done.code == 2
        assert "CV_USER_IDENTITY" in done.err
        assert not re.search("do.not.show", done.out + done.err)


def _absent(name):
    raise PackageNotFoundError(name)


def environment(tmp_path, **extra):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CREATORSCOPE_")}
    own = {"CREATORSCOPE_STORAGE": str(tmp_path), "CREATORSCOPE_SANDBOX_CREATORS": "300"}
    return kept | own | extra


def test_output_is_utf8_whatever_the_locale(tmp_path):
    done = subprocess.run(
        [*COMMAND, "search-tiktok-creators", "--country-code", "TW,JP", "--size", "20"],
        env=environment(tmp_path, PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=True,
    )
    assert not done.stdout.isascii()
    assert "username" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind")
def test_reader_that_stops_reading_ends_it_quietly_with_141(tmp_path):
    process = subprocess.Popen(
        [*COMMAND, "tools", "--json"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        process.stdout.close()
        assert process.wait(30) == 141
        assert process.stderr.read() == b""
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.parametrize("words", [("serve",), ("sandbox", "--port", "0")], ids=["serve", "sandbox"])
def test_interrupt_ends_a_server_with_130(tmp_path, words):
    process = subprocess.Popen(
        [*COMMAND, *words],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background jobs ignore the interrupt, and their children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    try:
        assert b"sandbox" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (130, -signal.SIGINT)  # Python's end inside an exec; 130 to a shell
    finally:
        process.kill()
        process.communicate()


def test_server_says_at_start_what_it_offers_and_ends_with_its_client(tmp_path):
    done = subprocess.run(
        [*COMMAND, "serve", "--toolsets", "media"],
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b""
    [line] = done.stderr.decode().splitlines()
    assert "sandbox" in line
    assert "4 tools" in line
    assert "tokens" in line


def test_address_in_use_is_said_with_exit_code_2(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = subprocess.run(
            [*COMMAND, "sandbox", "--port", str(taken.getsockname()[1])],
            env=environment(tmp_path),
            capture_output=True,
            check=False,
        )
    assert done.returncode == 2
    assert b"choose another --port" in done.stderr
