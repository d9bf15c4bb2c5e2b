"""The request bases and response parts that the TikTok Creator calls have in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from creatorscope.contract.fields import field, or_month_start, parse_us_date, us_date
from creatorscope.contract.operation import Request, Response
from creatorscope.contract.patterns import DIGITS
from creatorscope.contract.price import Price, Unit
from creatorscope.contract.wire import Wire

ONE_REQUEST = Price(unit=Unit.REQUESTS, rate=1)

EXAMPLE_MONTH = date(2025, 4, 1)
EXAMPLE_VIDEO = "7496499484705246507"
EXAMPLE_VIDEOS = [EXAMPLE_VIDEO, "7496110433699482923"]
EXAMPLE_PRODUCT = "1731050202505515549"


def as_digits(value: Any) -> Any:
    """Return text for a whole number, since ids are sent as text; any other value unchanged."""
    return str(value) if type(value) is int else value


def before_zero_based(page: int) -> int:
    """Return the page counted from 0, as the upstream's lists count."""
    return page - 1


def after_zero_based(page: Any) -> int:
    """Return the page counted from 1 for one counted from 0."""
    return int(page) + 1


Digits = Annotated[str, BeforeValidator(as_digits), Field(pattern=DIGITS)]
Month = Annotated[
    date,
    BeforeValidator(or_month_start),
    Wire(encode=us_date, decode=parse_us_date, absent="04-01-2025"),
]
ZeroBasedPage = Annotated[int, Wire(encode=before_zero_based, decode=after_zero_based, absent=0)]

# --- requests ----------------------------------------------------------------------------------------


class AccountRequest(Request):
    """Asks about the account itself, whose session comes from the settings."""


class MonthRequest(AccountRequest):
    """Asks about one calendar month."""

    start_date: Month = Field(
        default=None,
        validate_default=True,
        description="Any day of the month wanted; default this month",
    )


class VideoRequest(MonthRequest):
    """Asks about one video in one calendar month."""

    item_id: Digits = Field(description="Video id")


class VideoProductRequest(VideoRequest):
    """Asks about one product as promoted in one video, in one calendar month."""

    product_id: Digits = Field(description="Product id")


# --- response parts ----------------------------------------------------------------------------------


class ShopAnswer(Response):
    """Base of the answers that exist for accounts bound to a shop."""

    EMPTY: ClassVar[str] = (
        "No figures for this period; or the account is not bound to a TikTok Shop, which is no error."
    )


class Amount(Response):
    """A sum of money; its currency is unknown unless the formatted text shows it."""

    amount: str | float | None = field("The sum, text or number", "money, currency not stated")
    amount_formatted: str | None = field("The sum with its currency sign")


class TimeSelector(Response):
    """The time a segment covers."""

    period: str | int | None = field("Kind of period")
    granularity: str | int | None = field("Length of one step inside it")
    start_timestamp: int | None = field("Start", "unix seconds")
    end_timestamp: int | None = field("End", "unix seconds")
    timezone: str | None = field("Time zone the days are counted in")
    locale: str | None = field("Language of formatted texts")


class Filter(Response):
    """What a segment is limited to."""

    creator_id: str | None = field("Creator account id")
    item_id: str | None = field("Video id")
    product_id: str | None = field("Product id")


class ListControl(Response):
    """How a list is sorted and paged."""

    rules: str | list[Any] | dict[str, Any] | None = field("Sorting in force")
    next_pagination: dict[str, Any] | None = field(
        "More pages, next page (from 0), pages, records; keys vary"
    )


class Segment(Response):
    """One stretch of time with its figures."""

    time_selector: TimeSelector | None = field("Time covered")
    filter: Filter | None = field("What the figures are limited to")


class TimedStep(Response):
    """One step of time inside a segment."""

    start_timestamp: int | None = field("Start of the step", "unix seconds")
    end_timestamp: int | None = field("End of the step", "unix seconds")


class Picture(Response):
    """A picture by its addresses, which expire."""

    uri: str | None = field("Storage key")
    url_list: list[str] | None = field("Addresses; they expire")
    thumb_url_list: list[str] | None = field("Thumbnail addresses; they expire")


class VideoFile(Response):
    """One playable rendition of a video."""

    main_url: str | None = field("Video address; it expires")


class VideoPlayInfo(Response):
    """Where a video's cover and file can be fetched."""

    post_url: str | None = field("Cover address; it expires")
    video_infos: list[VideoFile] | VideoFile | None = field("Renditions")


class VideoMeta(Response):
    """What identifies a video."""

    item_id: str | None = field("Video id")
    name: str | None = field("Caption")
    publish_time: int | None = field("Published at", "unix seconds")
    duration: float | None = field("Length", "seconds")
    video_play_info: VideoPlayInfo | None = field("Cover and file addresses")
