"""One person's account on one platform, with every field of its search row and what filters need besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from creatorscope.sandbox.categories import category_ids, category_text, product_group
from creatorscope.sandbox.commerce import draw_sales
from creatorscope.sandbox.draws import Draw
from creatorscope.sandbox.measures import (
    Views,
    blend,
    draw_audience,
    draw_days_since,
    draw_verified,
    draw_views,
    per,
)
from creatorscope.sandbox.people import Person

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ACTIVE_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxCreator:
    """An account in the world.

    `values`: every S3 field of its platform's search row, in codes and ids, and hidden attributes that only
    filters read. Treat it as read-only. `person`: whose account it is; equal for one person's accounts.
    `number`: its place in its platform's list.
    """

    platform: str
    number: int
    person: Person
    values: dict[str, Any]

    @property
    def uid(self) -> str:
        """The platform's own id."""
        return str(self.values["uid"])

    @property
    def username(self) -> str:
        """The handle, without @."""
        return str(self.values["username"])

    @property
    def profile_url(self) -> str:
        """The address of the profile, on every platform."""
        return str(self.values["channel_url" if self.platform == "youtube" else "profile_url"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an account's builder starts from."""

    draw: Draw
    person: Person
    followers: int
    as_of: date


def build_tiktok(draft: Draft) -> dict[str, Any]:
    """Return a TikTok account's values."""
    draw, person = draft.draw, draft.person
    uid = f"{draw.whole(6, 7)}{draw.digits(18)}"
    videos = max(5, int(draw.lognormal(220, 0.9)))
    views = None if draw.chance(0.02) else draw_views(draw, draft.followers, 0.32, 0.055)
    days = draw_days_since(draw)
    mean = views.average if views else 300
    return {
        **_identity(draft, "tiktok", uid),
        "profile_url": f"https://www.tiktok.com/@{person.handle}",
        "likes_count": int(videos * mean * draw.lognormal(0.05, 0.5)),
        "video_count": videos,
        "has_mcn": person.mcn is not None,
        "has_line": person.line is not None,
        "has_zalo": person.zalo is not None,
        "last_video_publish_date": (draft.as_of - timedelta(days=days)).isoformat(),
        "views_per_follower": per(views.average if views else None, draft.followers),
        **_last_ten(draft, views, ""),
        "link_whatsapp": _whatsapp_link(person),
        "link_line": person.line,
        "link_zalo": person.zalo,
        "mcn": person.mcn,
        **_audience(draft, "audience_language_code_list", "audience_age_id_list"),
        **_shop(draft, mean, days),
    }


def build_youtube(draft: Draft) -> dict[str, Any]:
    """Return a YouTube channel's values; a channel may make only short or only long videos."""
    draw, person = draft.draw, draft.person
    uid = "UC" + "".join(draw.pick(_BASE64) for _ in range(22))
    shorts = draw.pick((0, 3, 4, 5, 5, 6, 6, 7, 8, 10))
    short = draw_views(draw, draft.followers, 0.20, 0.045) if shorts else None
    long = draw_views(draw, draft.followers, 0.09, 0.040) if shorts < 10 else None
    every = blend(short, long, shorts)
    videos = max(5, int(draw.lognormal(180, 1.0)))
    return {
        **_identity(draft, "youtube", uid),
        "channel_url": f"https://www.youtube.com/@{person.handle}",
        "has_whatsapp": person.whatsapp is not None,
        "whatsapp": person.whatsapp,
        "last_video_publish_time": _publish_time(draft),
        "video_count": videos,
        "view_count": int(videos * (every.average if every else 0) * draw.lognormal(1.1, 0.4)),
        **_last_ten(draft, every, ""),
        **_last_ten(draft, short, "_short"),
        **_last_ten(draft, long, "_long"),
        **_audience(draft, "audience_language_list", "audience_age_list"),
        "is_ai_creator": "yes" if person.generated else "no",
    }


def build_instagram(draft: Draft) -> dict[str, Any]:
    """Return an Instagram account's values."""
    draw, person = draft.draw, draft.person
    uid = f"{draw.whole(1, 6)}{draw.digits(10)}"
    views = None if draw.chance(0.02) else draw_views(draw, draft.followers, 0.24, 0.038)
    seller = draw.chance(0.45 if person.shop else 0.10)
    sales = draw_sales(draw, person, views.average, True) if views and seller else None
    return {
        **_identity(draft, "instagram", uid),
        "profile_url": f"https://www.instagram.com/{person.handle}/",
        "has_whatsapp": person.whatsapp is not None,
        "link_whatsapp": _whatsapp_link(person),
        "last_video_publish_time": _publish_time(draft),
        "video_count": max(5, int(draw.lognormal(350, 0.9))),
        **_last_ten(draft, views, ""),
        **_audience(draft, "audience_language_code_list", "audience_age_id_list"),
        "is_ai_creator": "yes" if person.generated else "no",
        "is_product_kol": seller,
        "is_top_creator": draft.followers >= 1_000_000,
        "last30day_gmv": sales.gmv if sales else None,
        "last30day_prod_sales_show": sales.buyers if sales else None,
    }


BUILDERS: dict[str, Callable[[Draft], dict[str, Any]]] = {
    "tiktok": build_tiktok,
    "youtube": build_youtube,
    "instagram": build_instagram,
}


def _identity(draft: Draft, platform: str, uid: str) -> dict[str, Any]:
    """Return what every platform's row says of a person."""
    person = draft.person
    return {
        "uid": uid,
        "username": person.handle,
        "nickname": person.nickname,
        "avatar_url": f"https://example.com/avatars/{platform}/{uid}.jpg",
        "followers_count": draft.followers,
        "has_email": person.email is not None,
        "email": person.email,
        "country_code": person.place.code,
        "gender": person.gender,
        "language": person.language,
        "bio": person.bio,
        "hashtags": list(person.hashtags),
        "is_verified": draw_verified(draft.draw, draft.followers),
        "industry_ids": list(person.leaves),
        "industry_categories": [category_ids(leaf) for leaf in person.leaves],
        "search_text": _search_text(person),
    }


def _last_ten(draft: Draft, views: Views | None, kind: str) -> dict[str, Any]:
    """Return the figures of the last ten videos of one kind; all None where it has none."""
    average, median = (views.average, views.median) if views else (None, None)
    return {
        f"avg_views{kind}": average,
        f"engagement_rate{kind}": views.engagement if views else None,
        f"last10_video_views_per_sub{kind}": per(average, draft.followers),
        f"last10_med_video_views_cnt{kind}": median,
        f"last10_med_video_views_per_sub{kind}": per(median, draft.followers),
    }


def _audience(draft: Draft, languages: str, ages: str) -> dict[str, Any]:
    """Return audience fields under the platform's own names; all None for some small accounts."""
    audience = draw_audience(draft.draw, draft.person)
    known = not (draft.followers < 20_000 and draft.draw.chance(0.12))
    return {
        "audience_female_rate": audience.female_rate if known else None,
        "audience_country_code_list": audience.countries if known else None,
        languages: audience.languages if known else None,
        ages: audience.ages if known else None,
    }


def _shop(draft: Draft, mean_views: int, days_since: int) -> dict[str, Any]:
    """Return shop fields; without a shop window the figures are None."""
    person = draft.person
    active = days_since <= _ACTIVE_DAYS
    sales = draw_sales(draft.draw, person, mean_views, active) if person.shop else None
    groups = list(dict.fromkeys(map(product_group, person.leaves))) if person.shop else []
    return {
        "has_showcase": person.shop,
        "product_categories": groups,
        "last30day_views": sales.views if sales else None,
        "last30day_buyers": sales.buyers if sales else None,
        "last30day_gmv": sales.gmv if sales else None,
        "last30day_gpm": sales.gpm if sales else None,
        "last30day_gmv_per_buyer": sales.gmv_per_buyer if sales else None,
        "last30day_commission_rate": sales.commission_rate if sales else None,
    }


def _publish_time(draft: Draft) -> str:
    """Return when the last video came out, ISO 8601 UTC, at the latest the day before `as_of`."""
    day = draft.as_of - timedelta(days=draw_days_since(draft.draw))
    second = draft.draw.whole(0, 86_399)
    return f"{day.isoformat()}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"


def _whatsapp_link(person: Person) -> str | None:
    return f"https://wa.me/{person.whatsapp[1:]}" if person.whatsapp else None


def _search_text(person: Person) -> str:
    """Return, in lower case, all that a keyword is looked for in."""
    named = (person.handle, person.nickname, person.bio, *person.hashtags, *map(category_text, person.leaves))
    return "\n".join(named).casefold()
