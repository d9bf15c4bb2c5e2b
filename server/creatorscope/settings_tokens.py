"""The file of a shared server's tokens: their hashes, whom they stand for, and the caps of each."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from creatorscope.errors import SettingsError
from creatorscope.settings_table import LOCAL, setting_rows
from creatorscope.settings_values import CAPS_FORM, Caps

PREFIX = "csk_"
NAME_FORM = "1 to 40 lower-case letters, digits, - and _, beginning with a letter; not `local`, not `jwt-…`"
_NAME = r"[a-z][a-z0-9_-]{0,39}"
_RESERVED = ("jwt-",)
_TOKEN_BYTES = 32


def cap_keys() -> tuple[str, ...]:
    """Return the settings that cap spending, any of which a principal may have its own value of."""
    return tuple(row.key for row in setting_rows() if row.form == CAPS_FORM)


def check_name(name: str) -> str:
    """Return the name of a principal, which is also the name of its folder; ValueError for no such name."""
    if not re.fullmatch(_NAME, name) or name == LOCAL or name.startswith(_RESERVED):
        raise ValueError(f"{name!r} is no name of a token; use {NAME_FORM}")
    return name


def _check_caps(caps: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = [key for key in caps if key not in cap_keys()]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no cap; use {', '.join(cap_keys())}")
    return caps


class TokenRow(BaseModel):
    """One token: the principal it stands for, its SHA-256, and the caps that differ from the settings'.

    A fast hash is enough: a token is 256 random bits, which nobody finds by trying.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    name: Annotated[str, AfterValidator(check_name)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    added: datetime
    caps: Annotated[Mapping[str, Caps], AfterValidator(_check_caps)] = {}


class TokenFile:
    """The tokens in one file, read again whenever the file changes, so that a revoked one ends at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._by_hash: dict[str, TokenRow] = {}

    def find(self, token: str) -> TokenRow | None:
        """Return the row of a token, None for an unknown one; SettingsError when the file is unreadable."""
        self._refresh()
        return self._by_hash.get(_hash(token))

    def rows(self) -> list[TokenRow]:
        """Return all rows in the order they were added; [] where there is no file."""
        self._refresh()
        return list(self._by_hash.values())

    def caps_of(self, principal: str) -> Mapping[str, Any]:
        """Return the caps a principal has of its own; {} for one without a token here."""
        return next((row.caps for row in self.rows() if row.name == principal), {})

    def add(self, name: str, caps: Mapping[str, Any], now: datetime) -> str:
        """Make a token, keep its hash and return it: it cannot be shown again.

        Raises SettingsError for a name that is taken or none, and for an unreadable or unwritable file.
        """
        with self._locked():
            rows = self.rows()
            if any(row.name == name for row in rows):
                raise SettingsError(
                    f"there is a token for {name} already",
                    code="token_exists",
                    remedy=f"choose another name, or revoke it first: creatorscope tokens revoke {name}.",
                )
            token = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
            try:
                row = TokenRow(name=name, sha256=_hash(token), added=now, caps=caps)
            except ValidationError as error:
                reasons = "; ".join(fault["msg"].removeprefix("Value error, ") for fault in error.errors())
                raise SettingsError(reasons, code="bad_token", remedy="correct it and try again.") from None
            self._write([*rows, row])
        return token

    def revoke(self, name: str) -> None:
        """Remove the token of a principal; its results stay. Raises SettingsError where there is none."""
        with self._locked():
            rows = self.rows()
            kept = [row for row in rows if row.name != name]
            if len(kept) == len(rows):
                known = ", ".join(row.name for row in rows) or "none"
                raise SettingsError(
                    f"there is no token for {name}",
                    code="no_such_token",
                    remedy=f"name one of those in {self.path}: {known}.",
                )
            self._write(kept)

    def _refresh(self) -> None:
        try:
            found = self.path.stat()
            state = (found.st_mtime_ns, found.st_size, found.st_ino)
            if state == self._seen:
                return
            rows = _parse(self.path.read_bytes())
        except FileNotFoundError:
            self._seen, self._by_hash = None, {}
            return
        except OSError as error:
            raise self._unusable(f"cannot be read: {error.strerror}") from error
        except ValueError:  # its text may show a hash
            raise self._unusable("is not in the form `creatorscope tokens` writes") from None
        self._seen, self._by_hash = state, {row.sha256: row for row in rows}

    def _write(self, rows: list[TokenRow]) -> None:
        shown = [row.model_dump(mode="json", exclude_defaults=True) for row in rows]
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump({"tokens": shown}, file, indent=1)
            part.replace(self.path)
        except OSError as error:
            raise self._unusable(f"cannot be written: {error.strerror}") from error

    def _locked(self) -> Any:
        from filelock import FileLock

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(f"cannot be written: {error.strerror}") from error
        return FileLock(f"{self.path}.lock")

    def _unusable(self, why: str) -> SettingsError:
        return SettingsError(
            f"the token file {self.path} {why}",
            code="token_file_unusable",
            remedy="correct or replace the file, or name another with CREATORSCOPE_TOKEN_FILE.",
        )


def _parse(content: bytes) -> list[TokenRow]:
    found = json.loads(content)
    if not isinstance(found, Mapping) or not isinstance(found.get("tokens"), list):
        raise ValueError("no list of tokens")
    return [TokenRow.model_validate(row) for row in found["tokens"]]


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
