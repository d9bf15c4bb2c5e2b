"""Moving files between addresses given by an upstream and the local disk."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from pathlib import Path

import anyio
import anyio.to_thread
import httpx2

from creatorscope.client.envelope import Envelope
from creatorscope.client.failures import Sending, no_answer, refusal, retry_after_of, unreadable
from creatorscope.errors import LocalFileError

CHUNK_BYTES = 256 * 1024


async def fetch_once(
    connection: httpx2.AsyncClient, url: str, partial: Path, limit_bytes: int, sending: Sending
) -> int | httpx2.Response:
    """Write the file at `url` to `partial` and return its size in bytes; the response when it is an error.

    Raises TransportError when the connection breaks, LocalFileError when the disk or the limit is full.
    """
    try:
        async with connection.stream("GET", url, follow_redirects=True) as response:
            if not response.is_success:
                return response
            async with await anyio.open_file(partial, "wb", opener=_private) as file:
                written = 0
                async for chunk in response.aiter_bytes(CHUNK_BYTES):
                    written += len(chunk)
                    if written > limit_bytes:
                        raise _too_large(limit_bytes)
                    await file.write(chunk)
                await file.flush()
                await anyio.to_thread.run_sync(os.fsync, file.wrapped.fileno())
    except (httpx2.RequestError, httpx2.InvalidURL) as error:
        raise no_answer(sending, error) from error
    except OSError as error:
        raise _disk_error("write", partial.parent, error) from error
    return written


async def fetch_to(
    connection: httpx2.AsyncClient, url: str, target: Path, limit_bytes: int, sending: Sending
) -> int | httpx2.Response:
    """As `fetch_once`, but the file appears at `target`, whole or not at all."""
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        fetched = await fetch_once(connection, url, partial, limit_bytes, sending)
        if isinstance(fetched, int):
            await anyio.Path(partial).replace(target)
    except OSError as error:
        raise _disk_error("write", target, error) from error
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.Path(partial).unlink(missing_ok=True)
    return fetched


async def send_from(
    connection: httpx2.AsyncClient, url: str, headers: Mapping[str, str], source: Path, sending: Sending
) -> httpx2.Response:
    """Send the bytes of `source` to `url` by PUT and return the response."""
    try:
        size = (await anyio.Path(source).stat()).st_size
        # A stated length instead of chunks: signed upload addresses insist on it.
        sent = {**{str(name): str(value) for name, value in headers.items()}, "Content-Length": str(size)}
        return await connection.put(url, headers=sent, content=_chunks_of(source))
    except (httpx2.RequestError, httpx2.InvalidURL) as error:
        raise no_answer(sending, error) from error
    except OSError as error:
        raise _disk_error("read", source, error) from error


def check_moved(response: httpx2.Response, sending: Sending, now: datetime) -> None:
    """Raise the error a response to a file transfer stands for, if it stands for one."""
    if response.is_success:
        return
    if response.status_code < 400:
        raise unreadable(sending, response.status_code, "", "it is no file")
    answer = Envelope(data=None, raw=b"", failed=True)
    raise refusal(sending, answer, response.status_code, retry_after_of(response.headers, now))


async def _chunks_of(source: Path) -> AsyncIterator[bytes]:
    async with await anyio.open_file(source, "rb") as file:
        while chunk := await file.read(CHUNK_BYTES):
            yield chunk


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _too_large(limit_bytes: int) -> LocalFileError:
    return LocalFileError(
        f"the file is larger than {limit_bytes / 1e6:g} MB",
        code="file_too_large",
        remedy="ask for a smaller one: fewer rows, or another format.",
    )


def _disk_error(verb: str, path: Path, error: OSError) -> LocalFileError:
    return LocalFileError(
        f"cannot {verb} {path}: {error.strerror or type(error).__name__}",
        code=f"cannot_{verb}",
        remedy="check that the folder exists, the permissions and the free space.",
    )
