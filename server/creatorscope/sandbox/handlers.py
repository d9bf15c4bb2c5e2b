"""Loads every handler module, so that each registers what it serves."""

from __future__ import annotations

from creatorscope.sandbox import (
    handlers_account_products,
    handlers_account_standing,
    handlers_account_totals,
    handlers_account_videos,
    handlers_affiliate,
    handlers_collection,
    handlers_files,
    handlers_lookalike,
    handlers_media,
    handlers_search,
    handlers_uploads,
    handlers_works_douyin,
    handlers_works_instagram,
    handlers_works_tiktok,
    handlers_works_xiaohongshu,
    handlers_works_youtube,
)

MODULES = (
    handlers_search,
    handlers_lookalike,
    handlers_collection,
    handlers_files,
    handlers_account_standing,
    handlers_account_totals,
    handlers_account_videos,
    handlers_account_products,
    handlers_affiliate,
    handlers_media,
    handlers_uploads,
    handlers_works_tiktok,
    handlers_works_douyin,
    handlers_works_xiaohongshu,
    handlers_works_instagram,
    handlers_works_youtube,
)
