"""The settings as environment variables, so that a process started by this one has the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from creatorscope.settings_table import CONFIG_VARIABLE, Settings, setting_rows


def environment_of(settings: Settings, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a process with these settings; secrets go in it and nowhere else.

    `inherited`: this process's environment; of our own variables none is taken over. The configuration file
    is not read again: what it says is among the variables, but for the TikTok accounts, which no job uses.
    Of a principal's settings it is those of the server: a worker does everybody's jobs.
    """
    settings = settings.base or settings
    named = [row for row in setting_rows() if row.env is not None]
    environment = {name: value for name, value in inherited.items() if name not in {row.env for row in named}}
    environment[CONFIG_VARIABLE] = os.devnull
    for row in named:
        value = getattr(settings, row.key)
        if row.key in settings.origins and value is not None and row.env is not None:
            environment[row.env] = _text(value)
    environment["CREATORSCOPE_SANDBOX"] = _text(settings.mode == "sandbox")
    return environment


def _text(value: Any) -> str:
    """Return a setting's value in the form its variable has."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ",".join(f"{name}={amount}" for name, amount in value.items())
    if isinstance(value, tuple):
        separator = os.pathsep if value and isinstance(value[0], Path) else ","
        return separator.join(str(part) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)
