"""A crawl coordinator and a source of documents in one process, for crawls larger than the sandbox's.

Run as a program with the number of creators; the line on stdout is its address. `GET /log` tells what came.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_EACH_MISSING = 50
_MARK = "0000000000000000000"
_ID = re.compile(rb'\{"id":"(7495\d{15})","nickname"')


class Coordinator:
    """A running coordinator; use as a context manager."""

    def __init__(self, creators: int) -> None:
        self.creators = creators

    def __enter__(self) -> Coordinator:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.coordinator", str(self.creators)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def log(self) -> dict[str, Any]:
        """Return {documents, errors, ids, most, seconds}: `most` is how often one body arrived at most."""
        import httpx2

        return httpx2.get(f"{self.address}/log", trust_env=False, timeout=60).json()


class _App:
    """The ASGI app; every fiftieth creator is not found."""

    def __init__(self, creators: int) -> None:
        self._ids = [f"7495{number:015}" for number in range(creators)]
        self._list = json.dumps([{"id": one} for one in self._ids]).encode()
        before, _, after = _document().partition(_MARK.encode())
        self._document = (before, after.replace(_MARK.encode(), b"7495000000000000000"))
        self._bodies: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._errors = 0
        self._first = self._last = 0.0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path, body = scope["path"], b""
        while scope["method"] == "POST":
            message = await receive()
            body += message["body"]
            if not message.get("more_body"):
                break
        status, content = self._answer(scope["method"], path, body)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        if method == "GET" and path.startswith("/documents/"):
            creator_id = path.rpartition("/")[2]
            if int(creator_id[4:]) % _EACH_MISSING == 0:
                return 404, b"{}"
            return 200, self._document[0] + creator_id.encode() + self._document[1]
        if path == "/log":
            return 200, json.dumps(self._told()).encode()
        if method == "GET":
            self._first = time.time()
            return 200, self._list
        self._last = time.time()
        self._bodies[sha256(path.encode() + body).hexdigest()] += 1
        if path.endswith("errors"):
            self._errors += body.count(b'"creator_id"')
        else:
            self._seen.update(found.decode() for found in _ID.findall(body))
        return 200, b"{}"

    def _told(self) -> dict[str, Any]:
        return {
            "documents": sum(self._seen.values()),
            "ids": len(self._seen),
            "errors": self._errors,
            "most": max(self._bodies.values(), default=0),
            "seconds": self._last - self._first,
        }


def _document() -> bytes:
    """Return a document of real size, its ids marked."""
    from pydantic_core import to_json

    from creatorscope.sandbox.documents import build_document

    document = build_document(7, _MARK, date(2026, 3, 14))
    return to_json({"id": document.pop("id"), **document})


def _main() -> None:
    import uvicorn

    app = _App(int(sys.argv[1]))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201 - its protocol
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_keep_alive=75)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    _main()
