"""The creator profile inside an affiliate document: all of its keys, with units and traps."""

from __future__ import annotations

from typing import Any

from creatorscope.contract.fields import field
from creatorscope.endpoints.affiliate_shapes import (
    AvatarPictures,
    Category,
    Count,
    DocumentPart,
    MoneyRange,
    MoneyValue,
    PartneredBrands,
    Share,
    TopVideo,
)

_UNSEEN = "(null in every document seen, so its type is open)"


class _Identity(DocumentPart):
    """Who the creator is."""

    avatar: AvatarPictures | None = field("Avatar")
    bio: str | None = field("Biography, written by the creator")
    bio_url: Any = field(f"Link in the biography {_UNSEEN}")
    category: list[Category] | None = field("Product categories the creator promotes")
    contact_info_available: bool | None = field("Whether contact data can be asked for")
    creator_oecuid: str | None = field("Creator id in the Shop")
    creator_permission_tag: int | None = field("Code of what the creator may sell through")
    handle: str | None = field("Handle, without @")
    nickname: str | None = field("Display name")
    qr_code_schema: str | None = field("App link to the profile")
    selection_region: str | None = field("Market, a country code")
    sorted_creator_labels: Any = field(f"Labels {_UNSEEN}")


class _Audience(DocumentPart):
    """Who follows the creator."""

    follower_ages_v2: Any = field(f"Followers by age {_UNSEEN}")
    follower_cnt: str | None = field("Followers, as text", "followers")
    follower_genders_v2: Any = field(f"Followers by gender {_UNSEEN}")
    follower_state_location: list[Count] | None = field("Followers by state: counts, not shares")


class _Relations(DocumentPart):
    """How the creator stands to shops, brands and agencies."""

    bounded_partner_name_offline: Any = field(f"Agency bound outside the platform {_UNSEEN}")
    collaborated_brands_num: int | None = field("Brands worked with", "brands")
    creator_bind_mcn_name: Any = field(f"Agency (MCN) {_UNSEEN}")
    has_collaborated: bool | None = field("Whether the asking shop has worked with the creator")
    has_invited_before_90d: bool | None = field("Whether the asking shop invited the creator (a 90-day flag)")
    is_creator_blocked_by_shop: bool | None = field("Whether the asking shop has blocked the creator")
    is_ecom_authorized: Any = field(f"Whether selling is authorised {_UNSEEN}")
    is_official_recommend: Any = field(f"Whether the platform recommends the creator {_UNSEEN}")
    is_show_recom_icon: Any = field(f"Whether a recommendation mark is shown {_UNSEEN}")
    occurred_top_rank: Any = field(f"Appearance in a ranking {_UNSEEN}")
    partnered_brand: PartneredBrands | None = field("Brands worked with; its two lists repeat each other")
    recommend_reason: Any = field(f"Why recommended {_UNSEEN}")
    sample_fulfillment_rate: Any = field(f"Share of samples answered with content {_UNSEEN}")
    shop_collect_status: bool | None = field("Whether the asking shop has saved the creator")


class _Sales(DocumentPart):
    """What the creator sells."""

    avg_revenue_per_buyer: MoneyValue | None = field("Sales per buyer; GMV divided by it gives the buyers")
    avg_revenue_per_buyer_range: str | None = field("The same as a range in words")
    content_groups: list[Share] | None = field("Sales by channel: videos, lives, showcase; fractions")
    gpm: MoneyValue | None = field("Sales per 1,000 plays of e-commerce videos, not of all videos")
    gpm_range: Any = field(f"The same as a range {_UNSEEN}")
    gpm_reference: bool | None = field("Whether the GPM is marked as a reference figure")
    industry_groups: list[Share] | None = field("Sales by category; key -1 is the rest; fractions")
    live_gmv: MoneyValue | None = field("Sales from lives, 30 days")
    med_commission_rate: int | None = field("Median commission rate: 1000 is 10 %", "basis points")
    med_commission_rate_range: Any = field(f"The same as a range {_UNSEEN}")
    med_gmv_revenue: MoneyValue | None = field(
        "Sales (GMV) of 30 days; the name says median, the figure is a sum"
    )
    med_gmv_revenue_range: str | None = field("The same as a range in words, such as 1M₫+")
    product_cnt: Any = field(f"Products {_UNSEEN}")
    product_price_range: str | None = field("Prices of promoted products, two rounded sums in words")
    promoted_product_num: str | None = field("Products promoted, as text", "products")
    sales_performance_end_time: str | None = field("End of the 30 days, as text", "unix seconds")
    units_sold: str | None = field("Items sold in 30 days, as text", "items")
    units_sold_range: Any = field(f"The same as a range {_UNSEEN}")
    video_gmv: MoneyValue | None = field("Sales from videos, 30 days")


class _Videos(DocumentPart):
    """How the videos do; `ec_` means e-commerce videos only."""

    ec_top_video_data: list[TopVideo] | None = field("Best e-commerce videos, with their products")
    ec_video_engagement: int | None = field(
        "Engagement, e-commerce videos: 268 is 2.68 %; not the ratio of the medians", "basis points"
    )
    ec_video_gpm: MoneyRange | None = field("Sales per 1,000 plays of e-commerce videos")
    ec_video_gpm_reference: bool | None = field("Whether that GPM is marked as a reference figure")
    ec_video_med_comment_cnt: str | None = field("Median comments, e-commerce videos, as text", "comments")
    ec_video_med_like_cnt: str | None = field("Median likes, e-commerce videos, as text", "likes")
    ec_video_med_share_cnt: str | None = field("Median shares, e-commerce videos, as text", "shares")
    ec_video_med_view_cnt: str | None = field("Median views, e-commerce videos, as text", "views")
    ec_video_play_cnt_med: str | None = field("The same median of views under another name", "views")
    ec_video_publish_cnt_30d: str | None = field("E-commerce videos published in 30 days, as text", "videos")
    top_video_data: list[TopVideo] | None = field("Best videos")
    video_avg_view_cnt: Any = field(f"Mean views {_UNSEEN}")
    video_engagement: int | None = field(
        "Engagement, all videos; not the ratio of the medians", "basis points"
    )
    video_med_comment_cnt: str | None = field("Median comments, all videos, as text", "comments")
    video_med_like_cnt: str | None = field("Median likes, all videos, as text", "likes")
    video_med_share_cnt: str | None = field("Median shares, all videos, as text", "shares")
    video_med_view_cnt: str | None = field("Median views, all videos, as text", "views")
    video_play_cnt_med: str | None = field("The same median of views under another name", "views")
    video_publish_cnt_30d: str | None = field("Videos published in 30 days, as text", "videos")


class _Lives(DocumentPart):
    """How the lives do; `ec_` means e-commerce lives only."""

    ec_live_avg_comment_cnt: str | None = field("Mean comments, e-commerce lives, as text", "comments")
    ec_live_engagement: int | None = field("Engagement, e-commerce lives: 316 is 3.16 %", "basis points")
    ec_live_gpm: MoneyRange | None = field("Sales per 1,000 views of e-commerce lives")
    ec_live_gpm_reference: bool | None = field("Whether that GPM is marked as a reference figure")
    ec_live_med_comment_cnt: str | None = field("Median comments, e-commerce lives, as text", "comments")
    ec_live_med_like_cnt: str | None = field("Median likes, e-commerce lives, as text", "likes")
    ec_live_med_share_cnt: str | None = field("Median shares, e-commerce lives, as text", "shares")
    ec_live_med_view_cnt: str | None = field("Median views, e-commerce lives, as text", "views")
    ec_live_streaming_cnt_30d: str | None = field("E-commerce lives in 30 days, as text", "lives")
    live_engagement: int | None = field("Engagement, all lives", "basis points")
    live_med_comment_cnt: str | None = field("Median comments, all lives, as text", "comments")
    live_med_like_cnt: str | None = field("Median likes, all lives, as text", "likes")
    live_med_share_cnt: str | None = field("Median shares, all lives, as text", "shares")
    live_med_view_cnt: str | None = field("Median views, all lives, as text", "views")
    live_streaming_cnt_30d: str | None = field("Lives in 30 days, as text", "lives")


class CreatorProfile(_Lives, _Videos, _Sales, _Relations, _Audience, _Identity):
    """The whole profile; any key may be null or absent, unknown keys are kept."""


PROFILE_KEYS: tuple[str, ...] = tuple(sorted(CreatorProfile.model_fields))
