"""The sandbox's creators are the same everywhere, believable, and nobody real."""

from __future__ import annotations

import hashlib
import json
import os
import re
import statistics
import subprocess
import sys
from datetime import date, timedelta

import pytest

from creatorscope.contract.industry import leaves
from creatorscope.sandbox.creator_rows import ROW_MODELS, format_creator
from creatorscope.sandbox.topics import LEAF_TAGS, LEAF_WEIGHTS, PRODUCT_GROUP_NAMES, PRODUCT_GROUPS
from creatorscope.sandbox.world import PLATFORMS, build_world

DAY = date(2026, 3, 15)
DIGEST = """
import hashlib, json
from datetime import date
from creatorscope.sandbox.world import build_world
world = build_world(7, 400, date(2026, 3, 15))
text = json.dumps([creator.values for creator in world.creators])
print(hashlib.sha256(text.encode()).hexdigest(), world.rng("files", 3).random())
"""
EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
RESERVED_EMAIL = re.compile(r"[a-z0-9._]+@example\.(com|org|net)")
RESERVED_PHONE = re.compile(r"\+1[2-9]\d\d55501\d\d|\+447700900\d{3}|\+4917139200\d\d|\+33639980\d{3}")
URL = re.compile(r"https?://([^/\s]+)")
PROFILE_HOSTS = {"www.tiktok.com", "www.youtube.com", "www.instagram.com"}


def ranks(values):
    """Ranks with ties sharing their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            found[place] = (start + end) / 2
        start = end + 1
    return found


def spearman(left, right):
    return statistics.correlation(ranks(left), ranks(right))


@pytest.fixture(params=PLATFORMS)
def accounts(request, world):
    return world.by_platform[request.param]


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_same_seed_gives_the_same_bytes_in_another_process(hash_seed):
    done = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    here = build_world(7, 400, DAY)
    text = json.dumps([creator.values for creator in here.creators])
    expected = f"{hashlib.sha256(text.encode()).hexdigest()} {here.rng('files', 3).random()}"
    assert done.stdout.strip() == expected


def test_seed_and_date_change_the_world_and_only_dates_follow_the_date():
    first, other = build_world(7, 60, DAY), build_world(8, 60, DAY)
    assert [c.username for c in first.creators[1:30]] != [c.username for c in other.creators[1:30]]
    later = build_world(7, 60, DAY + timedelta(days=3))
    for before, after in zip(first.creators, later.creators, strict=True):
        changed = {name for name in before.values if before.values[name] != after.values[name]}
        assert changed <= {"last_video_publish_date", "last_video_publish_time"}


@pytest.mark.parametrize("number", [3, 4, 7, 50, 2_000])
def test_number_of_creators_is_over_three_platforms(number):
    made = build_world(1, number, DAY)
    assert len(made.creators) == number
    assert {creator.platform for creator in made.creators} == set(PLATFORMS)


def test_world_too_small_for_the_demo_creator_is_refused():
    with pytest.raises(ValueError, match="3 creators or more"):
        build_world(1, 2, DAY)


def test_every_field_of_every_row_is_there_and_fits_its_model(accounts):
    model = ROW_MODELS[accounts[0].platform]
    for creator in accounts:
        row = format_creator(creator)
        assert list(row) == list(model.model_fields)
        model.model_validate(row, strict=False)


def test_ids_and_handles_are_each_used_once(accounts):
    assert len({creator.uid for creator in accounts}) == len(accounts)
    assert len({creator.username for creator in accounts}) == len(accounts)


def test_followers_are_heavy_tailed_and_within_bounds(accounts):
    followers = [creator.values["followers_count"] for creator in accounts]
    assert min(followers) >= 1_000
    assert max(followers) <= 60_000_000
    assert statistics.mean(followers) > 3 * statistics.median(followers)
    assert sum(sorted(followers)[-len(followers) // 10 :]) > 0.6 * sum(followers)


def test_engagement_falls_with_size(accounts):
    known = [creator.values for creator in accounts if creator.values["engagement_rate"] is not None]
    size = [values["followers_count"] for values in known]
    assert -0.8 < spearman(size, [values["engagement_rate"] for values in known]) < -0.3


def test_median_views_lie_below_mean_views_for_most(accounts):
    known = [creator.values for creator in accounts if creator.values["avg_views"] is not None]
    below = [values["last10_med_video_views_cnt"] < values["avg_views"] for values in known]
    assert 0.75 < statistics.mean(below) < 1
    views = [values["avg_views"] for values in known]
    assert statistics.median(views) < statistics.mean(views)


def test_ratios_follow_from_the_counts_shown_beside_them(accounts):
    for values in (creator.values for creator in accounts):
        for kind in ("", "_short", "_long"):
            if values.get(f"avg_views{kind}") is None:
                continue
            followers = values["followers_count"]
            mean, median = values[f"avg_views{kind}"], values[f"last10_med_video_views_cnt{kind}"]
            assert values[f"last10_video_views_per_sub{kind}"] == round(mean / followers, 4)
            assert values[f"last10_med_video_views_per_sub{kind}"] == round(median / followers, 4)
        if values.get("views_per_follower") is not None:
            assert values["views_per_follower"] == values["last10_video_views_per_sub"]


def test_youtube_figures_lie_between_those_of_shorts_and_long_videos(world):
    for values in (creator.values for creator in world.by_platform["youtube"]):
        for name in ("avg_views", "engagement_rate", "last10_med_video_views_cnt"):
            parts = [values[f"{name}{kind}"] for kind in ("_short", "_long")]
            known = [part for part in parts if part is not None]
            assert min(known) <= values[name] <= max(known)


def test_contact_flags_agree_with_the_contacts(accounts):
    pairs = {"has_email": "email", "has_line": "link_line", "has_zalo": "link_zalo", "has_mcn": "mcn"}
    pairs["has_whatsapp"] = "whatsapp" if accounts[0].platform == "youtube" else "link_whatsapp"
    for values in (creator.values for creator in accounts):
        for flag, contact in pairs.items():
            assert flag not in values or values[flag] == (values[contact] is not None)


def test_contacts_come_from_reserved_ranges_only(accounts):
    for creator in accounts:
        values = creator.values
        whatsapp = values.get("whatsapp") or values.get("link_whatsapp")
        if whatsapp:
            assert RESERVED_PHONE.fullmatch(whatsapp.replace("https://wa.me/", "+"))
        text = json.dumps({**values, "link_whatsapp": None, "search_text": None}, ensure_ascii=False)
        hosts = set(URL.findall(text))
        assert hosts <= PROFILE_HOSTS | {"example.com"}
        addresses = [values["email"] or "", *EMAIL.findall(values["bio"])]
        assert all(RESERVED_EMAIL.fullmatch(address) for address in addresses if address)
        assert not re.search(r"\d{7}", values["bio"])


def test_shop_figures_add_up_and_only_sellers_have_them(world):
    sellers = 0
    for values in (creator.values for creator in world.by_platform["tiktok"]):
        if not values["has_showcase"]:
            assert values["last30day_gmv"] is None
            assert values["product_categories"] == []
            continue
        sellers += 1
        basket = values["last30day_gmv_per_buyer"] or 0
        assert values["last30day_gmv"] == round(values["last30day_buyers"] * basket, 2)
        assert values["last30day_gpm"] == round(values["last30day_gmv"] / values["last30day_views"] * 1000, 2)
        assert set(values["product_categories"]) <= set(PRODUCT_GROUP_NAMES)
    assert 100 < sellers < 900


def test_words_and_weights_name_categories_that_exist():
    known = set(leaves())
    assert set(LEAF_TAGS) | set(LEAF_WEIGHTS) <= known
    assert all(any(leaf.startswith(part) for leaf in known) for part in PRODUCT_GROUPS)
    assert set(PRODUCT_GROUPS.values()) == set(PRODUCT_GROUP_NAMES)


def test_categories_are_leaves_of_the_taxonomy_and_all_tops_occur(world):
    drawn = [leaf for creator in world.creators for leaf in creator.values["industry_ids"]]
    assert set(drawn) <= set(leaves())
    assert {leaf[:2] for leaf in drawn} == {leaf[:2] for leaf in leaves()}
    assert all(1 <= len(creator.values["industry_ids"]) <= 3 for creator in world.creators)


def test_last_video_is_before_today_and_mostly_recent(accounts):
    field = "last_video_publish_date" if accounts[0].platform == "tiktok" else "last_video_publish_time"
    days = [(DAY - date.fromisoformat(creator.values[field][:10])).days for creator in accounts]
    assert min(days) >= 1
    assert statistics.median(days) < 14
    assert sum(day > 90 for day in days) > len(days) * 0.02


@pytest.mark.parametrize("seed", [1, 7, 99])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_demo_creator_is_in_every_world(platform, seed):
    demo = build_world(seed, 30, DAY).find(platform, "creator_demo")
    assert demo is not None
    values = demo.values
    assert (values["country_code"], values["language"], values["email"]) == ("US", "en", "demo@example.com")
    assert values["industry_ids"][0].startswith("25")
    assert 245_000 < values["followers_count"] < 255_000
    assert values["avg_views"]
    assert values["audience_female_rate"]
    assert values.get("has_showcase", True)


def test_creator_is_found_by_handle_id_and_address(world):
    for creator in world.creators[::97]:
        spellings = [creator.username, f"@{creator.username.upper()}", creator.uid, creator.profile_url]
        spellings.append(creator.profile_url.removeprefix("https://").rstrip("/") + "?lang=en")
        assert all(world.find(creator.platform, spelling) is creator for spelling in spellings)
    assert world.find("tiktok", "nobody.at.all") is None
    assert world.find("tiktok", "https://www.youtube.com/@creator_demo") is None
    assert world.find(None, "https://www.youtube.com/@creator_demo").platform == "youtube"


def test_some_people_have_accounts_on_several_platforms(world):
    handles = [{creator.username for creator in world.by_platform[platform]} for platform in PLATFORMS]
    tiktok, youtube, instagram = handles
    assert len(youtube & tiktok) > 0.25 * len(youtube)
    assert len(instagram & tiktok) > 0.25 * len(instagram)
    assert youtube & tiktok & instagram
