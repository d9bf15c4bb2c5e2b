"""The sandbox runs on a port and says where."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import httpx2
import pytest

from creatorscope.app import sandbox_config
from creatorscope.sandbox.app import SandboxConfig
from creatorscope.sandbox.serve import SECRET_SETTING, format_banner, run_sandbox
from creatorscope.settings import load_settings

RUN = """
import contextlib, functools, anyio
from creatorscope.sandbox.app import SandboxConfig
from creatorscope.sandbox.serve import run_sandbox
with contextlib.suppress(KeyboardInterrupt):
    anyio.run(functools.partial(run_sandbox, SandboxConfig(creators=30), "127.0.0.1", 0))
"""


def test_a_sandbox_on_a_port_says_where_answers_and_stops_when_interrupted():
    running = subprocess.Popen([sys.executable, "-c", RUN], stderr=subprocess.PIPE, text=True)
    try:
        banner = running.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", banner)[0]
        answer = httpx2.get(f"{address}/creators", trust_env=False, timeout=30)
        running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=30)[1]
    finally:
        running.kill()

    assert "cv_live_sandbox" in banner
    assert answer.status_code == 200
    assert (rest, running.returncode) == ("", 0)


def test_the_banner_writes_an_ipv6_address_in_brackets():
    assert "http://[::1]:8900 " in format_banner(SandboxConfig(), "::1", 8900)


@pytest.mark.parametrize("env", [{}, {SECRET_SETTING: "never-shown-1234"}], ids=["unset", "set"])
def test_the_banner_says_which_setting_signs_the_webhooks_and_never_its_value(env):
    settings = load_settings(env, None, {"sandbox": True})
    banner = format_banner(sandbox_config(settings), "127.0.0.1", 8900)
    assert SECRET_SETTING in banner
    assert ("own secret" in banner) is not bool(env)
    assert "never-shown-1234" not in banner
    assert settings.warnings == ()


async def test_a_port_that_cannot_be_had_is_an_oserror():
    with pytest.raises(OSError, match=r"\S"):
        await run_sandbox(SandboxConfig(creators=30), "203.0.113.1", 8900)
