"""The video files of the sandbox's works: where they lie, and placeholders for what is in them."""

from __future__ import annotations

import re

from creatorscope.sandbox.serving import Context, RawCall, RawReply, Refusal, serves_raw
from creatorscope.sandbox.works_ids import number_of_note
from creatorscope.sandbox.works_world import PLATFORMS, SandboxWork, find_work
from creatorscope.sandbox.world import World

MEDIA_TYPE = "video/mp4"
_START = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
_SIZE = 16_384
_NAMED = re.compile(rb"sandbox video (\w{1,20}) (\w{1,30})\n")
_ADDRESS = re.compile(r"/sandbox/media/(\w+)/(\w+)\.mp4$")


def media_url(work: SandboxWork, base_url: str) -> str:
    """Return the address this sandbox serves a work's video at."""
    return f"{base_url}/sandbox/media/{work.author.platform}/{_name(work)}.mp4"


def work_at(world: World, url: str) -> SandboxWork | None:
    """Return the work whose video lies at an address; None when it is of none."""
    found = _ADDRESS.search(url)
    return find_spoken(world, found[1], found[2]) if found else None


def find_spoken(world: World, platform: str, name: str) -> SandboxWork | None:
    """Return the work whose video has that name in its address; None when there is none."""
    if platform not in PLATFORMS:
        return None
    number = int(name) if name.isdecimal() and len(name) < 24 else number_of_note(name)
    return find_work(world, platform, number) if number is not None else None


def build_media(work: SandboxWork) -> bytes:
    """Return the bytes served as a work's video: the same each time, nothing to be seen, but named."""
    named = f"sandbox video {work.author.platform} {_name(work)}\n".encode()
    return (_START + named).ljust(_SIZE, b"\x00")


def named_in(content: bytes) -> tuple[str, str] | None:
    """Return (platform, name) of the work whose video some bytes are; None when they are of none."""
    found = _NAMED.match(content, len(_START)) if content.startswith(_START) else None
    return (found[1].decode(), found[2].decode()) if found else None


@serves_raw("GET /sandbox/media/{platform}/{file_name}")
def answer_media(call: RawCall, ctx: Context) -> RawReply:
    """Answer the video of a work."""
    name = call.slots["file_name"].removesuffix(".mp4")
    work = find_spoken(ctx.world, call.slots["platform"], name)
    if work is None or work.is_photo:
        raise Refusal(404, "no such video")
    return RawReply(content=build_media(work), media_type=MEDIA_TYPE)


def _name(work: SandboxWork) -> str:
    return work.note_id if work.author.platform == "xiaohongshu" else str(work.number)
