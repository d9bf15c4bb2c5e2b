"""Running the HTTP server on a port until it is told to stop."""

from __future__ import annotations

import signal
import socket
from urllib.parse import urlsplit

import click
import uvicorn
from uvicorn.supervisors import Multiprocess

from creatorscope.contract.loopback import is_loopback
from creatorscope.errors import SettingsError
from creatorscope.settings import Settings
from creatorscope.settings_tokens import TokenFile
from creatorscope.surfaces.http_app import HttpAppFactory
from creatorscope.surfaces.http_auth import MCP_PATH
from creatorscope.surfaces.http_checks import HttpAddress, check_http, wants_tokens
from creatorscope.surfaces.http_stopping import STOP_WITHIN_S
from creatorscope.surfaces.offering import Composition

# A process that does not answer for so long is replaced; on a busy machine starting takes a while.
_SILENT_FOR_S = 30


def serve_http(composition: Composition, settings: Settings, address: HttpAddress) -> None:
    """Serve until SIGTERM or SIGINT: then take no new calls, finish the open ones, and return.

    Raises SettingsError for a set-up that must not be served, and for an address that cannot be had.
    """
    check_http(settings, address)
    with _listening(address) as listening:
        config = uvicorn.Config(
            HttpAppFactory(composition, settings, address.host),
            factory=True,
            workers=address.workers,
            log_level="warning",
            access_log=False,  # an address may hold what is nobody's business
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            timeout_worker_healthcheck=_SILENT_FOR_S,
        )
        server = uvicorn.Server(config)

        def stop(*_: object) -> None:
            server.should_exit = True

        if address.workers == 1:
            # Before uvicorn listens to signals this ends it; and when all is done uvicorn raises the signal
            # that stopped it once more, which by then is an orderly end.
            signal.signal(signal.SIGTERM, stop)
        click.echo(format_banner(settings, address, listening.getsockname()[1]), err=True)
        if address.workers > 1:
            Multiprocess(config, [listening]).run()
        else:
            server.run([listening])


def format_banner(settings: Settings, address: HttpAddress, port: int) -> str:
    """Return the line that tells where the server is and whom it lets in."""
    shown = f"[{address.host}]" if ":" in address.host else address.host
    if wants_tokens(settings):
        count = len(TokenFile(settings.tokens_path).rows())
        who = "1 token" if count == 1 else f"{count} tokens"
        who += f", and those {settings.jwt_issuer} signs" if settings.jwks_url else ""
    else:
        who = "everybody on this machine, without a token"
        if settings.public_url and not is_loopback(urlsplit(settings.public_url).hostname or ""):
            who += f", and nobody by {settings.public_url}{MCP_PATH}: creatorscope tokens add NAME"
    processes = "1 process" if address.workers == 1 else f"{address.workers} processes"
    return f"listening on http://{shown}:{port}{MCP_PATH} in {processes}; lets in {who}"


def _listening(address: HttpAddress) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {address.host}:{address.port}: {error.strerror}",
            code="address_unusable",
            remedy="choose another --port or --host.",
        ) from error
