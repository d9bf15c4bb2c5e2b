"""One creator's works as columns: checked, deduplicated, in order of time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from creatorscope.analysis.definitions import Basis
from creatorscope.analysis.faults import AnalysisInputError
from creatorscope.analysis.outputs import Flag
from creatorscope.works.lists import hide_zero_plays
from creatorscope.works.work import COUNTS, Work

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

ACTIONS = ("likes", "comments", "shares", "collects")
GONE = frozenset({"deleted", "private"})
ACTION_FIELDS = ("digg_count", "comment_count", "share_count", "collect_count")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTable:
    """Works as columns of one length, oldest first, undated last, ties by id.

    Unknown figures are NaN. `published` is unix seconds, `approximate` where only a phrase such as "3 weeks
    ago" gave it; `transcript` is true where speech was looked for and the answer is known, "" included;
    `basis` says which metric ranks the works.
    """

    platform: str
    author: str
    ids: tuple[str, ...]
    captions: tuple[str, ...]
    media: tuple[str, ...]
    published: Floats
    approximate: Bools
    duration: Floats
    plays: Floats
    actions: Floats  # one row per ACTIONS
    pinned: Bools
    ad: Bools
    short: Bools
    gone: Bools
    transcript: Bools
    basis: Basis
    flags: tuple[Flag, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def metric(self) -> Floats:
        """Return plays or likes, whichever ranks the works; all NaN when neither is known."""
        if self.basis == "likes":
            likes: Floats = self.actions[0]
            return likes
        return self.plays


def build_table(works: Sequence[Work]) -> WorkTable:
    """Return the works as a table, the same for every order of the works.

    Raises AnalysisInputError for no works and for works of several platforms or authors. A repeated id
    keeps the copy with the higher counts, which is the later one.
    """
    rows = distinct_works(works)
    plays = np.array([work.play_count for work in rows], dtype=np.float64)
    actions = np.array([[getattr(work, name) for work in rows] for name in ACTION_FIELDS], dtype=np.float64)
    basis, flags = _basis(plays, actions[0])
    if len(rows) < len(works):
        flags.append(
            Flag(code="duplicates", count=len(works) - len(rows), text="Repeated ids, counted once.")
        )
    return WorkTable(
        platform=rows[0].platform,
        author=_author(works),
        ids=tuple(work.platform_work_id for work in rows),
        captions=tuple(work.title or work.caption_raw or "" for work in rows),
        media=tuple(work.media_type for work in rows),
        published=np.array([_seconds(work.published_at) for work in rows]),
        approximate=np.array(["published_at_approximate" in work.flags for work in rows]),
        duration=np.array([work.duration_s for work in rows], dtype=np.float64),
        plays=plays,
        actions=actions,
        pinned=np.array([work.is_pinned is True for work in rows]),
        ad=np.array([work.is_ad is True for work in rows]),
        short=np.array([work.is_short is True for work in rows]),
        gone=np.array([not GONE.isdisjoint(work.flags) for work in rows]),
        transcript=np.array([work.asr_clean is not None for work in rows]),
        basis=basis,
        flags=tuple(flags),
    )


def distinct_works(works: Sequence[Work]) -> list[Work]:
    """Return one creator's works once each, oldest first, plays of 0 unknown where the platform hides them.

    Raises AnalysisInputError as `build_table` does.
    """
    if not works:
        raise AnalysisInputError("there are no works", "collect or import the creator's works first")
    _single("platforms", {work.platform for work in works})
    _author(works)
    return sorted(_deduplicated(hide_zero_plays(works)), key=_when)


def _author(works: Sequence[Work]) -> str:
    """Return the author's id, the handle where no work has an id, "" where neither is known."""
    ids = {work.platform_author_id for work in works if work.platform_author_id}
    handles = {work.author_handle for work in works if work.author_handle}
    return _single("authors", ids or handles) if ids or handles else ""


def _single(what: str, found: set[str]) -> str:
    if len(found) > 1:
        named = ", ".join(sorted(found)[:3])
        raise AnalysisInputError(
            f"the works are of {len(found)} {what} ({named})",
            f"analyse one creator on one platform at a time: split the works by {what[:-1]}",
        )
    return next(iter(found))


def _deduplicated(works: Sequence[Work]) -> list[Work]:
    repeated = {key for key, count in Counter(w.platform_work_id for w in works).items() if count > 1}
    if not repeated:
        return list(works)
    kept = [work for work in works if work.platform_work_id not in repeated]
    copies: dict[str, Work] = {}
    for work in works:
        key = work.platform_work_id
        if key in repeated and (key not in copies or _fullness(work) > _fullness(copies[key])):
            copies[key] = work
    return kept + list(copies.values())


def _fullness(work: Work) -> tuple[Any, ...]:
    """Return what orders copies of one work: figures known, counts, then the whole record as text."""
    counts = [getattr(work, name) for name in COUNTS]
    known = [-1 if count is None else count for count in counts]
    return (sum(count is not None for count in counts), *known, work.model_dump_json())


def _when(work: Work) -> tuple[float, str]:
    return (work.published_at.timestamp() if work.published_at else math.inf, work.platform_work_id)


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else math.nan


def _basis(plays: Floats, likes: Floats) -> tuple[Basis, list[Flag]]:
    """Return what ranks the works: plays when at least half of the works with a metric show them."""
    known, measurable = ~np.isnan(plays), ~np.isnan(plays) | ~np.isnan(likes)
    if not measurable.any():
        return "none", []
    if not known.any():
        text = "Plays are hidden for the whole list: ranked by likes, no rates by views."
        return "likes", [Flag(code="plays_hidden", count=int(measurable.sum()), text=text)]
    flags = []
    if unknown := int(np.sum(measurable & ~known)):
        text = "Plays unknown (null, or 0 where works of the list have likes) for some works."
        flags.append(Flag(code="plays_partly_hidden", count=unknown, text=text))
    return "plays" if 2 * known.sum() >= measurable.sum() else "likes", flags
