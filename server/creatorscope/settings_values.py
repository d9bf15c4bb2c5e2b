"""How the text of a setting becomes its value: the parsers the settings' types are made of."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import BeforeValidator, SecretStr

from creatorscope.contract.price import Unit

# Patterns are compiled when first needed, since this is loaded at every start.
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
_PORTS = {"https": 443, "http": 80}
_PROXY = r"(https?|socks5h?)://[^\s/]+/?"


class Setting(NamedTuple):
    """What the reference and doctor say of a setting: the `form` of its text, and how it is treated.

    `credential`: its presence makes the set-up live, and it is never shown.
    `merges`: values of several sources are joined key by key instead of replaced.
    `in_env`: it has an environment name; otherwise it stands in the file only.
    """

    form: str
    credential: bool = False
    merges: bool = False
    in_env: bool = True


def parse_base_url(value: Any) -> str:
    """Return the address with a scheme (https where none is given) and without a trailing slash.

    The host is in the form clients send: lower case, without the port that the scheme implies.
    """
    text = str(value).strip()
    try:
        url = urlsplit(text if "://" in text else f"https://{text}")
        host, port = url.hostname, url.port
    except ValueError as error:
        raise ValueError("not an address; write it as https://host[:port]") from error
    if url.scheme not in _PORTS or not host or re.search(r"[\s<>{}\\]", text):
        raise ValueError("not an address; write it as https://host[:port]")
    if "@" in url.netloc or re.search(r"[?#]", text):
        raise ValueError("holds more than an address; leave out user names, passwords, ? and #")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, _PORTS[url.scheme]) else f"{shown}:{port}"
    return url._replace(netloc=netloc).geturl().rstrip("/")


def parse_secret(value: Any) -> str:
    """Return the text of a secret; refuse what no HTTP header can carry."""
    text = str(value).strip()
    if not (text.isascii() and text.isprintable()):
        raise ValueError("holds characters that cannot be sent; copy it again, on one line")
    return text


def parse_email(value: Any) -> str:
    """Return an email address."""
    text = str(value).strip()
    if not re.fullmatch(_EMAIL, text) or not (text.isascii() and text.isprintable()):
        raise ValueError("not an email address; give the address your key is registered to")
    return text


def parse_proxy(value: Any) -> str:
    """Return a proxy address such as http://user:pass@host:port."""
    text = str(value).strip()
    if not re.fullmatch(_PROXY, text):
        raise ValueError("not a proxy address; write it as http://user:pass@host:port")
    return text


def parse_path(value: Any) -> Path:
    """Return a path, `~` being the home folder."""
    return Path(str(value)).expanduser()


def parse_storage(value: Any) -> Path | str:
    """Return a folder, or the URL of a place several machines share, without a trailing slash."""
    text = str(value).strip()
    scheme, found, place = text.partition("://")
    if not found:
        return parse_path(value)
    if not place or not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme):
        raise ValueError("not a folder or a URL; write for example s3://bucket/folder")
    if "@" in place.partition("/")[0]:
        raise ValueError("holds a user name or password; set them where the service's own programs look")
    return text.rstrip("/")


def parse_paths(value: Any) -> tuple[Path, ...]:
    """Return paths, given as a list or as one text with the platform's path separator between them."""
    parts = str(value).split(os.pathsep) if isinstance(value, str | Path) else _several(value)
    return tuple(parse_path(part) for part in parts if str(part).strip())


def parse_names(value: Any) -> tuple[str, ...]:
    """Return names, given as a list or separated by commas."""
    parts = value.split(",") if isinstance(value, str) else _several(value)
    return tuple(name for part in parts for name in [str(part).strip()] if name)


def parse_amounts(value: Any) -> dict[str, float]:
    """Return numbers by name from `a=1,b=2`, a list of such texts, or a mapping; each 0 or more."""
    if isinstance(value, Mapping):
        return {str(name): _amount(f"{name}={number}", number) for name, number in value.items()}
    texts = [value] if isinstance(value, str) else _several(value)
    amounts: dict[str, float] = {}
    for text in (part.strip() for item in texts for part in str(item).split(",") if part.strip()):
        name, equals, number = text.partition("=")
        if not (equals and name.strip()):
            raise ValueError(f"{text!r} is not NAME=N; write for example credits=200")
        amounts[name.strip()] = _amount(text, number)
    return amounts


def parse_caps(value: Any) -> dict[str, float]:
    """Return the most one call may cost by unit, written as `UNIT=N`."""
    caps = parse_amounts(value)
    units = [str(unit) for unit in Unit]
    for name in caps:
        if name not in units:
            raise ValueError(f"{name!r} is not a unit; use {', '.join(units)}")
    return caps


def _several(value: Any) -> Iterable[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError("not a text or a list; write it as the reference of settings shows")
    return value


def _amount(text: str, number: Any) -> float:
    try:
        amount = float(number)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{text!r} does not end in a number; write for example credits=200") from error
    if not math.isfinite(amount) or amount < 0:
        raise ValueError(f"{text!r} is not 0 or more; write for example credits=200")
    return amount


Credential = Annotated[SecretStr | None, BeforeValidator(parse_secret), Setting("secret", credential=True)]
Cookie = Annotated[SecretStr | None, Setting("secret", credential=True)]
ProxyUrl = Annotated[
    SecretStr | None, BeforeValidator(parse_proxy), Setting("http://user:pass@host:port", credential=True)
]
Email = Annotated[str | None, BeforeValidator(parse_email), Setting("email address", credential=True)]
BaseUrl = Annotated[str, BeforeValidator(parse_base_url), Setting("https address", credential=True)]
OptionalBaseUrl = Annotated[
    str | None, BeforeValidator(parse_base_url), Setting("https address", credential=True)
]
OptionalAddress = Annotated[str | None, BeforeValidator(parse_base_url), Setting("https address")]
OptionalText = Annotated[str | None, Setting("text")]
OptionalFile = Annotated[Path | None, BeforeValidator(parse_path), Setting("file")]
HiddenText = Annotated[SecretStr | None, BeforeValidator(parse_secret), Setting("secret")]
Text = Annotated[str, Setting("text")]
Flag = Annotated[bool, Setting("true or false")]
Count = Annotated[int, Setting("whole number")]
Number = Annotated[float, Setting("number")]
Place = Annotated[Path | str | None, BeforeValidator(parse_storage), Setting("folder or URL")]
Folders = Annotated[tuple[Path, ...], BeforeValidator(parse_paths), Setting("folders, separated as in PATH")]
Names = Annotated[tuple[str, ...], BeforeValidator(parse_names), Setting("names, separated by commas")]
CAPS_FORM = "UNIT=N,…"
Caps = Annotated[Mapping[Unit, float], BeforeValidator(parse_caps), Setting(CAPS_FORM, merges=True)]
Prices = Annotated[Mapping[str, float], BeforeValidator(parse_amounts), Setting("TOOL=N,…", merges=True)]
