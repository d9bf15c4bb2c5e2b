"""What a surface offers under given settings, and what it needs of the app that runs it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from creatorscope.contract.arguments import nearest
from creatorscope.contract.operation import Provider
from creatorscope.selection import EXTRAS, Choice, reasons_left_out, select_tools
from creatorscope.settings import Settings, configured_providers, wanted_credentials
from creatorscope.surfaces.tool_file import load_tools

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

    from creatorscope.contract.operation import Operation
    from creatorscope.operations.invoke import Invoker


NOTHING_OFFERED = (
    "no tools are offered: the credentials set reach no service, or what was chosen leaves nothing; account "
    "tools want a token and a cookie. `creatorscope doctor` shows what is set"
)


class RunningApp(Protocol):
    """An open app: the operations offered, by name, and what runs them."""

    @property
    def operations(self) -> Mapping[str, Operation]:
        """The operations offered, in the table's order."""
        ...

    @property
    def invoker(self) -> Invoker:
        """What runs an operation."""
        ...


class AppSource(Protocol):
    """Provides the app, opened at its first use."""

    async def get(self) -> RunningApp:
        """Return the open app."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What the outermost layer lends to the surfaces, so that they import nothing further out.

    `open_app`: opens the app for settings and the names offered. `lazy_app`: the same, at its first use
    and in a task group. `serve_sandbox`: serves the sandbox on (host, port, rate limit) until stopped.
    """

    open_app: Callable[[Settings, Collection[str]], AbstractAsyncContextManager[RunningApp]]
    lazy_app: Callable[[TaskGroup, Settings, Collection[str]], AppSource]
    serve_sandbox: Callable[[Settings, SandboxAddress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxAddress:
    """Where the sandbox listens, and how many calls a minute it takes from one tenant."""

    host: str
    port: int
    rate_limit: int


def offered_tools(settings: Settings) -> tuple[str, ...]:
    """Return the names of the tools offered, in the table's order.

    Raises SettingsError for a toolset or tool that does not exist.
    """
    return select_tools((tool.facts for tool in load_tools()), _choice(settings))


def _choice(settings: Settings) -> Choice:
    return Choice(
        toolsets=settings.toolsets,
        tools=settings.tools,
        exclude_tools=settings.exclude_tools,
        read_only=settings.read_only,
        hide_contacts=settings.hide_contacts,
        providers=configured_providers(settings),
        absent=frozenset(name for name, module in EXTRAS.items() if find_spec(module) is None),
    )


def not_offered(name: str, offered: Collection[str], settings: Settings) -> str:
    """Return why there is no tool of that name here, with the nearest one."""
    facts = next((tool.facts for tool in load_tools() if tool.name == name), None)
    if facts is not None:
        reasons = reasons_left_out(facts, _choice(settings))
        wanted = wanted_credentials(Provider(facts.provider)) if facts.provider else ""
        why = ": " * bool(reasons) + "; ".join(
            reason.format(toolset=facts.toolset, wanted=wanted) for reason in reasons
        )
        return f"The tool {name} is not offered here{why}. Offered: {', '.join(offered) or 'none'}."
    guess = nearest(name, list(offered))
    hint = f" Did you mean {guess}?" if guess else ""
    return f"There is no tool {name}.{hint} Offered: {', '.join(offered) or 'none'}."
