"""The media relay as the sandbox serves it: opening, receiving, completing and reading uploads."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from creatorscope.endpoints.uploads import CompletionRequest, UploadRequest
from creatorscope.sandbox.serving import (
    Context,
    RawCall,
    RawReply,
    Refusal,
    Reply,
    seeds_state,
    serves,
    serves_raw,
)
from creatorscope.sandbox.state import State
from creatorscope.sandbox.works_media import named_in

UPLOAD, CONTENT = "upload", "upload_content"
LARGEST_BYTES = 100 * 1024 * 1024
PUBLIC_FOR = timedelta(hours=24)
_OPEN_FOR = timedelta(minutes=30)
# Of the base64: what names the work whose video was sent stands at its beginning.
_HEAD = 400
_DEMO_UPLOAD = "upl_20260315_demo01"
_DEMO_BYTES = b"sandbox audio, silent " * 2000


@serves("open_upload")
def answer_opening(request: UploadRequest, ctx: Context) -> Reply:
    """Answer a signed address to send the file to within half an hour."""
    kind, size = str(request.content_type), int(request.size_bytes or 0)
    if not kind.startswith(("audio/", "video/")):
        raise Refusal(400, f"{kind} is no audio or video type")
    if size > LARGEST_BYTES:
        raise Refusal(400, f"the sandbox takes files of at most {LARGEST_BYTES} bytes")
    number = ctx.state.add("uploads", 1)
    upload_id = f"upl_{ctx.now:%Y%m%d}_{sha256(f'{ctx.world.seed}:{number}'.encode()).hexdigest()[:10]}"
    expires = ctx.now + _OPEN_FOR
    opened = {
        "provider": request.provider,
        "file_name": request.file_name,
        "content_type": kind,
        "size_bytes": size,
    }
    ctx.state.put(UPLOAD, upload_id, {**opened, "open_until": expires.timestamp()})
    query = (
        f"expires={int(expires.timestamp())}&signature={_signature(ctx, upload_id, int(expires.timestamp()))}"
    )
    return Reply(
        data={
            "upload_id": upload_id,
            "upload_method": "PUT",
            "upload_url": f"{ctx.base_url}/sandbox/uploads/{upload_id}?{query}",
            "upload_headers": {"Content-Type": kind},
            "upload_expires_at": _iso(expires),
            "file_ttl_seconds": int(PUBLIC_FOR.total_seconds()),
        }
    )


@serves_raw("PUT /sandbox/uploads/{upload_id}")
def receive_bytes(call: RawCall, ctx: Context) -> RawReply:
    """Take the bytes of an open upload; sending again replaces them until it is completed."""
    upload_id = call.slots["upload_id"]
    upload = _find(ctx, upload_id)
    expires = int(upload["open_until"])
    if not compare_digest(call.query.get("signature", ""), _signature(ctx, upload_id, expires)):
        raise Refusal(403, "the signature does not match")
    if ctx.now.timestamp() >= expires or "public_until" in upload:
        raise Refusal(403, "the address no longer takes bytes")
    if call.headers.get("content-type", "") != upload["content_type"]:
        raise Refusal(403, f"Content-Type must be {upload['content_type']}, as when opening")
    if len(call.body) > LARGEST_BYTES:
        raise Refusal(413, f"the sandbox takes files of at most {LARGEST_BYTES} bytes")
    ctx.state.put(CONTENT, upload_id, _kept(call.body))
    return RawReply(content=b"", media_type="text/plain")


@serves("complete_upload")
def answer_completion(request: CompletionRequest, ctx: Context) -> Reply:
    """Answer the public address of a file sent whole; again the same, renewed once its 24 hours are over."""
    upload_id = request.upload_id
    upload, content = _find(ctx, upload_id), ctx.state.get(CONTENT, upload_id)
    if content is None:
        raise Refusal(400, "no bytes were sent to this upload's address yet")
    if content["size"] != upload["size_bytes"]:
        raise Refusal(400, f"{content['size']} bytes were sent where {upload['size_bytes']} were announced")
    if upload.get("public_until", 0) <= ctx.now.timestamp():
        upload["public_until"] = (ctx.now + PUBLIC_FOR).timestamp()
        upload["work"] = named_in(base64.b64decode(content["base64"][:_HEAD]))
        ctx.state.put(UPLOAD, upload_id, upload)
    return Reply(
        data={
            "upload_id": upload_id,
            "provider": upload["provider"],
            "file_url": f"{ctx.base_url}/sandbox/public/{upload_id}/{_plain(upload['file_name'])}",
            "file_expires_at": _iso(datetime.fromtimestamp(upload["public_until"], UTC)),
        }
    )


@serves_raw("GET /sandbox/public/{upload_id}/{file_name}")
def answer_public_file(call: RawCall, ctx: Context) -> RawReply:
    """Answer a completed upload's bytes while it is public."""
    upload_id = call.slots["upload_id"]
    upload, content = _find(ctx, upload_id), ctx.state.get(CONTENT, upload_id)
    if (
        content is None
        or "public_until" not in upload
        or call.slots["file_name"] != _plain(upload["file_name"])
    ):
        raise Refusal(404, "no such file")
    if upload["public_until"] <= ctx.now.timestamp():
        raise Refusal(410, "the file is no longer public")
    return RawReply(content=base64.b64decode(content["base64"]), media_type=upload["content_type"])


@seeds_state
def seed_upload(state: State, born: datetime) -> None:
    """Put one upload into new state whose bytes have arrived, so that it can be completed."""
    opened = {
        "provider": "r2",
        "file_name": "talk.mp3",
        "content_type": "audio/mpeg",
        "size_bytes": len(_DEMO_BYTES),
        "open_until": (born + _OPEN_FOR).timestamp(),
    }
    state.put(UPLOAD, _DEMO_UPLOAD, opened)
    state.put(CONTENT, _DEMO_UPLOAD, _kept(_DEMO_BYTES))


def _find(ctx: Context, upload_id: str) -> dict[str, Any]:
    upload = ctx.state.get(UPLOAD, upload_id)
    if upload is None:
        raise Refusal(404, f"no upload has the id {upload_id}")
    return upload


def _kept(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "base64": base64.b64encode(content).decode()}


def _signature(ctx: Context, upload_id: str, expires: int) -> str:
    return sha256(f"{ctx.world.seed}:{upload_id}:{expires}:PUT".encode()).hexdigest()[:40]


def _plain(file_name: str) -> str:
    """Return a file name that needs no escaping in an address."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", file_name).strip("._") or "file"


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
