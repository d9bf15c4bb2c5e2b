"""Building a Creator from what a reader found, with its sources, gaps and profile address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from creatorscope.works.creator import Creator, Gap, Metric
from creatorscope.works.reading import Reader
from creatorscope.works.work import Platform


def build_creator(
    reader: Reader,
    platform: Platform,
    values: Mapping[str, Any],
    *,
    source: str,
    snapshot_at: datetime | None = None,
) -> Creator:
    """Return the creator with these values; every gap the reader met is `not_provided`."""
    filled = {"profile_url": None, **values}
    filled["profile_url"] = filled["profile_url"] or profile_url(
        platform, values.get("author_handle"), values.get("platform_author_id")
    )
    region = values.get("region")
    filled.setdefault("country", country_of(region))
    if filled["country"]:
        reader.sources.setdefault("country", reader.sources.get("region", source))
    missing = [*reader.gaps, *([] if filled["country"] else ["country"])]
    gaps: dict[str, Gap] = {field: "not_provided" for field in missing if field in Creator.model_fields}
    filled.setdefault("flags", reader.flags)
    filled.setdefault("gaps", gaps)
    filled.setdefault("sources", {field: path for field, path in reader.sources.items() if field not in gaps})
    return Creator(platform=platform, snapshot_at=snapshot_at, source=source, **filled)


def profile_url(platform: Platform, handle: str | None, author_id: str | None) -> str | None:
    """Return the address of a profile page; None when the platform's address needs what is not known."""
    by_handle = {
        "tiktok": "https://www.tiktok.com/@{}",
        "instagram": "https://www.instagram.com/{}/",
        "youtube": "https://www.youtube.com/@{}",
    }
    by_id = {
        "youtube": "https://www.youtube.com/channel/{}",
        "douyin": "https://www.douyin.com/user/{}",
        "xiaohongshu": "https://www.xiaohongshu.com/user/profile/{}",
    }
    if author_id and platform in by_id:
        return by_id[platform].format(author_id)
    return by_handle[platform].format(handle) if handle and platform in by_handle else None


def country_of(region: Any) -> str | None:
    """Return the ISO 3166 alpha-2 code that a code, or an English or Chinese name, means; None otherwise."""
    if not isinstance(region, str) or not region.strip():
        return None
    from creatorscope.contract.codes import country_book

    book = country_book()
    code = region.strip().upper()
    return code if code in book.codes else book.names().get(region.strip().lower())


def put_metric(
    vendor: dict[str, Metric], reader: Reader, name: str, metric: Metric | None, path: str
) -> None:
    """Add a vendor's figure under a name, with where it was read; nothing when there is none."""
    if metric is not None:
        vendor[name] = metric
        reader.sources[f"vendor.{name}"] = path
