"""The address callbacks are asked for at: https, or this machine where a sandbox may call it."""

from __future__ import annotations

import pytest

from creatorscope.errors import SettingsError
from creatorscope.settings import load_settings
from tests.surfaces.conftest import LIVE, shell

__all__ = ["shell"]
NAME = "CREATORSCOPE_PUBLIC_URL"
ALLOWED = {"CREATORSCOPE_ALLOW_HTTP_WEBHOOKS": "true"}
HERE = "http://127.0.0.1:8787"

REFUSED = {
    "plain http to another machine": ("http://scope.example", ALLOWED, "with https://"),
    "a name that begins like this machine": ("http://localhost.example", ALLOWED, "with https://"),
    "this machine, live": (HERE, ALLOWED | LIVE, "which only the sandbox may call"),
    "this machine, live, not allowed": (HERE, LIVE, "which only the sandbox may call"),
    "this machine, not allowed": (HERE, {}, "--allow-http-webhooks"),
    "a query": ("https://scope.example?team=1", {}, "Leave out user names"),
    "an empty query": ("https://scope.example/?", {}, "Leave out user names"),
    "a fragment": ("https://scope.example#top", {}, "Leave out user names"),
    "a user name": ("https://ana@scope.example", {}, "Leave out user names"),
    "a password": ("https://ana:pw1234@scope.example", {}, "Leave out user names"),
    "another scheme": ("ftp://scope.example", {}, "https://host[:port]"),
    "no host": ("https://", {}, "https://host[:port]"),
    "half an IPv6 address": ("https://[::1", {}, "https://host[:port]"),
    "nothing": ("", {}, "set but empty"),
}


@pytest.mark.parametrize(("value", "env", "said"), REFUSED.values(), ids=REFUSED)
def test_an_address_nobody_should_call_back_is_refused_with_the_remedy(value, env, said):
    with pytest.raises(SettingsError) as caught:
        load_settings(env | {NAME: value})
    text = caught.value.text()
    assert caught.value.exit_code == 2
    assert NAME in text
    assert said in text
    assert "pw1234" not in text


@pytest.mark.parametrize(
    ("value", "env", "address"),
    [
        ("https://scope.example", LIVE, "https://scope.example"),
        ("https://Scope.Example:443/", LIVE, "https://scope.example"),
        ("scope.example:8443/team", {}, "https://scope.example:8443/team"),
        ("https://127.0.0.1", {}, "https://127.0.0.1"),
        (HERE, ALLOWED, HERE),
        ("http://[::1]:8787", ALLOWED, "http://[::1]:8787"),
        ("http://localhost:8787/", ALLOWED, "http://localhost:8787"),
        (HERE, ALLOWED | LIVE | {"CREATORSCOPE_SANDBOX": "true"}, HERE),
    ],
)
def test_https_is_taken_and_this_machine_where_the_sandbox_may_call_it(value, env, address):
    assert load_settings(env | {NAME: value}).public_url == address


def test_the_fault_is_told_by_the_name_it_was_set_under(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text(f"public_url: {HERE}\n")
    with pytest.raises(SettingsError, match=r"public_url \(in the configuration file\) is plain http"):
        load_settings({}, file)
    with pytest.raises(SettingsError, match="--public-url is plain http"):
        load_settings({}, file, {"public_url": HERE})


@pytest.mark.parametrize(
    "words",
    [["serve"], ["serve", "--transport", "http", "--port", "0"], ["work", "--once"], ["doctor"]],
    ids=" ".join,
)
def test_no_surface_starts_with_it(shell, monkeypatch, words):
    monkeypatch.setenv(NAME, HERE)
    done = shell(*words)
    assert done.code == 2
    assert NAME in done.err
    assert "--allow-http-webhooks" in done.err
