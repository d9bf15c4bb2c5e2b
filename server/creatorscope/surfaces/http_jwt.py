"""Signed bearer tokens (JWT), checked against the issuer's published keys."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import anyio
import httpx2
import jwt

from creatorscope.settings import Settings

if TYPE_CHECKING:
    from jwt import PyJWK

# Only public-key methods: with a shared-secret one, anybody could sign with the published key.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_FRESH_S = 600.0
_PAUSE_S = 10.0
_TIMEOUT_S = 5.0
_LEEWAY_S = 30
_log = logging.getLogger("creatorscope.http")


class Claims(NamedTuple):
    """What a valid token says: whose it is, and when it ends (seconds since 1970)."""

    principal: str
    expires_at: int


class KeySet:
    """The issuer's keys, fetched at most every 10 s however many unknown ones are named.

    `transport`: how they are fetched, the network when None.
    """

    def __init__(
        self,
        url: str,
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._transport, self._now = url, transport, now
        self._keys: dict[str, PyJWK] = {}
        self._tried_at: float | None = None
        self._lock = anyio.Lock()

    async def find(self, key_id: str) -> PyJWK | None:
        """Return the key of that id; None where the issuer publishes none, or cannot be reached."""
        if key_id not in self._keys or self._is_older_than(_FRESH_S):
            await self._refresh()
        return self._keys.get(key_id)

    async def reachable(self) -> bool:
        """Return whether there are keys to check tokens with, fetching them where there are none."""
        if not self._keys:
            await self._refresh()
        return bool(self._keys)

    def _is_older_than(self, age_s: float) -> bool:
        return self._tried_at is None or self._now() - self._tried_at > age_s

    async def _refresh(self) -> None:
        async with self._lock:
            if not self._is_older_than(_PAUSE_S):
                return
            self._tried_at = self._now()
            try:
                async with httpx2.AsyncClient(timeout=_TIMEOUT_S, transport=self._transport) as client:
                    answer = await client.get(self._url)
                found = jwt.PyJWKSet.from_dict(answer.raise_for_status().json())
            except (httpx2.HTTPError, jwt.PyJWKSetError, ValueError, AttributeError) as error:
                # The keys at hand stay in use: the issuer being away for a while revokes nothing.
                _log.warning("the keys at %s cannot be used: %s", self._url, type(error).__name__)
                return
            self._keys = {key.key_id: key for key in found.keys if key.key_id}


class JwtChecker:
    """Checks the signature, issuer, audience and lifetime of tokens; no unsigned or shared-secret ones."""

    def __init__(self, keys: KeySet, *, issuer: str, audience: str) -> None:
        self.keys = keys
        self._issuer, self._audience = issuer, audience

    async def check(self, token: str) -> Claims | None:
        """Return what a token says, None unless all of it holds."""
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError:
            return None
        key_id = header.get("kid")
        if header.get("alg") not in ALGORITHMS or not isinstance(key_id, str):
            return None
        key = await self.keys.find(key_id)
        if key is None:
            return None
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self._audience,
                issuer=self._issuer,
                leeway=_LEEWAY_S,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except (jwt.InvalidTokenError, jwt.InvalidKeyError) as error:
            _log.warning("a signed token was refused: %s", type(error).__name__)
            return None
        if not claims["sub"]:
            return None
        return Claims(jwt_principal(claims["iss"], claims["sub"]), int(claims["exp"]) + _LEEWAY_S)


def build_checker(settings: Settings) -> JwtChecker | None:
    """Return what checks signed tokens, None where the settings name no keys."""
    if not (settings.jwks_url and settings.jwt_issuer and settings.jwt_audience):
        return None
    keys = KeySet(settings.jwks_url)
    return JwtChecker(keys, issuer=settings.jwt_issuer, audience=settings.jwt_audience)


def jwt_principal(issuer: str, subject: str) -> str:
    """Return the principal of a subject: a name that can be a folder, and tells nothing about the person."""
    return "jwt-" + sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:24]
