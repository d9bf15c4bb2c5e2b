"""Choosing the host of each provider from the settings."""

from __future__ import annotations

import httpx2
from pydantic import SecretStr

from creatorscope.client.auth import DEFAULT_ACCOUNT, Account, BearerAuth, KeyAuth
from creatorscope.client.host import Host
from creatorscope.contract.operation import Provider
from creatorscope.settings import Settings, configured_providers

TIKOMNI_PREFIX = "/api/u1/v1"
TIKHUB_PREFIX = "/api/v1"

# The sandbox in process answers at this address; its credentials are public by design.
SANDBOX_URL = "http://sandbox.localhost"
SANDBOX_KEY = "cv_live_sandbox"
SANDBOX_IDENTITY = "sandbox@example.com"
SANDBOX_TOKEN = "creatorscope-sandbox-token"  # noqa: S105 - opens nothing but the sandbox
SANDBOX_COOKIE = "sessionid=creatorscope-sandbox"


def build_hosts(
    settings: Settings, sandbox_transport: httpx2.AsyncBaseTransport | None = None
) -> dict[Provider, Host]:
    """Return the host of every provider that can be called.

    In sandbox mode all are the sandbox behind `sandbox_transport`, which must then be given.
    """
    if settings.mode == "sandbox":
        if sandbox_transport is None:
            raise ValueError("sandbox mode needs the sandbox's transport")
        return _sandbox_hosts(sandbox_transport)
    builders = {
        Provider.CREATIVAULT: _creativault,
        Provider.TIKTOK_CREATOR: _tiktok_creator,
        Provider.MEDIA: _media,
        Provider.AFFILIATE: _affiliate,
        Provider.WORKS: _works,
    }
    usable = configured_providers(settings)
    return {provider: build(settings) for provider, build in builders.items() if provider in usable}


def _creativault(settings: Settings) -> Host:
    auth = KeyAuth(_text(settings.cv_api_key), settings.cv_user_identity or "")
    return Host(name="creativault", base_url=settings.cv_api_base_url, auth=auth)


def _tiktok_creator(settings: Settings) -> Host:
    return _bearer(settings, tuple(_account(settings, name) for name in settings.account_names))


def _works(settings: Settings) -> Host:
    return _bearer(settings, ())


def _bearer(settings: Settings, accounts: tuple[Account, ...]) -> Host:
    """Return the host both of these are served by, whichever the operator chose."""
    if settings.bearer_host == "tikhub":
        return Host(
            name="tikhub",
            base_url=settings.tikhub_api_base_url,
            prefix=TIKHUB_PREFIX,
            auth=BearerAuth(_text(settings.tikhub_api_key), accounts),
        )
    return Host(
        name="tikomni",
        base_url=settings.tikomni_api_base_url,
        prefix=TIKOMNI_PREFIX,
        auth=BearerAuth(_text(settings.tikomni_api_key), accounts),
    )


def _media(settings: Settings) -> Host:
    auth = BearerAuth(_text(settings.tikomni_api_key))
    return Host(name="tikomni", base_url=settings.tikomni_api_base_url, auth=auth)


def _affiliate(settings: Settings) -> Host:
    token = settings.affiliate_api_token
    return Host(
        name="affiliate",
        base_url=settings.affiliate_api_base_url or "",
        auth=BearerAuth(token.get_secret_value() if token else None),
        paths={
            "list_affiliate_creators": settings.affiliate_list_path,
            "submit_affiliate_creators": settings.affiliate_submit_path,
            "submit_affiliate_errors": settings.affiliate_errors_path,
        },
    )


def _sandbox_hosts(transport: httpx2.AsyncBaseTransport) -> dict[Provider, Host]:
    key, token = KeyAuth(SANDBOX_KEY, SANDBOX_IDENTITY), BearerAuth(SANDBOX_TOKEN)
    account = BearerAuth(SANDBOX_TOKEN, (Account(DEFAULT_ACCOUNT, SANDBOX_COOKIE),))
    at: dict[Provider, tuple[KeyAuth | BearerAuth, str]] = {
        Provider.CREATIVAULT: (key, ""),
        Provider.TIKTOK_CREATOR: (account, TIKOMNI_PREFIX),
        Provider.MEDIA: (token, ""),
        Provider.AFFILIATE: (token, ""),
        Provider.WORKS: (token, TIKOMNI_PREFIX),
    }
    return {
        provider: Host(name="sandbox", base_url=SANDBOX_URL, auth=auth, prefix=prefix, transport=transport)
        for provider, (auth, prefix) in at.items()
    }


def _account(settings: Settings, name: str) -> Account:
    if name == DEFAULT_ACCOUNT and settings.tiktok_creator_cookie is not None:
        cookie, proxy = settings.tiktok_creator_cookie, settings.tiktok_creator_proxy
    else:
        named = settings.accounts[name]
        cookie, proxy = named.cookie, named.proxy
    return Account(name, cookie.get_secret_value(), proxy.get_secret_value() if proxy else None)


def _text(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
