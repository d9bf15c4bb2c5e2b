"""Loading the settings: flags over environment over one YAML file, all faults reported together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import ValidationError

from creatorscope.contract.operation import Provider
from creatorscope.errors import Problem
from creatorscope.settings_checks import (
    account_problems,
    credential_problem,
    host_problems,
    missing_halves,
    setting_name,
    storage_problems,
    text_problem,
    webhook_problems,
)
from creatorscope.settings_faults import did_you_mean, fault_problem, problem_of, settings_error
from creatorscope.settings_file import load_file
from creatorscope.settings_table import (
    CONFIG_VARIABLE,
    OWN_PREFIX,
    PROVIDER_PREFIXES,
    AccountSettings,
    Origin,
    SettingRow,
    Settings,
    setting_rows,
)
from creatorscope.settings_values import parse_amounts

__all__ = [
    "CONFIG_VARIABLE",
    "AccountSettings",
    "CredentialLine",
    "SettingRow",
    "Settings",
    "configured_providers",
    "credential_report",
    "find_config",
    "load_settings",
    "setting_rows",
    "wanted_credentials",
]


class CredentialLine(NamedTuple):
    """One credential for doctor: its name and where it comes from, never its value."""

    name: str
    origin: Origin


def find_config(env: Mapping[str, str]) -> Path | None:
    """Return the configuration file: the one CREATORSCOPE_CONFIG names, else the platform's if it exists."""
    named = env.get(CONFIG_VARIABLE)
    if named is not None:
        found = text_problem(CONFIG_VARIABLE, named)
        if found is not None:
            raise settings_error([found])
        return Path(named).expanduser()
    import platformdirs

    usual = platformdirs.user_config_path("creatorscope", appauthor=False) / "config.yaml"
    return usual if usual.is_file() else None


def load_settings(
    env: Mapping[str, str], config_file: Path | None = None, flags: Mapping[str, Any] | None = None
) -> Settings:
    """Return the settings, flags going over the environment, the environment over the file.

    `config_file`: None for no file (see `find_config`). `flags`: by setting key; None and empty lists mean
    not given. Raises SettingsError that names every fault found and never shows a credential.
    """
    problems: list[Problem] = []
    values, origins = _collect(env, load_file(config_file, problems), flags or {}, problems)
    sandbox = _is_sandbox(values, problems)
    for row in setting_rows():
        if row.key in values and row.credential and sandbox:
            del values[row.key]
    problems += _value_problems(values, origins)
    if not sandbox:
        live = {key: origins[key] for key in values}
        problems += missing_halves(live)
        problems += host_problems(live, values.get("tiktok_host"))
    built = _build(values, origins, problems)
    if built is not None:
        problems += storage_problems(built)
        problems += webhook_problems(built, origins, sandbox=sandbox)
    if built is None or problems:
        raise settings_error(problems)
    return built.model_copy(
        update={
            "mode": "sandbox" if sandbox else "live",
            "origins": origins,
            "warnings": (*_unknown_variables(env), *_plain_http(built)),
        }
    )


def configured_providers(settings: Settings) -> frozenset[Provider]:
    """Return the providers whose tools can be offered: all on the sandbox, live those with credentials."""
    if settings.mode == "sandbox":
        return frozenset(Provider)
    present = {
        Provider.CREATIVAULT: settings.cv_api_key is not None,
        Provider.TIKTOK_CREATOR: settings.bearer_host is not None and bool(settings.account_names),
        Provider.MEDIA: settings.tikomni_api_key is not None,
        Provider.AFFILIATE: settings.affiliate_api_base_url is not None,
        Provider.WORKS: settings.bearer_host is not None,
    }
    return frozenset(provider for provider, usable in present.items() if usable)


def wanted_credentials(provider: Provider) -> str:
    """Return what has to be set so that a provider's tools can be offered live, by environment name."""
    either = "TIKOMNI_API_KEY or TIKHUB_API_KEY"
    wanted = {
        Provider.CREATIVAULT: "CV_API_KEY and CV_USER_IDENTITY",
        Provider.TIKTOK_CREATOR: f"{either}, and TIKTOK_CREATOR_COOKIE,",
        Provider.MEDIA: "TIKOMNI_API_KEY",
        Provider.AFFILIATE: "AFFILIATE_API_BASE_URL",
        Provider.WORKS: either,
    }
    return wanted[provider]


def credential_report(settings: Settings) -> tuple[CredentialLine, ...]:
    """Return every credential and address setting with where it comes from; sandbox runs list them too."""
    return tuple(
        CredentialLine(row.env or row.key, settings.origins.get(row.key, "none"))
        for row in setting_rows()
        if row.credential
    )


def _collect(
    env: Mapping[str, str], file: Mapping[str, Any], flags: Mapping[str, Any], problems: list[Problem]
) -> tuple[dict[str, Any], dict[str, Origin]]:
    """Return the winning value of each setting that is given at all, and where it comes from."""
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for row in setting_rows():
        found: list[tuple[Origin, Any]] = []
        if row.key in file:
            found.append(("file", file[row.key]))
        if row.env is not None and row.env in env:
            found.append(("environment", env[row.env]))
        if flags.get(row.key) not in (None, (), []):
            found.append(("flag", flags[row.key]))
        if found:
            origins[row.key] = found[-1][0]
            values[row.key] = _merged(row, found, problems) if row.merges and len(found) > 1 else found[-1][1]
    return values, origins


def _merged(row: SettingRow, found: list[tuple[Origin, Any]], problems: list[Problem]) -> dict[str, float]:
    """Return amounts joined name by name, so that a flag for one unit leaves a cap on another in force."""
    joined: dict[str, float] = {}
    for origin, value in found:
        name = setting_name(row.key, origin)
        unusable = None if isinstance(value, Mapping) else text_problem(name, value)
        try:
            joined |= {} if unusable else parse_amounts(value)
        except ValueError as error:
            unusable = problem_of(name, str(error))
        if unusable is not None:
            problems.append(unusable)
    return joined


def _is_sandbox(values: Mapping[str, Any], problems: list[Problem]) -> bool:
    """Return whether the sandbox is asked for, or nothing that could go live is set."""
    refused = False
    if "sandbox" in values:
        try:
            refused = not Settings(sandbox=values["sandbox"]).sandbox
        except ValidationError:
            return True  # the fault itself is reported when all values are checked
        if not refused:
            return True
    live = any(row.credential and row.key in values for row in setting_rows())
    if not live and refused:
        problems.append(
            Problem("sandbox", "is off, and there are no credentials", "Set credentials or remove it.")
        )
    return not live


def _value_problems(values: Mapping[str, Any], origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Yield the values that are empty, unexpanded or, where a credential is wanted, placeholders."""
    for row in setting_rows():
        if row.key not in values:
            continue
        name, value = setting_name(row.key, origins[row.key]), values[row.key]
        if row.key == "accounts":
            yield from account_problems(value, name)
        elif row.credential and not isinstance(value, str | int | None):
            yield Problem(name, "is not text", "Write one value in quotes.")
        elif value is None or isinstance(value, str | int | float):
            found = credential_problem(name, value) if row.credential else text_problem(name, value)
            if found is not None:
                yield found


def _build(
    values: Mapping[str, Any], origins: Mapping[str, Origin], problems: list[Problem]
) -> Settings | None:
    """Return the model, or None with the faults of values that were not already found faulty."""
    try:
        return Settings(**values)
    except ValidationError as error:
        reported = {problem.field for problem in problems}
        forms = {row.key: row.form for row in setting_rows()}
        for fault in error.errors(include_url=False, include_input=False):
            key, *inside = (str(part) for part in fault["loc"])
            name = ".".join([setting_name(key, origins[key]), *inside])
            if name not in reported:
                problems.append(fault_problem(name, fault, forms[key]))
    return None


def _unknown_variables(env: Mapping[str, str]) -> Iterator[str]:
    """Yield a warning for each variable that looks like ours and is not."""
    known = [row.env for row in setting_rows() if row.env is not None] + [CONFIG_VARIABLE]
    for name in sorted(env):
        if name.startswith((OWN_PREFIX, *PROVIDER_PREFIXES)) and name not in known:
            hint = did_you_mean(name, known)
            yield f"{name} is not a setting and is ignored" + (f"; {hint}" if hint else "")


def _plain_http(settings: Settings) -> Iterator[str]:
    """Yield a warning for each address that sends secrets unencrypted to another machine."""
    for row in setting_rows():
        if row.key.endswith("_base_url") and row.key in settings.model_fields_set:
            from creatorscope.contract.loopback import is_loopback  # only where an address is set

            url = urlsplit(getattr(settings, row.key))
            if url.scheme == "http" and not is_loopback(url.hostname or ""):
                yield f"{row.env} is plain http to another machine: keys and data travel readable; use https"
