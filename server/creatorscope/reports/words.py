"""Plain words for the names that an analysis uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from creatorscope.contract.text import clean_text

_GAPS: Mapping[str, str] = MappingProxyType(
    {
        "transcripts": "Transcripts: what is said was not read",
        "follower_points": "Follower counts over time: no growth is given",
        "peers": "Peers: no comparison with similar creators",
        "timezone": "Time zone: hours are UTC",
        "fetched_at": "When the works were fetched",
        "tokens": "Words of the texts: no keywords",
        "author_id": "The creator's id",
        "followers": "Follower count: no rates by followers",
        "plays": "Plays: the platform hides them, so works are ranked by likes",
        "collects": "Saves",
        "published_at": "Dates of publishing",
        "duration_s": "Lengths",
        "channels": "Sales by channel",
        "days": "Sales by day",
    }
)

_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        # metrics of a creator
        "median_plays": "Typical plays (median)",
        "median_likes": "Typical likes (median)",
        "p20_plays": "Plays of a weak work (lowest fifth)",
        "p80_plays": "Plays of a strong work (best fifth)",
        "p20_likes": "Likes of a weak work (lowest fifth)",
        "p80_likes": "Likes of a strong work (best fifth)",
        "log_mad": "Spread between works",
        "median_to_mean": "Median over mean",
        "outlier_rate": "Share of outlier works",
        "engagement_rate_by_views_median": "Engagement by views, median work",
        "engagement_rate_by_views_pooled": "Engagement by views, all plays together",
        "engagement_rate_by_followers": "Engagement by followers",
        "like_rate_by_views_pooled": "Likes per play",
        "comment_rate_by_views_pooled": "Comments per play",
        "share_rate_by_views_pooled": "Shares per play",
        "collect_rate_by_views_pooled": "Saves per play",
        "comments_per_like": "Comments per like",
        "view_rate": "Plays per follower",
        "works_per_week": "Works per week",
        "median_gap_days": "Typical gap between works",
        "days_since_last": "Days since the last work",
        "reach_trend": "Trend of reach",
        "follower_growth": "Growth of followers",
        # metrics of a Shop
        "gmv_30d": "Sales (GMV)",
        "units_30d": "Items sold",
        "revenue": "Revenue",
        "buyers": "Buyers",
        "revenue_per_buyer": "Sales per buyer",
        "average_item_price": "Average item price",
        "gpm_ecommerce_plays": "Sales per thousand plays of e-commerce videos",
        "gpm_all_plays": "Sales per thousand plays of all videos",
        "gpm": "Sales per thousand plays (GPM)",
        "revenue_per_follower": "Sales per follower",
        "revenue_per_video": "Sales per video",
        "revenue_per_ecommerce_video": "Sales per e-commerce video",
        "revenue_per_live": "Sales per live",
        "conversion_proxy": "Items sold per e-commerce play",
        "commission_rate": "Commission rate",
        "commission_value": "Commission",
        "live_share": "Share of sales from lives",
        "gmv_trend": "Trend of daily sales",
        "items_sold": "Items sold",
        "product_click_rate": "Clicks per product shown",
        "buyers_per_live_viewer": "Buyers per live viewer",
        "video_gmv": "Videos",
        "live_gmv": "Lives",
        "showcase_gmv": "Showcase",
        "ec_video_engagement": "Engagement of e-commerce videos",
        "ec_live_engagement": "Engagement of e-commerce lives",
        "violation_points": "Violation points (high is bad)",
        "creator_health_rating": "Creator Health Rating (low is bad)",
        # units
        "dex": "dex (tenfold steps)",
        "dex per 30 days": "per month",
        # features
        "hook": "Opening (hook)",
        "heading_hook": "Hook in title or caption",
        "structure": "Structure",
        "cta": "Call to action",
        "written_cta": "Call to action in writing",
        "theme": "Theme",
        "pain": "Pain named",
        "style": "Style",
        "form": "Form",
        "language": "Language",
        "caption_characters": "Caption length in characters",
        "hashtags": "Number of hashtags",
        "duration_s": "Length in seconds",
        "hour_band": "Hour of publishing",
        "weekday": "Weekday",
        "numbers_per_100_words": "Numbers in the speech",
        "words_per_minute": "Words per minute",
        "characters_per_minute": "Characters per minute",
        "q_and_a": "Q and A",
        "none": "None",
        "no_evidence": "Nothing to read",
        # why works are left out
        "deleted_or_private": "Deleted or private",
        "no_metric": "Without plays or likes",
        "future": "Dated in the future",
        "undated": "Without a date",
        "pinned": "Pinned (pinned works have more plays than the others)",
        "ad": "Marked as advertising",
        "young": "Too young to be compared",
        "out_of_window": "Older than the window",
        # columns
        "plays": "Plays",
        "collects": "Saves",
        "published_at": "Published",
        "gmv": "Sales",
        "direct_gmv": "Direct sales",
        "units": "Items sold",
        "ecommerce_plays": "Plays of e-commerce videos",
        "price_low": "Lowest price",
        "price_high": "Highest price",
        "items_per_play": "Items sold per play",
        "live_revenue": "Revenue of lives",
        "video_revenue": "Revenue of videos",
        "in_showcase": "In the showcase",
        "in_stock": "In stock",
        "cta_sentences": "Sentences that call for something",
        "distinct_word_share": "Share of words said once only",
        "pooled": "Others, scored together",
        # shortlist criteria
        "reach_efficiency": "Reach",
        "content_fit": "Content fit",
        "gpm_gmv": "Sales and GPM",
        "category_price_fit": "Category and price fit",
        # terms that are defined as they stand
        "m": "m",
        "q": "q",
        "P": "P",
        "base": "base",
        "z_reach": "z_reach",
        "z_eng": "z_eng",
        "hhi": "HHI",
        "emv": "EMV",
        # platforms
        "tiktok": "TikTok",
        "douyin": "Douyin",
        "youtube": "YouTube",
        "instagram": "Instagram",
        "xiaohongshu": "Xiaohongshu",
        "trend_sums_to_gmv": "Daily sales against all sales",
        "trend_sums_to_units": "Daily items against all items",
        "gpm_on_ecommerce_plays": "Recomputed GPM against the stated one",
        "not_checkable": "Not checkable",
        "-1": "Other categories",
    }
)


def word_for(name: str) -> str:
    """Return plain words for a name: `theme=food` gives "Theme: food"; unknown names lose underscores only.

    A name followed by more, such as `hashtags up to 2`, is put into words and keeps the rest.
    """
    if name in _PLAIN:
        return _PLAIN[name]
    head, equals, level = name.partition("=")
    if equals and head in _PLAIN:
        words = _PLAIN.get(level, level.replace("_", " "))
        return f"{_PLAIN[head]}: {words[:1].lower()}{words[1:]}"
    first, space, rest = name.partition(" ")
    if space and first in _PLAIN:
        return f"{_PLAIN[first]} {rest}"
    words = clean_text(name.replace("_", " "))
    return words[:1].upper() + words[1:]


def gap_for(name: str) -> str:
    """Return what it means that something of this name was missing."""
    return _GAPS.get(name) or word_for(name)
