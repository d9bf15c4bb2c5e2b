"""Pages of the sandbox's works: by time on TikTok and Douyin, by place behind an opaque cursor elsewhere."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from creatorscope.sandbox.serving import Refusal
from creatorscope.sandbox.works_authors import Author
from creatorscope.sandbox.works_aweme import format_aweme
from creatorscope.sandbox.works_world import SandboxWork, works_of

_USUAL_COUNT = 20


class ByCursor(Protocol):
    """A request for a page of awemes."""

    @property
    def max_cursor(self) -> int | None:
        """Where the page begins; None and 0: at the newest."""
        ...

    @property
    def count(self) -> int | None:
        """How many works a page holds."""
        ...

    @property
    def sort_type(self) -> int | None:
        """0 newest first, 1 most played first."""
        ...


class Page(NamedTuple):
    """Works, and the cursor of those after them; None after the last."""

    works: Sequence[SandboxWork]
    following: str | None


def aweme_page(author: Author, request: ByCursor, base_url: str) -> dict[str, Any]:
    """Return one page of awemes. By time, all pinned works come with the first page, beside its count."""
    count, cursor = request.count or _USUAL_COUNT, request.max_cursor or 0
    works = works_of(author)
    if request.sort_type:
        ranked = sorted(works, key=lambda work: -work.counts.plays)
        shown, following, more = ranked[cursor:][:count], cursor + count, cursor + count < len(ranked)
    else:
        others = [work for work in works if not work.pinned]
        left = [work for work in others if not cursor or work.published * 1000 < cursor]
        pinned = [] if cursor else [work for work in works if work.pinned]
        shown, more = [*pinned, *left[:count]], len(left) > count
        following = left[:count][-1].published * 1000 if left else cursor
    return {
        "aweme_list": [format_aweme(work, base_url) for work in shown],
        "max_cursor": following,
        "min_cursor": cursor,
        "has_more": int(more),
        "status_code": 0,
    }


def page_after(works: Sequence[SandboxWork], purpose: str, cursor: str | None, size: int) -> Page:
    """Return the page that a cursor of this list asks for, the first without one.

    Refusal 400 for a cursor that is not of this list (`purpose`).
    """
    start = _place_in(cursor, purpose) if cursor else 0
    end = start + size
    return Page(works[start:end], _cursor(purpose, end) if end < len(works) else None)


def _cursor(purpose: str, place: int) -> str:
    return urlsafe_b64encode(f"{purpose}:{place}".encode()).decode()


def _place_in(cursor: str, purpose: str) -> int:
    try:
        found, _, place = urlsafe_b64decode(cursor.encode()).decode().rpartition(":")
    except (Error, ValueError):
        found, place = "", ""
    if found != purpose or not place.isdecimal():
        raise Refusal(400, "the cursor is not of this list")
    return int(place)
