"""One HTTP connection pool per upstream address, opened when first used."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import SplitResult, urlsplit

import anyio
import httpx2

from creatorscope import __version__
from creatorscope.client.host import Host
from creatorscope.contract.loopback import is_loopback
from creatorscope.errors import SettingsError, TransportError

_CONNECT_S = 10.0
# Below the 5 s after which some servers close an idle connection: a call sent into that loses its answer.
_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=2.0)
_HEADERS = {"User-Agent": f"creatorscope/{__version__}", "Accept": "application/json, */*"}


class Connections:
    """The pools of a set of hosts, and one more for files that lie elsewhere."""

    def __init__(self, hosts: Iterable[Host]) -> None:
        self._hosts = tuple(hosts)
        self._open: dict[str, httpx2.AsyncClient] = {}

    def to_host(self, host: Host) -> httpx2.AsyncClient:
        """Return the pool of a host; hosts at one address share it."""
        address = _origin(urlsplit(host.base_url))
        if address not in self._open:
            self._open[address] = _build_pool(host.transport)
        return self._open[address]

    def to_file(self, url: str, host: Host) -> httpx2.AsyncClient:
        """Return the pool for a file's address: that of one of the hosts, or the one for everywhere else.

        Raises TransportError for an address that is not https, unless the operator chose plain http for
        `host`, whose answer named the file, or it is this machine; and for one beyond this machine when
        `host` is in this process, as the sandbox is.
        """
        try:
            parts = urlsplit(url)
            name, address = parts.hostname or "", _origin(parts)
        except ValueError:
            parts, name, address = urlsplit(""), "", ""
        for other in self._hosts:
            if address == _origin(urlsplit(other.base_url)):
                return self.to_host(other)
        plain = parts.scheme == "http" and (host.base_url.startswith("http:") or is_loopback(name))
        if not name or not (parts.scheme == "https" or plain):
            raise TransportError(
                "the file's address is not https",
                code="insecure_address",
                remedy="set an http base URL for the provider if plain http is meant.",
            )
        if host.transport is not None and not is_loopback(name):
            raise TransportError(
                "the file lies outside the sandbox, which fetches nothing from elsewhere",
                code="outside_sandbox",
                remedy="run live, with credentials, to fetch it.",
            )
        if "" not in self._open:
            self._open[""] = _build_pool(None)
        return self._open[""]

    async def aclose(self) -> None:
        """Close every pool; they open again when used."""
        with anyio.CancelScope(shield=True):
            for address in tuple(self._open):
                await self._open.pop(address).aclose()


def _build_pool(transport: httpx2.AsyncBaseTransport | None) -> httpx2.AsyncClient:
    """Return a pool that keeps no cookies, since accounts share it; proxies come from the environment.

    Only connecting has a limit here: the caller limits the whole call.
    """
    try:
        return httpx2.AsyncClient(
            transport=transport,
            headers=_HEADERS,
            timeout=httpx2.Timeout(None, connect=_CONNECT_S),
            limits=_LIMITS,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
    except (ValueError, ImportError) as error:
        raise SettingsError(
            "a proxy named in the environment cannot be used",
            code="bad_proxy",
            remedy="correct HTTP_PROXY, HTTPS_PROXY or ALL_PROXY; they take http:// and https:// addresses.",
        ) from error


def _origin(url: SplitResult) -> str:
    port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    return f"{url.scheme}://{url.hostname}:{port}"
