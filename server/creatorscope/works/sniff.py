"""Recognising what a local file holds and reading it to works and creators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from creatorscope.works.affiliate import AffiliateRecord, record_from_affiliate
from creatorscope.works.aweme import AwemePlatform
from creatorscope.works.creativault import creator_from_creativault, creators_from_lookalike
from creatorscope.works.creator import Creator
from creatorscope.works.douyin import creator_from_douyin, work_from_douyin
from creatorscope.works.envelopes import (
    aweme_platform,
    creator_kind,
    creators_in,
    fetched_at,
    find_creators,
    find_works,
    work_kind,
    works_in,
)
from creatorscope.works.export_rows import creator_from_export, work_from_export
from creatorscope.works.instagram import creator_from_instagram, work_from_instagram
from creatorscope.works.lists import hide_zero_plays
from creatorscope.works.reading import AdapterError, Raw, at, listed, mapping
from creatorscope.works.tables import (
    creator_from_table,
    is_creator_table,
    work_from_insights,
    work_from_transcript,
)
from creatorscope.works.tiktok import creator_from_tiktok, work_from_tiktok
from creatorscope.works.work import Platform, Work
from creatorscope.works.xiaohongshu import creator_from_xiaohongshu, work_from_xiaohongshu
from creatorscope.works.youtube import creator_from_youtube, work_from_youtube

T = TypeVar("T")
CATEGORIES = "tiktok_shop_categories"


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row that could not be read, counted from 0, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a document held. Works are in the document's order, copies included; creators once each."""

    shape: str
    works: tuple[Work, ...] = ()
    creators: tuple[Creator, ...] = ()
    records: tuple[AffiliateRecord, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def recognise(document: Any) -> str:
    """Return the name of the shape of a JSON document, of rows, or of a table's header (a list of names).

    ValueError naming what can be read when it is none of them.
    """
    row = _first_row(document)
    for shape, tells in _TABLES.items():
        if tells(row):
            return shape
    work = next(find_works(document), None)
    if work is not None:
        return f"{work_kind(work)}_works"
    creator = next(find_creators(document), None)
    if creator is not None:
        return f"{creator_kind(creator)}_creators"
    raise ValueError(
        "this document has no works or creators of a known shape; give works or profiles as TikTok, Douyin, "
        "Xiaohongshu, Instagram, YouTube or TikHub send them, CreatiVault rows, an affiliate document, "
        "or our export"
    )


def read_document(document: Any, platform: Platform | None = None) -> Import:
    """Return everything the document holds; rows that cannot be read are listed, each with its reason.

    `platform` settles what the document leaves open. Hidden plays become unknown (`hide_zero_plays`).
    ValueError when the shape is unknown or has no works and creators, or when no row could be read.
    """
    shape = recognise(document)
    if shape == CATEGORIES:
        raise ValueError("this is a tree of product categories; give works or creators")
    rows = _rows(document) if shape in _TABLES else works_in(document)
    found = _READERS.get(shape, _read_works)(shape, rows, document, platform)
    if found.skipped and not (found.works or found.creators):
        raise ValueError(f"none of {len(found.skipped)} rows could be read: {found.skipped[0].reason}")
    return found


def _first_row(document: Any) -> Raw:
    """Return the first row of rows, a header as a row of nothing, or the document itself."""
    if isinstance(document, list) and document:
        if all(isinstance(name, str) for name in document):
            return dict.fromkeys(document)
        return mapping(document[0])
    rows = _rows(document)
    return rows[0] if rows else {}


def _rows(document: Any) -> list[Raw]:
    """Return the rows of a list, or those an answer keeps under `items`, else the document as one row."""
    if isinstance(document, list):
        return [row for row in document if isinstance(row, Mapping)]
    inner = (
        listed(at(document, "data.items"))
        or listed(at(document, "items"))
        or listed(mapping(document).get("data"))
    )
    rows = [row for row in inner if isinstance(row, Mapping)]
    if rows and any(tells(rows[0]) for tells in _TABLES.values()):
        return rows
    return [mapping(document)]


def _is_creativault(row: Raw) -> bool:
    return (
        "uid" in row
        and "username" in row
        and bool(row.keys() & {"followers_count", "avatar_url", "match_score"})
    )


def _is_insights(row: Raw) -> bool:
    return {"Impressions", "Saves", "Likes"} <= {str(name).lstrip("\ufeff") for name in row}


_TABLES: dict[str, Callable[[Raw], bool]] = {
    CATEGORIES: lambda row: "l1" in row and "category_id" in mapping(at(row, "l1.0")),
    "affiliate_documents": lambda row: "id" in row and isinstance(row.get("profiles"), Mapping),
    "works_export": lambda row: {"platform", "platform_work_id"} <= row.keys(),
    "creators_export": lambda row: {"platform", "author_handle", "fans_count"} <= row.keys(),
    "transcripts": lambda row: {"video.id", "transcript"} <= row.keys(),
    "instagram_insights": _is_insights,
    "creator_table": lambda row: is_creator_table(set(row)),
    "creativault_creators": _is_creativault,
}


def _each(rows: Sequence[Raw], read: Callable[[Raw], T]) -> tuple[list[T], tuple[Skipped, ...]]:
    found: list[T] = []
    skipped: list[Skipped] = []
    for index, row in enumerate(rows):
        try:
            found.append(read(row))
        except AdapterError as error:
            skipped.append(Skipped(index, str(error)))
    return found, tuple(skipped)


def _read_works(shape: str, rows: list[Raw], document: Any, platform: Platform | None) -> Import:
    now = fetched_at(document)
    works, skipped = _each(rows, lambda row: _work(row, document, platform, now))
    authors, _ = _each(rows, lambda row: _author(row, document, platform, now))
    profiles, failed = _each(creators_in(document), lambda row: _author(row, document, platform, now))
    return Import(
        shape=shape,
        works=tuple(hide_zero_plays(works)),
        creators=_once_each([*profiles, *authors]),
        skipped=(*skipped, *failed),
    )


def _work(row: Raw, document: Any, platform: Platform | None, now: datetime | None) -> Work:
    kind = work_kind(row)
    if kind == "aweme":
        return work_from_douyin(row) if _aweme(row, document, platform) == "douyin" else work_from_tiktok(row)
    if kind == "youtube":
        return work_from_youtube(row, now)
    read = {
        "tiktok_web": work_from_tiktok,
        "instagram": work_from_instagram,
        "xiaohongshu": work_from_xiaohongshu,
    }
    return read[kind or "tiktok_web"](row)


def _author(row: Raw, document: Any, platform: Platform | None, now: datetime | None) -> Creator:
    """Return the creator of a profile or of a work's author; AdapterError where a work says too little."""
    kind = work_kind(row) or creator_kind(row)
    if kind == "aweme":
        read = creator_from_douyin if _aweme(row, document, platform) == "douyin" else creator_from_tiktok
        return read(row, now)
    if kind == "youtube" and creator_kind(row) is None:
        raise AdapterError("a YouTube video tells too little of its channel; give the channel")
    readers = {
        "tiktok_web": creator_from_tiktok,
        "instagram": creator_from_instagram,
        "xiaohongshu": creator_from_xiaohongshu,
        "youtube": creator_from_youtube,
    }
    inner = row if creator_kind(row) else mapping(row.get("note_card")) or mapping(row.get("note")) or row
    return readers[kind or "tiktok_web"](inner, now)


def _aweme(row: Raw, document: Any, platform: Platform | None) -> AwemePlatform:
    known = platform or aweme_platform(row, document)
    if known in ("tiktok", "douyin"):
        return known
    raise AdapterError("TikTok and Douyin send this same shape; pass platform=tiktok or platform=douyin")


def _once_each(creators: Sequence[Creator]) -> tuple[Creator, ...]:
    """Return the creators once each, of several rows of one the row with the fewest gaps."""
    best: dict[tuple[str, str], Creator] = {}
    for creator in creators:
        key = (creator.platform, creator.key)
        if key not in best or len(creator.gaps) < len(best[key].gaps):
            best[key] = creator
    return tuple(best.values())


def _read_affiliate(shape: str, rows: list[Raw], document: Any, platform: Platform | None) -> Import:
    del document, platform
    records, skipped = _each(rows, record_from_affiliate)
    return Import(
        shape=shape,
        works=tuple(work for record in records for work in _videos_of(record)),
        creators=_once_each([record.creator for record in records]),
        records=tuple(records),
        skipped=skipped,
    )


def _videos_of(record: AffiliateRecord) -> Iterator[Work]:
    """Yield each of a creator's best videos once: the e-commerce list repeats some of the other."""
    yield from {work.platform_work_id: work for work in (*record.ec_top_videos, *record.top_videos)}.values()


def _read_creativault(shape: str, rows: list[Raw], document: Any, platform: Platform | None) -> Import:
    del document
    if any("match_score" in row for row in rows):
        return Import(shape=shape, creators=tuple(creators_from_lookalike(rows, platform)))
    creators, skipped = _each(rows, lambda row: creator_from_creativault(row, platform))
    return Import(shape=shape, creators=_once_each(creators), skipped=skipped)


def _of_works(read: Callable[[Raw], Work]) -> Callable[[str, list[Raw], Any, Platform | None], Import]:
    def reader(shape: str, rows: list[Raw], document: Any, platform: Platform | None) -> Import:
        del document, platform
        works, skipped = _each(rows, read)
        return Import(shape=shape, works=tuple(hide_zero_plays(works)), skipped=skipped)

    return reader


def _of_creators(read: Callable[[Raw], Creator]) -> Callable[[str, list[Raw], Any, Platform | None], Import]:
    def reader(shape: str, rows: list[Raw], document: Any, platform: Platform | None) -> Import:
        del document, platform
        creators, skipped = _each(rows, read)
        return Import(shape=shape, creators=_once_each(creators), skipped=skipped)

    return reader


_READERS: dict[str, Callable[[str, list[Raw], Any, Platform | None], Import]] = {
    "affiliate_documents": _read_affiliate,
    "works_export": _of_works(work_from_export),
    "creators_export": _of_creators(creator_from_export),
    "transcripts": _of_works(work_from_transcript),
    "instagram_insights": _of_works(work_from_insights),
    "creator_table": _of_creators(creator_from_table),
    "creativault_creators": _read_creativault,
}
