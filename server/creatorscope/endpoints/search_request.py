"""The request the three creator searches share: filters, paging, order, service level."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from creatorscope.contract.codes import CountryCodes, LanguageCodes
from creatorscope.contract.fields import CSV, as_list
from creatorscope.contract.industry import Industries
from creatorscope.contract.pairs import RangedRequest
from creatorscope.contract.price import Price, Unit

ServiceLevel = Literal["S1", "S2", "S3"]
Lang = Literal["cn", "en"]

SEARCH_PRICE = Price(unit=Unit.CREDITS, level="service_level", rates={"S1": 1, "S2": 3, "S3": 4}, per="size")


def iso_time(value: str) -> str:
    """Return the text unchanged; ValueError unless it is an ISO 8601 date or time."""
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError("not a date or time; write 2026-03-15 or 2026-03-15T10:30:00Z") from error
    return value


IsoTime = Annotated[str, AfterValidator(iso_time)]
AnyCode = Annotated[str, Field(min_length=1, coerce_numbers_to_str=True)]
CodeList = Annotated[list[AnyCode], Field(min_length=1), BeforeValidator(as_list), CSV]
Words = Annotated[str, Field(min_length=1)]


class SearchRequest(RangedRequest):
    """Filters of every platform's search; all optional, all must hold."""

    keyword: Words | None = Field(default=None, description="Words to match in creators' profiles")
    country_code: CountryCodes | None = Field(default=None, description="ISO 3166 alpha-2 codes")
    language_code: LanguageCodes | None = Field(default=None, description="ISO 639-1 codes")
    industry: Industries | None = Field(
        default=None, description="Industry names (English, Chinese) or ids; parents include all below"
    )
    gender: Words | None = Field(default=None, description="Such as male, female")
    has_email: bool | None = Field(default=None, description="Has an email")
    followers_cnt_gte: int | None = Field(default=None, description="Min followers")
    followers_cnt_lte: int | None = Field(default=None, description="Max followers")
    audience_country_code_list: CountryCodes | None = Field(
        default=None, description="Audience countries, codes"
    )
    page: int = Field(default=1, ge=1, description="Page, from 1")
    size: int = Field(default=50, ge=1, le=100, description="Rows a page; each is billed")
    sort_field: Words | None = Field(default=None, description="Field to sort by")
    sort_order: Literal["asc", "desc"] = Field(default="desc", description="Sort direction")
    service_level: ServiceLevel = Field(
        default="S2", description="S1 basics, S2 metrics and contacts, S3 audience"
    )
    lang: Lang | None = Field(default=None, description="Translate codes into labels")


class SocialSearchRequest(SearchRequest):
    """Filters that YouTube and Instagram have and TikTok has not."""

    has_whatsapp: bool | None = Field(default=None, description="Has WhatsApp")
    is_ai_creator: Words | None = Field(default=None, description="AI creator flag, passed on as is")
    last_video_publish_time_gte: IsoTime | None = Field(
        default=None, description="Last video at or after, ISO 8601"
    )
    last_video_publish_time_lte: IsoTime | None = Field(
        default=None, description="Last video at or before, ISO 8601"
    )
    female_ratio_gte: float | None = Field(default=None, description="Min women in audience, percent")
    female_ratio_lte: float | None = Field(default=None, description="Max of the same")
    audience_language_list: LanguageCodes | None = Field(
        default=None, description="Audience languages, codes"
    )
    audience_age_list: CodeList | None = Field(default=None, description="Audience ages, such as 18-24")
