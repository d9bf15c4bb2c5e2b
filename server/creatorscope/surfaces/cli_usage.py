"""The command that shows what was spent, and lets spending go on after an overrun."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from creatorscope.surfaces.cli_call import json_option
from creatorscope.surfaces.cli_flags import SettingFlag, setting_options, settings_of
from creatorscope.surfaces.cli_output import show_json, shown_errors

if TYPE_CHECKING:
    from creatorscope.state.database import State

_FLAGS = (SettingFlag(key="storage", short=None, metavar="FOLDER"),)
_SHOWN = (
    "day",
    "mode",
    "principal",
    "tool",
    "unit",
    "calls",
    "spent",
    "reserved",
    "unknown",
    "overrun",
    "balance_drop",
    "difference",
)


def _usage(days: int, as_csv: bool, as_json: bool, acknowledge: bool, **parameters: Any) -> None:
    """Show what the calls of all principals cost, by day, unit and tool, beside the upstream's balance."""
    from creatorscope.operations.usage_tools import since_day
    from creatorscope.state.database import open_state
    from creatorscope.state.usage import list_usage

    with shown_errors(as_json):
        settings = settings_of(parameters)
        state = open_state(settings.state_where)
        try:
            if acknowledge:
                _acknowledge(state)
            rows = [row.plain() for row in list_usage(state, since=since_day(days, datetime.now(UTC)))]
        finally:
            state.close()
    if as_json:
        show_json(rows)
    elif as_csv:
        _show_csv(rows)
    else:
        click.echo(format_usage(rows))


def _acknowledge(state: State) -> None:
    from creatorscope.state.deciding import acknowledge_overruns

    count = acknowledge_overruns(state)
    click.echo(f"{count} charges above their reservation acknowledged; calls are paid for again.", err=True)


def _show_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    from creatorscope.state.usage import COLUMNS

    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def format_usage(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return usage as a table for people; an unknown figure is a dash."""
    if not rows:
        return "Nothing that costs was called in this time."
    lines = [_SHOWN, *(tuple(_cell(row[name]) for name in _SHOWN) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if isinstance(value, float) else str(value)


def build_usage() -> click.Command:
    """Return `usage`."""
    params: list[click.Parameter] = [
        click.Option(
            ["--days"],
            type=click.IntRange(1, 366),
            default=30,
            show_default=True,
            metavar="N",
            help="UTC days back, today included.",
        ),
        click.Option(["--csv", "as_csv"], is_flag=True, help="Show CSV with every column."),
        json_option(),
        click.Option(
            ["--acknowledge"],
            is_flag=True,
            help="Let calls be paid for again after a charge above its reservation.",
        ),
        *setting_options(_FLAGS),
    ]
    return click.Command(
        "usage", callback=_usage, short_help="Show what was spent.", params=params, help=str(_usage.__doc__)
    )
