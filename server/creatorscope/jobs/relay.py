"""Relaying a media file: fetch it, put it where the speech service can read it, return that address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import anyio

from creatorscope.contract.operation import Provider
from creatorscope.endpoints.uploads import COMPLETE_UPLOAD, OPEN_UPLOAD
from creatorscope.errors import Category, LocalFileError, TransportError, UpstreamError
from creatorscope.jobs.answers import facts_of
from creatorscope.jobs.bench import Bench
from creatorscope.jobs.faults import UNFETCHABLE, concerns_all

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

    The upload is opened once for each mark; sending its bytes again replaces them. Raises TransportError
    with the code UNFETCHABLE for media that is gone or larger than 100 MB, else TransportError, UpstreamError
    or ArgumentError when any part fails.
    """
    url = str(media["url"])
    parts = urlsplit(url)
    name = f"{media['number']}.{PurePosixPath(parts.path).suffix[1:5].lower() or 'mp4'}"
    async with anyio.TemporaryDirectory() as folder:
        file = Path(folder) / "media"
        size = await _fetched(url, file, bench)
        opened = await bench.call(
            OPEN_UPLOAD,
            f"{mark}-open",
            provider="oss" if any(word in parts.netloc for word in _MAINLAND) else "r2",
            file_name=name,
            content_type=_TYPES.get(name.rpartition(".")[2], "video/mp4"),
            size_bytes=size,
        )
        place = facts_of(opened, OPEN_UPLOAD.name)
        if not (place.get("upload_url") and place.get("upload_id")):
            raise _strange("opened an upload")
        refused = await _refused(place, file, bench)
    try:
        completed = await bench.call(COMPLETE_UPLOAD, f"{mark}-complete", upload_id=place["upload_id"])
    except UpstreamError as error:
        raise error if refused is None or concerns_all(error) else refused from None
    address = facts_of(completed, COMPLETE_UPLOAD.name).get("file_url")
    if not address:
        raise _strange("completed an upload")
    return str(address)


async def _fetched(url: str, file: Path, bench: Bench) -> int:
    """Write the media to a file and return its size in bytes."""
    try:
        return await bench.client.fetch_file(url, file, provider=Provider.MEDIA, limit_bytes=_LARGEST_BYTES)
    except (UpstreamError, TransportError, LocalFileError) as error:
        if isinstance(error, LocalFileError) and error.code != "file_too_large":
            raise
        raise TransportError(error.message, code=UNFETCHABLE, remedy=error.remedy) from error


async def _refused(place: Mapping[str, Any], file: Path, bench: Bench) -> UpstreamError | None:
    """Send the bytes; return the refusal of an address that takes none, or none any more."""
    headers = place.get("upload_headers") or {}
    try:
        await bench.client.send_file(place["upload_url"], headers, file, provider=Provider.MEDIA)
    except UpstreamError as error:
        # An upload that was completed before a crash takes no bytes again, and needs none.
        if error.category is not Category.PERMISSION:
            raise
        return error
    return None


def _strange(done: str) -> TransportError:
    return TransportError(
        f"the relay {done} and named no address",
        code="bad_answer",
        remedy="resume the job; ask the relay's support when it stays so.",
    )
