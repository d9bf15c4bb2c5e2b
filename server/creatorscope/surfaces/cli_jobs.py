"""The commands over jobs: list, show, cancel, resume, retry, prune."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import anyio
import click
from anyio.to_thread import run_sync

from creatorscope.errors import CreatorscopeError
from creatorscope.importing import collection_paused
from creatorscope.surfaces.cli_call import json_option
from creatorscope.surfaces.cli_flags import CALL_FLAGS, setting_options, settings_of
from creatorscope.surfaces.cli_output import show_json, shown_errors
from creatorscope.surfaces.offering import Composition, RunningApp, offered_tools

if TYPE_CHECKING:
    from creatorscope.jobs.rows import JobRow

Work = Callable[["RunningApp"], Awaitable[None]]
_LOOK_S = 0.5
_STATES = ("queued", "running", "waiting", "needs_decision", "done", "failed", "cancelled")


def _run(parameters: dict[str, Any], as_json: bool, work: Work) -> None:
    """Do something with an open app; errors are shown as everywhere."""
    composition: Composition = click.get_current_context().obj
    with shown_errors(as_json):
        anyio.run(_opened, composition, settings_of(parameters), work)


async def _opened(
    composition: Composition, settings: Any, work: Callable[[RunningApp], Awaitable[None]]
) -> None:
    # Raised only outside: the app's task groups would wrap the error in a group.
    failure: CreatorscopeError
    with collection_paused():
        opening = composition.open_app(settings, offered_tools(settings))
    async with opening as app:
        try:
            await work(app)
        except CreatorscopeError as error:
            failure = error
        else:
            return
    raise failure


def _ask(tool: str, as_json: bool, parameters: dict[str, Any], **arguments: Any) -> None:
    """Answer as one of the job tools does, whether or not it is offered to clients."""

    async def ask(app: RunningApp) -> None:
        from creatorscope.operations.jobs_tools import JOB_TOOLS

        given = {name: value for name, value in arguments.items() if value is not None}
        answer = await app.invoker.invoke(JOB_TOOLS[tool], given)
        if as_json:
            show_json(answer.structured())
        else:
            click.echo(answer.text())

    _run(parameters, as_json, ask)


def _list(state: str | None, page: int, as_json: bool, **parameters: Any) -> None:
    """List the jobs, newest first."""
    _ask("list_jobs", as_json, parameters, state=state, page=page)


def _cancel(job_id: str, as_json: bool, **parameters: Any) -> None:
    """Stop a job after its present step."""
    _ask("cancel_job", as_json, parameters, job_id=job_id)


def _resume(job_id: str, on_unknown: str | None, as_json: bool, **parameters: Any) -> None:
    """Let a stopped job go on where it stopped."""
    _ask("resume_job", as_json, parameters, job_id=job_id, on_unknown=on_unknown)


def _show(job_id: str, watch: bool, as_json: bool, **parameters: Any) -> None:
    """Show how a job stands; with --watch until it stops, with a progress bar."""

    async def show(app: RunningApp) -> None:
        from creatorscope.operations.jobs_tools import JOB_TOOLS

        if watch:
            await _watch(app, job_id)
        answer = await app.invoker.invoke(JOB_TOOLS["get_job"], {"job_id": job_id})
        if as_json:
            show_json(answer.structured())
        else:
            click.echo(answer.text())

    _run(parameters, as_json, show)


async def _watch(app: RunningApp, job_id: str) -> None:
    """Draw a bar on stderr until the job stops; where stderr is no terminal, a line at each change."""
    from creatorscope.operations.jobs_desk import build_desk

    desk = await run_sync(build_desk, app.invoker.surroundings)
    with click.progressbar(length=1, label=job_id, file=sys.stderr) as bar:
        while True:
            row: JobRow = await run_sync(desk.rows.load, job_id, desk.scope)
            bar.length = row.counts.get("items") or 1
            bar.label = f"{row.state}, {row.place.stage}"
            bar.update(max(0, bar.length - row.counts.get("left", bar.length) - bar.pos))
            if not row.open or row.state == "needs_decision":
                return
            await anyio.sleep(_LOOK_S)


def _retry(job_id: str, as_json: bool, **parameters: Any) -> None:
    """Start a job anew for the items of a job that failed."""

    async def retry(app: RunningApp) -> None:
        from creatorscope.operations.jobs_retry import failed_items
        from creatorscope.operations.jobs_tools import JOB_TOOLS

        again = await run_sync(failed_items, app.invoker.surroundings, job_id)
        answer = await app.invoker.invoke(JOB_TOOLS[again.kind], dict(again.arguments))
        if as_json:
            show_json(answer.structured())
        else:
            click.echo(answer.text())

    _run(parameters, as_json, retry)


def _prune(days: int, as_json: bool, **parameters: Any) -> None:
    """Forget jobs that ended long ago; their results stay, and so does what they cost."""

    async def prune(app: RunningApp) -> None:
        from creatorscope.operations.jobs_desk import build_desk

        around = app.invoker.surroundings
        desk = await run_sync(build_desk, around)
        parts = around.work.parts
        before = datetime.now(UTC) - timedelta(days=days)
        gone = await run_sync(desk.rows.prune, desk.scope, before)
        freed = await run_sync(lambda: sum(parts.of(job_id).clear() for job_id in gone))
        if as_json:
            show_json({"pruned": gone, "freed_bytes": freed})
        else:
            click.echo(f"forgot {len(gone)} jobs, freed {freed:,} bytes")

    _run(parameters, as_json, prune)


def build_jobs() -> click.Group:
    """Return `jobs`."""
    shared = [json_option(), *setting_options(CALL_FLAGS)]
    named = click.Argument(["job_id"])
    own: dict[str, tuple[Callable[..., None], list[click.Parameter]]] = {
        "list": (_list, [click.Option(["--state"], type=click.Choice(_STATES)), _number("--page", 1)]),
        "show": (_show, [named, click.Option(["--watch"], is_flag=True, help="Until it stops.")]),
        "cancel": (_cancel, [named]),
        "resume": (
            _resume,
            [
                named,
                click.Option(
                    ["--on-unknown"],
                    type=click.Choice(["retry", "skip"]),
                    help="Calls whose answer is lost: send them again, or go on without them.",
                ),
            ],
        ),
        "retry": (_retry, [named]),
        "prune": (_prune, [_number("--days", 30)]),
    }
    commands = {
        name: click.Command(name, callback=callback, params=[*params, *shared], help=callback.__doc__)
        for name, (callback, params) in own.items()
    }
    return click.Group("jobs", commands=commands, help="List, watch, stop and resume long work.")


def _number(name: str, default: int) -> click.Option:
    return click.Option(
        [name], type=click.IntRange(min=0 if default > 1 else 1), default=default, show_default=True
    )
