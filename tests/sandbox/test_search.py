"""Searches over the sandbox: filters filter, sorts sort, pages hold still, levels gate, labels translate."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest

from creatorscope.contract.industry import industry_path
from creatorscope.endpoints.instagram_search import SEARCH_INSTAGRAM_CREATORS
from creatorscope.endpoints.tiktok_search import SEARCH_TIKTOK_CREATORS
from creatorscope.endpoints.youtube_search import SEARCH_YOUTUBE_CREATORS
from creatorscope.sandbox.handlers_search import search_instagram, search_tiktok, search_youtube
from creatorscope.sandbox.serving import HANDLERS, Refusal

SEARCHES = {
    "tiktok": SEARCH_TIKTOK_CREATORS,
    "youtube": SEARCH_YOUTUBE_CREATORS,
    "instagram": SEARCH_INSTAGRAM_CREATORS,
}
SHAPING = {"page", "size", "sort_field", "sort_order", "service_level", "lang"}
FILTERS = [
    (platform, name)
    for platform, endpoint in SEARCHES.items()
    for name in endpoint.request.model_fields
    if name not in SHAPING
]
# What a filter is about, where the creator's attribute is called otherwise; written here independently.
ABOUT = {
    "language_code": "language",
    "industry": "industry_ids",
    "followers_cnt": "followers_count",
    "last10_avg_video_views_cnt": "avg_views",
    "last10_avg_video_interaction_rate": "engagement_rate",
    "last10_avg_video_view_count": "avg_views",
    "last10_avg_video_view_count_all": "avg_views",
    "last10_avg_video_view_count_short": "avg_views_short",
    "last10_avg_interaction_rate_all": "engagement_rate",
    "last10_avg_interaction_rate_short": "engagement_rate_short",
    "female_ratio": "audience_female_rate",
    "product_category_id_array": "product_categories",
}
ON_TIKTOK = {"audience_age_list": "audience_age_id_list"}
ON_INSTAGRAM = {
    "audience_age_list": "audience_age_id_list",
    "audience_language_list": "audience_language_code_list",
}
SORTS = {
    "tiktok": ["followers_cnt", "last10_avg_video_views_cnt", "last10_avg_video_interaction_rate"],
    "youtube": [None, "followers_cnt", "last10_avg_interaction_rate_short"],
    "instagram": [None, "followers_cnt", "last30day_gmv"],
}
ANSWER = {"tiktok": search_tiktok, "youtube": search_youtube, "instagram": search_instagram}
LABELS = {
    None: ("US", "female", "25", "18-24", "601450"),
    "en": ("United States", "Female", "Beauty & Personal Care", "18-24 years old", "Beauty & Personal Care"),
    "cn": ("美国", "女", "美妆与个人护理", "18-24岁", "美妆个护"),
}


def search(platform, context, **arguments):
    return ANSWER[platform](SEARCHES[platform].request(**arguments), context)


def found(platform, context, **arguments):
    """Return the uids of all pages."""
    uids, page = [], 1
    while rows := search(platform, context, page=page, size=100, **arguments).data["items"]:
        uids += [row["uid"] for row in rows]
        page += 1
    return uids


def about(platform, name):
    stem = name.removesuffix("_gte").removesuffix("_lte")
    own = {"tiktok": ON_TIKTOK, "instagram": ON_INSTAGRAM}.get(platform, {})
    return {**ABOUT, **own}.get(stem, stem)


def wanted_value(name, known):
    """Choose a value that splits these known values of creators."""
    if isinstance(known[0], list):
        counts = Counter(item for items in known for item in items)
        return [item for item, _ in counts.most_common()[1:3]]
    if name in {"country_code", "language_code"}:
        return [item for item, _ in Counter(known).most_common()[1:4]]
    if isinstance(known[0], bool):
        return True
    if name.endswith(("_gte", "_lte")) and isinstance(known[0], str):
        return statistics.median_low(known)[:10]
    if name.endswith(("_gte", "_lte")):
        return type(known[0])(statistics.median_low(known))
    return Counter(known).most_common()[-1][0]


def passes(name, value, wanted):
    """Decide by brute force whether a creator's value meets a filter."""
    if value is None:
        return False
    if name.endswith("_gte"):
        return (value[:10] if isinstance(value, str) else value) >= wanted
    if name.endswith("_lte"):
        return (value[:10] if isinstance(value, str) else value) <= wanted
    if isinstance(wanted, list):
        return bool({*value} & {*wanted}) if isinstance(value, list) else value in wanted
    return value == wanted


@pytest.mark.parametrize(("platform", "name"), [pair for pair in FILTERS if pair[1] != "keyword"])
def test_filter_keeps_exactly_what_it_names(platform, name, make_context):
    context = make_context()
    creators = context.world.by_platform[platform]
    attribute = about(platform, name)
    known = [c.values[attribute] for c in creators if c.values[attribute] not in (None, [])]
    value = wanted_value(name, known)
    expected = {c.uid for c in creators if passes(name, c.values[attribute], value)}
    assert 0 < len(expected) < len(creators)
    assert set(found(platform, context, **{name: value})) == expected
    if value is True:
        unmet = {c.uid for c in creators if c.values[attribute] is False}
        assert set(found(platform, context, **{name: False})) == unmet


@pytest.mark.parametrize("platform", SEARCHES)
@pytest.mark.parametrize("keyword", ["beauty", "SKINCARE sunscreen", "护肤", "ngày", "coffee latteart"])
def test_keyword_finds_all_its_words_in_what_a_creator_says(platform, keyword, make_context):
    context = make_context()

    def said(creator):
        values = creator.values
        names = [name for leaf in values["industry_ids"] for name in industry_path(leaf, "en")]
        names += [name for leaf in values["industry_ids"] for name in industry_path(leaf, "cn")]
        own = [values["username"], values["nickname"], values["bio"], *values["hashtags"]]
        return " ".join([*own, *names]).lower()

    creators = context.world.by_platform[platform]
    expected = {c.uid for c in creators if all(word in said(c) for word in keyword.lower().split())}
    assert expected
    assert set(found(platform, context, keyword=keyword)) == expected


def test_filters_given_together_must_all_hold(make_context):
    context = make_context()
    both = found("tiktok", context, country_code=["VN"], has_email=True, followers_cnt_gte=20_000)
    each = [
        set(found("tiktok", context, country_code=["VN"])),
        set(found("tiktok", context, has_email=True)),
        set(found("tiktok", context, followers_cnt_gte=20_000)),
    ]
    assert set(both) == each[0] & each[1] & each[2]


@pytest.mark.parametrize("platform", SEARCHES)
def test_date_bounds_include_their_whole_day(platform, make_context):
    context = make_context()
    stem = "last_video_publish_date" if platform == "tiktok" else "last_video_publish_time"
    day = {f"{stem}_gte": "2026-03-10", f"{stem}_lte": "2026-03-10"}
    expected = {c.uid for c in context.world.by_platform[platform] if c.values[stem].startswith("2026-03-10")}
    assert expected
    assert set(found(platform, context, **day)) == expected


def test_time_bounds_are_read_in_their_zone(make_context):
    context = make_context()
    utc = found("youtube", context, last_video_publish_time_gte="2026-03-10T12:00:00Z")
    hanoi = found("youtube", context, last_video_publish_time_gte="2026-03-10T19:00:00+07:00")
    assert utc == hanoi
    assert len(utc) != len(found("youtube", context, last_video_publish_time_gte="2026-03-10T19:00:00Z"))


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize(("platform", "sort"), [(p, sort) for p, sorts in SORTS.items() for sort in sorts])
def test_sort_orders_by_its_field_with_the_unknown_last(platform, sort, order, make_context):
    context = make_context()
    named = {"sort_field": sort} if sort else {}
    uids = found(platform, context, sort_order=order, **named)
    creators = {c.uid: c.values for c in context.world.by_platform[platform]}
    values = [creators[uid][about(platform, sort or "followers_cnt")] for uid in uids]
    known = [value for value in values if value is not None]
    assert len(uids) == len(creators)
    assert known == sorted(known, reverse=order == "desc")
    assert values == known + [None] * (len(values) - len(known))
    pairs = zip(values, uids, values[1:], uids[1:], strict=False)
    assert all(uid < other for value, uid, tied, other in pairs if value == tied)


@pytest.mark.parametrize("platform", ["youtube", "instagram"])
def test_unknown_sort_field_is_refused_with_the_known_ones(platform, make_context):
    with pytest.raises(Refusal, match="followers_cnt") as caught:
        search(platform, make_context(), sort_field="charm")
    assert (caught.value.status, caught.value.code) == (400, 40001)


@pytest.mark.parametrize("platform", SEARCHES)
def test_pages_are_disjoint_stable_and_complete(platform, make_context):
    context = make_context()
    pages = [search(platform, context, page=page, size=7).data["items"] for page in range(1, 5)]
    uids = [row["uid"] for rows in pages for row in rows]
    assert len(set(uids)) == 28
    assert uids == [row["uid"] for row in search(platform, context, size=28).data["items"]]
    assert search(platform, context, page=1_000).data["items"] == []
    assert len(found(platform, context)) == len(context.world.by_platform[platform])


@pytest.mark.parametrize("platform", SEARCHES)
def test_level_shows_its_own_fields_and_those_below(platform, make_context):
    context = make_context()
    rows = {
        level: search(platform, context, service_level=level, size=1).data["items"][0]
        for level in ("S1", "S2", "S3")
    }
    assert set(rows["S1"]) < set(rows["S2"]) < set(rows["S3"])
    assert "country_code" not in rows["S1"]
    assert "email" in rows["S2"]
    assert "audience_female_rate" not in rows["S2"]
    assert "search_text" not in rows["S3"]
    assert rows["S2"].items() <= rows["S3"].items()
    assert search(platform, context, size=1).data["items"][0] == rows["S2"]


@pytest.mark.parametrize("platform", SEARCHES)
def test_total_is_told_from_the_third_filter_on(platform, make_context):
    context = make_context()
    shaped = {"lang": "en", "page": 2, "size": 1, "sort_order": "asc", "service_level": "S1"}
    filters = {"followers_cnt_gte": 2_000, "followers_cnt_lte": 900_000}
    assert search(platform, context).total is None
    assert search(platform, context, **filters, **shaped).total is None
    reply = search(platform, context, **filters, has_email=True, **shaped)
    assert reply.total == len(found(platform, context, **filters, has_email=True)) > 1
    assert reply.rows == 1


def test_nothing_found_is_an_empty_page_that_bills_no_row(make_context):
    reply = search("tiktok", make_context(), keyword="xyzzy quux", followers_cnt_gte=1, has_email=True)
    assert (reply.data, reply.rows, reply.total) == ({"items": []}, 0, 0)


@pytest.mark.parametrize("lang", LABELS)
@pytest.mark.parametrize("platform", SEARCHES)
def test_lang_turns_codes_into_labels(platform, lang, make_context):
    country, gender, top, age, product = LABELS[lang]
    asked = {"keyword": "creator_demo", "service_level": "S3"} | ({"lang": lang} if lang else {})
    row = search(platform, make_context(), **asked).data["items"][0]
    assert row["username"] == "creator_demo"
    assert row["country_code"] == country
    assert row["gender"] == ("female" if platform == "youtube" else gender)
    assert row["industry_categories"][0]["primary"] == top
    ages = row["audience_age_list"] if platform == "youtube" else row["audience_age_id_list"]
    assert age in ages
    assert row.get("product_categories", [product])[0] == product
    assert row["audience_country_code_list"][0] == "US"


@pytest.mark.parametrize("platform", SEARCHES)
def test_search_answers_its_own_example(platform, make_context):
    endpoint = SEARCHES[platform]
    reply = HANDLERS[endpoint.name](endpoint.example, make_context())
    assert reply.rows > 0
    endpoint.response.model_validate(reply.data)
