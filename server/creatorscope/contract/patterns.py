"""The forms that texts must have, each with the words that explain it to whoever got it wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DIGITS = r"^\d+$"
PLAIN_ID = r"^[A-Za-z0-9_.-]+$"
MIME_TYPE = r"^[\w.+-]+/[\w.+-]+$"
PATH = "^/"
CURRENCY = "^[A-Z]{3}$"

IN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        DIGITS: "Give digits only, such as 7496499484705246507.",
        PLAIN_ID: "Give the id exactly as it was answered: letters, digits, _ . and -.",
        MIME_TYPE: "Write a MIME type such as audio/mpeg.",
        PATH: "Begin it with /.",
        CURRENCY: "Write three capital letters such as USD.",
    }
)
