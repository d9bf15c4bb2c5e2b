"""TikTok creator search: its filters, its rows, its row in the table."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from creatorscope.contract.codes import LanguageCodes
from creatorscope.contract.fields import IsoDate, field, s1, s2, s3
from creatorscope.contract.operation import Effect, Endpoint, Provider
from creatorscope.endpoints.creator import Creator, CreatorPage
from creatorscope.endpoints.search_request import SEARCH_PRICE, CodeList, SearchRequest

TikTokSort = Literal["followers_cnt", "last10_avg_video_views_cnt", "last10_avg_video_interaction_rate"]


class TikTokSearchRequest(SearchRequest):
    """Filters of the TikTok search."""

    sort_field: TikTokSort = Field(default="followers_cnt", description="Field to sort by")
    has_mcn: bool | None = Field(default=None, description="Belongs to an MCN agency")
    has_line: bool | None = Field(default=None, description="Has LINE")
    has_zalo: bool | None = Field(default=None, description="Has Zalo")
    last10_avg_video_views_cnt_gte: float | None = Field(
        default=None, description="Min mean views, last 10 videos"
    )
    last10_avg_video_views_cnt_lte: float | None = Field(default=None, description="Max of the same")
    last10_avg_video_interaction_rate_gte: float | None = Field(
        default=None, description="Min engagement, fraction (0.05 is 5 %)"
    )
    last10_avg_video_interaction_rate_lte: float | None = Field(default=None, description="Max of the same")
    last_video_publish_date_gte: IsoDate | None = Field(default=None, description="Last video on or after")
    last_video_publish_date_lte: IsoDate | None = Field(default=None, description="Last video on or before")
    product_category_id_array: CodeList | None = Field(
        default=None, description="Ids of product categories sold"
    )
    audience_female_rate_gte: float | None = Field(default=None, description="Min women in audience, percent")
    audience_female_rate_lte: float | None = Field(default=None, description="Max of the same")
    audience_age_list: CodeList | None = Field(default=None, description="Audience ages, such as 18-24")
    audience_language_code_list: LanguageCodes | None = Field(
        default=None, description="Audience languages, codes"
    )
    last30day_gmv_gte: float | None = Field(default=None, description="Min sales value, 30 days")
    last30day_gmv_lte: float | None = Field(default=None, description="Max of the same")
    last30day_gpm_gte: float | None = Field(default=None, description="Min sales per 1,000 views, 30 days")
    last30day_gpm_lte: float | None = Field(default=None, description="Max of the same")
    last30day_gmv_per_buyer_gte: float | None = Field(
        default=None, description="Min sales per buyer, 30 days"
    )
    last30day_gmv_per_buyer_lte: float | None = Field(default=None, description="Max of the same")
    last30day_commission_rate_gte: float | None = Field(
        default=None, description="Min commission rate, 30 days"
    )
    last30day_commission_rate_lte: float | None = Field(default=None, description="Max of the same")


class TikTokCreator(Creator):
    """One TikTok creator."""

    profile_url: str | None = s1("Profile page", "URL")
    followers_count: int | None = s1("Followers", "people")
    likes_count: int | None = s1("Likes received in all", "likes")
    video_count: int | None = s1("Videos published", "videos")
    has_showcase: bool | None = s1("Sells through a product showcase")
    has_mcn: bool | None = s1("Belongs to an MCN agency")
    has_line: bool | None = s1("A LINE contact is known")
    has_zalo: bool | None = s1("A Zalo contact is known")
    last_video_publish_date: str | None = s1("Day of the newest video", "YYYY-MM-DD")
    views_per_follower: float | None = s2("Views for each follower", "ratio")
    product_categories: list[str] | None = s2("Categories of products sold; labels follow lang")
    link_whatsapp: str | None = s2("WhatsApp contact", "URL")
    link_line: str | None = s2("LINE contact", "URL")
    link_zalo: str | None = s2("Zalo contact", "URL")
    mcn: str | None = s2("MCN agency")
    audience_language_code_list: list[str] | None = s3("Languages of the audience")
    audience_age_id_list: list[str] | None = s3("Age groups of the audience; labels when lang is set")


class TikTokCreators(CreatorPage):
    """A page of TikTok creators."""

    items: list[TikTokCreator] | None = field("Creators, in the order asked for")


SEARCH_TIKTOK_CREATORS = Endpoint(
    name="search_tiktok_creators",
    route="POST /openapi/v1/creators/tiktok/search",
    summary="Search TikTok creators by audience, reach, engagement, industry and Shop sales.",
    use_when="Use with criteria for TikTok influencers, KOLs or affiliates.",
    toolset="discover",
    request=TikTokSearchRequest,
    response=TikTokCreators,
    provider=Provider.CREATIVAULT,
    scope="creators:tiktok:search",
    price=SEARCH_PRICE,
    effect=Effect.READ,
    transfer=None,
    example=TikTokSearchRequest(
        keyword="beauty", country_code=["US"], followers_cnt_gte=10000, size=20, service_level="S2", lang="en"
    ),
)
