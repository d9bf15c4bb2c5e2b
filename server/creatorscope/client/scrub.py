"""Keeping configured secrets out of everything that comes back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

_HIDDEN = "***"
# Anything shorter would be found by chance inside ordinary text.
_SHORTEST = 4
_WEB_SAFE = {ord(char): f"\\u{ord(char):04x}" for char in "&<>"}


class Scrubber:
    """Replaces every secret it knows, in the forms JSON and URLs give it, by ***."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
        self._texts = sorted(forms, key=len, reverse=True)
        self._bytes = [text.encode() for text in self._texts]

    def clean(self, content: bytes) -> bytes:
        """Return the bytes without secrets; the same object when there are none in it."""
        for secret in self._bytes:
            if secret in content:
                content = content.replace(secret, _HIDDEN.encode())
        return content

    def clean_text(self, text: str) -> str:
        """Return the text without secrets."""
        for secret in self._texts:
            text = text.replace(secret, _HIDDEN)
        return text


def _forms(secret: str) -> set[str]:
    escaped = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    # Writers of JSON for web pages escape these too, some also the slash.
    escaped |= {text.translate(_WEB_SAFE) for text in escaped} | {
        text.replace("/", "\\/") for text in escaped
    }
    return {secret, quote(secret, safe=""), quote(secret), quote_plus(secret), *escaped}
