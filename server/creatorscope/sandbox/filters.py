"""What each search filter compares, as data: request field -> the creator's attribute and the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from creatorscope.contract.operation import Request
from creatorscope.sandbox.accounts import SandboxCreator


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps creators whose `attribute` passes the `test` against the wanted value; unknown never passes."""

    attribute: str
    test: Callable[[Any, Any], bool]


def holds_words(text: str, wanted: str) -> bool:
    """True when every word of the keyword stands somewhere in the text."""
    return all(word in text for word in wanted.casefold().split())


def is_in(value: str, wanted: list[str]) -> bool:
    """True when the value is one of the wanted."""
    return value in wanted


def shares(values: list[str], wanted: list[str]) -> bool:
    """True when any value is one of the wanted."""
    return any(value in wanted for value in values)


def same(value: object, wanted: object) -> bool:
    """True when equal; texts whatever their case."""
    return str(value).casefold() == str(wanted).casefold()


def at_least(value: float, wanted: float) -> bool:
    """True when not below the bound."""
    return value >= wanted


def at_most(value: float, wanted: float) -> bool:
    """True when not above the bound."""
    return value <= wanted


def since(value: str, wanted: date | str) -> bool:
    """True when an ISO date or time is not before the bound."""
    return value >= _utc(str(wanted))


def until(value: str, wanted: date | str) -> bool:
    """True when an ISO date or time is not after the bound; a bound without a time means its whole day."""
    bound = _utc(str(wanted))
    return value[: len(bound)] <= bound


@lru_cache(maxsize=256)
def _utc(text: str) -> str:
    """Return a date as YYYY-MM-DD and a time in the form the world keeps: UTC, whole seconds, Z."""
    time = datetime.fromisoformat(text)
    if "T" not in text and " " not in text:
        return time.date().isoformat()
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bounds(names: Mapping[str, str]) -> dict[str, Filter]:
    """Return the `_gte` and `_lte` filters for request stems and the attributes they bound."""
    return {f"{stem}_gte": Filter(attribute, at_least) for stem, attribute in names.items()} | {
        f"{stem}_lte": Filter(attribute, at_most) for stem, attribute in names.items()
    }


_EVERYWHERE: dict[str, Filter] = {
    "keyword": Filter("search_text", holds_words),
    "country_code": Filter("country_code", is_in),
    "language_code": Filter("language", is_in),
    "industry": Filter("industry_ids", shares),
    "gender": Filter("gender", same),
    "has_email": Filter("has_email", same),
    "audience_country_code_list": Filter("audience_country_code_list", shares),
}
_SOCIAL: dict[str, Filter] = {
    **_EVERYWHERE,
    "has_whatsapp": Filter("has_whatsapp", same),
    "is_ai_creator": Filter("is_ai_creator", same),
    "last_video_publish_time_gte": Filter("last_video_publish_time", since),
    "last_video_publish_time_lte": Filter("last_video_publish_time", until),
}

# Request stems with a lower and an upper bound. YouTube and Instagram can be sorted by these too.
RANGES: dict[str, dict[str, str]] = {
    "tiktok": {
        "followers_cnt": "followers_count",
        "last10_avg_video_views_cnt": "avg_views",
        "last10_avg_video_interaction_rate": "engagement_rate",
        "audience_female_rate": "audience_female_rate",
        "last30day_gmv": "last30day_gmv",
        "last30day_gpm": "last30day_gpm",
        "last30day_gmv_per_buyer": "last30day_gmv_per_buyer",
        "last30day_commission_rate": "last30day_commission_rate",
    },
    "youtube": {
        "followers_cnt": "followers_count",
        "last10_avg_video_view_count_all": "avg_views",
        "last10_avg_video_view_count_short": "avg_views_short",
        "last10_avg_interaction_rate_all": "engagement_rate",
        "last10_avg_interaction_rate_short": "engagement_rate_short",
        "female_ratio": "audience_female_rate",
    },
    "instagram": {
        "followers_cnt": "followers_count",
        "last10_avg_video_view_count": "avg_views",
        "last10_avg_video_interaction_rate": "engagement_rate",
        "last30day_gmv": "last30day_gmv",
        "last30day_prod_sales_show": "last30day_prod_sales_show",
        "female_ratio": "audience_female_rate",
    },
}
FILTERS: dict[str, dict[str, Filter]] = {
    "tiktok": {
        **_EVERYWHERE,
        **_bounds(RANGES["tiktok"]),
        "has_mcn": Filter("has_mcn", same),
        "has_line": Filter("has_line", same),
        "has_zalo": Filter("has_zalo", same),
        "last_video_publish_date_gte": Filter("last_video_publish_date", since),
        "last_video_publish_date_lte": Filter("last_video_publish_date", until),
        "product_category_id_array": Filter("product_categories", shares),
        "audience_age_list": Filter("audience_age_id_list", shares),
        "audience_language_code_list": Filter("audience_language_code_list", shares),
    },
    "youtube": {
        **_SOCIAL,
        **_bounds(RANGES["youtube"]),
        "audience_language_list": Filter("audience_language_list", shares),
        "audience_age_list": Filter("audience_age_list", shares),
    },
    "instagram": {
        **_SOCIAL,
        **_bounds(RANGES["instagram"]),
        "is_product_kol": Filter("is_product_kol", same),
        "is_top_creator": Filter("is_top_creator", same),
        "audience_language_list": Filter("audience_language_code_list", shares),
        "audience_age_list": Filter("audience_age_id_list", shares),
    },
}
# Fields that shape the answer; all others are filters. The rule for `total` counts filters only.
SHAPING = frozenset({"page", "size", "sort_field", "sort_order", "service_level", "lang"})


def wanted(request: Request) -> dict[str, Any]:
    """Return the filters a request sets, by field."""
    values = {name: getattr(request, name) for name in type(request).model_fields if name not in SHAPING}
    return {name: value for name, value in values.items() if value is not None}


def matching(
    creators: Iterable[SandboxCreator], filters: Mapping[str, Filter], values: Mapping[str, Any]
) -> list[SandboxCreator]:
    """Return the creators that pass every filter set. Raises KeyError for a field that is no filter."""
    tests = [(filters[name], value) for name, value in values.items()]
    return [creator for creator in creators if all(_passes(creator, test, value) for test, value in tests)]


def _passes(creator: SandboxCreator, test: Filter, value: Any) -> bool:
    known = creator.values[test.attribute]
    return known is not None and test.test(known, value)
