"""How each provider wants to know who calls: headers, or fields of the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from creatorscope.contract.arguments import nearest
from creatorscope.contract.operation import Endpoint
from creatorscope.errors import ArgumentError, Problem

# The two CreatiVault calls that are not sent with key and identity both.
PUBLIC_SCOPE = "public"
KEY_ONLY_SCOPE = "files:download"
DEFAULT_ACCOUNT = "default"
_LEAST_SECRET = 16


@dataclass(frozen=True, slots=True)
class Account:
    """One TikTok account of the operator's: its session cookie, and the proxy it is used through."""

    name: str
    cookie: str = field(repr=False)
    proxy: str | None = field(default=None, repr=False)


class Auth(Protocol):
    """What a host needs to identify the caller."""

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:
        """Return the headers that identify the caller to this endpoint."""
        ...

    def body_fields(self, account: str | None) -> Mapping[str, str]:
        """Return the fields that identify the account inside a JSON body; {} where there are none.

        Raises ArgumentError for an account that is not configured.
        """
        ...

    def secrets(self) -> tuple[str, ...]:
        """Return every secret this holds, so that none is ever passed on."""
        ...


@dataclass(frozen=True, slots=True)
class KeyAuth:
    """A key, with the email address it is used under (CreatiVault)."""

    key: str = field(repr=False)
    identity: str = field(repr=False)

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:
        """Return key and identity; nothing for public calls, the key alone for file links."""
        if endpoint.scope == PUBLIC_SCOPE:
            return {}
        if endpoint.scope == KEY_ONLY_SCOPE:
            return {"X-API-Key": self.key}
        return {"X-API-Key": self.key, "X-User-Identity": self.identity}

    def body_fields(self, account: str | None) -> Mapping[str, str]:  # noqa: ARG002 - has no accounts
        """Return {}: nothing goes into the body."""
        return {}

    def secrets(self) -> tuple[str, ...]:
        """Return the key."""
        return (self.key,)


@dataclass(frozen=True, slots=True)
class BearerAuth:
    """A bearer token, None where the host wants none; with accounts, their cookie goes into the body."""

    token: str | None = field(repr=False)
    accounts: tuple[Account, ...] = ()

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:  # noqa: ARG002 - the same for every call
        """Return the Authorization header, if there is a token."""
        return {} if self.token is None else {"Authorization": f"Bearer {self.token}"}

    def body_fields(self, account: str | None) -> Mapping[str, str]:
        """Return cookie and proxy of the named account; without a name, of the only one or of `default`."""
        if not self.accounts:
            return {}
        chosen = self._account(account)
        return {"cookie": chosen.cookie} | ({"proxy": chosen.proxy} if chosen.proxy else {})

    def secrets(self) -> tuple[str, ...]:
        """Return token, cookies and proxies, and what each cookie holds: it may be echoed one by one."""
        held = [self.token]
        for account in self.accounts:
            held += [account.cookie, account.proxy, *_cookie_values(account.cookie)]
        return tuple(secret for secret in held if secret)

    def _account(self, name: str | None) -> Account:
        if name is None and len(self.accounts) == 1:
            return self.accounts[0]
        for account in self.accounts:
            if account.name == (name or DEFAULT_ACCOUNT):
                return account
        names = [account.name for account in self.accounts]
        listed = f"Use one of {', '.join(names)}."
        if name is None:
            raise ArgumentError([Problem("account", "required, for there are several accounts", listed)])
        guess = nearest(name, names)
        hint = f"Did you mean {guess}? " if guess else ""
        raise ArgumentError([Problem("account", f"there is no account {name}", f"{hint}{listed}")])


def _cookie_values(cookie: str) -> list[str]:
    """Return the values inside a cookie that are long enough to be secrets and not ordinary words."""
    values = [pair.partition("=")[2].strip() for pair in cookie.split(";")]
    return [value for value in values if len(value) >= _LEAST_SECRET]
