"""The affiliate document: the creator, its daily trend, its best videos with their products, its mixes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from creatorscope.works.affiliate_metrics import basis_points, vendor_metrics
from creatorscope.works.creator import Audience, Contacts, Creator, Slice, SliceUnit
from creatorscope.works.mojibake import repair_document
from creatorscope.works.money import Money, MoneyRange, parse_money, parse_money_range
from creatorscope.works.numbers import parse_count, parse_decimal, parse_time
from creatorscope.works.people import build_creator
from creatorscope.works.reading import (
    Raw,
    Reader,
    at,
    hashtags_in,
    listed,
    mapping,
    parse_id,
    parse_text,
    require_id,
    texts,
)
from creatorscope.works.work import Work


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TrendDay(_Part):
    """One day's figures; rates are fractions, `ec_` means e-commerce videos only."""

    start: AwareDatetime
    end: AwareDatetime | None = None
    fans_count: int | None = None
    gmv: Money | None = None
    units_sold: int | None = None
    play_count: int | None = None
    ec_play_count: int | None = None
    engagement_rate: float | None = None
    ec_engagement_rate: float | None = None


class Product(_Part):
    """A product promoted in a video."""

    product_id: str | None = None
    name: str | None = None
    low_price: Money | None = None
    high_price: Money | None = None


class Promotion(_Part):
    """The products of one video."""

    platform_work_id: str
    products: tuple[Product, ...]


class AffiliateRecord(_Part):
    """All an affiliate document says, in canonical units.

    `sales_by_channel` and `sales_by_category` are fractions (key -1 is the rest), `trend` is oldest first,
    `window_end` the end of the 30 days the sales figures cover.
    """

    creator: Creator
    trend: tuple[TrendDay, ...] = ()
    top_videos: tuple[Work, ...] = ()
    ec_top_videos: tuple[Work, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    sales_by_channel: tuple[Slice, ...] = ()
    sales_by_category: tuple[Slice, ...] = ()
    brands: tuple[str, ...] = ()
    price_range: MoneyRange | None = None
    window_end: AwareDatetime | None = None


def record_from_affiliate(document: Raw, snapshot_at: datetime | None = None) -> AffiliateRecord:
    """Return what the document says; AdapterError without an id. Mis-decoded text is repaired first."""
    repaired = repair_document(document)
    raw: Raw = mapping(repaired)
    profile = mapping(at(raw, "profiles.creator_profile"))
    creator = _creator(raw, repaired != document, snapshot_at)
    ec_videos = listed(profile.get("ec_top_video_data"))
    return AffiliateRecord(
        creator=creator,
        trend=_trend(raw, creator.country),
        top_videos=_videos(listed(profile.get("top_video_data")), creator),
        ec_top_videos=_videos(ec_videos, creator),
        promotions=tuple(
            promotion for video in ec_videos if (promotion := _promotion(mapping(video), creator))
        ),
        sales_by_channel=_slices(profile.get("content_groups"), "fraction"),
        sales_by_category=_slices(profile.get("industry_groups"), "fraction"),
        brands=_brands(profile),
        price_range=parse_money_range(profile.get("product_price_range"), creator.country),
        window_end=parse_time(profile.get("sales_performance_end_time")),
    )


def _creator(raw: Raw, repaired: bool, snapshot_at: datetime | None) -> Creator:
    creator_id = require_id(
        raw, "creator", "id", "profiles.creator_connect_info.creator_id", f"{_PROFILE}.creator_oecuid"
    )
    reader = Reader(raw)
    reader.flag("text_repaired", when=repaired)
    values: dict[str, Any] = {
        "author_handle": reader.text("author_handle", "uniqueId", f"{_PROFILE}.handle"),
        "nickname": reader.text("nickname", "nickname", f"{_PROFILE}.nickname"),
        "region": reader.text("region", f"{_PROFILE}.selection_region"),
        "signature": reader.caption("signature", f"{_PROFILE}.bio"),
        "avatar_url": reader.text(
            "avatar_url", *(f"{_PROFILE}.avatar.{name}.0" for name in ("url_list", "thumb_url_list"))
        ),
        "fans_count": reader.count("fans_count", f"{_PROFILE}.follower_cnt"),
        "ids": {"shop_creator_id": creator_id},
        "contacts": Contacts(
            has_mcn=True if at(raw, f"{_PROFILE}.creator_bind_mcn_name") else None,
            has_website=True if at(raw, f"{_PROFILE}.bio_url") else None,
        ),
    }
    # The document's id is the Shop's, no call of the platform takes it: the handle identifies the account.
    values["platform_author_id"] = None if values["author_handle"] else creator_id
    values["categories"] = texts(mapping(row).get("name") for row in listed(at(raw, f"{_PROFILE}.category")))
    values["audience"] = Audience(places=_slices(at(raw, f"{_PROFILE}.follower_state_location"), "count"))
    reader.sources |= {
        "ids": "id",
        "audience.places": f"{_PROFILE}.follower_state_location",
    }
    values["vendor"] = vendor_metrics(reader, _PROFILE, values["region"])
    reader.gap("works_count")
    reader.gap("liked_count")
    reader.gap("verified")
    return build_creator(reader, "tiktok", values, source="affiliate", snapshot_at=snapshot_at)


_PROFILE = "profiles.creator_profile"


def _slices(rows: Any, unit: SliceUnit) -> tuple[Slice, ...]:
    found = []
    for row in map(mapping, listed(rows)):
        given = row.get("key")
        key = parse_text(str(given)) if isinstance(given, str | int) else None
        value = parse_decimal(row.get("value"))
        if key and value is not None:
            found.append(Slice(key=key, name=parse_text(row.get("name")), value=value, unit=unit))
    return tuple(found)


def _trend(raw: Raw, region: str | None) -> tuple[TrendDay, ...]:
    days: dict[datetime, TrendDay] = {}
    for series in map(mapping, listed(at(raw, "profiles.creator_profile_trend_data"))):
        for row in map(mapping, listed(series.get("stats"))):
            start, figures = parse_time(row.get("start_timestamp")), mapping(row.get("profile"))
            if start is None:
                continue
            days[start] = TrendDay(
                start=start,
                end=parse_time(row.get("end_timestamp")),
                fans_count=parse_count(figures.get("trend_follower")),
                gmv=parse_money(figures.get("trend_gmv"), region),
                units_sold=parse_count(figures.get("trend_units_sold")),
                play_count=parse_count(figures.get("trend_video_play_cnt")),
                ec_play_count=parse_count(figures.get("trend_ec_video_play_cnt")),
                engagement_rate=basis_points(figures.get("trend_video_engagement_rate")),
                ec_engagement_rate=basis_points(figures.get("trend_ec_video_engagement_rate")),
            )
    return tuple(days[start] for start in sorted(days))


def _videos(rows: Any, creator: Creator) -> tuple[Work, ...]:
    """Return the videos as works; a comment count of 0 in every one of them is no count."""
    videos = [video for row in rows if parse_id((video := mapping(row)).get("item_id"))]
    counted = any(video.get("comment_cnt") for video in videos)
    return tuple(_video(video, creator, comments=counted) for video in videos)


def _video(raw: Raw, creator: Creator, *, comments: bool) -> Work:
    reader = Reader(raw)
    work_id = require_id(raw, "work", "item_id")
    caption = reader.caption("caption_raw", "name")
    for field in ("collect_count", "share_count", "is_pinned", "is_ad", "language"):
        reader.gap(field)
    handle = creator.author_handle
    comment_count = reader.count("comment_count", "comment_cnt") if comments else None
    if not comments:
        reader.gap("comment_count")
    return Work(
        platform="tiktok",
        platform_work_id=work_id,
        platform_author_id=creator.platform_author_id,
        author_handle=handle,
        author_name=creator.nickname,
        caption_raw=caption,
        published_at=reader.time("published_at", "release_date"),
        duration_s=reader.duration("duration_s", "video.duration"),
        play_count=reader.count("play_count", "play_cnt"),
        digg_count=reader.count("digg_count", "like_cnt"),
        comment_count=comment_count,
        tags=hashtags_in(caption),
        cover_image=reader.text("cover_image", "video.post_url"),
        video_download_url=reader.text("video_download_url", "video.video_infos.0.main_url"),
        source_url=f"https://www.tiktok.com/@{handle}/video/{work_id}" if handle else None,
        gaps=reader.gaps,
        flags=reader.flags,
        source="affiliate_video",
    )


def _promotion(video: Raw, creator: Creator) -> Promotion | None:
    work_id = parse_id(video.get("item_id"))
    products = tuple(
        Product(
            product_id=parse_id(row.get("product_id")),
            name=parse_text(row.get("name")),
            low_price=parse_money(row.get("min_sale_price"), creator.country),
            high_price=parse_money(row.get("max_sale_price"), creator.country),
        )
        for row in map(mapping, listed(video.get("video_products")))
    )
    return Promotion(platform_work_id=work_id, products=products) if work_id and products else None


def _brands(profile: Raw) -> tuple[str, ...]:
    """Return the brands' names; the document lists them twice over."""
    partnered = mapping(profile.get("partnered_brand"))
    rows = listed(partnered.get("brand")) or listed(partnered.get("value"))
    return texts(mapping(row).get("name") for row in rows)
