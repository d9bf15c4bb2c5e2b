"""Who may call: the sandbox's keys, and what each provider's credentials have to look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.sandbox.serving import Refusal

PUBLIC = "public"
KEY_ALONE = ("files:download", "file:download")
PLACEHOLDER_COOKIE = "Your_Cookie_String"
EXPIRED_TOKEN = "expired"  # noqa: S105 - the token that stands for one that has run out
CREDITS_A_MONTH = 1_000_000
REQUESTS_A_DAY = 10_000
ANYONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One CreatiVault key: its tenant, scopes, credits a month and requests a day (None: unlimited)."""

    tenant: str
    scopes: tuple[str, ...] = ("*",)
    credits: int = CREDITS_A_MONTH
    daily_requests: int | None = REQUESTS_A_DAY

    def allows(self, scope: str | None) -> bool:
        """True when the key may use an endpoint of this scope; the older `file:` spelling counts too."""
        granted = {older.replace("file:", "files:", 1) for older in self.scopes} | set(self.scopes)
        return scope is None or "*" in granted or scope in granted


_SEARCHES = tuple(f"creators:{platform}:search" for platform in ("tiktok", "youtube", "instagram"))
MAIN_TENANT = "tenant_sandbox"
OTHER_TENANT = "tenant_other"
ACCOUNTS: Mapping[str, Account] = {
    "cv_live_sandbox": Account(tenant=MAIN_TENANT),
    "cv_live_search_only": Account(tenant=OTHER_TENANT, scopes=_SEARCHES, daily_requests=None),
    "cv_live_broke": Account(tenant="tenant_broke", credits=0),
    "cv_live_quota_out": Account(tenant="tenant_quota_out", daily_requests=0),
}
_UNUSABLE = {
    "cv_live_expired": (40102, "the API key has expired"),
    "cv_live_revoked": (40103, "the API key was revoked"),
}
_BY_TENANT = {account.tenant: account for account in ACCOUNTS.values()}


def account_of(tenant: str) -> Account:
    """Return the account of a known tenant."""
    return _BY_TENANT[tenant]


def authenticate(row: Endpoint, headers: Mapping[str, str], body: object) -> str:
    """Return the caller's tenant; ANYONE where nobody is asked for.

    Raises Refusal as the provider does: a bad key, token or cookie, or a scope that is missing.
    """
    if row.provider is Provider.CREATIVAULT:
        return ANYONE if row.scope == PUBLIC else _creativault_tenant(row.scope, headers)
    _check_token(headers, required=row.provider is not Provider.AFFILIATE)
    if row.provider is Provider.TIKTOK_CREATOR:
        _check_cookie(body)
    return str(row.provider)


def _creativault_tenant(scope: str | None, headers: Mapping[str, str]) -> str:
    key = headers.get("x-api-key", "")
    if key in _UNUSABLE:
        code, message = _UNUSABLE[key]
        raise Refusal(401, message, code=code)
    account = ACCOUNTS.get(key)
    if account is None:
        raise Refusal(401, "the API key is not valid", code=40101)
    if scope not in KEY_ALONE and not headers.get("x-user-identity", "").strip():
        raise Refusal(401, "the X-User-Identity header is missing", code=40104)
    if not account.allows(scope):
        raise Refusal(403, f"the API key lacks the scope {scope}", code=40301)
    return account.tenant


def _check_token(headers: Mapping[str, str], *, required: bool) -> None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else ""
    if given == EXPIRED_TOKEN:
        raise Refusal(401, "the token has expired")
    if required and not given:
        raise Refusal(401, "a bearer token is required")


def _check_cookie(body: object) -> None:
    cookie = body.get("cookie") if isinstance(body, Mapping) else None
    if not isinstance(cookie, str) or not cookie.strip():
        raise Refusal(400, "cookie is required")
    if cookie.strip() == PLACEHOLDER_COOKIE:
        raise Refusal(400, "cookie is the placeholder of the documentation, not a session")
