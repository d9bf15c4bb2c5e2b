"""The command line: hand-written commands, and one generated for each tool."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence

import click

from creatorscope import __version__
from creatorscope.contract.arguments import nearest
from creatorscope.errors import LocalFileError
from creatorscope.surfaces import (
    cli_bundle,
    cli_commands,
    cli_jobs,
    cli_skills,
    cli_tokens,
    cli_usage,
    cli_work,
)
from creatorscope.surfaces.cli_call import build_tool_command
from creatorscope.surfaces.cli_output import force_utf8
from creatorscope.surfaces.exit_codes import BROKEN_PIPE, EXIT_CODES, INTERRUPTED, OK, UNEXPECTED
from creatorscope.surfaces.faults import FaultBarrier
from creatorscope.surfaces.offering import Composition
from creatorscope.surfaces.tool_file import load_tools

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
COMMANDS: Mapping[str, Callable[[], click.Command]] = {
    "serve": cli_commands.build_serve,
    "sandbox": cli_commands.build_sandbox,
    "tokens": cli_tokens.build_tokens,
    "usage": cli_usage.build_usage,
    "tools": cli_commands.build_tools,
    "call": cli_commands.build_call,
    "jobs": cli_jobs.build_jobs,
    "work": cli_work.build_work,
    "doctor": cli_commands.build_doctor,
    "docs": cli_commands.build_docs,
    "skills": cli_skills.build_skills,
    "bundle": cli_bundle.build_bundle,
    "version": cli_commands.build_version,
}


class LazyGroup(click.Group):
    """A group whose commands are built when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands' names: the hand-written ones, then the tools in the table's order."""
        return [*COMMANDS, *(tool.name.replace("_", "-") for tool in load_tools())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name; a tool's own spelling is accepted too."""
        if cmd_name in COMMANDS:
            return COMMANDS[cmd_name]()
        name = cmd_name.replace("-", "_")
        return next((build_tool_command(tool) for tool in load_tools() if tool.name == name), None)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named first; UsageError names the nearest where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            guess = nearest(args[0], self.list_commands(ctx))
            hint = f" Did you mean '{guess}'?" if guess else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None


def build_cli() -> click.Group:
    """Return the whole command line."""
    codes = "; ".join(f"{code} {meaning.rstrip('.')}" for code, meaning in EXIT_CODES.items())
    group = LazyGroup(
        "creatorscope",
        help="Find creators, collect their data and analyse them. Without credentials all runs on a sandbox.",
        epilog=f"Exit codes: {codes}.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return click.version_option(__version__, prog_name="creatorscope", message="%(prog)s %(version)s")(group)


def run(arguments: Sequence[str], composition: Composition) -> int:
    """Run one command line and return its exit code."""
    force_utf8()
    barrier = FaultBarrier(click.ClickException, click.Abort)
    try:
        with barrier:
            return _run_command(arguments, composition)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:  # how click ends when the reader of stdout is gone
        _abandon_stdout()
        return BROKEN_PIPE
    click.echo(barrier.message, err=True)
    return UNEXPECTED


def _run_command(arguments: Sequence[str], composition: Composition) -> int:
    """Return the exit code of a command, also where its output finds no room."""
    try:
        code = build_cli().main(
            list(arguments), prog_name="creatorscope", standalone_mode=False, obj=composition
        )
        if sys.stdout is not None:  # it may have been closed before the start
            sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except OSError as error:
        # A stream has no name; what fails on a named file is told by those who opened it.
        if error.filename is not None or error.errno not in _NO_ROOM:
            raise
        _abandon_stdout()
        click.echo(
            f"file [output_not_written]: the output cannot be written: {error.strerror}. What to do: send it "
            "where there is room; what a call answered is kept, and `creatorscope list-results` names it.",
            err=True,
        )
        return LocalFileError.exit_code


def _abandon_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
