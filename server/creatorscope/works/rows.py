"""Works and creators as rows of plain data, the form in which results keep them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from creatorscope.works.creator import Creator
from creatorscope.works.work import Work

DERIVED = {"published_date": "DATE", "primary_text": "VARCHAR", "primary_text_source": "VARCHAR"}
"""What a row of a work has beside the work's own fields, with its SQL type."""


def work_row(work: Work) -> dict[str, Any]:
    """Return a work as JSON data, with its day of publishing and the text to analyse."""
    own = work.model_dump(mode="json")
    day = work.published_date
    return {
        **own,
        "published_date": day.isoformat() if day else None,
        "primary_text": work.primary_text,
        "primary_text_source": work.primary_text_source,
    }


def creator_row(creator: Creator) -> dict[str, Any]:
    """Return a creator as JSON data."""
    return creator.model_dump(mode="json")


def work_rows(works: Iterable[Work]) -> list[dict[str, Any]]:
    """Return works as rows, in their order."""
    return [work_row(work) for work in works]
