"""Finding the work or account that a link, or share text with one, names in the sandbox."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from creatorscope.sandbox.serving import Refusal
from creatorscope.sandbox.works_authors import Author, find_author
from creatorscope.sandbox.works_ids import number_of, number_of_note
from creatorscope.sandbox.works_world import SandboxWork, find_work
from creatorscope.sandbox.world import World

_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+")
_HOSTS = {
    "tiktok.com": "tiktok",
    "douyin.com": "douyin",
    "iesdouyin.com": "douyin",
    "xiaohongshu.com": "xiaohongshu",
    "xhslink.com": "xiaohongshu",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
}
_NUMBERED = ("tiktok", "douyin")


def work_in_link(world: World, text: str, *platforms: str) -> SandboxWork:
    """Return the work a text's link leads to, short links included; `platforms` are those allowed.

    Refusal 400 for another platform's link or none, 404 where nothing is behind it.
    """
    platform, parts, query = _link_in(text)
    if platform not in platforms:
        raise Refusal(400, f"not a link of {' or '.join(platforms)}")
    named = [*query.get("v", []), *query.get("modal_id", []), *reversed(parts)]
    numbers = (_number_in(platform, part) for part in named)
    works = (find_work(world, platform, number) for number in numbers if number is not None)
    found = next((work for work in works if work is not None), None)
    if found is None:
        raise Refusal(404, "the link leads to no work")
    return found


def author_in_link(world: World, text: str, platform: str) -> Author:
    """Return the account a text's link leads to; a bare id or handle will do. Refusal 404 for nobody."""
    named = [text.strip()]
    if _LINK.search(text):
        found, parts, _ = _link_in(text)
        named = list(reversed(parts)) if found == platform else []
    authors = (find_author(world, platform, part.removeprefix("@")) for part in named)
    author = next((author for author in authors if author is not None), None)
    if author is None:
        raise Refusal(404, "the link leads to no account")
    return author


def work_of_id(world: World, platform: str, text: str) -> SandboxWork:
    """Return the work with that id in its platform's form; Refusal 404 when there is none."""
    number = _number_in(platform, text)
    work = find_work(world, platform, number) if number is not None else None
    if work is None:
        raise Refusal(404, "there is no such work")
    return work


def _number_in(platform: str, text: str) -> int | None:
    if platform == "xiaohongshu" and len(text) == 24:
        return number_of_note(text)
    if platform in _NUMBERED and text.isascii() and text.isdecimal():
        return int(text)
    return number_of(text)


def _link_in(text: str) -> tuple[str, list[str], dict[str, list[str]]]:
    """Return platform, path parts and query of the first link in a text; Refusal 400 where there is none."""
    found = _LINK.search(text)
    url = urlsplit(found[0] if found else "")
    host = ".".join((url.hostname or "").split(".")[-2:])
    if host not in _HOSTS:
        raise Refusal(400, "there is no link of a known platform")
    return _HOSTS[host], [part for part in url.path.split("/") if part], parse_qs(url.query)
