"""Generated affiliate creator documents with the keys, types and identities of a real one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import floor, log10
from typing import Any

from creatorscope.sandbox.document_markets import BRANDS, CATEGORIES, MARKETS, Market
from creatorscope.sandbox.document_sales import DAYS, Month, draw_month
from creatorscope.sandbox.document_videos import draw_top_videos, market_price
from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.people import Person, build_person
from creatorscope.sandbox.shop_figures import spread

_DAY_S = 86_400
_SAMPLE_END = date(2026, 3, 14)
# Keys that no known document fills.
_ALWAYS_NULL = (
    "bio_url",
    "bounded_partner_name_offline",
    "creator_bind_mcn_name",
    "follower_ages_v2",
    "follower_genders_v2",
    "gpm_range",
    "is_ecom_authorized",
    "is_official_recommend",
    "is_show_recom_icon",
    "med_commission_rate_range",
    "occurred_top_rank",
    "product_cnt",
    "recommend_reason",
    "sample_fulfillment_rate",
    "sorted_creator_labels",
    "units_sold_range",
    "video_avg_view_cnt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the parts of one document are built from; `last_day` is the unix second it begins."""

    creator_id: str
    draw: Draw
    person: Person
    market: Market
    month: Month
    last_day: int

    def money(self, cents: int) -> dict[str, str]:
        """Return a sum in the document's form; nothing is '0'."""
        plain = f"{cents / 100:.2f}" if cents else "0"
        return {"format": self.market.short(cents / 100), "symbol": self.market.symbol, "value": plain}

    def span(self, cents: int) -> dict[str, str]:
        """Return a range whose two ends are the same sum."""
        money = self.money(cents)
        return {
            "maximum": money["value"],
            "maximum_format": money["format"],
            "minimal": money["value"],
            "minimal_format": money["format"],
            "symbol": money["symbol"],
        }


def sample_document(seed: int = 7) -> dict[str, Any]:
    """Return a document that depends on nothing but the seed, its 30 days ending on 2026-03-14."""
    return build_document(seed, f"7495{Draw(f'{seed}:sample').digits(15)}", _SAMPLE_END)


def build_document(seed: int, creator_id: str, last_day: date) -> dict[str, Any]:
    """Return the document of one creator for the 30 days up to `last_day`, that day included."""
    person = _person(f"{seed}:affiliate:{creator_id}")
    draw, market = Draw(f"{seed}:document:{creator_id}"), MARKETS[person.place.code]
    draft = _Draft(
        creator_id=creator_id,
        draw=draw,
        person=person,
        market=market,
        month=draw_month(draw, person, market),
        last_day=int(datetime.combine(last_day, time(0), UTC).timestamp()),
    )
    return {
        "id": creator_id,
        "nickname": person.nickname,
        "uniqueId": person.handle,
        "profiles": {
            "creator_connect_info": {"creator_id": creator_id},
            "creator_profile": _profile(draft),
            "creator_profile_trend_data": [{"filter": None, "stats": _trend(draft), "time_selector": None}],
        },
    }


def _person(seed: str) -> Person:
    """Return an invented person who lives where TikTok Shop is."""
    number = 0
    while (person := build_person(f"{seed}:{number}", set(), on_tiktok=True)).place.code not in MARKETS:
        number += 1
    return person


def _profile(draft: _Draft) -> dict[str, Any]:
    """Return all keys of the profile, in alphabetical order as they come."""
    parts = {
        **dict.fromkeys(_ALWAYS_NULL),
        **_identity(draft),
        **_relations(draft),
        **_sales(draft),
        **_groups(draft),
        **_videos(draft),
        **_lives(draft),
    }
    return dict(sorted(parts.items()))


def _identity(draft: _Draft) -> dict[str, Any]:
    draw, person = draft.draw, draft.person
    picture = f"https://img.sandbox.example/avatar/{draft.creator_id}"
    followers = draft.month.followers[-1]
    states = draw.some(draft.market.states, 5)
    counts = sorted(spread(int(followers * 0.04), [draw.lognormal(1, 0.9) for _ in states]), reverse=True)
    return {
        "avatar": {"thumb_url_list": [f"{picture}_168.webp"], "url_list": [f"{picture}_720.webp"]},
        "bio": person.bio,
        "contact_info_available": person.email is not None,
        "creator_oecuid": draft.creator_id,
        "creator_permission_tag": 2,
        "follower_cnt": str(followers),
        "follower_state_location": [
            {"key": state, "value": str(count)} for state, count in zip(states, counts, strict=True)
        ],
        "handle": person.handle,
        "nickname": person.nickname,
        "qr_code_schema": "aweme://user/profile/0",
        "selection_region": person.place.code,
    }


def _relations(draft: _Draft) -> dict[str, Any]:
    draw = draft.draw
    number = draw.whole(4, 40)
    brands = [{"id": f"7{draw.digits(18)}", "name": name} for name in draw.some(BRANDS, min(number, 10))]
    return {
        "collaborated_brands_num": number,
        "has_collaborated": False,
        "has_invited_before_90d": False,
        "is_creator_blocked_by_shop": False,
        "partnered_brand": {"brand": brands, "value": [dict(brand) for brand in brands]},
        "shop_collect_status": False,
    }


def _sales(draft: _Draft) -> dict[str, Any]:
    draw, market, month = draft.draw, draft.market, draft.month
    low = market_price(market, draw.between(2, 6))
    bracket = market.short(10 ** floor(log10(month.gmv / 100))).replace(".0", "")
    return {
        "avg_revenue_per_buyer": draft.money(month.per_buyer),
        "avg_revenue_per_buyer_range": f"{market.short(0)}-{market.short(month.per_buyer * 1.11 / 100)}",
        "gpm": draft.money(month.gpm),
        "gpm_reference": True,
        "live_gmv": draft.money(month.live_gmv),
        "med_commission_rate": draw.pick((500, 800, 1000, 1000, 1200, 1500, 2000)),
        "med_gmv_revenue": draft.money(month.gmv),
        "med_gmv_revenue_range": f"{bracket}+",
        "product_price_range": f"{market.short(low)} - {market.short(low * draw.between(3, 9))}",
        "promoted_product_num": str(draw.whole(8, 90)),
        "sales_performance_end_time": str(draft.last_day),
        "units_sold": str(month.units),
        "video_gmv": draft.money(month.video_gmv),
    }


def _groups(draft: _Draft) -> dict[str, Any]:
    """Return shares by channel and by category; each list sums to 1, channels agree with the money."""
    draw, month = draft.draw, draft.month
    channels = {"video_gmv": month.video_gmv, "live_gmv": month.live_gmv, "showcase_gmv": month.showcase_gmv}
    channels = {key: cents for key, cents in channels.items() if cents}
    shares = spread(10_000, [float(cents) for cents in channels.values()])
    chosen = draw.some(CATEGORIES, 3)
    parts = spread(
        10_000, [draw.between(3, 6), draw.between(2, 3), draw.between(1, 2), draw.between(0.2, 0.9)]
    )
    industries = [
        {"key": key, "name": name, "value": f"{part / 10_000:.4f}"}
        for (key, name), part in zip(chosen, parts, strict=False)
    ]
    return {
        "category": [{"name": name, "starling_key": f"magellan_{key}"} for key, name in chosen],
        "content_groups": [
            {"key": key, "value": f"{share / 10_000:.4f}"}
            for key, share in zip(channels, shares, strict=True)
        ],
        "industry_groups": [*industries, {"key": "-1", "value": f"{parts[-1] / 10_000:.4f}"}],
    }


def _videos(draft: _Draft) -> dict[str, Any]:
    draw, month = draft.draw, draft.month
    published = draw.whole(12, 80)
    selling = draw.whole(6, published)
    plays = int(sum(month.plays) / published * draw.between(0.05, 0.3)) + 1
    ec_plays = int(sum(month.ec_plays) / selling * draw.between(0.15, 0.5)) + 1
    top, ec_top = draw_top_videos(draw, draft.market, max(plays, ec_plays), draft.last_day + _DAY_S)
    return {
        **_medians(draw, "video", plays),
        **_medians(draw, "ec_video", ec_plays),
        "ec_top_video_data": ec_top,
        "ec_video_engagement": draw.whole(120, 520),
        "ec_video_gpm": draft.span(round(month.video_gmv * 1000 / sum(month.ec_plays))),
        "ec_video_gpm_reference": True,
        "ec_video_play_cnt_med": str(ec_plays),
        "ec_video_publish_cnt_30d": str(selling),
        "top_video_data": top,
        "video_engagement": draw.whole(120, 620),
        "video_play_cnt_med": str(plays),
        "video_publish_cnt_30d": str(published),
    }


def _lives(draft: _Draft) -> dict[str, Any]:
    """Return figures of lives; all zero without any."""
    draw, live = draft.draw, bool(draft.month.live_gmv)
    sessions = draw.whole(2, 26) if live else 0
    views = int(draw.lognormal(1_800, 0.8)) + 1 if live else 0
    medians = _medians(draw, "live", views)
    gpm = round(draft.month.live_gmv * 1000 / (views * sessions)) if live else 0
    return {
        **medians,
        **{f"ec_{name}": value for name, value in medians.items()},
        "ec_live_avg_comment_cnt": str(int(int(medians["live_med_comment_cnt"]) * 1.3)),
        "ec_live_engagement": draw.whole(100, 700) if live else 0,
        "ec_live_gpm": draft.span(gpm),
        "ec_live_gpm_reference": True,
        "ec_live_streaming_cnt_30d": str(sessions),
        "live_engagement": draw.whole(100, 700) if live else 0,
        "live_streaming_cnt_30d": str(sessions),
    }


def _medians(draw: Draw, kind: str, views: int) -> dict[str, str]:
    likes = int(views * draw.between(0.008, 0.05))
    return {
        f"{kind}_med_comment_cnt": str(int(likes * draw.between(0.01, 0.06))),
        f"{kind}_med_like_cnt": str(likes),
        f"{kind}_med_share_cnt": str(int(likes * draw.between(0.0, 0.03))),
        f"{kind}_med_view_cnt": str(views),
    }


def _trend(draft: _Draft) -> list[dict[str, Any]]:
    """Return thirty days, oldest first."""
    draw, month = draft.draw, draft.month
    first = draft.last_day - int(timedelta(days=DAYS - 1).total_seconds())
    return [
        {
            "end_timestamp": first + (day + 1) * _DAY_S,
            "profile": {
                "trend_ec_video_engagement_rate": draw.whole(140, 500),
                "trend_ec_video_play_cnt": str(month.ec_plays[day]),
                "trend_follower": str(month.followers[day]),
                "trend_gmv": draft.money(month.daily_gmv[day]),
                "trend_units_sold": str(month.daily_units[day]),
                "trend_video_engagement_rate": draw.whole(200, 560),
                "trend_video_play_cnt": str(month.plays[day]),
            },
            "start_timestamp": first + day * _DAY_S,
            "stats": None,
        }
        for day in range(DAYS)
    ]
