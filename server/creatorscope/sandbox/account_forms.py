"""The forms that answers about a creator's account have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from typing import Any, TypeVar

from creatorscope.contract.operation import Request
from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.serving import Context, Reply
from creatorscope.sandbox.shop import Window
from creatorscope.sandbox.shop_videos import Video

R = TypeVar("R", bound=Request)
Handler = Callable[[R, Context], Reply]

PAGE_SIZE = 20
_NOT_BOUND: dict[str, Any] = {"segments": [], "meta": {"is_bound_shop": False}}


def shop_only(handler: Handler[R]) -> Handler[R]:
    """Return the handler for accounts with a shop; a cookie with 'noshop' gets an empty answer."""

    @wraps(handler)
    def answer(request: R, ctx: Context) -> Reply:
        return handler(request, ctx) if is_bound(ctx) else Reply(data=dict(_NOT_BOUND))

    return answer


def is_bound(ctx: Context) -> bool:
    """Return whether the account behind the cookie has a shop."""
    body = ctx.body if isinstance(ctx.body, Mapping) else {}
    return "noshop" not in str(body.get("cookie", ""))


def account_of(ctx: Context) -> SandboxCreator:
    """Return the creator behind every session: this world's `creator_demo` on TikTok."""
    return ctx.world.by_platform["tiktok"][0]


def money(cents: int) -> dict[str, str]:
    """Return a sum as the upstream writes it, two decimals, without a currency."""
    return {"amount": f"{cents / 100:.2f}"}


def dollars(cents: int) -> str:
    """Return a sum with its currency sign, such as $1,234.50."""
    return f"${cents / 100:,.2f}"


def fraction(part: float, whole: float) -> str:
    """Return a share as text with four decimals, 0.0000 of nothing."""
    return f"{part / whole if whole else 0:.4f}"


def step(start: date, end: date | None = None) -> dict[str, int]:
    """Return the unix seconds at which the days from `start` to `end` (included) begin and stop."""
    return {
        "start_timestamp": _midnight(start),
        "end_timestamp": _midnight((end or start) + timedelta(days=1)),
    }


def time_selector(window: Window, granularity: str) -> dict[str, Any]:
    """Return the time a segment covers, and the length of its steps: '1d' or 'all'."""
    whole = window.start.day == 1 and (window.end + timedelta(days=1)).day == 1
    return {
        "period": "month" if whole else "custom",
        "granularity": granularity,
        **step(window.start, window.end),
        "timezone": "UTC",
        "locale": "en",
    }


def only(ctx: Context, **more: Any) -> dict[str, Any]:
    """Return what a segment is limited to: the account, and a video or product named besides."""
    return {"creator_id": account_of(ctx).uid, **more}


def list_control(rules: str, page: int, total: int) -> dict[str, Any]:
    """Return sorting and paging of a list; `page` counts from 1, the answer's `next_page` from 0."""
    pages = -(-total // PAGE_SIZE)
    more = page < pages
    following = {
        "has_more": more,
        "next_page": page if more else None,
        "total_page": pages,
        "total_count": total,
    }
    return {"rules": rules, "next_pagination": following}


def one_page(rows: Sequence[Any], page: int) -> list[Any]:
    """Return the rows of a page counted from 1; [] past the end."""
    return list(rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])


def video_meta(video: Video) -> dict[str, Any]:
    """Return what identifies a video, and where its files are."""
    return {
        "item_id": video.item_id,
        "name": video.title,
        "publish_time": video.publish_time,
        "duration": video.duration_s,
        "video_play_info": {"post_url": video.cover_url, "video_infos": [{"main_url": video.play_url}]},
    }


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(0), UTC).timestamp())
