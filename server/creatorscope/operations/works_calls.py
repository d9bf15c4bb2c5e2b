"""What a platform's works calls are described by: lookups, calls for one work, and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from creatorscope.contract.operation import Endpoint
from creatorscope.works.creator import Creator
from creatorscope.works.reading import Raw
from creatorscope.works.work import Work

Part = Literal["id", "handle", "link", "page"]
"""What may be known of an account or work: `link` is a short link, `page` the address of its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The call that finds an account's id: `part` goes into `argument` where it has the form `when`.

    The id is at `found_at` in the answer and has the form `is_id`.
    """

    part: Part
    when: re.Pattern[str]
    endpoint: Endpoint
    argument: str
    found_at: str
    is_id: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCall:
    """A call that answers one work: `part` goes into `argument` where it has the form `when`."""

    part: Part
    endpoint: Endpoint
    argument: str
    when: re.Pattern[str] = re.compile(".+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A call that lists works page by page, newest first after the pinned ones.

    `cursor`: the argument that asks for a page; its value is at `next_at` in the page before, and there is
    one while `more_at` is true. `fixed`: arguments of every page. `implied`: what being in this list says of
    a work, where the work itself does not.
    """

    name: str
    endpoint: Endpoint
    cursor: str
    next_at: str
    more_at: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    implied: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformCalls:
    """Everything the tools know of one platform.

    `names`: what names an account in its profile and lists, as (part, argument), best first. `lookups`: how
    to get an id where none of those is known. `profile_rest`: where the profile comes in two parts, the
    field of the first that asks for the second. `captions`: the call for subtitles, where works do not
    carry their addresses.
    """

    names: tuple[tuple[Part, str], ...]
    lookups: tuple[Lookup, ...]
    profile: Endpoint
    profile_rest: str | None
    feeds: tuple[Feed, ...]
    works: tuple[WorkCall, ...]
    captions: Endpoint | None
    creator: Callable[[Raw, datetime], Creator]
    work: Callable[[Raw, datetime], Work]
