"""The client: one call of one endpoint in, one answer or one typed error out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx2
from pydantic import BaseModel

from creatorscope.client.connections import Connections
from creatorscope.client.envelope import Envelope, EnvelopeError, open_envelope
from creatorscope.client.failures import (
    Sending,
    no_answer,
    refusal,
    retry_after_of,
    sending_file,
    sending_of,
    unreadable,
)
from creatorscope.client.files import check_moved, fetch_to, send_from
from creatorscope.client.host import Host
from creatorscope.client.message import Message, build_message
from creatorscope.client.received import Received, build_received
from creatorscope.client.retrying import Waiting, send_with_retries
from creatorscope.client.scrub import Scrubber
from creatorscope.clock import Clock
from creatorscope.contract.operation import Endpoint, Provider
from creatorscope.errors import SettingsError

__all__ = ["Client", "Received"]

CALL_S = 45.0
FILE_S = 300.0
FILE_LIMIT_BYTES = 1_000_000_000
# What these statuses mean does not depend on the body, which a gateway may have written.
_PLAIN_STATUSES = frozenset({401, 402, 403, 429})


class Client:
    """Calls endpoints at their hosts. Pools open at the first call; `async with` closes them."""

    def __init__(self, hosts: Mapping[Provider, Host], *, clock: Clock) -> None:
        self._hosts = dict(hosts)
        self._clock = clock
        self._connections = Connections(self._hosts.values())
        self._scrubber = Scrubber(secret for host in self._hosts.values() for secret in host.auth.secrets())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connections.aclose()

    async def call(
        self,
        endpoint: Endpoint,
        request: BaseModel,
        *,
        account: str | None = None,
        deadline_s: float = CALL_S,
        waiting: Waiting | None = None,
    ) -> Received:
        """Return the answer to one call, retries included, within `deadline_s`.

        `waiting` is told of each wait the upstream asks for, before it. Raises ArgumentError for an unknown
        account (nothing was sent), UpstreamError for an answer that is an error, TransportError when no
        usable answer came.
        """
        host = self._host(endpoint.provider)
        message = build_message(host, endpoint, request, account)
        sending = sending_of(endpoint, host.name, self._scrubber)

        async def once() -> Received:
            response = await self._send(host, message, sending)
            envelope = self._read(endpoint.provider, response, sending)
            return build_received(endpoint, request, envelope, response.headers.get("x-request-id"))

        return await send_with_retries(once, sending, deadline_s, waiting)

    async def fetch_file(
        self, url: str, target: Path, *, provider: Provider, limit_bytes: int = FILE_LIMIT_BYTES
    ) -> int:
        """Fetch the file at an address an upstream gave, and return its size in bytes.

        No credentials are sent. `target` appears whole or not at all; its folder must exist. Raises
        UpstreamError for an expired link, TransportError when the transfer fails, LocalFileError when the
        file is larger than `limit_bytes` or cannot be written.
        """
        connection = self._connections.to_file(url, self._host(provider))
        sending = sending_file(self._scrubber)

        async def once() -> int:
            fetched = await fetch_to(connection, url, target, limit_bytes, sending)
            if isinstance(fetched, int):
                return fetched
            check_moved(fetched, sending, self._clock.now())
            raise AssertionError("a response that is no error was written")

        return await send_with_retries(once, sending, FILE_S)

    async def send_file(
        self, url: str, headers: Mapping[str, str], source: Path, *, provider: Provider
    ) -> None:
        """Send a file by PUT to an address an upstream gave, with the headers it gave and no credentials.

        Raises as `fetch_file`; LocalFileError when `source` cannot be read.
        """
        connection = self._connections.to_file(url, self._host(provider))
        sending = sending_file(self._scrubber)

        async def once() -> None:
            check_moved(
                await send_from(connection, url, headers, source, sending), sending, self._clock.now()
            )

        await send_with_retries(once, sending, FILE_S)

    def _host(self, provider: Provider) -> Host:
        if provider not in self._hosts:
            raise SettingsError(
                f"there are no credentials for {provider}",
                code="no_host",
                remedy="set them, or run on the sandbox; `creatorscope doctor` shows what is seen.",
            )
        return self._hosts[provider]

    async def _send(self, host: Host, message: Message, sending: Sending) -> httpx2.Response:
        connection = self._connections.to_host(host)
        try:
            return await connection.request(
                message.method, message.url, headers=message.headers, content=message.content
            )
        except httpx2.RequestError as error:
            raise no_answer(sending, error) from error

    def _read(self, provider: Provider, response: httpx2.Response, sending: Sending) -> Envelope:
        """Return the envelope of a successful answer; raise the error any other one stands for."""
        status = response.status_code
        try:
            envelope = open_envelope(provider, self._scrubber.clean(response.content), status)
        except EnvelopeError as error:
            if not (status in _PLAIN_STATUSES or status >= 500):
                content_type = response.headers.get("content-type", "")
                raise unreadable(sending, status, content_type, str(error)) from None
            envelope = Envelope(data=None, raw=b"", failed=True)
        if envelope.failed or status >= 400:
            wait = retry_after_of(response.headers, self._clock.now())
            raise refusal(sending, envelope, status, wait)
        return envelope
