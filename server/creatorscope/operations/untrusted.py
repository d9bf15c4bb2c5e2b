"""Making text that creators wrote safe to show: invisible characters out, contacts masked on request."""

from __future__ import annotations

import re
from typing import Any

# Control characters, soft hyphens, zero-width and bidirectional marks, tag characters.
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]+"
)
_CONTACT_FIELD = re.compile(r"(^|_)(email|whatsapp|line|zalo|phone|bio_url|qr_code_schema)($|_)")
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+")
_CONTACT_LINK = re.compile(
    r"(?:https?://)?(?:wa\.me|api\.whatsapp\.com|line\.me|lin\.ee|zalo\.me|t\.me|linktr\.ee)/\S+",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[\s().-]?\d){7,14}(?![\w])")
_NO_PHONE = re.compile(r"[\d.,]+$|\d{4}-\d{2}-\d{2}|https?://")
MASK = "***"


def clean_text(text: str, longest: int | None = None) -> str:
    """Return the text on one line without invisible characters, cut with … after `longest` characters."""
    # A printable text has nothing to take out; asking is ten times as fast as searching.
    cleaned = text if text.isprintable() else _INVISIBLE.sub(" ", text).strip()
    return cleaned if longest is None or len(cleaned) <= longest else cleaned[: longest - 1] + "…"


def mask_contacts(value: Any, field: str = "") -> Any:
    """Return the data with every contact replaced by ***: contact fields whole, others where found in text.

    Booleans such as has_email stay, and so do ids, amounts, dates and addresses: digits there are no phone.
    """
    if isinstance(value, dict):
        return {key: mask_contacts(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [mask_contacts(inner, field) for inner in value]
    if not isinstance(value, str) or not value:
        return value
    if _CONTACT_FIELD.search(field):
        return MASK
    masked = _CONTACT_LINK.sub(MASK, _EMAIL.sub(MASK, value))
    return masked if _NO_PHONE.match(masked) else _PHONE.sub(MASK, masked)
