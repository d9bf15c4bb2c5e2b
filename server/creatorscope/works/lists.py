"""What can only be judged over a whole list of works: hidden plays and duplicates."""

from __future__ import annotations

from collections.abc import Sequence

from creatorscope.works.work import Work


def hide_zero_plays(works: Sequence[Work]) -> list[Work]:
    """Return the works with plays of 0 made unknown where likes prove they were seen.

    Those get the flag `play_count_hidden`. Judged per platform: as soon as one of its works has likes, a 0
    means the platform does not say. Where all are 0, as in Douyin's app feed, plays are thereby unknown for
    the whole list. A list without a like is left alone.
    """
    watched = {work.platform for work in works if work.digg_count}
    return [_hidden(work) if work.play_count == 0 and work.platform in watched else work for work in works]


def without_duplicates(works: Sequence[Work]) -> tuple[list[Work], int]:
    """Return the works once per platform and id, the first kept, and how many were dropped."""
    seen: dict[tuple[str, str], Work] = {}
    for work in works:
        seen.setdefault((work.platform, work.platform_work_id), work)
    return list(seen.values()), len(works) - len(seen)


def _hidden(work: Work) -> Work:
    kept = (flag for flag in work.flags if not flag.startswith("play_count"))
    changes = {
        "play_count": None,
        "flags": (*kept, "play_count_hidden"),
        "gaps": tuple(dict.fromkeys([*work.gaps, "play_count"])),
    }
    return work.model_copy(update=changes)
