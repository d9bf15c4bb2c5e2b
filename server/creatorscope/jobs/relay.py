"""Relaying a media file: fetch it, put it where the speech service can read it, return that address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio

from creatorscope.contract.operation import Provider
from creatorscope.endpoints.uploads import COMPLETE_UPLOAD, OPEN_UPLOAD
from creatorscope.errors import TransportError
from creatorscope.jobs.answers import facts_of
from creatorscope.jobs.bench import Bench

_LARGEST_BYTES = 100_000_000
_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "webm": "audio/webm",
    "mov": "video/quicktime",
}
_MAINLAND = ("douyin", "xhscdn", "xiaohongshu", "bilibili", "kuaishou")


async def relay_media(media: Mapping[str, Any], mark: str, bench: Bench) -> str:
    """Return the public address of a copy of the media, good for 24 hours.

    The upload is opened once for each mark; sending its bytes again replaces them. Raises UpstreamError or
    TransportError when any part of it fails.
    """
    url = str(media["url"])
    parts = urlsplit(url)
    name = f"{media['number']}.{parts.path.rpartition('.')[2].lower()[:4] if '.' in parts.path else 'mp4'}"
    async with anyio.TemporaryDirectory() as folder:
        file = Path(folder) / "media"
        size = await bench.client.fetch_file(url, file, provider=Provider.MEDIA, limit_bytes=_LARGEST_BYTES)
        opened = await bench.call(
            OPEN_UPLOAD,
            f"{mark}-open",
            provider="oss" if any(word in parts.netloc for word in _MAINLAND) else "r2",
            file_name=name,
            content_type=_TYPES.get(name.rpartition(".")[2], "video/mp4"),
            size_bytes=size,
        )
        place = facts_of(opened, OPEN_UPLOAD.name)
        headers = place.get("upload_headers") or {}
        await bench.client.send_file(place["upload_url"], headers, file, provider=Provider.MEDIA)
    completed = await bench.call(COMPLETE_UPLOAD, f"{mark}-complete", upload_id=place["upload_id"])
    address = facts_of(completed, COMPLETE_UPLOAD.name).get("file_url")
    if not address:
        raise TransportError(
            "the relay completed an upload and named no address",
            code="bad_answer",
            remedy="resume the job; ask the relay's support when it stays so.",
        )
    return str(address)
