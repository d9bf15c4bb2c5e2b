"""Joining the copies of one work that several lists of a platform give."""

from __future__ import annotations

from typing import Any

from creatorscope.works.work import Work


def join_copies(first: Work, second: Work) -> Work:
    """Return the first copy with what it does not know taken from the second.

    What both know stays as the first has it. A field that gets filled is no gap any more, and the second's
    flags on it come along. ValueError when they are two works.
    """
    if (first.platform, first.platform_work_id) != (second.platform, second.platform_work_id):
        raise ValueError("these are two works; join copies of one work")
    filled: dict[str, Any] = {
        name: value
        for name in Work.model_fields
        if getattr(first, name) is None and (value := getattr(second, name)) is not None
    }
    if not filled:
        return first
    came = tuple(flag for flag in second.flags if flag.startswith(tuple(filled)) and flag not in first.flags)
    gaps = tuple(name for name in first.gaps if name not in filled)
    return first.model_copy(update={**filled, "gaps": gaps, "flags": (*first.flags, *came)})
