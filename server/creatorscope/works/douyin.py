"""Douyin: its works and creators, in the app's `aweme` and user shapes."""

from __future__ import annotations

from datetime import datetime

from creatorscope.works.aweme import creator_from_aweme_user, work_from_aweme
from creatorscope.works.creator import Creator
from creatorscope.works.reading import Raw
from creatorscope.works.work import Work


def work_from_douyin(raw: Raw) -> Work:
    """Return the work of a Douyin aweme; AdapterError without an id.

    Its play count comes as it stands, 0 too: `hide_zero_plays` decides over the whole list.
    """
    return work_from_aweme(raw, "douyin")


def creator_from_douyin(raw: Raw, snapshot_at: datetime | None = None) -> Creator:
    """Return the creator of a Douyin profile, or of a work's author; AdapterError without an id."""
    return creator_from_aweme_user(raw, "douyin", snapshot_at)
