"""The signature of a callback: HMAC-SHA256 of its raw body, compared in constant time."""

from __future__ import annotations

import base64
import binascii
import hmac
from hashlib import sha256

SIGNATURE_HEADER = "X-Webhook-Signature"
_SCHEME = "sha256="


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """Return whether the signature is that of the body.

    No source gives its encoding: hex and base64 are read, each with or without `sha256=` before it.
    """
    text = signature.strip()
    if text[: len(_SCHEME)].lower() == _SCHEME:
        text = text[len(_SCHEME) :]
    expected = hmac.new(secret.encode(), body, sha256).digest()
    return hmac.compare_digest(_decoded(text), expected)


def _decoded(text: str) -> bytes:
    """Return the bytes a signature stands for, b"" for what is neither hex nor base64."""
    try:
        if len(text) == 2 * sha256().digest_size:
            return bytes.fromhex(text)
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
