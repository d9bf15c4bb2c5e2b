"""Which columns of a creator a service level shows."""

from __future__ import annotations

from functools import cache
from typing import Any

from creatorscope.contract.operation import Response
from creatorscope.endpoints.instagram_search import InstagramCreator
from creatorscope.endpoints.tiktok_search import TikTokCreator
from creatorscope.endpoints.youtube_search import YouTubeCreator
from creatorscope.sandbox.accounts import SandboxCreator
from creatorscope.sandbox.translate import Lang, translate

ROW_MODELS: dict[str, type[Response]] = {
    "tiktok": TikTokCreator,
    "youtube": YouTubeCreator,
    "instagram": InstagramCreator,
}


@cache
def columns(platform: str, level: str) -> tuple[str, ...]:
    """Return the names of a level's columns, those of the levels below included."""
    fields = ROW_MODELS[platform].model_fields
    extras = {name: info.json_schema_extra for name, info in fields.items()}
    return tuple(
        name
        for name, extra in extras.items()
        if isinstance(extra, dict) and str(extra.get("level") or level) <= level
    )


def format_creator(creator: SandboxCreator, level: str = "S3", lang: Lang | None = None) -> dict[str, Any]:
    """Return a creator's search row at a service level, translated when `lang` is given."""
    row = {name: creator.values[name] for name in columns(creator.platform, level)}
    return translate(row, creator.platform, lang)
