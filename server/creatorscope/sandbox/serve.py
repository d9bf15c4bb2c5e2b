"""Running a sandbox on a port, until interrupted."""

from __future__ import annotations

import socket
import sys

import uvicorn

from creatorscope.sandbox.app import SandboxConfig, build_sandbox
from creatorscope.sandbox.keys import ACCOUNTS

SECRET_SETTING = "CREATORSCOPE_WEBHOOK_SECRET"  # noqa: S105 - its name


async def run_sandbox(config: SandboxConfig, host: str, port: int) -> None:
    """Serve the sandbox over HTTP and deliver its webhooks; returns when interrupted.

    `port` 0 takes a free one. One line on stderr says where it is and which keys it knows.
    Raises OSError when the address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        async with build_sandbox(config) as sandbox:
            sys.stderr.write(format_banner(config, host, listening.getsockname()[1]) + "\n")
            sys.stderr.flush()
            settings = uvicorn.Config(sandbox.app, log_level="warning", lifespan="off")
            await uvicorn.Server(settings).serve(sockets=[listening])


def format_banner(config: SandboxConfig, host: str, port: int) -> str:
    """Return the line that tells where the sandbox is, which keys it knows and what signs its webhooks."""
    shown = f"[{host}]" if ":" in host else host
    keys = ", ".join(ACCOUNTS)
    access = f"CreatiVault keys: {keys}; any bearer token and cookie"
    secret = "the secret of" if config.webhook_secret else "its own secret, for want of"
    signed = f"webhooks are signed with {secret} {SECRET_SETTING}"
    return f"creatorscope sandbox on http://{shown}:{port} ({access}; {signed})"
