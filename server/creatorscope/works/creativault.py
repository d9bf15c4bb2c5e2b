"""CreatiVault's search and lookalike rows as creators, figures with units and gaps with reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from creatorscope.works.creator import Audience, Contacts, Creator, Gap, Metric
from creatorscope.works.numbers import parse_decimal
from creatorscope.works.people import build_creator, country_of, put_metric
from creatorscope.works.reading import (
    AdapterError,
    Raw,
    Reader,
    listed,
    mapping,
    parse_bool,
    parse_id,
    require_id,
    texts,
)
from creatorscope.works.work import Platform

_PLATFORMS: tuple[Platform, ...] = ("tiktok", "youtube", "instagram")
# Vendor figures under their own names, with the unit each is in.
_METRICS = {
    "avg_views": "views",
    "avg_views_short": "views",
    "avg_views_long": "views",
    "engagement_rate": "fraction",
    "engagement_rate_short": "fraction",
    "engagement_rate_long": "fraction",
    "views_per_follower": "ratio",
    "last10_video_views_per_sub": "ratio",
    "last10_video_views_per_sub_short": "ratio",
    "last10_video_views_per_sub_long": "ratio",
    "last10_med_video_views_cnt": "views",
    "last10_med_video_views_cnt_short": "views",
    "last10_med_video_views_cnt_long": "views",
    "last10_med_video_views_per_sub": "ratio",
    "last10_med_video_views_per_sub_short": "ratio",
    "last10_med_video_views_per_sub_long": "ratio",
}
# Where each canonical field stands; the first name that is there is read.
_FIELDS: dict[str, tuple[str, ...]] = {
    "platform_author_id": ("uid",),
    "author_handle": ("username",),
    "nickname": ("nickname",),
    "region": ("country_code",),
    "language": ("language",),
    "signature": ("bio",),
    "avatar_url": ("avatar_url",),
    "profile_url": ("profile_url", "channel_url"),
    "fans_count": ("followers_count",),
    "liked_count": ("likes_count",),
    "works_count": ("video_count",),
    "verified": ("is_verified",),
    "has_shop": ("has_showcase",),
    "last_published_at": ("last_video_publish_date", "last_video_publish_time"),
    "categories": ("industry_categories", "product_categories"),
    "tags": ("hashtags",),
    "audience.female_rate": ("audience_female_rate",),
    "audience.countries": ("audience_country_code_list",),
    "audience.languages": ("audience_language_code_list", "audience_language_list"),
    "audience.ages": ("audience_age_id_list", "audience_age_list"),
    "vendor.total_views": ("view_count",),
    "vendor.match_score": ("match_score",),
} | {f"vendor.{name}": (name,) for name in _METRICS}

_TEXTS = ("author_handle", "nickname", "region", "language", "signature", "avatar_url", "profile_url")
# Not every platform's rows have these: no gap where the row does not know them.
_NOT_EVERYWHERE = frozenset(
    {"liked_count", "has_shop", "vendor.total_views", "vendor.match_score", "vendor.views_per_follower"}
    | {f"vendor.{name}" for name in _METRICS if name.endswith(("_short", "_long"))}
)


def creator_from_creativault(
    raw: Raw,
    platform: Platform | None = None,
    *,
    withheld: Collection[str] = (),
    snapshot_at: datetime | None = None,
) -> Creator:
    """Return the creator of a search row; AdapterError without an id, or when the platform cannot be told.

    `withheld` names the row's fields above the service level asked for: they become gaps of that kind.
    Rates come as fractions (the audience's share of women is a percentage upstream), ratios as they are.
    """
    reader = Reader(raw)
    require_id(raw, "creator", "uid", "username")
    values: dict[str, Any] = {
        "platform_author_id": reader.first("platform_author_id", _FIELDS["platform_author_id"], parse_id),
        "last_published_at": reader.time("last_published_at", *_FIELDS["last_published_at"]),
        "categories": _categories(raw),
        "tags": texts(listed(raw.get("hashtags"))),
        "audience": _audience(reader),
        "contacts": _contacts(raw),
        "vendor": _vendor(reader),
        "ids": {"uid": found} if (found := parse_id(raw.get("uid"))) else {},
    }
    for field in _TEXTS:
        values[field] = reader.text(field, *_FIELDS[field])
    for field in ("fans_count", "liked_count", "works_count"):
        values[field] = reader.count(field, *_FIELDS[field])
    for field in ("verified", "has_shop"):
        values[field] = reader.truth(field, *_FIELDS[field])
    values["country"] = country_of(values["region"])
    values["gaps"] = _gaps(raw, values, withheld)
    values["sources"] = {field: path for field, path in reader.sources.items() if field not in values["gaps"]}
    return build_creator(
        reader, platform or platform_of_row(raw), values, source="creativault", snapshot_at=snapshot_at
    )


def creators_from_lookalike(
    rows: Sequence[Raw], platform: Platform | None = None, *, snapshot_at: datetime | None = None
) -> list[Creator]:
    """Return the creators of one whole lookalike answer, `match_score` as a fraction.

    Upstream scores are 0 to 1 or 0 to 100 by version: if any row of the answer exceeds 1, all are percent.
    """
    scores = [score for row in rows if (score := parse_decimal(row.get("match_score"))) is not None]
    scale = 100 if any(score > 1 for score in scores) else 1
    found = []
    for row in rows:
        creator = creator_from_creativault(row, platform, snapshot_at=snapshot_at)
        score = parse_decimal(row.get("match_score"))
        vendor = {**creator.vendor}
        if score is not None:
            vendor["match_score"] = Metric(value=score / scale, unit="fraction")
        found.append(creator.model_copy(update={"vendor": vendor}))
    return found


def platform_of_row(raw: Raw) -> Platform:
    """Return the platform a row is from, by its profile address or the fields only one platform has.

    AdapterError when neither tells.
    """
    for named in _PLATFORMS:
        if raw.get("platform") == named:
            return named
    address = raw.get("profile_url") or raw.get("channel_url") or ""
    host = (urlsplit(address).hostname or "") if isinstance(address, str) else ""
    for platform in _PLATFORMS:
        if host == f"{platform}.com" or host.endswith(f".{platform}.com"):
            return platform
    if "channel_url" in raw:
        return "youtube"
    if "has_showcase" in raw or "likes_count" in raw:
        return "tiktok"
    raise AdapterError("this row does not say its platform; pass platform=tiktok, youtube or instagram")


def _vendor(reader: Reader) -> dict[str, Metric]:
    vendor: dict[str, Metric] = {}
    for name, unit in {**_METRICS, "view_count": "views"}.items():
        value = parse_decimal(reader.raw.get(name))
        if value is not None and value >= 0:
            exact = int(value) if unit == "views" and value == int(value) else value
            known = "total_views" if name == "view_count" else name
            put_metric(vendor, reader, known, Metric(value=exact, unit=unit), name)
    return vendor


def _audience(reader: Reader) -> Audience:
    percent = parse_decimal(reader.raw.get("audience_female_rate"))
    lists: dict[str, tuple[str, ...]] = {}
    for part in ("countries", "languages", "ages"):
        path = next((name for name in _FIELDS[f"audience.{part}"] if reader.raw.get(name)), None)
        lists[part] = texts(listed(reader.raw[path])) if path else ()
        if path and lists[part]:
            reader.sources[f"audience.{part}"] = path
    known = percent is not None and 0 <= percent <= 100
    if known:
        reader.sources["audience.female_rate"] = "audience_female_rate"
    return Audience(female_rate=percent / 100 if percent is not None and known else None, **lists)


def _contacts(raw: Raw) -> Contacts:
    """Return which contacts are known: the row's own flag, else whether the address itself is there."""
    addresses = {
        "has_email": ("email",),
        "has_whatsapp": ("link_whatsapp", "whatsapp"),
        "has_line": ("link_line",),
        "has_zalo": ("link_zalo",),
        "has_mcn": ("mcn",),
    }
    told = {name: parse_bool(raw.get(name)) for name in addresses}
    given = {name: True for name, places in addresses.items() if any(raw.get(place) for place in places)}
    return Contacts(**{**told, **given})


def _categories(raw: Raw) -> tuple[str, ...]:
    """Return the most specific name of each industry, then the product categories."""
    depths = ("tertiary", "secondary", "primary")
    industries = [
        next(
            (name for depth in depths if (name := mapping(row).get(depth))),
            row if isinstance(row, str) else None,
        )
        for row in listed(raw.get("industry_categories"))
    ]
    return texts([*industries, *listed(raw.get("product_categories"))])


def _gaps(raw: Raw, values: dict[str, Any], withheld: Collection[str]) -> dict[str, Gap]:
    """Return why each field is missing, for those the row's platform has or the level withholds."""
    gaps: dict[str, Gap] = {}
    for field, names in _FIELDS.items():
        if any(name in withheld for name in names) and not any(raw.get(name) for name in names):
            gaps[field] = "not_in_service_level"
        elif _is_missing(field, values) and (field not in _NOT_EVERYWHERE or raw.keys() & set(names)):
            gaps[field] = "not_provided"
    if values["country"] is None:
        gaps["country"] = gaps.get("region", "not_provided")
    return gaps


def _is_missing(field: str, values: dict[str, Any]) -> bool:
    group, _, name = field.partition(".")
    if group == "vendor":
        return name not in values["vendor"]
    found = getattr(values["audience"], name) if group == "audience" else values.get(field)
    return found is None or found == ()
