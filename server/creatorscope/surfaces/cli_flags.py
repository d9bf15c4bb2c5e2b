"""The flags that stand for settings, shared by the commands that read the settings."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from creatorscope.settings import CONFIG_VARIABLE, Settings, find_config, load_settings, setting_rows

_PREFIX = "setting_"
_CONFIG = "config_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingFlag:
    """One flag: the setting it gives, its short name where that differs, and whether it takes a value."""

    key: str
    short: str | None
    metavar: str | None

    @property
    def names(self) -> list[str]:
        """The flag's spellings, the shown one first; messages about settings use the setting's own name."""
        full = f"--{self.key.replace('_', '-')}"
        return [f"--{self.short}", full] if self.short else [full]

    @property
    def parameter(self) -> str:
        """The name of the command's parameter, kept apart from the arguments of tools."""
        return _PREFIX + self.key


def _switch(key: str) -> SettingFlag:
    return SettingFlag(key=key, short=None, metavar=None)


def _value(key: str, metavar: str, short: str | None = None) -> SettingFlag:
    return SettingFlag(key=key, short=short, metavar=metavar)


WORLD_FLAGS = (
    _value("as_of", "YYYY-MM-DD"),
    _value("sandbox_seed", "N", "seed"),
    _value("sandbox_creators", "N", "creators"),
    _value("sandbox_speed", "N", "speed"),
    _value("storage", "FOLDER"),
    _switch("ephemeral"),
    _switch("allow_http_webhooks"),
)
CALL_FLAGS = (
    _switch("sandbox"),
    _switch("hide_contacts"),
    _value("allow_paths", "FOLDER", "allow-path"),
    *(_value(f"max_per_{span}", "UNIT=N") for span in ("call", "hour", "day", "job")),
    _switch("allow_unquoted"),
    *WORLD_FLAGS,
)
OFFER_FLAGS = (
    _value("toolsets", "NAME,…"),
    _value("tools", "NAME,…"),
    _value("exclude_tools", "NAME,…"),
    _switch("read_only"),
)
HTTP_FLAGS = (
    _value("token_file", "FILE"),
    _value("public_url", "URL"),
    _value("allowed_hosts", "NAME,…"),
    _value("allowed_origins", "NAME,…"),
)
_JOINED = frozenset(flag.key for flag in (*OFFER_FLAGS, *HTTP_FLAGS) if flag.metavar == "NAME,…")
_REPEATED = _JOINED | {"allow_paths"} | {flag.key for flag in CALL_FLAGS if flag.metavar == "UNIT=N"}


def setting_options(
    flags: Collection[SettingFlag], taken: Collection[str] = (), *, hidden: bool = False
) -> list[click.Parameter]:
    """Return the options of these flags and of `--config`, leaving out spellings already `taken`."""
    docs = {row.key: row.doc for row in setting_rows()}
    options: list[click.Parameter] = []
    for flag in flags:
        names = [name for name in flag.names if name not in taken]
        if names:
            options.append(
                click.Option(
                    [*names, flag.parameter],
                    is_flag=flag.metavar is None,
                    default=None,
                    multiple=flag.key in _REPEATED,
                    metavar=flag.metavar,
                    help=docs[flag.key],
                    hidden=hidden,
                )
            )
    config = click.Option(
        ["--config", _CONFIG],
        metavar="FILE",
        help=f"Settings file; default: what {CONFIG_VARIABLE} names, else the platform's.",
        hidden=hidden,
    )
    return [*options, config]


def config_path(parameters: Mapping[str, Any]) -> Path | None:
    """Return the settings file in force, None where there is none."""
    given = parameters.get(_CONFIG)
    return Path(given).expanduser() if given else find_config(os.environ)


def settings_of(parameters: Mapping[str, Any], **fixed: Any) -> Settings:
    """Return the settings of a command line; flags do not change `fixed` ones. Raises SettingsError."""
    flags: dict[str, Any] = {}
    for name, value in parameters.items():
        key = name.removeprefix(_PREFIX)
        if name.startswith(_PREFIX) and value not in (None, (), []):
            flags[key] = ",".join(value) if key in _JOINED else value
    return load_settings(os.environ, config_path(parameters), {**flags, **fixed})
