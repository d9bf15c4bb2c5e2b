"""What `creatorscope doctor` finds out about a set-up; never a secret's value."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from creatorscope import __version__
from creatorscope.clock import SystemClock
from creatorscope.contract.operation import Provider
from creatorscope.settings import Settings, configured_providers, credential_report
from creatorscope.surfaces.offering import offered_tools
from creatorscope.surfaces.tool_file import list_tools, token_cost

_PACKAGES = ("mcp", "httpx2", "pydantic", "duckdb", "dbos", "anyio", "starlette", "click")


def examine(settings: Settings, config_file: Path | None) -> dict[str, Any]:
    """Return the facts of a set-up as plain data."""
    offered = offered_tools(settings)
    seen = [line for line in credential_report(settings) if line.origin != "none"]
    return {
        "creatorscope": __version__,
        "mode": settings.mode,
        "config_file": None if config_file is None else str(config_file),
        "credentials": {line.name: line.origin for line in seen},
        "accounts": _accounts(settings),
        "hosts": _hosts(settings),
        "storage": str(settings.storage_root),
        "storage_writable": _is_writable(settings.storage_root),
        "results": _results(settings),
        "caps": {str(unit): amount for unit, amount in settings.max_per_call.items()},
        "tools": list(offered),
        "tokens": token_cost(list_tools(offered, len(settings.account_names))),
        "utf8": {"stdout": sys.stdout.encoding, "files": sys.getfilesystemencoding()},
        "python": f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        "packages": {name: version(name) for name in _PACKAGES},
        "extras": _extras(),
        "warnings": list(settings.warnings),
    }


def format_facts(facts: Mapping[str, Any]) -> str:
    """Return the facts as lines of text."""
    return "\n".join(_lines(facts))


def _lines(facts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        title = name.replace("_", " ")
        if name == "tools":
            yield f"{title}: {len(value)}"
        elif name == "warnings":
            yield from (f"warning: {text}" for text in value)
        elif isinstance(value, Mapping):
            yield f"{title}:" + ("" if value else " none")
            yield from (f"  {key}: {_words(inner)}" for key, inner in value.items())
        else:
            yield f"{title}: {_words(value)}"


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(inner)}" for key, inner in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _accounts(settings: Settings) -> dict[str, dict[str, bool]]:
    """Return the TikTok accounts: has each a cookie, has it a proxy."""
    own = {
        "cookie": settings.tiktok_creator_cookie is not None,
        "proxy": settings.tiktok_creator_proxy is not None,
    }
    found = {}
    for name in settings.account_names:
        account = settings.accounts.get(name)
        found[name] = own if account is None else {"cookie": True, "proxy": account.proxy is not None}
    return found


def _results(settings: Settings) -> dict[str, float]:
    """Return how many results are kept, the megabytes they take, and when they go; 0 days, MB: never."""
    from creatorscope.results.store import ResultStore  # loads what no other command needs so early

    kept = ResultStore(settings.results_root, SystemClock(), url=settings.results_url).size()
    return {
        "kept": kept.results,
        "mb": round(kept.size / 1_000_000, 3),
        "keep_days": settings.results_keep_days,
        "keep_mb": settings.results_keep_mb,
    }


def _extras() -> dict[str, str]:
    """Return what each optional part of the program brings, its version or how to add it."""
    found = {}
    for wanted in requires("creatorscope") or ():
        package, _, condition = wanted.partition(";")
        if extra := re.search(r"extra == ['\"]([\w-]+)['\"]", condition):
            name = re.split(r"[^\w.-]", package.strip(), maxsplit=1)[0]
            found[extra[1]] = f"{name} {_version_of(name) or _missing(extra[1])}"
    return found


def _version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _missing(extra: str) -> str:
    return f"is not installed; add it with: pip install 'creatorscope[{extra}]'"


def _hosts(settings: Settings) -> dict[str, str]:
    """Return where each provider's calls go, for the providers that are set up."""
    if settings.mode == "sandbox":
        return {str(provider): "sandbox, in this process" for provider in Provider}
    bearer = (
        settings.tikhub_api_base_url if settings.bearer_host == "tikhub" else settings.tikomni_api_base_url
    )
    addresses = {
        Provider.CREATIVAULT: settings.cv_api_base_url,
        Provider.TIKTOK_CREATOR: bearer,
        Provider.MEDIA: settings.tikomni_api_base_url,
        Provider.AFFILIATE: settings.affiliate_api_base_url or "",
        Provider.WORKS: bearer,
    }
    present = configured_providers(settings)
    return {str(provider): addresses[provider] for provider in Provider if provider in present}


def _is_writable(folder: Path) -> bool:
    """Return whether files can be written into the folder, or into the nearest one above that exists."""
    existing = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    return existing.is_dir() and os.access(existing, os.W_OK)
