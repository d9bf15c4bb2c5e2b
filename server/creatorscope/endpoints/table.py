"""The table: every endpoint of every module here, in the order surfaces list them."""

from __future__ import annotations

from types import ModuleType

from creatorscope.contract.operation import Endpoint
from creatorscope.endpoints import (
    account_health,
    account_overview,
    account_products,
    account_video_products,
    account_videos,
    affiliate,
    collection,
    files,
    instagram_search,
    lookalike,
    tiktok_search,
    transcription,
    uploads,
    works_douyin,
    works_hybrid,
    works_instagram,
    works_tiktok,
    works_xiaohongshu,
    works_youtube,
    youtube_search,
)

_MODULES: tuple[ModuleType, ...] = (
    tiktok_search,
    youtube_search,
    instagram_search,
    lookalike,
    collection,
    files,
    account_health,
    account_overview,
    account_products,
    account_videos,
    account_video_products,
    affiliate,
    transcription,
    uploads,
    works_tiktok,
    works_douyin,
    works_xiaohongshu,
    works_instagram,
    works_youtube,
    works_hybrid,
)

ENDPOINTS: tuple[Endpoint, ...] = tuple(
    row for module in _MODULES for row in vars(module).values() if isinstance(row, Endpoint)
)

BY_NAME = {row.name: row for row in ENDPOINTS}
if len(BY_NAME) != len(ENDPOINTS):
    raise TypeError("two endpoints share a name")
