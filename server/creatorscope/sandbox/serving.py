"""What a sandbox handler receives, what it returns, and how it is registered for its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from creatorscope.contract.operation import Request

if TYPE_CHECKING:
    from creatorscope.sandbox.state import State
    from creatorscope.sandbox.world import World

R = TypeVar("R", bound=Request)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a handler may use besides its request.

    `now`: sandbox time, UTC. `tenant`: the caller's tenant name. `body`: the JSON body as it came.
    `base_url`: this sandbox's own address as the caller sees it, without a trailing slash.
    `speed`: durations of work (tasks, transcriptions) are divided by it.
    """

    world: World
    state: State
    now: datetime
    tenant: str
    body: Any
    base_url: str
    speed: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A handler's answer: `data` in the provider's form, and what its envelope and bill need.

    `rows`: how many rows are billed; `total`: matching records, None where the rule hides it;
    `whole`: the data is the whole HTTP body, without an envelope around it.
    """

    data: Any
    rows: int = 0
    total: int | None = None
    whole: bool = False


class Refusal(Exception):  # noqa: N818 - an answer of the sandbox, not a fault of the program
    """An error the sandbox answers: HTTP `status`, documented `code` (None where there is none)."""

    def __init__(self, status: int, message: str, *, code: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCall:
    """A request to an address that is no row of the table: its path slots, query and body as they came."""

    slots: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReply:
    """The answer to a RawCall; `file_name` makes it a download of that name."""

    content: bytes
    media_type: str = "application/json"
    file_name: str | None = None


Handler = Callable[[Any, Context], Reply]
RawHandler = Callable[[RawCall, Context], RawReply]
Seeder = Callable[["State", datetime], None]
Screen = Callable[[Mapping[str, Any]], None]
HANDLERS: dict[str, Handler] = {}
RAW_HANDLERS: dict[str, RawHandler] = {}
SEEDERS: list[Seeder] = []
SCREENS: dict[str, Screen] = {}


def serves(name: str) -> Callable[[Callable[[R, Context], Reply]], Callable[[R, Context], Reply]]:
    """Register a handler for the endpoint row of that name."""

    def register(handler: Callable[[R, Context], Reply]) -> Callable[[R, Context], Reply]:
        HANDLERS[name] = handler
        return handler

    return register


def screens(name: str) -> Callable[[Screen], Screen]:
    """Register what looks at a row's request as it came, to refuse what has an answer of its own upstream."""

    def register(screen: Screen) -> Screen:
        SCREENS[name] = screen
        return screen

    return register


def serves_raw(route: str) -> Callable[[RawHandler], RawHandler]:
    """Register a handler for an address outside the table, such as "PUT /uploads/{upload_id}/content".

    Nobody is authenticated there: the address itself (signed, or unguessable) is the permission.
    """

    def register(handler: RawHandler) -> RawHandler:
        RAW_HANDLERS[route] = handler
        return handler

    return register


def seeds_state(seeder: Seeder) -> Seeder:
    """Register what puts a world's ready-made documents into new state, given the time it was born.

    It must be repeatable (`state.put`): two processes may open a new file at once.
    """
    SEEDERS.append(seeder)
    return seeder


def page_of(rows: list[Mapping[str, Any]], page: int, size: int) -> list[Mapping[str, Any]]:
    """Return one page of rows, pages counted from 1; [] past the end."""
    return rows[(page - 1) * size : page * size]
