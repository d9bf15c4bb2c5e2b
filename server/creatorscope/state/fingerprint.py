"""Naming an upstream account without its secrets, so that work of one is never taken for another's."""

from __future__ import annotations

from hashlib import sha256

_DIGITS = 16


def fingerprint(*facts: str) -> str:
    """Return a short hash of what makes an account (address, key, sandbox seed); none can be read from it."""
    joined = "".join(f"{len(fact)}:{fact}" for fact in facts)
    return sha256(joined.encode()).hexdigest()[:_DIGITS]
