"""The settings a host asks its user for in a form, and reading what was filled in."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

from creatorscope.settings import SettingRow, setting_rows

# A host sets the variable of a field left empty too, so the fields have variables of their own: an empty one
# then takes nothing away from the user's own environment.
FIELD_PREFIX = "USER_CONFIG_"
_NOT_REPLACED = "${"
_PUBLIC_FORMS = ("email address", "https address")
_HOST_CHOICE = "tiktok_host"


def form_rows() -> tuple[SettingRow, ...]:
    """Return the settings of the form: credentials without a default, and the choice between two tokens."""
    return tuple(
        row
        for row in setting_rows()
        if row.env and ((row.credential and not row.default) or row.key == _HOST_CHOICE)
    )


def is_secret(row: SettingRow) -> bool:
    """Return whether a host must hide the field and keep its value in secure storage."""
    return row.credential and row.form not in _PUBLIC_FORMS


def field_variable(row: SettingRow) -> str:
    """Return the variable a host passes the field in."""
    return f"{FIELD_PREFIX}{row.env}"


def apply_form(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set the settings' variables from the fields that were filled in, and take the fields out.

    A field left empty, or still holding the host's placeholder, was not filled in.
    """
    for row in form_rows():
        value = environment.pop(field_variable(row), "").strip()
        if row.env and value and not value.startswith(_NOT_REPLACED):
            environment[row.env] = value
