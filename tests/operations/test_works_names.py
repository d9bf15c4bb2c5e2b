"""Finding creators and works by whatever users paste, on the sandbox."""

from __future__ import annotations

import pytest

from creatorscope.endpoints.works_tiktok import EXAMPLE_WORK
from creatorscope.errors import ArgumentError, UpstreamError
from creatorscope.operations.works_tools import GET_CREATOR_PROFILE, GET_WORK, LIST_CREATOR_WORKS
from creatorscope.works.work import PLATFORMS

DEMO = "creator_demo"


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_nobody_by_that_name_is_the_upstreams_not_found(run, platform):
    for row in (GET_CREATOR_PROFILE, LIST_CREATOR_WORKS):
        with pytest.raises(UpstreamError) as raised:
            await run(row, platform=platform, creator="nobody_of_that_name")
        assert raised.value.category == "not_found"


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        (f"https://www.tiktok.com/@{DEMO}?lang=en&is_from_webapp=1", "tiktok"),
        (f"m.tiktok.com/@{DEMO}/", "tiktok"),
        (f"https://www.tiktok.com/@{DEMO}/video/{EXAMPLE_WORK}?_r=1", "tiktok"),
        (f"https://vm.tiktok.com/{EXAMPLE_WORK}/", "tiktok"),
        (f"https://v.douyin.com/{DEMO}/", "douyin"),
        ("https://www.douyin.com/video/7460226771333011778", "douyin"),
        ("长按复制此条消息 https://v.douyin.com/7460226771333011778/ 打开", "douyin"),
        (f"https://xhslink.com/m/{DEMO}", "xiaohongshu"),
        (f"https://instagram.com/{DEMO}/?hl=en", "instagram"),
        (f"https://www.youtube.com/@{DEMO}/videos", "youtube"),
        (f"https://m.youtube.com/c/{DEMO}", "youtube"),
    ],
)
async def test_a_creator_is_found_by_whatever_was_pasted(run, rows_of, text, platform):
    (row,) = rows_of(await run(GET_CREATOR_PROFILE, creator=text))
    assert (row["platform"], row["nickname"]) == (platform, "Creator Demo")


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_ids_and_links_of_answers_lead_back_to_the_same_creator_and_work(run, rows_of, platform):
    (creator,) = rows_of(await run(GET_CREATOR_PROFILE, platform=platform, creator=DEMO))
    listed = await run(LIST_CREATOR_WORKS, creator=creator["profile_url"], max_works=8)
    (again,) = rows_of(await run(GET_CREATOR_PROFILE, creator=rows_of(listed)[6]["source_url"]))
    assert again["platform_author_id"] == creator["platform_author_id"]
    for row in rows_of(listed)[:8]:
        (work,) = rows_of(await run(GET_WORK, work=row["source_url"]))
        assert work["platform_work_id"] == row["platform_work_id"]
        assert work["platform_author_id"] == creator["platform_author_id"]
        assert work["digg_count"] is not None


async def test_the_numeric_tiktok_id_is_taken_too_as_number_or_text(run, rows_of):
    (creator,) = rows_of(await run(GET_CREATOR_PROFILE, platform="tiktok", creator=DEMO))
    for uid in (creator["ids"]["uid"], int(creator["ids"]["uid"])):
        answer = await run(LIST_CREATOR_WORKS, platform="tiktok", creator=uid, max_works=3)
        assert rows_of(answer)[0]["platform_author_id"] == creator["platform_author_id"]


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        (EXAMPLE_WORK, "tiktok"),
        (f"https://vt.tiktok.com/{EXAMPLE_WORK}/", None),
        (f"https://www.tiktok.com/v/{EXAMPLE_WORK}.html", None),
        ("https://www.douyin.com/user/MS4wLjABAAAAx?modal_id=7460226771333011778", None),
        ("7460226771333011778", "douyin"),
        ("看 https://v.douyin.com/7460226771333011778/ !", "douyin"),
    ],
)
async def test_a_work_is_found_by_whatever_was_pasted(run, rows_of, text, platform):
    named = {"platform": platform} if platform else {}
    (row,) = rows_of(await run(GET_WORK, work=text, **named))
    assert row["platform_work_id"] in {EXAMPLE_WORK, "7460226771333011778"}
    assert row["published_date"] == "2025-01-15"


@pytest.mark.parametrize(
    ("row", "arguments", "said"),
    [
        (GET_CREATOR_PROFILE, {"creator": DEMO}, "on which platform"),
        (GET_CREATOR_PROFILE, {"creator": "https://example.com/x"}, "not a link of TikTok"),
        (GET_CREATOR_PROFILE, {"platform": "vine", "creator": DEMO}, "platform"),
        (GET_CREATOR_PROFILE, {"platform": "tiktok", "creator": "two words"}, "not a handle"),
        (
            GET_CREATOR_PROFILE,
            {"platform": "douyin", "creator": f"https://tiktok.com/@{DEMO}"},
            "tiktok link",
        ),
        (LIST_CREATOR_WORKS, {"platform": "tiktok", "creator": DEMO, "max_works": 501}, "500 or less"),
        (LIST_CREATOR_WORKS, {"platform": "tiktok", "creator": DEMO, "since": "last week"}, "YYYY-MM-DD"),
        (GET_WORK, {"work": f"https://www.tiktok.com/@{DEMO}"}, "profile, not a work"),
        (GET_WORK, {"platform": "youtube", "work": "x"}, "not the id of a youtube work"),
        (GET_WORK, {"platform": "instagram", "work": "7612401234364051639"}, "the code in it"),
    ],
)
async def test_what_names_nothing_is_refused_with_what_to_give(run, row, arguments, said):
    with pytest.raises(ArgumentError) as raised:
        await run(row, **arguments)
    assert said in raised.value.text()
