"""Who is let in over HTTP: tokens of the file, and signed ones."""

from __future__ import annotations

import base64
import hmac
import json
import logging
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from creatorscope.settings_tokens import TokenFile
from creatorscope.surfaces.http_jwt import KeySet, jwt_principal
from tests.http_server.conftest import call, connected, on_a_port

ISSUER, AUDIENCE = "https://login.example/", "https://scope.example/mcp"
KEY = rsa.generate_private_key(65537, 2048)
OTHER_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
PUBLISHED = {
    "keys": [
        {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "one"},
        {**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(EC_KEY.public_key())), "kid": "two"},
    ]
}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer csk_wrong", "Basic YTpi", "csk_wrong"], ids=repr
)
async def test_without_a_valid_token_nothing_is_answered(serving, make_settings, new_token, header):
    new_token("ana")
    async with serving(make_settings()) as address:
        answer = await call(address, {"Authorization": header} if header is not None else {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")


async def test_a_revoked_token_is_refused_at_once_and_a_new_one_let_in(
    serving, make_settings, new_token, tmp_path
):
    ana = new_token("ana")
    async with serving(make_settings()) as address:
        assert (await call(address, bearer(ana))).status_code == 200
        TokenFile(tmp_path / "tokens.json").revoke("ana")
        assert (await call(address, bearer(ana))).status_code == 401
        assert (await call(address, bearer(new_token("bo")))).status_code == 200


async def test_a_token_file_that_became_unreadable_lets_nobody_in(
    serving, make_settings, new_token, tmp_path
):
    ana = new_token("ana")
    async with serving(make_settings()) as address:
        (tmp_path / "tokens.json").write_text("{broken")
        assert (await call(address, bearer(ana))).status_code == 401


async def test_tokens_are_neither_kept_nor_logged(serving, make_settings, new_token, tmp_path, caplog):
    ana = new_token("ana")
    with caplog.at_level(logging.DEBUG):
        async with serving(make_settings()) as address, connected(address, ana) as client:
            await client.call_tool("search_tiktok_creators", {"size": 2})
            await call(address, bearer(f"{ana}x"))
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(ana.encode() in content for content in kept)
    assert ana not in caplog.text


@pytest.fixture
def issuer():
    """Serve the issuer's keys on a port; counts how often they were asked for."""
    asked: list[int] = []

    async def answer(_request):
        asked.append(1)
        return JSONResponse(PUBLISHED)

    return Starlette(routes=[Route("/keys", answer)]), asked


def claims(**changed):
    found = {"iss": ISSUER, "aud": AUDIENCE, "sub": "someone", "exp": time.time() + 600} | changed
    return {name: value for name, value in found.items() if value is not None}


def signed(key=KEY, algorithm="RS256", kid="one", **changed) -> str:
    return jwt.encode(claims(**changed), key, algorithm, headers={"kid": kid} if kid else {})


def confused() -> str:
    """Return a token signed with the published key as if it were a shared secret."""
    parts = [{"alg": "HS256", "kid": "one", "typ": "JWT"}, claims()]
    text = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    secret = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signature = base64.urlsafe_b64encode(hmac.digest(secret, text, "sha256")).rstrip(b"=")
    return (text + b"." + signature).decode()


REFUSED = {
    "wrong audience": lambda: signed(aud="https://another.example/mcp"),
    "no audience": lambda: signed(aud=None),
    "wrong issuer": lambda: signed(iss="https://login.example"),
    "expired": lambda: signed(exp=time.time() - 120),
    "never expires": lambda: signed(exp=None),
    "not yet valid": lambda: signed(nbf=time.time() + 600),
    "nobody's": lambda: signed(sub=None),
    "of no name": lambda: signed(sub=""),
    "another key": lambda: signed(OTHER_KEY),
    "unknown key": lambda: signed(kid="three"),
    "no key named": lambda: signed(kid=None),
    "key of another kind": lambda: signed(kid="two"),
    "alg none": lambda: jwt.encode(claims(), None, "none", headers={"kid": "one"}),
    "shared secret": confused,
    "cut": lambda: signed()[:-4],
    "not three parts": lambda: "a.b",
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
async def test_a_signed_token_that_does_not_hold_is_refused(serving, make_settings, issuer, make):
    async with on_a_port(issuer[0]) as keys:
        settings = make_settings(jwks_url=f"{keys}/keys", jwt_issuer=ISSUER, jwt_audience=AUDIENCE)
        async with serving(settings) as address:
            assert (await call(address, bearer(make()))).status_code == 401


async def test_each_subject_of_signed_tokens_is_a_principal(serving, make_settings, issuer, tmp_path):
    async with on_a_port(issuer[0]) as keys:
        settings = make_settings(jwks_url=f"{keys}/keys", jwt_issuer=ISSUER, jwt_audience=AUDIENCE)
        async with serving(settings) as address:
            async with connected(address, signed()) as client:
                kept = await client.call_tool("search_tiktok_creators", {"size": 2})
            async with connected(address, signed(EC_KEY, "ES256", "two", sub="another")) as client:
                listed = await client.call_tool("list_results", {})
            async with connected(address, signed(aud=[AUDIENCE, "more"])) as client:
                found = await client.call_tool("list_results", {})
    assert not kept.is_error
    assert listed.structured_content["total"] == 0
    assert found.structured_content["total"] == 1
    assert len(issuer[1]) == 1, "the keys are fetched once"
    assert (tmp_path / "principals" / jwt_principal(ISSUER, "someone") / "results").is_dir()


async def test_clients_are_told_who_issues_tokens(serving, make_settings, issuer):
    async with on_a_port(issuer[0]) as keys:
        settings = make_settings(
            jwks_url=f"{keys}/keys",
            jwt_issuer=ISSUER,
            jwt_audience=AUDIENCE,
            public_url="https://scope.example",
        )
        async with serving(settings) as address:
            refused = await call(address, {"Host": "scope.example"})
    where = "https://scope.example/.well-known/oauth-protected-resource/mcp"
    assert f'resource_metadata="{where}"' in refused.headers["www-authenticate"]


async def test_unknown_keys_do_not_make_the_server_ask_the_issuer_each_time(issuer):
    moment = [0.0]
    async with on_a_port(issuer[0]) as address:
        keys = KeySet(f"{address}/keys", now=lambda: moment[0])
        for _ in range(5):
            assert await keys.find("three") is None
        assert len(issuer[1]) == 1
        moment[0] = 11
        await keys.find("three")
        assert len(issuer[1]) == 2


async def test_an_issuer_that_cannot_be_reached_lets_nobody_in_and_is_not_ready():
    keys = KeySet("http://127.0.0.1:9/keys")
    assert await keys.find("one") is None
    assert not await keys.reachable()
