"""An app whose works calls are answered by a function written in the test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from creatorscope.client.auth import BearerAuth
from creatorscope.client.budget import Caps
from creatorscope.client.client import Client
from creatorscope.client.host import Host
from creatorscope.contract.operation import Provider
from creatorscope.contract.price import Unit
from creatorscope.jobs.parts import PartsRoot
from creatorscope.operations.invoke import Invoker
from creatorscope.operations.jobs_workplace import Workplace
from creatorscope.operations.ledger_keeping import AnswerKeeping
from creatorscope.operations.surroundings import Surroundings
from creatorscope.results.store import ResultStore
from creatorscope.state.caps import SpendingCaps
from creatorscope.state.opening import LedgerSource
from creatorscope.state.terms import Terms
from creatorscope.storage import Storage
from tests.client.conftest import FixedClock, Upstream

Answered = Callable[[str, dict[str, str]], Any]
BASE_URL = "http://upstream.localhost"


def _terms(caps: Caps, owner: str) -> Terms:
    return Terms(
        mode="live",
        fingerprints={},
        caps=SpendingCaps(call=caps),
        cache_ttl_s=0,
        public_url=None,
        owner=owner,
    )


@asynccontextmanager
async def open_invoker(root: Path, answered: Answered, cap: float | None = None) -> AsyncIterator[Invoker]:
    """Open an invoker whose works provider is `answered(last part of the path, query)`.

    It returns the platform's data, or a whole response. `cap`: most requests a tool call may make.
    """

    caps = Caps(amounts={} if cap is None else {Unit.REQUESTS: cap})
    async with Client({Provider.WORKS: _host(answered)}, clock=FixedClock()) as client:
        ledger = LedgerSource(root, client, AnswerKeeping(lambda: around), partial(_terms, caps))
        with closing(ledger):
            around = Surroundings(
                client=client,
                storage=Storage(root),
                store=ResultStore(root, FixedClock()),
                caps=caps,
                clock=FixedClock(),
                source="live",
                loaded=frozenset(),
                accounts=(),
                hide_contacts=False,
                allow_http_webhooks=False,
                import_limit_bytes=1_000_000,
                principal="local",
                ledger=ledger,
                work=Workplace(parts=PartsRoot(root / "jobs")),
            )
            yield Invoker(around)


def _host(answered: Answered) -> Host:
    def answer(request: Request, _: Any) -> Response:
        found = answered(request.url.path.rpartition("/")[2], dict(request.query_params))
        if isinstance(found, Response):
            return found
        return JSONResponse({"code": 200, "request_id": "req_1", "data": found})

    return Host(
        name="tikhub",
        base_url=BASE_URL,
        prefix="/api/v1",
        auth=BearerAuth("token"),
        transport=httpx2.ASGITransport(Upstream(answer).app),
    )


def refuse(status: int) -> Response:
    """Return the hosts' answer for a refused call."""
    detail = {"code": status, "request_id": "req_2", "message": "refused"}
    return JSONResponse({"detail": detail}, status_code=status)


def aweme(number: int, day: str = "2026-03-01", **values: Any) -> dict[str, Any]:
    """Return a minimal TikTok work with 10 plays per number."""
    from datetime import UTC, datetime

    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return {
        "aweme_id": str(7_400_000_000_000_000_000 + number),
        "desc": f"work {number}",
        "create_time": int(moment.timestamp()),
        "is_top": 0,
        "author": {"sec_uid": "MS4wLjABAAAAdemo", "unique_id": "demo"},
        "statistics": {"play_count": 10 * number, "digg_count": number, "comment_count": 0, "share_count": 0},
        "video": {"duration": 9000},
        **values,
    }


def post(number: int, day: str = "2026-03-01", **values: Any) -> dict[str, Any]:
    """Return a minimal Instagram reel."""
    from datetime import UTC, datetime

    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return {
        "pk": str(number),
        "code": f"code{number}",
        "taken_at": int(moment.timestamp()),
        "media_type": 2,
        "product_type": "clips",
        "caption": None,
        "like_count": number,
        "comment_count": 0,
        "timeline_pinned_user_ids": [],
        "user": {"pk": "9", "username": "demo"},
        **values,
    }
