"""The route CreatiVault's callbacks come in on: checked, kept once, answered at once."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import anyio
import anyio.to_thread
from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from creatorscope.clock import Clock
from creatorscope.errors import CreatorscopeError
from creatorscope.settings import Settings
from creatorscope.surfaces.http_signature import SIGNATURE_HEADER, is_signed

if TYPE_CHECKING:
    from creatorscope.state.callbacks import Callback

WEBHOOK_PATH = "/webhooks/creativault"
LONGEST_BODY = 64 * 1024
_ANSWER_WITHIN_S = 0.9
_LONGEST_ID = 200
_Id = Annotated[str, Field(min_length=1, max_length=_LONGEST_ID, pattern=r"^\P{Cc}+$")]
_log = logging.getLogger("creatorscope.http")

Recorder = Callable[["Callback", datetime], bool]
"""Keeps a callback; False for one that is there already. Blocks, so it is run in a thread."""


class _Body(BaseModel):
    """What is read of a callback; everything else in it is kept as it came."""

    event: _Id
    task_id: _Id
    timestamp: AwareDatetime


class _Refused(Exception):  # noqa: N818 - an answer, not a fault of the program
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class WebhookRoute:
    """Takes callbacks. 202 taken or repeated, 400 no callback, 401 not signed, 409 stale, 413 too large,
    503 not kept: no secret is set, or the database did not answer in time.
    """

    def __init__(self, settings: Settings, clock: Clock, record: Recorder) -> None:
        self._secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
        self._window = timedelta(seconds=settings.webhook_window_s)
        self._clock, self._record = clock, record

    async def answer(self, request: Request) -> Response:
        """Answer one callback."""
        try:
            told, body = self._checked(await _load_body(request), request.headers)
            is_new = await self._keep(told, body, request.query_params.get("intent"))
        except _Refused as refused:
            _log.warning("a callback was answered %d: %s", refused.status, refused.why)
            return JSONResponse({"error": refused.why}, status_code=refused.status)
        return JSONResponse({"status": "taken" if is_new else "repeated"}, status_code=202)

    def _checked(self, content: bytes, headers: Mapping[str, str]) -> tuple[_Body, Mapping[str, Any]]:
        """Return a callback that is signed, in form and not stale."""
        if self._secret is None:
            raise _Refused(503, "no webhook secret is set: set CREATORSCOPE_WEBHOOK_SECRET")
        signature = headers.get(SIGNATURE_HEADER, "")
        if not signature:
            raise _Refused(401, f"there is no {SIGNATURE_HEADER}")
        if not is_signed(content, signature, self._secret):
            raise _Refused(401, f"the signature in {SIGNATURE_HEADER} is not that of this body")
        try:
            body = json.loads(content)
            json.dumps(body, allow_nan=False)  # the column takes no NaN and no infinity
            told = _Body.model_validate(body)
        except (ValidationError, ValueError, RecursionError):
            why = "the body is not a callback: an object with event, task_id and timestamp"
            raise _Refused(400, why) from None
        if abs(self._clock.now() - told.timestamp) > self._window:
            raise _Refused(
                409, f"its timestamp is more than {self._window.total_seconds():.0f} s away from now"
            )
        return told, body

    async def _keep(self, told: _Body, body: Mapping[str, Any], intent: str | None) -> bool:
        from creatorscope.state.callbacks import Callback

        callback = Callback(
            task_id=told.task_id,
            event=told.event,
            intent_id=intent[:_LONGEST_ID] if intent and intent.isprintable() else None,
            body=body,
        )
        try:
            with anyio.fail_after(_ANSWER_WITHIN_S):
                return await anyio.to_thread.run_sync(
                    self._record, callback, self._clock.now(), abandon_on_cancel=True
                )
        except TimeoutError:
            raise _Refused(503, "the state database did not answer in time") from None
        except CreatorscopeError as error:
            _log.error("%s", error.message)
            raise _Refused(503, "the state database cannot be used") from None


async def _load_body(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LONGEST_BODY:
            raise _Refused(413, f"the body is longer than {LONGEST_BODY:,} bytes")
    return bytes(content)
