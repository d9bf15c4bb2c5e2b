"""The codes of an answer as Chinese or English labels."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from creatorscope.sandbox.categories import category_labels
from creatorscope.sandbox.topics import PRODUCT_GROUP_NAMES

Lang = Literal["en", "cn"]
_GENDERS = {"male": {"en": "Male", "cn": "男"}, "female": {"en": "Female", "cn": "女"}}


@cache
def country_label(code: str, lang: Lang) -> str:
    """Return a country's everyday name; the code itself where ISO 3166 has none."""
    import pycountry

    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return code
    name = str(getattr(country, "common_name", country.name))
    if lang == "en":
        return name
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"]).gettext(name)


def gender_label(code: str, lang: Lang) -> str:
    """Return `Male` or 男 and the like."""
    return _GENDERS[code][lang]


def age_labels(codes: list[str], lang: Lang) -> list[str]:
    """Return `18-24 years old` or 18-24岁 and the like."""
    return [f"{code} years old" if lang == "en" else f"{code}岁" for code in codes]


def industry_labels(rows: list[dict[str, str]], lang: Lang) -> list[dict[str, str]]:
    """Return each industry with its three levels by name."""
    return [category_labels(ids, lang) for ids in rows]


def product_labels(ids: list[str], lang: Lang) -> list[str]:
    """Return the names of product groups."""
    return [PRODUCT_GROUP_NAMES[identity][0 if lang == "en" else 1] for identity in ids]


Labeller = Callable[[Any, Lang], Any]
TRANSLATED: dict[str, dict[str, Labeller]] = {
    "tiktok": {
        "country_code": country_label,
        "gender": gender_label,
        "industry_categories": industry_labels,
        "product_categories": product_labels,
        "audience_age_id_list": age_labels,
    },
    "youtube": {
        "country_code": country_label,
        "industry_categories": industry_labels,
        "audience_age_list": age_labels,
    },
    "instagram": {
        "country_code": country_label,
        "gender": gender_label,
        "industry_categories": industry_labels,
        "audience_age_id_list": age_labels,
    },
}


def translate(row: Mapping[str, Any], platform: str, lang: Lang | None) -> dict[str, Any]:
    """Return the row with codes as labels; as it is when `lang` is None."""
    if lang is None:
        return dict(row)
    labellers = TRANSLATED[platform]
    return {
        name: labellers[name](value, lang) if name in labellers and value is not None else value
        for name, value in row.items()
    }
