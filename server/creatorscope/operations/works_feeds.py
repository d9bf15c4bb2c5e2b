"""Reading one of a creator's lists page by page, as far as is wanted and allowed."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import anyio

from creatorscope.contract.rows import rows_at
from creatorscope.errors import BudgetError, CreatorscopeError
from creatorscope.operations.services import Services
from creatorscope.operations.works_accounts import Account
from creatorscope.operations.works_calls import Feed
from creatorscope.works.envelopes import works_in
from creatorscope.works.reading import AdapterError, Raw, at, parse_bool
from creatorscope.works.work import Work

# Clients give up after a minute, and a call may take some seconds more.
PAGING_S = 30.0


class Stop(StrEnum):
    """Why paging ended; the gravest of several is told, in this order."""

    BUDGET = "budget"
    ERROR = "error"
    TIME = "time"
    MOST = "max_works"
    SINCE = "since"
    END = "end"


@dataclass(kw_only=True)
class Walk:
    """What the lists of one creator share while they are read.

    `since`: works of an earlier day are not wanted. `until`: no page is begun after that moment of the event
    loop's clock. `notes`: what to tell the user. `unreadable`: why rows were skipped, once for each.
    """

    services: Services
    account: Account
    since: date | None
    until: float
    pages: int = 0
    notes: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


class FeedReader:
    """The works of one list that were read and not yet taken; `ended` says why there are no more pages."""

    def __init__(self, feed: Feed, walk: Walk) -> None:
        self.buffer: deque[Work] = deque()
        self.ended: Stop | None = None
        self.taken = 0
        self._feed, self._walk = feed, walk
        self._cursor: Any = None
        self._seen: set[str] = set()

    async def fill(self) -> None:
        """Read pages until there is a work to take, or no more pages.

        What goes wrong after the first page of all ends this list and is noted: what was read is not lost.
        Before that it is raised.
        """
        while not self.buffer and self.ended is None:
            data = await self._fetch()
            if data is not None:
                self._add(data)

    def take(self) -> Work:
        """Return the next work; IndexError when nothing was filled in."""
        self.taken += 1
        return self.buffer.popleft()

    async def _fetch(self) -> Mapping[str, Any] | None:
        """Return the next page; None when it is not to be had."""
        walk, feed = self._walk, self._feed
        if walk.pages and anyio.current_time() > walk.until:
            self._end(Stop.TIME, f"{feed.name}: stopped after {PAGING_S:g} s; narrow max_works or since")
            return None
        place = {} if self._cursor is None else {feed.cursor: self._cursor}
        try:
            fetched = await walk.services.fetch(
                feed.endpoint, **walk.account.arguments, **feed.fixed, **place
            )
        except CreatorscopeError as error:
            if not walk.pages:
                raise
            stop = Stop.BUDGET if isinstance(error, BudgetError) else Stop.ERROR
            self._end(stop, f"{feed.name}: the next page was not read: {error.message}")
            return None
        walk.pages += 1
        data = fetched.received.data
        return data if isinstance(data, Mapping) else {}

    def _add(self, data: Mapping[str, Any]) -> None:
        rows = works_in(data)
        works = [work for row in rows if (work := self._read(row)) is not None]
        unknown = len(rows_at(data, self._feed.endpoint.response.ROWS)) - len(rows)
        self._walk.unreadable += ["not of a known form"] * unknown
        for work in works:
            if work.platform_work_id not in self._seen and self._wanted(work):
                self.buffer.append(work)
            self._seen.add(work.platform_work_id)
        following = at(data, self._feed.next_at)
        more = following not in (None, "") and _is_true(at(data, self._feed.more_at))
        if self._is_past(works):
            self._end(Stop.SINCE)
        elif not more:
            self._end(Stop.END)
        elif not rows or following == self._cursor:
            self._end(Stop.ERROR, f"{self._feed.name}: the platform promised more works and sent none")
        self._cursor = following

    def _read(self, row: Raw) -> Work | None:
        walk = self._walk
        try:
            work = walk.account.calls.work(row, walk.services.around.clock.now())
        except AdapterError as error:
            walk.unreadable.append(str(error))
            return None
        implied = {"platform_author_id": walk.account.id, **self._feed.implied}
        filled = {
            name: value
            for name, value in implied.items()
            if value is not None and getattr(work, name) is None
        }
        gaps = tuple(name for name in work.gaps if name not in filled)
        return work.model_copy(update={**filled, "gaps": gaps}) if filled else work

    def _wanted(self, work: Work) -> bool:
        since, day = self._walk.since, work.published_date
        return since is None or day is None or day >= since

    def _is_past(self, works: list[Work]) -> bool:
        """Return whether the page ends before `since`; pinned works stand out of order and say nothing."""
        ordered = [work for work in works if not work.is_pinned and work.published_date]
        return bool(ordered) and not self._wanted(ordered[-1])

    def _end(self, stop: Stop, note: str | None = None) -> None:
        self.ended = stop
        if note:
            self._walk.notes.append(note)


def _is_true(value: Any) -> bool:
    """Return the yes of a flag, or that a token is there."""
    known = parse_bool(value)
    return bool(value) if known is None else known
