"""A raw JSON-RPC client over a process's stdin and stdout, so that only the server is measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

PROTOCOL = "2025-11-25"
_HELLO = {
    "protocolVersion": PROTOCOL,
    "capabilities": {},
    "clientInfo": {"name": "rpc", "version": "1"},
}


class RpcProcess:
    """A server process spoken to in newline-delimited JSON-RPC; use as a context manager."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self._command = list(command)
        self._env = {**os.environ, **(env or {})}
        self._next_id = 0

    def __enter__(self) -> RpcProcess:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._env,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def send(self, method: str, params: Mapping[str, Any] | None = None, *, notify: bool = False) -> int:
        """Write one message and return its id (that of a notification means nothing)."""
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method}
        if not notify:
            self._next_id += 1
            message["id"] = self._next_id
        if params is not None:
            message["params"] = dict(params)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()
        return self._next_id

    def receive(self) -> dict[str, Any]:
        """Return the next message that answers a request; notifications in between are dropped."""
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            message: dict[str, Any] = json.loads(line)
            if "id" in message:
                return message
        raise RuntimeError(f"{self._command[0]} ended with {self._process.wait()} before it answered")

    def call(self, method: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Send one request and return its result; raises RuntimeError on an error answer."""
        sent = self.send(method, params)
        message = self.receive()
        if message["id"] != sent or "error" in message:
            raise RuntimeError(f"{method}: {message.get('error')}")
        result: dict[str, Any] = message["result"]
        return result

    def handshake(self) -> dict[str, Any]:
        """Open the connection in the handshake era."""
        result = self.call("initialize", _HELLO)
        self.send("notifications/initialized", notify=True)
        return result


def start_seconds(command: Sequence[str], env: Mapping[str, str] | None = None) -> float:
    """Return the seconds from starting the process to its answer to `tools/list`."""
    began = time.perf_counter()
    with RpcProcess(command, env) as process:
        process.handshake()
        process.call("tools/list")
        return time.perf_counter() - began


def compare_starts(ours: Sequence[str], floor: Sequence[str], *, runs: int = 10) -> tuple[float, float]:
    """Return the median start of both in seconds, over interleaved runs.

    One run of each comes first and fills a bytecode cache of their own, as an installed program has one.
    """
    with tempfile.TemporaryDirectory() as folder:
        env = {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        start_seconds(floor, env)
        start_seconds(ours, env)
        pairs = [(start_seconds(ours, env), start_seconds(floor, env)) for _ in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def serve_command(*flags: str) -> list[str]:
    """Return the command of our server."""
    return [sys.executable, "-m", "creatorscope", "serve", *flags]


def bare_command() -> list[str]:
    """Return the command of the floor: a bare low-level SDK server with one tool."""
    return [sys.executable, str(Path(__file__).with_name("bare_server.py"))]


def main() -> None:
    """Print both medians and their ratio."""
    ours, floor = compare_starts(serve_command(), bare_command())
    sys.stdout.write(f"start to tools/list: {ours:.3f} s, bare {floor:.3f} s, ratio {ours / floor:.2f}\n")


if __name__ == "__main__":
    main()
