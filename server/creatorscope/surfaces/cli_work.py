"""The command that works on jobs until there is nothing to do."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import click

from creatorscope.errors import CreatorscopeError
from creatorscope.settings import Settings
from creatorscope.settings_principals import principal_settings
from creatorscope.surfaces.cli_flags import CALL_FLAGS, setting_options, settings_of
from creatorscope.surfaces.cli_output import show_warnings, shown_errors
from creatorscope.surfaces.offering import Composition
from creatorscope.surfaces.tool_file import load_tools

if TYPE_CHECKING:
    from creatorscope.jobs.worker import WorkOptions
    from creatorscope.operations.surroundings import Surroundings


@click.pass_obj
def _work(
    composition: Composition,
    /,
    *,
    idle_exit: float,
    once: bool,
    alone: bool,
    parts: int,
    **parameters: Any,
) -> None:
    """Work on the jobs of this storage, and end when there has been nothing to do for a while."""
    from creatorscope.jobs.worker import WorkOptions

    with shown_errors(False):
        settings = settings_of(parameters)
        show_warnings(settings.warnings)
        options = WorkOptions(idle_exit_s=0 if once else idle_exit, alone=alone, parts_at_once=parts)
        anyio.run(_serve, composition, settings, options)


async def _serve(composition: Composition, settings: Settings, options: WorkOptions) -> None:
    from creatorscope.operations.jobs_office import serve_jobs

    names = [tool.name for tool in load_tools()]

    @asynccontextmanager
    async def opened(principal: str) -> AsyncIterator[Surroundings]:
        own = principal_settings(settings, principal)
        async with composition.open_app(own, names) as app:
            yield app.invoker.surroundings

    # Raised only outside: task groups would wrap the error in a group.
    failure: CreatorscopeError | None = None
    async with anyio.create_task_group() as tasks:
        if sys.platform != "win32":  # where a worker that is ended just ends, with the same outcome
            tasks.start_soon(_end_on_signal)
        try:
            await serve_jobs(opened, settings.principal, options)
        except* CreatorscopeError as group:
            failure = _first(group)
        tasks.cancel_scope.cancel()
    if failure is not None:
        raise failure


async def _end_on_signal() -> None:
    """End at once when asked to: a step that is cut off is done again, and no call is made twice."""
    with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async for _ in signals:
            os._exit(0)


def _first(group: BaseExceptionGroup[CreatorscopeError]) -> CreatorscopeError:
    found: BaseException = group
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    if not isinstance(found, CreatorscopeError):
        raise TypeError("a group of our errors holds another one")
    return found


def build_work() -> click.Command:
    """Return `work`."""
    options: list[click.Parameter] = [
        click.Option(
            ["--idle-exit"],
            type=click.FloatRange(min=0),
            default=300.0,
            show_default=True,
            metavar="SECONDS",
            help="End after so long without work.",
        ),
        click.Option(["--once"], is_flag=True, help="End as soon as nothing is to be done."),
        click.Option(["--alone"], is_flag=True, help="End at once where another worker is there."),
        click.Option(
            ["--parts"],
            type=click.IntRange(1, 64),
            default=4,
            show_default=True,
            metavar="N",
            help="Parts of a job done at once.",
        ),
    ]
    params = [*options, *setting_options(CALL_FLAGS)]
    return click.Command(
        "work", callback=_work, short_help="Work on jobs.", params=params, help=str(_work.__doc__)
    )
