"""Taking the newest works from several lists of one creator, no more pages than that needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from creatorscope.operations.works_feeds import FeedReader, Stop, Walk
from creatorscope.works.copies import join_copies
from creatorscope.works.lists import hide_zero_plays
from creatorscope.works.work import Work

# Named in the notes where they are unknown; the others are counted in `gaps`.
_TOLD = (
    "published_at",
    "duration_s",
    "play_count",
    "digg_count",
    "comment_count",
    "collect_count",
    "share_count",
    "is_pinned",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A creator's works in the order of the profile, once each, and why there are no more."""

    works: list[Work]
    stopped: Stop
    notes: list[str]
    gaps: dict[str, int]


async def list_works(walk: Walk, most: int) -> Listed:
    """Return at most `most` works of all lists of the walk's account: pinned ones, then newest first.

    A work that several lists have is one, with what each knows. Lists without dates are taken from in turn.
    Raises what the first page's call raises.
    """
    readers = [FeedReader(feed, walk) for feed in walk.account.calls.feeds]
    found: dict[str, Work] = {}
    while len(found) < most:
        for reader in readers:
            await reader.fill()
        reading = [reader for reader in readers if reader.buffer]
        if not reading:
            break
        _put(found, _choose(reading).take())
    for reader in readers:
        for work in reader.buffer:
            if work.platform_work_id in found:
                _put(found, work)
    works = hide_zero_plays(list(found.values()))
    gaps = Counter(name for work in works for name in work.gaps)
    notes = [*walk.notes, *_notes_on(works, gaps, walk)]
    return Listed(works=works, stopped=_stop(readers, found), notes=notes, gaps=dict(gaps))


def _put(found: dict[str, Work], work: Work) -> None:
    known = found.get(work.platform_work_id)
    found[work.platform_work_id] = work if known is None else join_copies(known, work)


def _choose(reading: Sequence[FeedReader]) -> FeedReader:
    """Return the list whose next work comes first: pinned, else newest, else that least was taken from."""
    heads = [(reader, reader.buffer[0]) for reader in reading]
    for reader, work in heads:
        if work.is_pinned:
            return reader
    dated = [(work.published_at, reader) for reader, work in heads if work.published_at]
    if len(dated) == len(heads):
        return max(dated, key=lambda pair: pair[0])[1]
    return min(reading, key=lambda reader: reader.taken)


def _stop(readers: Sequence[FeedReader], found: dict[str, Work]) -> Stop:
    """Return the gravest reason why works may be missing; `max_works` only where there are more."""
    reasons = {reader.ended for reader in readers if reader.ended}
    waiting = any(work.platform_work_id not in found for reader in readers for work in reader.buffer)
    if waiting or any(reader.ended is None for reader in readers):
        reasons.add(Stop.MOST)
    return next(stop for stop in Stop if stop in reasons)


def _notes_on(works: Sequence[Work], gaps: Counter[str], walk: Walk) -> list[str]:
    notes = [f"{count} skipped: {reason}" for reason, count in Counter(walk.unreadable).items()]
    unknown = [name if gaps[name] == len(works) else f"{name} ({gaps[name]})" for name in _TOLD if gaps[name]]
    if unknown:
        notes.append(f"unknown: {', '.join(unknown)}")
    undated = sum(work.published_at is None for work in works)
    if walk.since and undated:
        notes.append(f"{undated} without a date: since was not applied to them")
    approximate = sum("published_at_approximate" in work.flags for work in works)
    if approximate:
        notes.append(f"{approximate} dates are approximate")
    others = len({work.author_key for work in works if work.author_key}) - 1
    if others > 0:
        notes.append(f"works of {others} other accounts are among them")
    return notes
