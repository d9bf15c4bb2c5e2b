"""The rows every surface reads: an operation, and the endpoint it may call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from string import Formatter
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from creatorscope.contract.price import Price


class Provider(StrEnum):
    """A family of upstream calls; its host is chosen in the settings."""

    CREATIVAULT = "creativault"
    TIKTOK_CREATOR = "tiktok_creator"
    AFFILIATE = "affiliate"
    MEDIA = "media"
    WORKS = "works"


class Effect(Enum):
    """What a call changes, from which MCP hints and the retry policy are derived."""

    READ = "reads; nothing changes anywhere"
    PREPARE = "makes something upstream; asking again gives the same thing"
    SUBMIT = "starts work or writes upstream; asking again does it again"
    DELETE = "removes something of ours for good"

    @property
    def read_only(self) -> bool:
        """True when nothing changes anywhere but in our own storage."""
        return self is Effect.READ

    @property
    def idempotent(self) -> bool:
        """True when repeating a call has no further effect upstream."""
        return self is not Effect.SUBMIT


@dataclass(frozen=True, slots=True)
class Download:
    """The answer's `url_field` is fetched into the storage root, under the answer's `name_field`."""

    url_field: str
    name_field: str


@dataclass(frozen=True, slots=True)
class Upload:
    """The request's `file_field` names a local file, sent to the address in the answer's `url_field`."""

    file_field: str
    url_field: str
    headers_field: str


Transfer = Download | Upload


@dataclass(frozen=True, slots=True)
class FromFile:
    """Marks a local request field naming a JSON or JSONL file whose documents fill the field `into`."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """The call that usually comes after an answer.

    `arguments`: argument of `tool` -> field of the answer, or of the request where the answer has none.
    `when`: answer field -> values for which this follow-up applies; empty: always.
    `wait_s`: how long to wait before it, where waiting makes sense.
    """

    tool: str
    arguments: Mapping[str, str]
    when: Mapping[str, tuple[str, ...]]
    wait_s: int | None


class Request(BaseModel):
    """Base of every request model: closed, immutable, validated once at the edge."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, str_strip_whitespace=True)


class Response(BaseModel):
    """Base of every response model: documented fields, unknown ones kept, all absent ones None.

    `ROWS`: where the answer's rows are, as a path such as `segments[].timed_stats[]`; "" means the
    answer itself is one row, "[]" that the answer is the array.
    `PREVIEW`: the columns shown first, as dotted paths inside a row; "^.name" climbs one level up the path.
    `FACTS`: fields above the rows that the summary names. `EMPTY`: what an answer without rows means.
    `FOLLOWS`: calls that usually come next, best first. `VIEW`: the MCP App shows it in hosts that can.
    """

    model_config = ConfigDict(extra="allow", defer_build=True)

    ROWS: ClassVar[str] = ""
    PREVIEW: ClassVar[tuple[str, ...]] = ()
    FACTS: ClassVar[tuple[str, ...]] = ()
    EMPTY: ClassVar[str] = "Nothing matches."
    FOLLOWS: ClassVar[tuple[Follow, ...]] = ()
    VIEW: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing an agent can ask for. No field has a default, so none can be forgotten."""

    name: str
    summary: str
    use_when: str
    toolset: str
    request: type[Request]
    response: type[Response]
    effect: Effect
    example: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalOperation(Operation):
    """An operation this program answers itself, with upstream calls of its own where it needs them.

    `needs`: the provider it cannot do without; None: it works on what is here. `run`: `await
    run(request, services)` returns an Outcome.
    """

    needs: Provider | None
    run: Callable[[Any, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Operation):
    """An operation that is one upstream call; `route` is relative to its provider's host."""

    route: str
    provider: Provider
    scope: str | None
    price: Price
    transfer: Transfer | None

    @property
    def verb(self) -> str:
        """The HTTP method."""
        return self.route.partition(" ")[0]

    @property
    def path(self) -> str:
        """The path, with `{slots}` named after wire fields."""
        return self.route.partition(" ")[2]

    @property
    def slots(self) -> tuple[str, ...]:
        """The wire fields that travel inside the path, in its order."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.path) if name)
