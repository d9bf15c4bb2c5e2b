"""What the works calls of all platforms have in common: their price, argument types and base models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from creatorscope.contract.fields import field
from creatorscope.contract.operation import Request, Response
from creatorscope.contract.patterns import DIGITS
from creatorscope.contract.price import Price, Unit

ONE_REQUEST = Price(unit=Unit.REQUESTS, rate=1)
TOOLSET = "works_raw"


def _digits(value: Any) -> Any:
    """Return text for a whole number, since ids are sent as text; any other value unchanged."""
    return str(value) if type(value) is int else value


def _bare(value: Any) -> Any:
    """Return a handle without its @; any other value unchanged."""
    return value.strip().removeprefix("@") if isinstance(value, str) else value


Digits = Annotated[str, BeforeValidator(_digits), Field(pattern=DIGITS)]
Handle = Annotated[str, BeforeValidator(_bare), Field(min_length=1)]
Text = Annotated[str, Field(min_length=1)]


class HandleRequest(Request):
    """Names an account by its handle."""

    username: Handle = Field(description="Handle, without @")


class ShareUrlRequest(Request):
    """Names a work by its link."""

    share_url: Text = Field(description="Link of the work, or share text with one")


class Pictures(Response):
    """A picture by its addresses, which expire."""

    url_list: list[str] | None = field("Addresses; they expire")
