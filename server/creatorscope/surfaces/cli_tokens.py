"""The commands that make, list and revoke the tokens of the HTTP server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from creatorscope.settings import setting_rows
from creatorscope.surfaces.cli_call import json_option
from creatorscope.surfaces.cli_flags import SettingFlag, setting_options, settings_of
from creatorscope.surfaces.cli_output import show_json, shown_errors

_FLAGS = tuple(
    SettingFlag(key=key, short=None, metavar=metavar)
    for key, metavar in (("storage", "FOLDER"), ("token_file", "FILE"))
)


def _file(parameters: dict[str, Any]) -> Any:
    from creatorscope.settings_tokens import TokenFile

    return TokenFile(settings_of(parameters).tokens_path)


def _add(name: str, as_json: bool, **parameters: Any) -> None:
    """Make a token for the principal NAME and show it, once."""
    from creatorscope.settings_tokens import cap_keys

    with shown_errors(as_json):
        given = {key: parameters.pop(key) for key in cap_keys()}
        caps = {key: _parse_caps(key, texts) for key, texts in given.items() if texts}
        token = _file(parameters).add(name, caps, datetime.now(UTC))
        if as_json:
            show_json({"name": name, "token": token})
        else:
            click.echo(token)
            click.echo(f"The token of {name}. It is not kept and cannot be shown again.", err=True)


def _parse_caps(key: str, texts: tuple[str, ...]) -> dict[str, float]:
    from creatorscope.errors import ArgumentError, Problem
    from creatorscope.settings_values import parse_caps

    try:
        return parse_caps(list(texts))
    except ValueError as error:
        what, _, fix = str(error).partition("; ")
        flag = f"--{key.replace('_', '-')}"
        raise ArgumentError([Problem(flag, what, f"{fix[:1].upper()}{fix[1:]}.")]) from None


def _list(as_json: bool, **parameters: Any) -> None:
    """List the principals that have a token, with the caps that are their own."""
    with shown_errors(as_json):
        rows = _file(parameters).rows()
        if as_json:
            show_json([row.model_dump(mode="json", exclude={"sha256"}) for row in rows])
            return
        for row in rows:
            caps = "; ".join(
                f"{key} {','.join(f'{unit}={amount:g}' for unit, amount in amounts.items())}"
                for key, amounts in row.caps.items()
            )
            click.echo(f"{row.name:24} {row.added:%Y-%m-%d} {caps or 'the caps of the settings'}")
        if not rows:
            click.echo("no tokens", err=True)


def _revoke(name: str, as_json: bool, **parameters: Any) -> None:
    """Revoke the token of NAME: its next call is refused; its results stay."""
    with shown_errors(as_json):
        _file(parameters).revoke(name)
        if as_json:
            show_json({"revoked": name})
        else:
            click.echo(f"revoked the token of {name}")


def build_tokens() -> click.Group:
    """Return `tokens`."""
    from creatorscope.settings_tokens import cap_keys

    docs = {row.key: row.doc for row in setting_rows()}
    caps: list[click.Parameter] = [
        click.Option(
            [f"--{key.replace('_', '-')}", key], multiple=True, metavar="UNIT=N", help=f"Its own: {docs[key]}"
        )
        for key in cap_keys()
    ]
    shared = [json_option(), *setting_options(_FLAGS)]
    name = click.Argument(["name"])
    commands = {
        "add": click.Command("add", callback=_add, params=[name, *caps, *shared], help=_add.__doc__),
        "list": click.Command("list", callback=_list, params=shared, help=_list.__doc__),
        "revoke": click.Command("revoke", callback=_revoke, params=[name, *shared], help=_revoke.__doc__),
    }
    return click.Group("tokens", commands=commands, help="Make, list and revoke tokens of the HTTP server.")
