"""Instagram creator search: its filters, its rows, its row in the table."""

from __future__ import annotations

from pydantic import Field

from creatorscope.contract.fields import field, s1, s2, s3
from creatorscope.contract.operation import Effect, Endpoint, Provider
from creatorscope.endpoints.creator import Creator, CreatorPage
from creatorscope.endpoints.search_request import SEARCH_PRICE, SocialSearchRequest


class InstagramSearchRequest(SocialSearchRequest):
    """Filters of the Instagram search."""

    is_product_kol: bool | None = Field(default=None, description="Promotes products")
    is_top_creator: bool | None = Field(default=None, description="Is a top creator")
    last10_avg_video_view_count_gte: float | None = Field(
        default=None, description="Min mean views, last 10 videos"
    )
    last10_avg_video_view_count_lte: float | None = Field(default=None, description="Max of the same")
    last10_avg_video_interaction_rate_gte: float | None = Field(
        default=None, description="Min engagement, fraction (0.05 is 5 %)"
    )
    last10_avg_video_interaction_rate_lte: float | None = Field(default=None, description="Max of the same")
    last30day_gmv_gte: float | None = Field(default=None, description="Min sales value, 30 days")
    last30day_gmv_lte: float | None = Field(default=None, description="Max of the same")
    last30day_prod_sales_show_gte: float | None = Field(
        default=None, description="Min products sold, 30 days"
    )
    last30day_prod_sales_show_lte: float | None = Field(default=None, description="Max of the same")


class InstagramCreator(Creator):
    """One Instagram creator."""

    profile_url: str | None = s1("Profile page", "URL")
    has_whatsapp: bool | None = s1("A WhatsApp contact is known")
    last_video_publish_time: str | None = s1("Time of the newest post or video", "ISO 8601")
    followers_count: int | None = s2("Followers", "people")
    video_count: int | None = s2("Posts and videos published", "posts")
    link_whatsapp: str | None = s2("WhatsApp contact", "URL")
    audience_language_code_list: list[str] | None = s3("Languages of the audience")
    audience_age_id_list: list[str] | None = s3("Age groups of the audience; labels when lang is set")


class InstagramCreators(CreatorPage):
    """A page of Instagram creators."""

    items: list[InstagramCreator] | None = field("Creators, in the order asked for")


SEARCH_INSTAGRAM_CREATORS = Endpoint(
    name="search_instagram_creators",
    route="POST /openapi/v1/creators/instagram/search",
    summary="Search Instagram creators by audience, reach, engagement, industry and sales.",
    use_when="Use with criteria for Instagram influencers or bloggers.",
    toolset="discover",
    request=InstagramSearchRequest,
    response=InstagramCreators,
    provider=Provider.CREATIVAULT,
    scope="creators:instagram:search",
    price=SEARCH_PRICE,
    effect=Effect.READ,
    transfer=None,
    example=InstagramSearchRequest(
        country_code=["US"], followers_cnt_gte=10000, is_product_kol=True, size=20
    ),
)
