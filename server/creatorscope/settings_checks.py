"""What is wrong with the credentials as given, before any of them is used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from creatorscope.errors import Problem
from creatorscope.settings_table import Origin, Settings, env_name

# Patterns are compiled when first needed, since this is loaded at every start.
_PLACEHOLDER = r"""
      ^(change[_-]?me|replace[_-]?me|placeholder|todo|none|null|undefined|(api[_-]?)?(key|token))$
      | (^|[_\-])your[_\-.\ ] | //your[_\-]?(host|domain|server|api)    # cv_live_your_key, https://your-host
      | (^|[_\-])x{3,}$ | ^[.*…]+$ | ^<.*>$     # xxx, cv_live_xxxx, ***, <key>
    """
_UNEXPANDED = r"\$\{|\{\{|^\$[A-Za-z_]\w*$|^%\w+%$"
_TOKENS = ("tikomni_api_key", "tikhub_api_key")
# A setting on the left is of use only with one of those on the right.
_NEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cv_api_key", ("cv_user_identity",)),
    ("cv_user_identity", ("cv_api_key",)),
    ("cv_api_base_url", ("cv_api_key",)),
    ("tikomni_api_base_url", ("tikomni_api_key",)),
    ("tikhub_api_base_url", ("tikhub_api_key",)),
    ("tiktok_creator_cookie", _TOKENS),
    ("accounts", _TOKENS),
    ("tiktok_creator_proxy", ("tiktok_creator_cookie",)),
    ("affiliate_api_token", ("affiliate_api_base_url",)),
)


def setting_name(key: str, origin: Origin) -> str:
    """Return what the operator calls a setting, by where it stands."""
    if origin == "file":
        return f"{key} (in the configuration file)"
    return f"--{key.replace('_', '-')}" if origin == "flag" else env_name(key)


def text_problem(name: str, value: Any) -> Problem | None:
    """Return why a text cannot be a value at all: empty, or a variable nobody filled in."""
    text = "" if value is None else str(value).strip()
    if not text:
        return Problem(name, "is set but empty", "Give it a value or remove it.")
    if re.search(_UNEXPANDED, text):
        return Problem(
            name,
            "holds a variable name that was not replaced by its value",
            "Write the value itself, or define the variable for the program that starts creatorscope.",
        )
    return None


def credential_problem(name: str, value: Any) -> Problem | None:
    """Return why a text cannot be a credential or an address: as `text_problem`, or a placeholder."""
    found = text_problem(name, value)
    if found is None and re.search(_PLACEHOLDER, str(value).strip(), re.IGNORECASE | re.VERBOSE):
        return Problem(name, "still holds a placeholder", "Put your own value there or remove it.")
    return found


def account_problems(accounts: Any, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the secrets of the named accounts; their shape is checked elsewhere."""
    if not isinstance(accounts, Mapping) or not accounts:
        yield Problem(name, "is set but empty", "Give each account a name and a cookie, or remove it.")
        return
    for account, secrets in accounts.items():
        for field in ("cookie", "proxy"):
            if isinstance(secrets, Mapping) and field in secrets:
                found = credential_problem(f"{name}.{account}.{field}", secrets[field])
                if found is not None:
                    yield found


def missing_halves(origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield settings that are of no use without another one that is not set."""
    for key, partners in _NEEDS:
        if key in origins and not any(partner in origins for partner in partners):
            wanted = " or ".join(env_name(partner) for partner in partners)
            name = setting_name(key, origins[key])
            yield Problem(name, f"is set but {wanted} is not", f"Set {wanted} as well, or remove {name}.")


def host_problems(given: Collection[str], choice: Any) -> Iterator[Problem]:
    """Yield what is unclear about the host of the works and account tools, by the tokens that are set."""
    name = env_name("tiktok_host")
    hosts = {key.removesuffix("_api_key"): key in given for key in _TOKENS}
    if all(hosts.values()) and choice is None:
        yield Problem(
            name,
            "is not set although there are tokens for both TikOmni and TikHub",
            "Set it to tikomni or tikhub, whichever should serve the works and account tools.",
        )
    elif any(hosts.values()) and hosts.get(str(choice)) is False:
        wanted = env_name(f"{choice}_api_key")
        yield Problem(
            name, f"names {choice} but {wanted} is not set", f"Set {wanted} or choose the other host."
        )


def storage_problems(settings: Settings) -> Iterator[Problem]:
    """Yield why a storage that several machines share cannot be used: their state must be shared too."""
    if settings.results_url is not None and settings.database_url is None:
        storage, database = env_name("storage"), env_name("database_url")
        fix = f"Set {database} to a PostgreSQL database all machines reach, or {storage} to a folder."
        yield Problem(storage, f"is a URL, shared by several machines, but {database} is not set", fix)


def webhook_problems(
    settings: Settings, origins: Mapping[str, Origin], *, sandbox: bool
) -> Iterator[Problem]:
    """Yield why callbacks cannot be asked for at the public address: https, or a sandbox on this machine."""
    if settings.public_url is None or not settings.public_url.startswith("http:"):
        return
    from creatorscope.contract.loopback import is_loopback  # only where an address is plain http

    name, allowed = setting_name("public_url", origins["public_url"]), env_name("allow_http_webhooks")
    https = "Write it with https://"
    if not is_loopback(urlsplit(settings.public_url).hostname or ""):
        yield Problem(name, "is plain http to another machine", f"{https}.")
    elif not sandbox:
        yield Problem(name, "is plain http, which only the sandbox may call", f"{https}, or remove it.")
    elif not settings.allow_http_webhooks:
        flag = f"add --allow-http-webhooks (or set {allowed}=true) to let the sandbox call it"
        yield Problem(name, "is plain http", f"{https}, or {flag}.")
