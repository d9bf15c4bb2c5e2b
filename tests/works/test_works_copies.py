"""Joining copies of a work, and works and creators as rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from creatorscope.works.copies import join_copies
from creatorscope.works.creator import Creator
from creatorscope.works.export_rows import creator_from_export, work_from_export
from creatorscope.works.rows import creator_row, work_row
from creatorscope.works.work import Work


def work(**values) -> Work:
    given = {"platform": "instagram", "platform_work_id": "1", "source": "demo", **values}
    return Work(**given)


def test_a_copy_fills_what_the_first_does_not_know_and_changes_nothing_else():
    first = work(digg_count=5, gaps=("play_count", "duration_s"), flags=("digg_count_rounded",))
    second = work(digg_count=7, play_count=90, flags=("play_count_rounded", "digg_count_hidden"))
    joined = join_copies(first, second)
    assert (joined.digg_count, joined.play_count) == (5, 90)
    assert joined.gaps == ("duration_s",)
    assert joined.flags == ("digg_count_rounded", "play_count_rounded")
    assert join_copies(joined, second) == joined


def test_two_works_are_not_joined():
    with pytest.raises(ValueError, match="two works"):
        join_copies(work(), work(platform_work_id="2"))


def test_rows_are_read_back_as_they_were():
    published = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    spoken = work(
        published_at=published, asr_clean="hello", caption_raw="c", tags=("a", "b"), gaps=("is_ad",)
    )
    row = work_row(spoken)
    assert (row["published_date"], row["primary_text"], row["primary_text_source"]) == (
        "2026-01-31",
        "hello",
        "asr_clean",
    )
    assert work_from_export(row) == spoken
    somebody = Creator(platform="tiktok", author_handle="demo", gaps={"country": "not_provided"}, source="x")
    assert creator_from_export(creator_row(somebody)) == somebody
