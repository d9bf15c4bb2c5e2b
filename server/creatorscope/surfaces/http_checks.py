"""What must hold before the HTTP server listens: who may call it, and under which names."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, ValidationError

from creatorscope.clock import SystemClock
from creatorscope.contract.loopback import is_loopback
from creatorscope.errors import Problem, SettingsError
from creatorscope.settings import Settings
from creatorscope.settings_table import env_name
from creatorscope.settings_tokens import TokenFile

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_PORTS = ("", ":*")
_JWT = ("jwks_url", "jwt_issuer", "jwt_audience")


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """Where the server listens, and in how many processes; `port` 0 takes a free one."""

    host: str
    port: int
    workers: int


def wants_tokens(settings: Settings) -> bool:
    """Return whether callers must show a token; without, everybody who reaches the port is this user."""
    explicit = settings.token_file is not None or settings.jwks_url is not None
    return explicit or settings.tokens_path.exists()


def check_http(settings: Settings, address: HttpAddress) -> None:
    """Raise SettingsError, with every fault found, for a set-up that must not be served over HTTP."""
    problems = [*_token_problems(settings), *_address_problems(settings, address)]
    if settings.mode == "sandbox" and settings.ephemeral and address.workers > 1:
        fix = "Leave out --ephemeral, or use --workers 1."
        problems.append(Problem("--workers", "cannot share a sandbox that is kept in memory", fix))
    if problems:
        raise SettingsError(
            "; ".join(f"{problem.field} {problem.message}" for problem in problems),
            code="http_refused",
            remedy=" ".join(problem.fix for problem in problems),
        )
    if wants_tokens(settings):
        TokenFile(settings.tokens_path).rows()
    check_storage(settings)


def check_storage(settings: Settings) -> None:
    """Raise SettingsError or LocalFileError where results could not be kept. Blocks."""
    from creatorscope.results.store import ResultStore

    ResultStore(settings.results_root, SystemClock(), url=settings.results_url).check_writable()


def allowed_hosts(settings: Settings, host: str) -> list[str]:
    """Return the Host headers the server answers to; the public one only where callers show a token.

    A proxy on this machine brings in everybody who calls the public address.
    """
    if is_loopback(host):
        own = [f"{name}{port}" for name in _LOOPBACK for port in _PORTS]
    else:
        shown = f"[{host}]" if ":" in host else host
        own = [] if _is_any(host) else [shown, f"{shown}:*"]
    public = [urlsplit(settings.public_url).netloc] if settings.public_url and wants_tokens(settings) else []
    return [*own, *public, *settings.allowed_hosts]


def allowed_origins(settings: Settings, host: str) -> list[str]:
    """Return the Origin headers the server accepts; a call without one is not from a web page."""
    own = [f"http://{name}{port}" for name in _LOOPBACK for port in _PORTS] if is_loopback(host) else []
    public = [_origin(settings.public_url)] if settings.public_url else []
    return [*own, *public, *settings.allowed_origins]


def _token_problems(settings: Settings) -> list[Problem]:
    problems = []
    given = [key for key in _JWT if getattr(settings, key)]
    if given and len(given) < len(_JWT):
        missing = " and ".join(env_name(key) for key in _JWT if key not in given)
        problems.append(Problem(env_name(given[0]), f"is set but {missing} not", f"Set {missing} as well."))
    keys = urlsplit(settings.jwks_url or "")
    if keys.scheme == "http" and not is_loopback(keys.hostname or ""):
        fix = "Write it with https://."
        problems.append(Problem(env_name("jwks_url"), "is plain http to another machine", fix))
    if settings.jwt_issuer and not _is_url(settings.jwt_issuer):
        fix = f"Write {env_name('jwt_issuer')} exactly as the tokens' `iss` has it, with https://."
        problems.append(Problem(env_name("jwt_issuer"), "is not an address", fix))
    if settings.token_file is not None and not settings.token_file.exists():
        fix = "Make a token first: creatorscope tokens add NAME."
        problems.append(Problem(env_name("token_file"), f"names no file: {settings.token_file}", fix))
    return problems


def _address_problems(settings: Settings, address: HttpAddress) -> list[Problem]:
    problems = []
    if not is_loopback(address.host) and not wants_tokens(settings):
        problems.append(
            Problem(
                f"--host {address.host}",
                "would let anybody who reaches this machine spend your credits: no tokens are set up",
                "Make a token (creatorscope tokens add NAME) or set CREATORSCOPE_JWKS_URL, or listen on "
                "127.0.0.1.",
            )
        )
    elif not allowed_hosts(settings, address.host):
        fix = f"Set {env_name('public_url')} or {env_name('allowed_hosts')} to the names clients call."
        problems.append(Problem(f"--host {address.host}", "says no name the server is called by", fix))
    return problems


def _is_any(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return host == ""


def _is_url(text: str) -> bool:
    try:
        AnyHttpUrl(text)
    except ValidationError:
        return False
    return True


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
