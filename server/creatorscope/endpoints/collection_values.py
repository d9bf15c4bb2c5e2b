"""Checks of what a collection task is given: profile URLs, usernames, a webhook address."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from pydantic import ValidationInfo

from creatorscope.contract.loopback import is_loopback

_HOSTS = {
    "tiktok": ("tiktok.com",),
    "youtube": ("youtube.com", "youtu.be"),
    "instagram": ("instagram.com",),
}
_MOST_NAMED = 3


def check_values(values: list[str], task_type: str, platform: str) -> None:
    """Raise ValueError when values are plainly of the other task type or of another platform.

    It names at most three by their index from 0.
    """
    if task_type == "LINK_BATCH":
        bad = [index for index, value in enumerate(values) if not _on_platform(value, platform)]
        one, several = f"a {platform} profile URL", f"{platform} profile URLs"
        example = f"https://www.{_HOSTS[platform][0]}/@name"
        fix = f"give addresses such as {example}, or task_type FILE_UPLOAD for usernames"
    else:
        bad = [index for index, value in enumerate(values) if "/" in value]
        one, several = "a username", "usernames"
        fix = "give usernames, or task_type LINK_BATCH for profile URLs"
    if bad:
        raise ValueError(f"{_named(bad)} not {one if len(bad) == 1 else several}; {fix}")


def check_webhook(value: str, info: ValidationInfo) -> str:
    """Return an https address; plain http passes only to this machine and where the context permits it."""
    address = _split(value)
    if address is None or not address.hostname:
        raise ValueError("not a web address; give one such as https://example.com/hook")
    permitted = bool((info.context or {}).get("allow_http_webhooks"))
    if address.scheme == "https" or (
        address.scheme == "http" and permitted and is_loopback(address.hostname)
    ):
        return value
    raise ValueError(f"{address.scheme or 'no scheme'} is not accepted; give an https address")


def _on_platform(value: str, platform: str) -> bool:
    address = _split(value)
    if address is None or address.scheme not in {"http", "https"} or not address.hostname:
        return False
    return any(address.hostname == host or address.hostname.endswith("." + host) for host in _HOSTS[platform])


def _split(value: str) -> SplitResult | None:
    try:
        return urlsplit(value)
    except ValueError:
        return None


def _named(indices: list[int]) -> str:
    named = [f"values[{index}]" for index in indices[:_MOST_NAMED]]
    if len(indices) > _MOST_NAMED:
        named.append(f"{len(indices) - _MOST_NAMED} more")
    verb = "is" if len(indices) == 1 else "are"
    return f"{', '.join(named[:-1])} and {named[-1]} {verb}" if len(named) > 1 else f"{named[0]} {verb}"
