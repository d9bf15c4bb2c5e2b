"""How the command line shows answers and errors."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any

import click

from creatorscope.errors import ArgumentError, CreatorscopeError, Problem


def force_utf8() -> None:
    """Make stdout and stderr take any text on every platform, and stdin read what others write there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")


def show_json(value: Any) -> None:
    """Write a value to stdout as one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def show_warnings(warnings: Iterable[str]) -> None:
    """Write warnings to stderr, one a line."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


@contextmanager
def shown_errors(as_json: bool) -> Iterator[None]:
    """Show an error meant for users on stderr, in words or as JSON facts, and end with its exit code."""
    try:
        yield
    except CreatorscopeError as error:
        facts = json.dumps(error.facts(), ensure_ascii=False, separators=(",", ":"))
        click.echo(facts if as_json else error.text(), err=True)
        raise click.exceptions.Exit(error.exit_code) from None


def no_such_tool(message: str) -> ArgumentError:
    """Return the error for a tool that is not there; `message` says why, and what there is."""
    what, _, fix = message.partition(". ")
    return ArgumentError([Problem("tool", what, fix or "See creatorscope tools.")])
