"""Set-ups that must not be served over HTTP, and the tokens' commands."""

from __future__ import annotations

import json
import os
import socket

import pytest

from creatorscope.errors import SettingsError
from creatorscope.settings_principals import principal_settings
from creatorscope.surfaces.http_checks import HttpAddress, check_http
from tests.surfaces.conftest import shell

__all__ = ["shell"]
JWT = {
    "jwks_url": "https://login.example/keys",
    "jwt_issuer": "https://login.example/",
    "jwt_audience": "scope",
}
PUBLIC = {"public_url": "https://scope.example"}

REFUSED = {
    "anybody could call": ({**PUBLIC}, "0.0.0.0", ["--host 0.0.0.0", "creatorscope tokens add NAME"]),  # noqa: S104
    "anybody on the net": ({}, "192.0.2.7", ["--host 192.0.2.7", "listen on 127.0.0.1"]),
    "no name to be called by": (JWT, "::", ["--host ::", "CREATORSCOPE_PUBLIC_URL"]),
    "half of signed tokens": (
        {"jwks_url": JWT["jwks_url"]},
        "127.0.0.1",
        ["CREATORSCOPE_JWKS_URL is set but CREATORSCOPE_JWT_ISSUER and CREATORSCOPE_JWT_AUDIENCE not"],
    ),
    "keys over plain http": (JWT | {"jwks_url": "http://login.example/k"}, "127.0.0.1", ["https://"]),
    "an issuer that is no address": (JWT | {"jwt_issuer": "login"}, "127.0.0.1", ["exactly as the tokens'"]),
    "a token file that is not there": (
        {"token_file": "nowhere.json"},
        "127.0.0.1",
        ["CREATORSCOPE_TOKEN_FILE names no file: nowhere.json", "creatorscope tokens add NAME"],
    ),
}


@pytest.mark.parametrize(("flags", "host", "words"), REFUSED.values(), ids=REFUSED)
def test_an_unsafe_set_up_is_refused_with_what_to_do(make_settings, flags, host, words):
    with pytest.raises(SettingsError) as caught:
        check_http(make_settings(**flags), HttpAddress(host, 0, 1))
    assert all(word in caught.value.text() for word in words), caught.value.text()


def test_a_sandbox_in_memory_is_not_shared_by_several_processes(make_settings):
    with pytest.raises(SettingsError, match="--workers"):
        check_http(make_settings(ephemeral=True), HttpAddress("127.0.0.1", 0, 2))


def test_tokens_open_every_address(make_settings, new_token):
    new_token("ana")
    check_http(make_settings(**PUBLIC), HttpAddress("0.0.0.0", 0, 2))  # noqa: S104


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"tokens": [{"name": "ana"}]}', '{"tokens": [{"sha256": 1}]}'], ids=repr
)
def test_a_broken_token_file_is_refused_before_it_listens(make_settings, tmp_path, content):
    (tmp_path / "tokens.json").write_text(content)
    with pytest.raises(SettingsError, match=r"tokens\.json is not in the form"):
        check_http(make_settings(), HttpAddress("127.0.0.1", 0, 1))


def test_a_port_in_use_is_said_in_words(shell):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = shell("serve", "--transport", "http", "--port", port)
    assert done.code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in done.err
    assert "choose another --port or --host" in done.err


def test_serving_to_everybody_without_tokens_ends_the_command(shell):
    done = shell("serve", "--transport", "http", "--host", "0.0.0.0")  # noqa: S104
    assert done.code == 2
    assert "spend your credits" in done.err


def test_a_token_is_made_listed_and_revoked(shell, tmp_path):
    made = shell("tokens", "add", "ana", "--max-per-call", "credits=50,requests=9")
    token = made.out.strip()
    assert made.code == 0
    assert token.startswith("csk_")
    listed = shell("tokens", "list")
    assert "ana" in listed.out
    assert "max_per_call credits=50,requests=9" in listed.out
    [row] = json.loads(shell("tokens", "list", "--json").out)
    assert row["caps"] == {"max_per_call": {"credits": 50, "requests": 9}}
    assert token not in listed.out + (tmp_path / "tokens.json").read_text()
    assert shell("tokens", "revoke", "ana").code == 0
    assert shell("tokens", "list").out == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_token_file_is_the_operators_alone(shell, tmp_path):
    shell("tokens", "add", "ana")
    assert (tmp_path / "tokens.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "ana"], 2, "there is a token for ana already"),
        (["add", "Ana"], 2, "use 1 to 40 lower-case letters"),
        (["add", "local"], 2, "not `local`"),
        (["add", "jwt-1"], 2, "not `jwt-"),
        (["add", "../up"], 2, "is no name of a token"),
        (["add", "bo", "--max-per-call", "pears=1"], 3, "'pears' is not a unit"),
        (["add", "bo", "--max-per-call", "credits=-1"], 3, "is not 0 or more"),
        (["revoke", "bo"], 2, "there is no token for bo"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_mistake_with_tokens_is_said_in_words(shell, words, code, said):
    shell("tokens", "add", "ana")
    done = shell("tokens", *words)
    assert done.code == code
    assert said in done.err
    assert "What to do:" in done.err or "--max-per-call: " in done.err


def test_a_principal_has_its_own_folder_and_shares_the_state(make_settings, new_token, tmp_path):
    new_token("ana", max_per_call={"credits": 5})
    settings = make_settings(max_per_call=["credits=100,requests=7"])
    own = principal_settings(settings, "ana")
    assert own.principal == "ana"
    assert own.storage_root == tmp_path / "principals" / "ana"
    assert own.state_root == tmp_path
    assert dict(own.max_per_call) == {"credits": 5, "requests": 7}
    assert principal_settings(settings, "local") is settings
    assert dict(principal_settings(settings, "jwt-1").max_per_call) == {"credits": 100, "requests": 7}


@pytest.mark.parametrize("flag", ["--host=0.0.0.0", "--port=1", "--workers=2"])
def test_a_flag_of_http_is_not_ignored_without_it(shell, flag):
    done = shell("serve", flag)
    assert done.code == 2
    assert f"{flag.partition('=')[0]} goes with --transport http" in done.err
