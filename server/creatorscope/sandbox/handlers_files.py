"""Files of collected data: making them, addressing them, handing them out."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from creatorscope.endpoints.files import DownloadUrlRequest, ExportRequest, WebhookCheckRequest
from creatorscope.sandbox.collecting import format_rows
from creatorscope.sandbox.exports import FORMATS, build_table
from creatorscope.sandbox.handlers_collection import look_at
from creatorscope.sandbox.keys import MAIN_TENANT, OTHER_TENANT
from creatorscope.sandbox.serving import (
    Context,
    RawCall,
    RawReply,
    Refusal,
    Reply,
    screens,
    seeds_state,
    serves,
    serves_raw,
)
from creatorscope.sandbox.state import Document, State
from creatorscope.sandbox.tasks import Submission, build_task, keep_task, load_task, own_task

GOOD_FOR_S = 3600
DEMO_TASK = "task_20260315_abc123"
DEMO_FILE = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"
OTHER_TASK = "task_other_tenant"

_KIND = "file"
_KNOWN_IDS: Mapping[tuple[str, str], str] = {(DEMO_TASK, "xlsx"): DEMO_FILE}


@screens("export_collection")
def refuse_other_formats(sent: Mapping[str, Any]) -> None:
    """Refuse a format no file is made in, feishu_doc among them: a fault of exports, which has no code."""
    wanted = sent.get("format", "xlsx")
    if not isinstance(wanted, str) or wanted not in FORMATS:
        raise Refusal(400, f"there is no export as {wanted}; use {', '.join(FORMATS)}")


@serves("export_collection")
def export(request: ExportRequest, ctx: Context) -> Reply:
    """Make a file of a completed task, or answer the one made before."""
    task = own_task(ctx, request.task_id)
    found, progress = look_at(ctx, task)
    if progress.status != "completed":
        raise Refusal(400, f"task {task.task_id} is {progress.status}, not completed")
    rows = format_rows(found)
    if not rows:
        raise Refusal(404, f"task {task.task_id} has nothing to export")
    file = _file_document(task.task_id, task.tenant, request.format)
    ctx.state.put_new(_KIND, file["file_id"], file)
    return Reply(data={**_link(file, ctx), "format": request.format, "row_count": len(rows)})


@serves("get_download_url")
def address(request: DownloadUrlRequest, ctx: Context) -> Reply:
    """Answer a new address of one of the caller's files, by id or name."""
    for file_id, file in ctx.state.items(_KIND):
        named = file_id == request.file_id or file["file_name"] == request.file_name
        if named and file["tenant"] == ctx.tenant:
            return Reply(data=_link(file, ctx))
    raise Refusal(404, f"no file {request.file_id or request.file_name}")


@serves("verify_webhook")
def verify(request: WebhookCheckRequest, _ctx: Context) -> Reply:
    """Answer the challenge."""
    return Reply(data={"challenge": request.challenge})


@serves_raw("GET /files/{file_id}/{file_name}")
def download(call: RawCall, ctx: Context) -> RawReply:
    """Hand out a file for a signed address that has not expired; it is made anew, with the same bytes."""
    file_id, expires = call.slots["file_id"], call.query.get("expires", "")
    given = call.query.get("signature", "")
    if not hmac.compare_digest(given.encode(), _sign(ctx.world.seed, file_id, expires).encode()):
        raise Refusal(403, "the signature of this address is wrong")
    if ctx.now.timestamp() >= int(expires):
        raise Refusal(410, "this address has expired; ask for a new one")
    file = ctx.state.get(_KIND, file_id)
    task = load_task(ctx.state, file["task_id"]) if file else None
    if file is None or task is None:
        raise Refusal(404, "no such file")
    found, _ = look_at(ctx, task)
    table = build_table(f"Creators of {task.task_id}", task.ends_at, format_rows(found))
    kind = FORMATS[file["format"]]
    return RawReply(content=kind.build(table), media_type=kind.media_type, file_name=file["file_name"])


@seeds_state
def seed_tasks(state: State, born: datetime) -> None:
    """Put the two ready-made tasks, ended a day before, and the file of the first into new state."""
    handles = ("creator_demo", *(f"demo_creator_{number:02}" for number in range(2, 31)))
    for task_id, tenant in ((DEMO_TASK, MAIN_TENANT), (OTHER_TASK, OTHER_TENANT)):
        submission = Submission(
            task_type="LINK_BATCH",
            platform="tiktok",
            values=[f"https://www.tiktok.com/@{handle}" for handle in handles],
            items=len(handles),
            webhook_url=None,
        )
        keep_task(state, build_task(task_id, tenant, submission, born - timedelta(days=1), speed=1))
        state.add(f"settled:collected:{task_id}", 1, limit=1)
    file = _file_document(DEMO_TASK, MAIN_TENANT, "xlsx")
    state.put_new(_KIND, file["file_id"], file)


def _file_document(task_id: str, tenant: str, kind: str) -> Document:
    """Return a file's document; one task and format have one file."""
    known = _KNOWN_IDS.get((task_id, kind))
    file_id = known or sha256(f"{task_id}:{kind}".encode()).hexdigest()[:32]
    name = f"{task_id}.{kind}"
    return {"file_id": file_id, "task_id": task_id, "tenant": tenant, "format": kind, "file_name": name}


def _link(file: Document, ctx: Context) -> Document:
    """Return a file's name and an address that works for an hour."""
    until = ctx.now + timedelta(seconds=GOOD_FOR_S)
    expires = str(int(until.timestamp()))
    signature = _sign(ctx.world.seed, file["file_id"], expires)
    path = f"/files/{file['file_id']}/{quote(file['file_name'])}"
    return {
        "file_id": file["file_id"],
        "file_name": file["file_name"],
        "file_url": f"{ctx.base_url}{path}?expires={expires}&signature={signature}",
        "file_expire_at": f"{until:%Y-%m-%dT%H:%M:%SZ}",
    }


def _sign(seed: int, file_id: str, expires: str) -> str:
    return hmac.new(f"files of sandbox {seed}".encode(), f"{file_id}:{expires}".encode(), sha256).hexdigest()
