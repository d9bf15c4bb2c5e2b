"""The settings of one principal of a shared server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from creatorscope.settings_table import LOCAL, Settings

FOLDER = "principals"


def principal_settings(
    settings: Settings, principal: str, caps: Mapping[str, Mapping[str, float]] | None = None
) -> Settings:
    """Return the settings a principal's calls and jobs run under: its own folder, name and caps.

    `caps`: the caps it has of its own, by setting; a unit it does not name keeps the settings' cap. None
    looks them up in the token file. What lies outside its folder does not exist for a principal, except
    the state, which knows whose each row is (`state_root`).
    """
    if principal == LOCAL:
        return settings
    from creatorscope.settings_tokens import TokenFile, cap_keys  # only a shared server needs it

    own = TokenFile(settings.tokens_path).caps_of(principal) if caps is None else caps
    changed: dict[str, Any] = {
        key: {**getattr(settings, key), **own[key]} for key in cap_keys() if key in own
    }
    inside = f"{FOLDER}/{principal}"
    shared = settings.storage if isinstance(settings.storage, str) else None
    storage = f"{shared}/{inside}" if shared else settings.storage_root / inside
    return settings.model_copy(
        update={"principal": principal, "base": settings, "storage": storage, **changed}
    )
