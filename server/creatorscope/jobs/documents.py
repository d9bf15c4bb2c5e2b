"""Judging a collected document: fit to hand in, or the error to report instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from creatorscope.contract.wire import Json
from creatorscope.endpoints.affiliate_document import AffiliateCreator
from creatorscope.jobs.collectors import Found
from creatorscope.works.mojibake import repair_document, suspicious_pairs

NOT_FOUND = "affiliate.creator_not_found"
NO_PROFILES = "affiliate.creator_has_no_profiles"
MALFORMED = "affiliate.creator_malformed"
_LONGEST = 300
_WITHOUT_ASCII = b" " * 128 + bytes(range(128, 256))
# Escapes hide what the text is, and these two words are no JSON.
_UNCLEAR = re.compile(rb"\\u|NaN|Infinity")


@dataclass(frozen=True, slots=True)
class Judged:
    """One id's outcome: `document` to hand in, else `code` and `message` to report."""

    creator_id: str
    document: Json | None = None
    code: str | None = None
    message: str = ""
    repaired: bool = False

    def error(self) -> dict[str, Any]:
        """Return it as the coordinator takes errors."""
        return {"data": {"creator_id": self.creator_id}, "code": self.code, "message": self.message}

    def row(self) -> dict[str, Any]:
        """Return it as a row of the crawl's result."""
        status = "submitted" if self.document is not None else "error"
        return {
            "id": self.creator_id,
            "status": status,
            "code": self.code,
            "message": self.message or None,
            "repaired": self.repaired,
        }


def judge(found: Found) -> Judged:
    """Return the document, its text repaired where it was mis-decoded, or why there is none to hand in."""
    if found.broken is not None:
        return _error(found, MALFORMED, found.broken)
    if found.content is None:
        return _error(found, NOT_FOUND, "No document was found for this id.")
    if _is_plainly_good(found.creator_id, found.content):
        return Judged(found.creator_id, document=Json(found.content))
    return _judge_closely(found, found.content)


def _judge_closely(found: Found, content: bytes) -> Judged:
    try:
        document = from_json(content)
    except ValueError:
        return _error(found, MALFORMED, f"{found.source} is not JSON")
    fault = _plain_fault(found.creator_id, document)
    if fault is not None:
        return _error(found, *fault)
    repaired = repair_document(document)
    try:
        AffiliateCreator.model_validate(repaired)
    except ValidationError as error:
        return _error(found, MALFORMED, _first_fault(error))
    whole = Json(to_json(repaired, inf_nan_mode="null"))
    return Judged(found.creator_id, document=whole, repaired=repaired != document)


def _is_plainly_good(creator_id: str, content: bytes) -> bool:
    """Return True for most documents, at a third of the cost of reading and writing them."""
    if _UNCLEAR.search(content):
        return False
    try:
        creator = AffiliateCreator.model_validate_json(content)
    except ValidationError:
        return False
    # No half of a suspicious pair is ASCII, and most of a document is: only the rest is looked at.
    rest = b" ".join(content.translate(_WITHOUT_ASCII).split())
    return creator.id == creator_id and not suspicious_pairs(rest.decode())


def _plain_fault(creator_id: str, document: Any) -> tuple[str, str] | None:
    """Return the code and message of what can be seen at once; None for what looks like a document."""
    if not isinstance(document, Mapping):
        return MALFORMED, "The document is not a JSON object."
    if str(document.get("id")) != creator_id:
        return MALFORMED, "The document is of another id."
    profiles = document.get("profiles")
    if not profiles or (isinstance(profiles, Mapping) and not profiles.get("creator_profile")):
        return NO_PROFILES, "The document has no creator profile."
    return None


def _error(found: Found, code: str, message: str) -> Judged:
    return Judged(found.creator_id, code=code, message=message[:_LONGEST])


def _first_fault(error: ValidationError) -> str:
    first, count = error.errors(include_url=False, include_input=False)[0], error.error_count()
    place = ".".join(str(part) for part in first["loc"])
    more = f" (and {count - 1} more)" if count > 1 else ""
    return f"{place}: {first['msg']}{more}"
