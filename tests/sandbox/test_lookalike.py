"""Lookalikes over the sandbox: the seed is found, likeness ranks, bounds hold."""

from __future__ import annotations

import pytest

from creatorscope.endpoints.lookalike import FIND_LOOKALIKE_CREATORS, Lookalike, LookalikeRequest
from creatorscope.sandbox.handlers_lookalike import find_lookalikes
from creatorscope.sandbox.serving import HANDLERS, Refusal

PLATFORMS = ("tiktok", "youtube", "instagram")


def rows_of(context, **arguments):
    return find_lookalikes(LookalikeRequest(**arguments), context).data["items"]


def creators_of(context, platform, rows):
    known = {creator.uid: creator for creator in context.world.by_platform[platform]}
    return [known[row["uid"]] for row in rows]


def test_answers_its_own_example(make_context):
    reply = HANDLERS[FIND_LOOKALIKE_CREATORS.name](FIND_LOOKALIKE_CREATORS.example, make_context())
    assert reply.rows == len(reply.data["items"]) == FIND_LOOKALIKE_CREATORS.example.limit
    assert reply.total is None
    assert [*reply.data["items"][0]] == [*Lookalike.model_fields]
    assert {row["country_code"] for row in reply.data["items"]} == {"United States"}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_most_similar_come_first_and_share_the_seeds_traits(platform, make_context):
    context = make_context()
    rows = rows_of(context, username="creator_demo", platform=platform, limit=50)
    scores = [row["match_score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 and round(score, 4) == score for score in scores)
    best = creators_of(context, platform, rows[:10])
    assert sum(creator.values["country_code"] == "US" for creator in best) >= 8
    assert sum(leaf.startswith("25") for creator in best for leaf in creator.values["industry_ids"][:1]) >= 6


def test_seed_itself_is_left_out_but_its_account_elsewhere_is_not(make_context):
    context = make_context()
    own = rows_of(context, username="creator_demo", platform="tiktok", limit=50)
    assert "creator_demo" not in {row["username"] for row in own}
    elsewhere = rows_of(context, username="creator_demo", platform="tiktok", target_platform="youtube")
    assert elsewhere[0]["username"] == "creator_demo"
    assert elsewhere[0]["profile_url"] == "https://www.youtube.com/@creator_demo"


def test_seed_is_found_by_address_and_without_a_platform(make_context):
    context = make_context()
    by_name = rows_of(context, username="@creator_demo", platform="instagram")
    assert rows_of(context, profile_url="https://www.instagram.com/creator_demo/") == by_name
    on_youtube = context.world.by_platform["youtube"]
    alone = next(c for c in on_youtube if context.world.find("tiktok", c.username) is None)
    assert rows_of(context, username=alone.username) == rows_of(
        context, username=alone.username, target_platform="youtube"
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"username": "nobody.at.all"},
        {"profile_url": "https://www.tiktok.com/@nobody.at.all"},
        {"profile_url": "https://www.youtube.com/@creator_demo", "platform": "tiktok"},
    ],
)
def test_unknown_seed_is_refused_as_not_in_the_database(asked, make_context):
    with pytest.raises(Refusal) as caught:
        rows_of(make_context(), **asked)
    assert (caught.value.status, caught.value.code) == (404, 40401)


@pytest.mark.parametrize(
    ("bound", "attribute", "holds"),
    [
        ({"target_region": "VN"}, "country_code", lambda value: value == "VN"),
        ({"target_language": "vi"}, "language", lambda value: value == "vi"),
        ({"follower_min": 300_000}, "followers_count", lambda value: value >= 300_000),
        ({"follower_max": 20_000}, "followers_count", lambda value: value <= 20_000),
        ({"avg_views_min": 90_000}, "avg_views", lambda value: value is not None and value >= 90_000),
        ({"avg_views_max": 5_000}, "avg_views", lambda value: value is not None and value <= 5_000),
        ({"female_rate_min": 85}, "audience_female_rate", lambda value: value is not None and value >= 85),
    ],
)
def test_bound_holds_for_every_row(bound, attribute, holds, make_context):
    context = make_context()
    rows = rows_of(context, username="creator_demo", platform="tiktok", limit=50, **bound)
    free = rows_of(context, username="creator_demo", platform="tiktok", limit=50)
    assert rows
    assert all(holds(creator.values[attribute]) for creator in creators_of(context, "tiktok", rows))
    assert not all(holds(creator.values[attribute]) for creator in creators_of(context, "tiktok", free))


def test_region_and_language_all_mean_no_bound(make_context):
    context = make_context()
    asked = {"username": "creator_demo", "platform": "tiktok"}
    assert rows_of(context, **asked, target_region="all", target_language="all") == rows_of(context, **asked)


@pytest.mark.parametrize(("lang", "label"), [(None, "US"), ("en", "United States"), ("cn", "美国")])
def test_lang_labels_the_country(lang, label, make_context):
    asked = {"username": "creator_demo", "target_region": "US", "limit": 1} | ({"lang": lang} if lang else {})
    assert rows_of(make_context(), **asked)[0]["country_code"] == label
