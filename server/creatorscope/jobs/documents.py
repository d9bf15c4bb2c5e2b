"""Judging a collected document: fit to hand in, or the error to report instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from creatorscope.endpoints.affiliate_document import AffiliateCreator
from creatorscope.jobs.collectors import Found
from creatorscope.works.mojibake import repair_document, suspicious_pairs

NOT_FOUND = "affiliate.creator_not_found"
NO_PROFILES = "affiliate.creator_has_no_profiles"
MALFORMED = "affiliate.creator_malformed"
_LONGEST = 300
_WITHOUT_ASCII = b" " * 128 + bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class Judged:
    """One id's outcome: `document` to hand in, else `code` and `message` to report."""

    creator_id: str
    document: Mapping[str, Any] | None = None
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
    creator_id, document = found.creator_id, found.document
    fault = _plain_fault(found)
    if fault is not None:
        return Judged(creator_id, code=fault[0], message=fault[1][:_LONGEST])
    whole = _repaired(document)
    try:
        AffiliateCreator.model_validate(whole)
    except ValidationError as error:
        return Judged(creator_id, code=MALFORMED, message=_first_fault(error))
    return Judged(creator_id, document=whole, repaired=whole is not document)


def _plain_fault(found: Found) -> tuple[str, str] | None:
    """Return the code and message of what can be seen at once; None for what looks like a document."""
    document = found.document
    if found.broken is not None:
        return MALFORMED, found.broken
    if document is None:
        return NOT_FOUND, "No document was found for this id."
    if not isinstance(document, Mapping):
        return MALFORMED, "The document is not a JSON object."
    if str(document.get("id")) != found.creator_id:
        return MALFORMED, "The document is of another id."
    profiles = document.get("profiles")
    if not profiles or (isinstance(profiles, Mapping) and not profiles.get("creator_profile")):
        return NO_PROFILES, "The document has no creator profile."
    return None


def _repaired(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the very document where no text in it looks mis-decoded, which one look over all can tell."""
    # No half of a suspicious pair is ASCII, and most of a document is: only the rest is looked at.
    rest = b" ".join(to_json(document).translate(_WITHOUT_ASCII).split())
    if not suspicious_pairs(rest.decode()):
        return document
    repaired: Mapping[str, Any] = repair_document(document)
    return document if repaired == document else repaired


def _first_fault(error: ValidationError) -> str:
    first, count = error.errors(include_url=False, include_input=False)[0], error.error_count()
    place = ".".join(str(part) for part in first["loc"])
    more = f" (and {count - 1} more)" if count > 1 else ""
    return f"{place}: {first['msg']}{more}"[:_LONGEST]
