"""The repeated parts of an affiliate creator document: money, shares, prices, videos."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Response


class DocumentPart(Response):
    """Base of every part of the document: types are taken as they are, a "5" is no 5."""

    model_config = ConfigDict(strict=True)


class MoneyValue(DocumentPart):
    """A sum of money; `format` is rounded, `value` is exact."""

    format: str | None = field("The sum rounded for display, such as 133.7M₫; never compute with it")
    symbol: str | None = field("Currency sign")
    value: str | None = field("The exact sum, as text", "money")


class MoneyRange(DocumentPart):
    """A range of money; both ends are equal where only one figure is known."""

    minimal: str | None = field("Lower end, as text", "money")
    maximum: str | None = field("Upper end, as text", "money")
    minimal_format: str | None = field("Lower end rounded for display")
    maximum_format: str | None = field("Upper end rounded for display")
    symbol: str | None = field("Currency sign")


class ProductPrice(DocumentPart):
    """A product's price."""

    currency: str | None = field("Currency code")
    formatted_price: str | None = field("The price rounded for display")
    price: str | None = field("The price, as text", "money")


class Share(DocumentPart):
    """One group and its share."""

    key: str | None = field("The group; -1 is the rest")
    name: str | None = field("The group's name, where it has one")
    value: str | None = field("The share, 0 to 1, as text", "fraction")


class Count(DocumentPart):
    """One place and its number of followers."""

    key: str | None = field("The place")
    value: str | None = field("Followers there, a count and not a share, as text", "followers")


class Category(DocumentPart):
    """A product category."""

    name: str | None = field("Category name")
    starling_key: str | None = field("Translation key")


class Brand(DocumentPart):
    """A brand worked with."""

    id: str | None = field("Brand id")
    name: str | None = field("Brand name")


class PartneredBrands(DocumentPart):
    """The brands worked with; the two lists repeat each other, so read one."""

    brand: list[Brand] | None = field("The brands")
    value: list[Brand] | None = field("The same brands again")


class AvatarPictures(DocumentPart):
    """The avatar by its addresses."""

    thumb_url_list: list[str] | None = field("Thumbnail addresses; signed, they expire")
    url_list: list[str] | None = field("Addresses; signed, they expire")


class VideoRendition(DocumentPart):
    """One playable file of a video."""

    main_url: str | None = field("Address; signed, it expires")
    backup_url: str | None = field("Second address; signed, it expires")
    bitrate: int | None = field("Bit rate", "bits per second")
    file_hash: str | None = field("Hash of the file")
    format: str | None = field("Container; often empty")
    height: int | None = field("Height", "pixels")
    width: int | None = field("Width", "pixels")
    size: int | None = field("File size", "bytes")
    url_expire: int | None = field("When the addresses expire", "unix seconds")
    video_quality: str | None = field("Quality label")


class VideoMedia(DocumentPart):
    """A video's file."""

    id: str | None = field("Id of the file")
    duration: float | None = field("Length", "seconds")
    media_type: str | None = field("Kind of medium")
    post_url: str | None = field("Cover address; signed, it expires")
    video_infos: list[VideoRendition] | None = field("Renditions")


class PromotedProduct(DocumentPart):
    """A product promoted in a video."""

    product_id: str | None = field("Product id")
    name: str | None = field("Product title")
    image: str | None = field("Picture address")
    min_sale_price: ProductPrice | None = field("Lowest price")
    max_sale_price: ProductPrice | None = field("Highest price")


class TopVideo(DocumentPart):
    """One of the creator's best videos."""

    item_id: str | None = field("Video id")
    name: str | None = field("Caption")
    like_cnt: int | None = field("Likes", "likes")
    play_cnt: int | None = field("Plays", "plays")
    comment_cnt: int | None = field("Comments; 0 in every video seen, so hardly a count", "comments")
    release_date: str | None = field("Published at, as text", "unix seconds")
    video: VideoMedia | None = field("The file")
    video_products: list[PromotedProduct] | None = field("Products promoted in it; e-commerce videos only")


class TrendProfile(DocumentPart):
    """The creator's figures on one day."""

    trend_follower: str | None = field("Followers that day, as text", "followers")
    trend_gmv: MoneyValue | None = field("Sales of the day")
    trend_units_sold: str | None = field("Items sold that day, as text", "items")
    trend_video_play_cnt: str | None = field("Plays of all videos, as text", "plays")
    trend_ec_video_play_cnt: str | None = field("Plays of e-commerce videos, as text", "plays")
    trend_video_engagement_rate: int | None = field("Engagement of all videos: 316 is 3.16 %", "basis points")
    trend_ec_video_engagement_rate: int | None = field("Engagement of e-commerce videos", "basis points")


class TrendStep(DocumentPart):
    """One day of the trend."""

    start_timestamp: int | None = field("Start of the day", "unix seconds")
    end_timestamp: int | None = field("End of the day", "unix seconds")
    profile: TrendProfile | None = field("The day's figures")
    stats: Any = field("Null in every document seen")


class Trend(DocumentPart):
    """The last 30 days, day by day."""

    filter: Any = field("Null in every document seen")
    stats: list[TrendStep] | None = field("The days, oldest first")
    time_selector: Any = field("Null in every document seen")
