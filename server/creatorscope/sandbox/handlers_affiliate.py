"""The affiliate coordinator's three calls, as the sandbox answers them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from creatorscope.endpoints.affiliate import CreatorsRequest, ErrorsRequest, WorkListRequest
from creatorscope.sandbox.affiliate_world import list_creator_ids
from creatorscope.sandbox.serving import Context, Reply, serves

DOCUMENT = "affiliate_document"
ERROR = "affiliate_error"


@serves("list_affiliate_creators")
def answer_work_list(_request: WorkListRequest, ctx: Context) -> Reply:
    """Answer the ids to collect."""
    return Reply(data=[{"id": creator_id} for creator_id in list_creator_ids(ctx.world)], whole=True)


@serves("submit_affiliate_creators")
def answer_documents(request: CreatorsRequest, ctx: Context) -> Reply:
    """Take documents; of each the SHA-256 of its content is kept, a later one replaces an earlier."""
    for document in request.creators or []:
        ctx.state.put(DOCUMENT, str(document["id"]), {"sha256": content_hash(document)})
    return Reply(data={}, whole=True)


@serves("submit_affiliate_errors")
def answer_errors(request: ErrorsRequest, ctx: Context) -> Reply:
    """Take the reasons why creators could not be collected."""
    for error in request.errors:
        ctx.state.put(
            ERROR, str(error["data"]["creator_id"]), {"code": error["code"], "message": error["message"]}
        )
    return Reply(data={}, whole=True)


def content_hash(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document's JSON with sorted keys: the same content, the same hash."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
