"""One kept result in memory: what is known of it, its bytes, its payload and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import from_json

from creatorscope.contract.rows import Row, rows_at
from creatorscope.errors import LocalFileError
from creatorscope.results.about import Meta, parse_header


@dataclass(frozen=True)
class Kept:
    """A loaded result. `raw`: the bytes as they came."""

    meta: Meta
    raw: bytes

    @cached_property
    def data(self) -> Any:
        """The payload: what stands at the result's `data_path`, else the whole.

        A list where an object holding the rows was expected becomes that object, as it does when a call is
        answered. Raises LocalFileError when the bytes are not JSON.
        """
        try:
            found = from_json(self.raw)
        except ValueError as error:
            raise damaged(self.meta.result_id, "its bytes are not JSON") from error
        for name in filter(None, self.meta.data_path.split(".")):
            if not isinstance(found, Mapping) or name not in found:
                break
            found = found[name]
        first = self.meta.rows_path.split(".")[0]
        if isinstance(found, list) and first.endswith("[]") and first != "[]":
            return {first.removesuffix("[]"): found}
        return found

    def rows(self) -> list[Mapping[str, Any]]:
        """Return the rows as they came; [] when there are none."""
        return [row.values for row in self.owned_rows()]

    def owned_rows(self) -> list[Row]:
        """Return the rows, each with the object that owns its list."""
        return rows_at(self.data, self.meta.rows_path)


def parse_kept(result_id: str, content: bytes) -> Kept:
    """Return the result a file's content holds; LocalFileError when it is not whole."""
    header, newline, raw = content.partition(b"\n")
    try:
        meta = parse_header(header)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(result_id, "it does not begin with its description") from error
    if not newline or len(raw) != meta.raw_bytes:
        raise damaged(result_id, f"it has {len(raw):,} of {meta.raw_bytes:,} bytes")
    return Kept(meta, raw)


def damaged(result_id: str, reason: str) -> LocalFileError:
    """Return the error for a result that is there and cannot be read."""
    return LocalFileError(
        f"result {result_id} is damaged: {reason}",
        code="result_damaged",
        remedy="make the call that gave it again, and delete this result.",
    )
