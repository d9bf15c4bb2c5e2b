"""Calls the sandbox's works addresses, and walks their lists to the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from conftest import Caller

TOKEN = {"Authorization": "Bearer any"}
PLATFORMS = ("tiktok", "douyin", "xiaohongshu", "instagram", "youtube")
DOUYIN = "https://www.douyin.com/user/creator_demo"
XIAOHONGSHU = "https://www.xiaohongshu.com/user/profile/creator_demo"


async def ask(caller: Caller, path: str, **query: Any) -> Any:
    """Call a works address, which must answer, and return its data."""
    answer = await caller.http.get(f"/api/v1/{path}", params=query, headers=TOKEN)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def status(caller: Caller, path: str, **query: Any) -> int:
    """Call a works address and return the HTTP status, which an error's body repeats."""
    answer = await caller.http.get(f"/api/v1/{path}", params=query, headers=TOKEN)
    body = answer.json()
    assert body.get("detail", body)["code"] == answer.status_code
    return answer.status_code


async def by_time(caller: Caller, path: str, **query: Any) -> AsyncIterator[Any]:
    """Yield all awemes of a list."""
    more: Any = True
    cursor = None
    while more:
        page = await ask(caller, path, **query, **({"max_cursor": cursor} if cursor else {}))
        for work in page["aweme_list"]:
            yield work
        cursor, more = page["max_cursor"], page["has_more"]


async def tiktok_works(caller: Caller) -> list[Any]:
    path = "tiktok/app/v3/fetch_user_post_videos"
    return [work async for work in by_time(caller, path, unique_id="creator_demo", count=17)]


async def douyin_works(caller: Caller) -> list[Any]:
    account = await ask(caller, "douyin/web/get_sec_user_id", url=DOUYIN)
    path = "douyin/app/v3/fetch_user_post_videos"
    return [work async for work in by_time(caller, path, sec_user_id=account)]


async def xiaohongshu_works(caller: Caller) -> list[Any]:
    found: list[Any] = []
    more = True
    while more:
        cursor = {"cursor": found[-1]["cursor"]} if found else {}
        path = "xiaohongshu/app_v2/get_user_posted_notes"
        page = (await ask(caller, path, share_text=XIAOHONGSHU, **cursor))["data"]
        found += page["notes"]
        more = page["has_more"]
    return found


async def instagram_works(caller: Caller, call: str = "get_user_posts") -> list[Any]:
    found: list[Any] = []
    after: Any = {}
    while after is not None:
        page = await ask(caller, f"instagram/v3/{call}", username="creator_demo", first=50, **after)
        found += [edge["node"] for edge in page["edges"]]
        after = {"after": page["page_info"]["end_cursor"]} if page["page_info"]["has_next_page"] else None
    return found


async def youtube_works(caller: Caller) -> list[Any]:
    address = "https://www.youtube.com/@creator_demo"
    channel = (await ask(caller, "youtube/web_v2/get_channel_id", channel_url=address))["channel_id"]
    found: list[Any] = []
    for kind in ("videos", "shorts"):
        token: Any = {}
        while token is not None:
            page = await ask(caller, f"youtube/web_v2/get_channel_{kind}", channel_id=channel, **token)
            found += page[kind]
            following = page["continuation_token"]
            token = {"continuation_token": following} if following else None
    return found


LISTS = {
    "tiktok": (tiktok_works, "aweme_id"),
    "douyin": (douyin_works, "aweme_id"),
    "xiaohongshu": (xiaohongshu_works, "id"),
    "instagram": (instagram_works, "pk"),
    "youtube": (youtube_works, "video_id"),
}
