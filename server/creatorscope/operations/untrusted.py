"""Masking the contacts in data that others wrote, where the operator wants that."""

from __future__ import annotations

import re
from typing import Any

from creatorscope.contract.contacts import CONTACT_LINK, EMAIL, PHONE
from creatorscope.works.work import PLATFORMS

_CONTACT_FIELD = re.compile(r"(^|_)(email|whatsapp|line|zalo|phone|bio_url|qr_code_schema)($|_)")
# Amounts and ids, dates, addresses, and creators named by platform and id.
_NO_PHONE = re.compile(rf"[\d.,]+$|\d{{4}}-\d{{2}}-\d{{2}}|https?://\S+$|(?:{'|'.join(PLATFORMS)}):\S+$")
MASK = "***"


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
    masked = CONTACT_LINK.sub(MASK, EMAIL.sub(MASK, value))
    return masked if _NO_PHONE.match(masked) else PHONE.sub(MASK, masked)
