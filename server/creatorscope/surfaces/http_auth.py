"""Who calls the HTTP server: the principal behind a bearer token."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend, RequireAuthMiddleware
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from pydantic import AnyHttpUrl
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from creatorscope.errors import SettingsError
from creatorscope.settings import Settings
from creatorscope.settings_tokens import TokenFile
from creatorscope.surfaces.http_jwt import JwtChecker

MCP_PATH = "/mcp"
_CAPS = "caps"
_log = logging.getLogger("creatorscope.http")


class Verifier:
    """Finds the principal of a bearer token: in the token file, else by the signature."""

    def __init__(self, tokens: TokenFile, checker: JwtChecker | None) -> None:
        self.tokens, self.checker = tokens, checker

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return the principal as the SDK's access token, which does not hold the token itself."""
        try:
            row = self.tokens.find(token)
        except SettingsError as error:
            _log.error("%s", error.message)
            return None
        if row is not None:
            return AccessToken(token="", client_id=row.name, scopes=[], claims={_CAPS: row.caps})
        claims = await self.checker.check(token) if self.checker else None
        if claims is None:
            return None
        return AccessToken(token="", client_id=claims.principal, scopes=[], expires_at=claims.expires_at)


def caps_of(access: AccessToken) -> Mapping[str, Any]:
    """Return the caps a principal has of its own."""
    caps: Mapping[str, Any] = (access.claims or {}).get(_CAPS, {})
    return caps


def guarded(app: ASGIApp, verifier: Verifier, settings: Settings) -> ASGIApp:
    """Return the app behind a bearer token: without a valid one the answer is 401."""
    resource = _resource(settings)
    metadata = build_resource_metadata_url(resource) if resource else None
    return AuthenticationMiddleware(
        RequireAuthMiddleware(app, [], metadata), backend=BearerAuthBackend(verifier)
    )


def metadata_routes(settings: Settings) -> list[Route]:
    """Return where clients learn who issues tokens (RFC 9728); [] unless tokens are signed by an issuer."""
    resource = _resource(settings)
    if resource is None or settings.jwt_issuer is None:
        return []
    return create_protected_resource_routes(
        resource_url=resource, authorization_servers=[AnyHttpUrl(settings.jwt_issuer)]
    )


def _resource(settings: Settings) -> AnyHttpUrl | None:
    if not settings.jwks_url or not settings.public_url:
        return None
    return AnyHttpUrl(settings.public_url + MCP_PATH)
